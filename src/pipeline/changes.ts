/** What a range of imports changed, all of them taken together. */
import { resolve as absolute } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import { versionKey } from '../archive/history-reading.ts';
import { addAll } from '../model/add-all.ts';
import { UsageError } from '../model/errors.ts';
import {
  CHANGE_KINDS,
  type ChangeKind,
  type ChangesReport,
  type ImportSummary,
  type PageChange,
  type ParentName,
  type TouchedPage,
} from '../model/history.ts';
import { compareText } from '../publish/page-order.ts';
import { reading } from './find-page.ts';
import { importNumber, isDate } from './page-state.ts';
import { wordCounts } from './word-counts.ts';

export interface ChangesOptions {
  /** Path of the SQLite file. */
  readonly archive: string;
  /** Number of the first import (`3`, `import:3`), or its earliest day; default: the last one. */
  readonly since?: string | undefined;
  /** Number of the last import, or its latest day; default: the last one. */
  readonly until?: string | undefined;
  /** Key or name of the space whose pages are told of; default: all. */
  readonly space?: string | undefined;
}

const PAGES_PER_CHUNK = 200;

/**
 * What became of pages between the state of the archive before the first import of the range and
 * that after the last one. A page that was created and then updated is created; one that is as it
 * was before is left out; one that came and went within the range is told as `passed`.
 *
 * @throws UsageError for a range or a space that the archive does not have; ArchiveError.
 */
export function listChanges(options: ChangesOptions): Promise<ChangesReport> {
  return reading(options.archive, async (archive) => {
    const space = options.space === undefined ? null : await spaceNamed(archive, options.space);
    const all = await archive.importsBetween(0, Number.MAX_SAFE_INTEGER);
    const imports = rangeOf(all, options);
    const [first, last] = [imports[0]?.id, imports.at(-1)?.id];
    const touched =
      first === undefined || last === undefined ? [] : await archive.pagesTouched(first, last);
    const ofSpace = touched.filter((page) => space === null || isIn(page, space));
    const changes: PageChange[] = [];
    for (let from = 0; from < ofSpace.length; from += PAGES_PER_CHUNK) {
      addAll(changes, await changesOf(archive, ofSpace.slice(from, from + PAGES_PER_CHUNK)));
    }
    return {
      archive: absolute(options.archive),
      imports,
      space,
      counts: countsOf(changes),
      changes: changes.sort(compareChanges),
    };
  });
}

const sameName = (one: string | null, other: string): boolean =>
  one?.toLowerCase() === other.toLowerCase();

const isIn = ({ spaceKey, spaceName }: TouchedPage, space: string): boolean =>
  sameName(spaceKey, space) || sameName(spaceName, space);

/** The key or name as the archive spells it. */
async function spaceNamed(archive: Archive, wanted: string): Promise<string> {
  const spaces = await archive.spaces();
  const names = spaces.flatMap(({ key, name }) => [key, name]).filter((name) => name !== null);
  const found = names.find((name) => sameName(name, wanted.trim()));
  if (found !== undefined) return found;
  throw new UsageError(
    `The archive has no space “${wanted}”.`,
    `Its spaces are ${spaces.map(({ key, name }) => key ?? name ?? '').join(', ')}.`,
  );
}

/**
 * Without a beginning, the last import that was completed, with the runs before it that were
 * stopped: what they had begun, it finished.
 */
function rangeOf(
  imports: readonly ImportSummary[],
  { since, until }: ChangesOptions,
): readonly ImportSummary[] {
  const upTo = until === undefined ? imports : imports.filter(isAtMost(imports, until.trim()));
  if (since !== undefined) return upTo.filter(isAtLeast(imports, since.trim()));
  const completed = upTo.filter(({ status }) => status === 'completed');
  const before = completed.at(-2)?.id ?? 0;
  return upTo.filter(({ id }) => id > before);
}

type Test = (summary: ImportSummary) => boolean;

function isAtLeast(imports: readonly ImportSummary[], words: string): Test {
  const bound = boundOf(imports, words);
  if (typeof bound === 'number') return ({ id }) => id >= bound;
  return ({ startedAt }) => startedAt.slice(0, bound.length) >= bound;
}

function isAtMost(imports: readonly ImportSummary[], words: string): Test {
  const bound = boundOf(imports, words);
  if (typeof bound === 'number') return ({ id }) => id <= bound;
  return ({ startedAt }) => startedAt.slice(0, bound.length) <= bound;
}

