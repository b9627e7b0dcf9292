/** What changed on a page between two of its states. */
import { resolve as absolute } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import type { NamedPage, PageDiff, VersionContent, VersionRow } from '../model/history.ts';
import { findPage, reading } from './find-page.ts';
import type { PageQuery } from './history.ts';
import { stateNamed } from './page-state.ts';
import { readableLinks, refsIn } from './readable-links.ts';
import { diffTexts } from './text-diff.ts';
import { wordCounts } from './word-counts.ts';

export interface DiffOptions extends PageQuery {
  /**
   * A version's number, a date or `import:N`; default: the last state before `to` that says
   * something else.
   */
  readonly from?: string | undefined;
  /** The same; default: the newest state in which the page was there. */
  readonly to?: string | undefined;
}

/**
 * Compares two states of a page word by word. Links show the titles of the pages that they mean,
 * so a page that moved changes no other.
 *
 * @throws UsageError when no page or state is named, or several pages are; ArchiveError.
 */
export function diffPage(options: DiffOptions): Promise<PageDiff> {
  return reading(options.archive, async (archive) => {
    const page = await findPage(archive, options.page);
    const versions = await archive.versions(page.pageId);
    const to = stateOr(versions, options.to) ?? lastWithText(versions);
    const from = stateOr(versions, options.from) ?? (await lastOther(archive, page, versions, to));
    const [before, after] = await bothTexts(archive, page, from, to);
    return {
      archive: absolute(options.archive),
      page,
      from,
      to,
      ...wordCounts(before.text, after.text),
      hunks: diffTexts(before.markdown, after.markdown),
    };
  });
}

const stateOr = (versions: readonly VersionRow[], words: string | undefined): VersionRow | null =>
  words === undefined ? null : stateNamed(versions, words);

function lastWithText(versions: readonly VersionRow[]): VersionRow {
  const last = versions.findLast(({ change }) => change !== 'removed') ?? versions.at(-1);
  if (last === undefined) throw new Error('a page without versions');
  return last;
}

const textOf = async (archive: Archive, { pageId }: NamedPage, { number }: VersionRow) => {
  const [content] = await archive.versionContents([{ pageId, number }]);
  return content ?? { pageId, number, markdown: '', text: '' };
};

/** The last state before `to` that says something else; `to` itself where there is none. */
async function lastOther(
  archive: Archive,
  page: NamedPage,
  versions: readonly VersionRow[],
  to: VersionRow,
): Promise<VersionRow> {
  const now = await textOf(archive, page, to);
  const earlier = versions.filter(
    ({ number, change }) => number < to.number && change !== 'removed',
  );
  for (const version of earlier.toReversed()) {
    const then = await textOf(archive, page, version);
    if (then.markdown !== now.markdown) return version;
  }
  return earlier.at(-1) ?? to;
}

/** With links that people can read. */
async function bothTexts(
  archive: Archive,
  page: NamedPage,
  from: VersionRow,
  to: VersionRow,
): Promise<readonly [VersionContent, VersionContent]> {
  const before = await textOf(archive, page, from);
  const after = await textOf(archive, page, to);
  const names = await archive.refNames([
    ...new Set([...refsIn(before.markdown), ...refsIn(after.markdown)]),
  ]);
  const readable = (content: VersionContent): VersionContent => ({
    ...content,
    markdown: readableLinks(content.markdown, names, page.spaceKey),
  });
  return [readable(before), readable(after)];
}
