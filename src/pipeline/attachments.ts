/** Which of the attachments that pages name are in the sources, and their fixity. */
import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import type { Archive, AttachmentUpdate } from '../archive/archive.ts';
import type { PublishedRemark } from '../model/checkpoint.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import { SourceError } from '../model/errors.ts';
import type { KnownAttachment } from '../model/stored.ts';
import type { Source, SourceEntry } from '../source/source.ts';
import { stampOf } from './stamp.ts';
import { aborted, type ResolvedOptions } from './options.ts';

/** Which source brought each page of this run, and the page's path there. */
export type Owners = ReadonlyMap<number, { readonly source: Source; readonly path: string }>;

export interface Located {
  readonly present: number;
  readonly missing: number;
  /** Where each attachment that is there lies in its source, by row id. */
  readonly paths: ReadonlyMap<number, string>;
  readonly diagnostics: readonly { readonly path: string | null; readonly found: Diagnostic }[];
}

/** Looks up the attachments of this run's pages in their sources and stores what is there. */
export async function locateAttachments(
  archive: Archive,
  owners: Owners,
  options: ResolvedOptions,
): Promise<Located> {
  const attachments = await archive.attachments();
  const own = attachments.filter(({ pageId }) => owners.has(pageId));
  const elsewhere = byFolderAndName(new Set([...owners.values()].map(({ source }) => source)));
  const limit = pLimit(options.jobs);
  const entries = await Promise.all(
    own.map(({ pageId, sourcePath }) =>
      limit(() => locate(owners.get(pageId)?.source, sourcePath, elsewhere)),
    ),
  );
  await archive.setAttachments(
    own.flatMap((attachment, at) => {
      const { source } = owners.get(attachment.pageId) ?? {};
      const update = updateOf(attachment, source, entries[at], options);
      return isStored(update, attachment) ? [] : [update];
    }),
  );
  const missing = own.filter((_, at) => (entries[at] ?? null) === null);
  return {
    present: own.length - missing.length,
    missing: missing.length,
    paths: new Map(
      own.flatMap(({ id }, at) => {
        const path = entries[at]?.path;
        return path === undefined ? [] : [[id, path]];
      }),
    ),
    diagnostics: missing.map(({ pageId, fileName, sourcePath }) => ({
      path: owners.get(pageId)?.path ?? null,
      found: diagnostic('attachment-missing', sourcePath ?? fileName),
    })),
  };
}

type Elsewhere = ReadonlyMap<Source, ReadonlyMap<string, SourceEntry>>;

/** `attachments/PAGE/ATTACHMENT.ext` is one file, wherever a site has moved the folder. */
export async function locate(
  source: Source | undefined,
  path: string | null,
  elsewhere: Elsewhere,
): Promise<SourceEntry | null> {
  if (source === undefined || path === null) return null;
  const tail = tailOf(path);
  const moved = tail === null ? undefined : elsewhere.get(source)?.get(tail);
  return (await source.stat(path)) ?? moved ?? null;
}

const tailOf = (path: string): string | null =>
  /(?:^|\/)attachments\/(\d+\/[^/]+)$/.exec(path)?.[1] ?? null;

/** Attachments of each source by page id and name; the first of several in the order of paths. */
export function byFolderAndName(sources: Iterable<Source>): Elsewhere {
  const result = new Map<Source, Map<string, SourceEntry>>();
  for (const source of sources) {
    const files = new Map<string, SourceEntry>();
    for (const entry of source.entries) {
      const tail = tailOf(entry.path);
      if (tail !== null && !files.has(tail)) files.set(tail, entry);
    }
    result.set(source, files);
  }
  return result;
}

function updateOf(
  { id, publishedPath, bytes, sha256, stamp: before }: KnownAttachment,
  source: Source | undefined,
  entry: SourceEntry | null | undefined,
  { checksum }: ResolvedOptions,
): AttachmentUpdate {
  if (entry === null || entry === undefined) {
    return { id, status: 'missing', bytes: null, sha256: null, publishedPath: null };
  }
  // While the source says the same of the file, so do its bytes; else it is read again.
  const stamp = source === undefined ? null : stampOf(source, entry);
  const isSame = !checksum && bytes === entry.bytes && stamp !== null && stamp === before;
  return {
    id,
    status: 'present',
    bytes: entry.bytes,
    sha256: isSame ? sha256 : null,
    publishedPath,
    foundAt: entry.path,
    stamp,
  };
}

const isStored = (update: AttachmentUpdate, stored: KnownAttachment): boolean =>
  update.status === stored.status &&
  update.bytes === stored.bytes &&
  update.sha256 === stored.sha256 &&
  update.publishedPath === stored.publishedPath &&
  (update.foundAt ?? stored.sourcePath) === stored.sourcePath &&
  (update.stamp === undefined || update.stamp === stored.stamp);

/**
 * Reads the attachments whose hash is not known, for imports that publish no Markdown. One that
 * cannot be read, or is too large, stays without a hash and is reported.
 */
export async function hashAttachments(
  archive: Archive,
  owners: Owners,
  paths: Located['paths'],
  options: ResolvedOptions,
): Promise<readonly PublishedRemark[]> {
  const attachments = await archive.attachments();
  const limit = pLimit(options.jobs);
  const unknown = attachments.filter(
    ({ pageId, status, sha256 }) => owners.has(pageId) && status === 'present' && sha256 === null,
  );
  const updates: AttachmentUpdate[] = [];
  const remarks: PublishedRemark[] = [];
  await Promise.all(
    unknown.map((attachment) =>
      limit(async () => {
        if (options.signal?.aborted === true) throw aborted();
        const { id, publishedPath, status, fileName, pageId } = attachment;
        const owner = owners.get(pageId);
        const report = (found: Diagnostic): void => {
          remarks.push({ pageId, of: 'attachment', path: owner?.path ?? null, found });
        };
        if ((attachment.bytes ?? 0) > options.limits.maxAttachmentBytes) {
          report(diagnostic('attachment-too-large', fileName));
          return;
        }
        try {
          const fixity = await fixityOf(owner?.source, paths.get(id) ?? '');
          updates.push({ id, status, ...fixity, publishedPath });
        } catch (error) {
          if (!(error instanceof SourceError)) throw error;
          report(diagnostic('unreadable-file', `${fileName}: ${error.message}`));
        }
      }),
    ),
  );
  await archive.setAttachments(updates);
  return remarks;
}

/** Size and hash of a file that is read for nothing else. */
export async function fixityOf(
  source: Source | undefined,
  path: string,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of (await source?.stream(path)) ?? []) {
    const data = piece as Uint8Array;
    hash.update(data);
    bytes += data.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
