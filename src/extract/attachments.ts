/** A page's attachments: those its block lists, and those that only its body shows. */
import type { RawAttachment } from '../model/document.ts';
import type { AttachmentRecord, LinkRecord, SpaceRef } from '../model/page.ts';
import {
  attachmentByFile,
  attachmentById,
  attachmentByName,
  type AttachmentRef,
} from '../model/refs.ts';
import { baseName, pathOfHref } from './file-names.ts';

/** The page to which attachments belong. */
export interface Owner {
  readonly space: SpaceRef;
  readonly confluenceId: string | null;
  /** Relative to the source; the attachments' addresses are relative to its folder. */
  readonly sourcePath: string;
}

/** Reads the attachments block. Each listed file gets every name by which a link may mean it. */
export function listedAttachments(
  listed: readonly RawAttachment[],
  owner: Owner,
): AttachmentRecord[] {
  return listed.map(({ fileName, href, mediaType }) => {
    const path = pathOf(href);
    return recordOf(fileName || baseName(path), mediaType, path, owner);
  });
}

/**
 * Files that the body shows or links to and that the block does not list: exports of old
 * generations, and pages whose block was cut off. A file in another page's folder is that page's.
 * Of the files `enclosed` in the page's own file more is known than a link tells.
 */
export function embeddedAttachments(
  links: readonly LinkRecord[],
  listed: readonly AttachmentRecord[],
  owner: Owner,
  enclosed: readonly RawAttachment[] = [],
): AttachmentRecord[] {
  const known = new Set<string>(listed.flatMap(({ refs }) => refs));
  const found: AttachmentRecord[] = [];
  for (const { kind, target, href, text } of links) {
    if (kind !== 'attachment' || target === null || known.has(target)) continue;
    const path = pathOf(href);
    if (!isOwn(path, owner)) continue;
    const file = enclosed.find((candidate) => pathOf(candidate.href) === path);
    const name = file?.fileName ?? nameOf(path, text);
    const record = recordOf(name, file?.mediaType ?? null, path, owner);
    const refs = [...new Set([target as AttachmentRef, ...record.refs])];
    for (const ref of refs) known.add(ref);
    found.push({ ...record, refs });
  }
  return found;
}

/** `attachments/PAGE/ATTACHMENT.ext` and `download/attachments/PAGE/name` tell whose file it is. */
function isOwn(path: string, owner: Owner): boolean {
  const page = /(?:^|\/)(?:attachments|thumbnails)\/(\d+)\//.exec(path)?.[1];
  return page === undefined || owner.confluenceId === null || page === owner.confluenceId;
}

function nameOf(path: string, text: string): string {
  const name = baseName(path);
  const extension = /\.[^./]+$/.exec(name)?.[0] ?? '';
  // An id says nothing to a reader; alternative text often is the original file name.
  return extension !== '' && text.endsWith(extension) && !text.includes('/') ? text : name;
}

function recordOf(
  fileName: string,
  mediaType: string | null,
  path: string,
  owner: Owner,
): AttachmentRecord {
  const confluenceId = /(?:^|\/)attachments\/(?:thumbnails\/)?\d+\/(\d+)(?:\.[^/]*)?$/.exec(
    path,
  )?.[1];
  const space = owner.space.key ?? owner.space.name;
  const spaces = [owner.space.key, owner.space.name].filter((name) => name !== null);
  const refs: AttachmentRef[] = [
    ...(confluenceId === undefined ? [] : [attachmentById(confluenceId)]),
    ...(spaces.length === 0 ? [space] : spaces).map((name) => attachmentByFile(name, path)),
    ...(owner.confluenceId === null ? [] : [attachmentByName(owner.confluenceId, fileName)]),
  ];
  return {
    confluenceId: confluenceId ?? null,
    fileName,
    mediaType,
    sourcePath: isServerPath(path) ? null : resolve(owner.sourcePath, path),
    refs,
  };
}

/** Paths of the lost wiki, under which an export has no file. */
const isServerPath = (path: string): boolean =>
  /^(?:[a-z]+:|\/)/i.test(path) || /(?:^|\/)download\/(?:attachments|thumbnails)\//.test(path);

const pathOf = (href: string): string => pathOfHref(href).replace(/^\.\//, '');

/** The path from the source's root; null when it climbs out of the source. */
function resolve(page: string, relative: string): string | null {
  const segments = page.split('/').slice(0, -1);
  for (const segment of relative.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) return null;
    } else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}
