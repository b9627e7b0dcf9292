/** Headings of reports that the vocabulary does not know: what a user may want to add to it. */
import type { PageOutline } from '../archive/vocabulary-reading.ts';
import { sectionKey } from '../extract/sections.ts';
import { EVERY_PAGE, type PageFilter } from '../model/page-filter.ts';
import type { UnmatchedHeading } from '../model/vocabulary-changes.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { comparedWords } from '../vocabulary/words.ts';
import { pageOutlines } from './reread.ts';
import { vocabularyInUse } from './vocabulary-file.ts';
import { readingWith } from './try-vocabulary.ts';

export interface UnmatchedOptions {
  /** Path of the SQLite file. */
  readonly archive: string;
  /** Default: all pages. */
  readonly filter?: PageFilter;
  /** Path of a vocabulary to try, or `built-in`; default: the one in use. */
  readonly vocabulary?: string | null;
}

interface Unmatched {
  readonly spellings: Map<string, number>;
  readonly pages: Map<number, PageOutline>;
  readonly spaces: Set<string>;
}

/**
 * Headings that no entry of the vocabulary claims, of reports and of pages that look like reports:
 * those whose title has a word for reports, or that have two telling sections, and that are no list,
 * template or meeting. Most frequent first; spellings that are compared as one are one.
 *
 * @throws UsageError for a filter that names what there is not, and for mistakes in a vocabulary;
 *   ArchiveError.
 */
export function listUnmatchedHeadings({
  filter = EVERY_PAGE,
  ...options
}: UnmatchedOptions): Promise<UnmatchedHeading[]> {
  return readingWith(options, async (archive) => {
    const { vocabulary } = await vocabularyInUse(archive);
    const found = new Map<string, Unmatched>();
    for await (const page of pageOutlines(archive, filter)) {
      if (!page.isShown || !(page.isReport || looksLikeReport(page, vocabulary))) continue;
      for (const heading of page.headings) {
        if (vocabulary.keyOf(heading) === null) note(found, heading, page);
      }
    }
    return [...found.values()]
      .map(unmatched)
      .toSorted(
        (one, other) =>
          other.pages - one.pages ||
          other.reports - one.reports ||
          (one.heading < other.heading ? -1 : 1),
      );
  });
}

function looksLikeReport({ title, headings }: PageOutline, vocabulary: Vocabulary): boolean {
  const { reports } = vocabulary;
  if (title === null || reports.saysNoReport(title)) return false;
  if (reports.saysReport(title)) return true;
  const keys = new Set(headings.map((heading) => vocabulary.keyOf(heading)));
  return [...reports.telling].filter((key) => keys.has(key)).length >= 2;
}

function note(found: Map<string, Unmatched>, heading: string, page: PageOutline): void {
  const words = comparedWords(heading).join(' ');
  const key = words === '' ? heading : words;
  const known: Unmatched = found.get(key) ?? {
    spellings: new Map(),
    pages: new Map(),
    spaces: new Set(),
  };
  known.spellings.set(heading, (known.spellings.get(heading) ?? 0) + 1);
  known.pages.set(page.pageId, page);
  const space = page.space.key ?? page.space.name;
  if (space !== null) known.spaces.add(space);
  found.set(key, known);
}

function unmatched({ spellings, pages, spaces }: Unmatched): UnmatchedHeading {
  const [[heading] = ['']] = [...spellings].toSorted((one, other) => other[1] - one[1]);
  const all = [...pages.values()];
  const reports = all.filter(({ isReport }) => isReport);
  const example = reports[0] ?? all[0];
  return {
    heading,
    key: sectionKey({ key: null, heading }),
    pages: all.length,
    reports: reports.length,
    spaces: [...spaces].sort(),
    examplePageId: example?.pageId ?? 0,
    exampleTitle: example?.title ?? null,
  };
}