function boundOf(imports: readonly ImportSummary[], words: string): number | string {
  if (isDate(words)) return words;
  const id = importNumber(words) ?? (/^\d{1,15}$/.test(words) ? Number(words) : null);
  if (id === null) {
    throw new UsageError(
      `“${words}” names no import and no date.`,
      'Expected the number of an import or a date such as 2024-05-06.',
    );
  }
  if (imports.some((summary) => summary.id === id)) return id;
  const last = imports.at(-1)?.id ?? 0;
  throw new UsageError(
    `The archive has no import ${String(id)}.`,
    last === 0 ? 'It has none.' : `Its last import is number ${String(last)}.`,
  );
}

/** Null for a page that is as it was before. */
function kindOf(page: TouchedPage, isMoved: boolean): ChangeKind | null {
  const { before, after, beforeChange, afterChange, isSame } = page;
  if (before === after) return 'earlier';
  const wasThere = before !== null && beforeChange !== 'removed';
  const isThere = afterChange !== 'removed';
  if (!isThere) return wasThere ? 'removed' : 'passed';
  if (!wasThere) return 'created';
  if (isMoved) return 'moved';
  return isSame ? null : 'updated';
}

interface Parents {
  readonly parent: ParentName | null;
  readonly oldParent: ParentName | null;
}

function isMoved(page: TouchedPage, { parent, oldParent }: Parents): boolean {
  if (page.beforeTitle !== page.afterTitle) return true;
  const isSameParent = parent !== null && oldParent?.ref === parent.ref;
  return page.hasMoved && !isSameParent;
}

async function changesOf(archive: Archive, pages: readonly TouchedPage[]): Promise<PageChange[]> {
  const parentsOf = await parentLookup(archive, pages);
  const kinds = pages.flatMap((page) => {
    const kind = kindOf(page, isMoved(page, parentsOf(page)));
    return kind === null ? [] : [{ page, kind }];
  });
  const textOf = await textLookup(archive, kinds);
  return kinds.map(({ page, kind }): PageChange => {
    const { before, beforeChange, beforeTitle, after, afterTitle } = page;
    const { parent, oldParent } = parentsOf(page);
    const hasNewParent = kind === 'moved' && parent !== null && oldParent !== null;
    const isTold = hasNewParent && parent.ref !== oldParent.ref;
    const hadTitle = before !== null && (kind === 'moved' || kind === 'created');
    return {
      kind,
      page: namedPage(page),
      title: afterTitle,
      oldTitle: hadTitle && beforeTitle !== afterTitle ? beforeTitle : null,
      parent: isTold ? parent.title : null,
      oldParent: isTold ? oldParent.title : null,
      isBack: kind === 'created' && beforeChange === 'removed',
      from: before,
      to: after,
      ...wordCounts(textOf(page, before), textOf(page, after)),
    };
  });
}

const keysOf = ({ pageId, before, after }: TouchedPage) =>
  [before, after].flatMap((number) => (number === null ? [] : [{ pageId, number }]));

async function parentLookup(archive: Archive, pages: readonly TouchedPage[]) {
  const moved = pages.filter(({ hasMoved }) => hasMoved);
  const parents = await archive.versionParents(moved.flatMap(keysOf));
  return ({ pageId, before, after }: TouchedPage): Parents => ({
    parent: parents.get(versionKey({ pageId, number: after })) ?? null,
    oldParent: parents.get(versionKey({ pageId, number: before ?? 0 })) ?? null,
  });
}

async function textLookup(
  archive: Archive,
  changes: readonly { readonly page: TouchedPage; readonly kind: ChangeKind }[],
) {
  const told = changes.filter(({ kind }) => kind !== 'earlier' && kind !== 'passed');
  const contents = await archive.versionContents(told.flatMap(({ page }) => keysOf(page)));
  const texts = new Map(contents.map((content) => [versionKey(content), content.text]));
  return ({ pageId }: TouchedPage, number: number | null): string =>
    number === null ? '' : (texts.get(versionKey({ pageId, number })) ?? '');
}

function namedPage(page: TouchedPage): PageChange['page'] {
  const { pageId, confluenceId, title, spaceKey, spaceName } = page;
  const { status, duplicateOf, markdownPath, sourcePath } = page;
  return {
    ...{ pageId, confluenceId, title, spaceKey, spaceName },
    ...{ status, duplicateOf, markdownPath, sourcePath },
  };
}

const spaceOf = ({ page }: PageChange): string => page.spaceKey ?? page.spaceName ?? '';

const compareChanges = (a: PageChange, b: PageChange): number =>
  compareText(spaceOf(a), spaceOf(b)) ||
  CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind) ||
  compareText(a.title ?? '', b.title ?? '') ||
  a.page.pageId - b.page.pageId;

function countsOf(changes: readonly PageChange[]): ChangesReport['counts'] {
  const counts = Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, 0])) as Record<
    ChangeKind,
    number
  >;
  for (const { kind } of changes) counts[kind]++;
  return counts;
}
