/**
 * Where each page's Markdown lies: `<SPACE>/<ancestors…>/<title>.md`, a page with children beside
 * the folder of the same name. Pure, and the same for the same pages in any order.
 */
import type { PageSummary } from '../model/stored.ts';
import { comparePages, stemOf } from './page-order.ts';
import { childrenByParent, spaceIdentity } from './page-tree.ts';
import { ATTACHMENTS_FOLDER, RESERVED_NAMES } from './root-files.ts';
import { foldName, safeName, cutName, type NameLimit } from './safe-name.ts';
import { idMark, shortHash, takeName } from './unique-name.ts';

const NO_SPACE = 'no-space';
const EXTENSION = '.md';

const SEGMENT_BYTES = 120;
const SPACE_LIMIT: NameLimit = { bytes: SEGMENT_BYTES, units: 64 };
/** UTF-16 units of a whole path: Azure wikis stop at 235, Windows at 260 with the folder above. */
const PATH_UNITS = 230;
/** With less than this left, children lie in their parent's folder, not one deeper. */
const LEAST_UNITS = 40;

/** The names that distinguish a page: its Confluence id, else a hash of where it came from. */
export function pageMarks(page: PageSummary): readonly string[] {
  const origin = `${spaceIdentity(page) ?? ''}\n${page.sourcePath}`;
  return [...idMark(page.confluenceId), shortHash(origin)];
}

/** The page's title as a safe name, else its source file's; never ''. */
function pageName(page: PageSummary): string {
  return safeName(page.title ?? '') || safeName(stemOf(page.sourcePath)) || 'untitled';
}

const identityKey = (identity: string | null): string =>
  identity === null ? '\n' : foldName(identity);

function layoutSpaces(ordered: readonly PageSummary[]): Map<string, string> {
  const spelled = new Map<string, string | null>();
  for (const page of ordered) {
    const identity = spaceIdentity(page);
    const key = identityKey(identity);
    if (!spelled.has(key)) spelled.set(key, identity);
  }
  const taken = new Set(RESERVED_NAMES.map(foldName));
  const folders = new Map<string, string>();
  for (const key of [...spelled.keys()].sort()) {
    const identity = spelled.get(key) ?? null;
    const name = identity === null ? NO_SPACE : cutName(safeName(identity), SPACE_LIMIT);
    const request = { stem: name || 'space', extension: '', limit: SPACE_LIMIT, hasFolder: false };
    folders.set(key, takeName(taken, { ...request, marks: [shortHash(key)] }));
  }
  return folders;
}

/**
 * A page with children may use half of what is left, so that deep pages stay within the limit;
 * a page without, all of it.
 */
function stemLimit(folder: string, hasChildren: boolean): NameLimit {
  const left = PATH_UNITS - folder.length - 1;
  return { bytes: SEGMENT_BYTES, units: hasChildren ? Math.floor(left / 2) : left };
}

interface Placed {
  readonly page: PageSummary;
  readonly folder: string;
}

/**
 * Lays out the tree.
 * @param pages every page to publish; their order does not matter.
 * @returns by row id, the path relative to the Markdown folder, with `/`. Paths are unique even
 *   where case and composition of accents are ignored, and at most 230 units long.
 */
export function layoutPaths(pages: readonly PageSummary[]): Map<number, string> {
  const ordered = [...pages].sort(comparePages);
  const spaces = layoutSpaces(ordered);
  const children = childrenByParent(ordered);
  const taken = new Map<string, Set<string>>();
  for (const folder of spaces.values()) taken.set(folder, new Set([foldName(ATTACHMENTS_FOLDER)]));
  const paths = new Map<number, string>();
  const queue: Placed[] = (children.get(null) ?? []).map((page) => ({
    page,
    folder: spaces.get(identityKey(spaceIdentity(page))) ?? NO_SPACE,
  }));
  // The queue grows while it is walked: breadth first, no recursion for hostile depths.
  for (const { page, folder } of queue) {
    const below = children.get(page) ?? [];
    const names = taken.get(folder) ?? new Set<string>();
    taken.set(folder, names);
    const stem = takeName(names, {
      stem: pageName(page),
      extension: EXTENSION,
      limit: stemLimit(folder, below.length > 0),
      marks: pageMarks(page),
      hasFolder: true,
    });
    paths.set(page.id, `${folder}/${stem}${EXTENSION}`);
    const inner = `${folder}/${stem}`;
    const childFolder = PATH_UNITS - inner.length - 1 < LEAST_UNITS ? folder : inner;
    for (const child of below) queue.push({ page: child, folder: childFolder });
  }
  return paths;
}
