/** Where copied attachments lie: `<SPACE>/attachments/<page>/<original file name>`. */
import type { PageSummary, StoredAttachment } from '../model/stored.ts';
import { compareAttachments, comparePages, stemOf } from './page-order.ts';
import { pageMarks } from './paths.ts';
import { ATTACHMENTS_FOLDER } from './root-files.ts';
import { safeName, type NameLimit } from './safe-name.ts';
import { idMark, shortHash, takeName } from './unique-name.ts';

/** With a space's 64 units, a whole path stays below 240. */
const FOLDER_LIMIT: NameLimit = { bytes: 120, units: 60 };
const FILE_LIMIT: NameLimit = { bytes: 120, units: 100 };
const LONGEST_EXTENSION = 16;

type NamedAttachment = Pick<
  StoredAttachment,
  'id' | 'pageId' | 'confluenceId' | 'fileName' | 'sourcePath' | 'status'
>;

function splitExtension(name: string): readonly [stem: string, extension: string] {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || name.length - dot > LONGEST_EXTENSION || name.includes(' ', dot))
    return [name, ''];
  return [name.slice(0, dot), name.slice(dot)];
}

function groupByPage(attachments: Iterable<NamedAttachment>): Map<number, NamedAttachment[]> {
  const groups = new Map<number, NamedAttachment[]>();
  for (const attachment of attachments) {
    if (attachment.status === 'missing') continue;
    const group = groups.get(attachment.pageId);
    if (group === undefined) groups.set(attachment.pageId, [attachment]);
    else group.push(attachment);
  }
  return groups;
}

/** A name that an export gave twice on one page (two versions of a file) gets the id. */
function layoutFiles(folder: string, files: NamedAttachment[], into: Map<number, string>): void {
  const taken = new Set<string>();
  for (const file of files.sort(compareAttachments)) {
    const [stem, extension] = splitExtension(safeName(file.fileName));
    const marks = [...idMark(file.confluenceId), shortHash(file.sourcePath ?? file.fileName)];
    const request = { extension, limit: FILE_LIMIT, marks, hasFolder: false };
    const name = takeName(taken, { ...request, stem: stem || 'attachment' });
    into.set(file.id, `${folder}/${name}${extension}`);
  }
}

/**
 * Lays out the copies of all attachments that the export contains.
 * @param pages every page to publish.
 * @param paths the pages' own paths, from `layoutPaths`.
 * @param attachments in any order; missing ones, and those of other pages, get no path.
 * @returns by the attachment's row id, the path relative to the Markdown folder, with `/`.
 */
export function layoutAttachments(
  pages: readonly PageSummary[],
  paths: ReadonlyMap<number, string>,
  attachments: Iterable<NamedAttachment>,
): Map<number, string> {
  const groups = groupByPage(attachments);
  const result = new Map<number, string>();
  const takenBySpace = new Map<string, Set<string>>();
  for (const page of [...pages].sort(comparePages)) {
    const path = paths.get(page.id);
    if (path === undefined) continue;
    const space = path.slice(0, path.indexOf('/'));
    const taken = takenBySpace.get(space) ?? new Set<string>();
    takenBySpace.set(space, taken);
    // Every page takes its name, so that a first attachment on one never renames another's folder.
    const name = takeName(taken, {
      stem: stemOf(path),
      extension: '',
      limit: FOLDER_LIMIT,
      marks: pageMarks(page),
      hasFolder: false,
    });
    const files = groups.get(page.id);
    if (files !== undefined) layoutFiles(`${space}/${ATTACHMENTS_FOLDER}/${name}`, files, result);
  }
  return result;
}
