/** The report pages of an archive, as they are stored, or as another vocabulary reads them. */
import type { Archive } from '../archive/archive.ts';
import type { PageOutline, StoredText } from '../archive/vocabulary-reading.ts';
import type { ReportRecord, SectionRecord } from '../model/page.ts';
import type { ReportPage } from '../model/reports.ts';
import type { UnmatchedHeading } from '../model/vocabulary-changes.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { sectionKey } from '../extract/sections.ts';
import { comparedWords } from '../vocabulary/words.ts';
import { pageOutlines, rereadPages, storedTextsOf } from './reread.ts';
import { vocabularyInUse } from './vocabulary-file.ts';

/**
 * Every current report page that repeats no other, by row.
 *
 * @param vocabulary reads the archive anew in memory, and writes nothing; null takes what is stored.
 */
export async function readReports(
  archive: Archive,
  vocabulary: Vocabulary | null = null,
): Promise<ReportPage[]> {
  const { vocabulary: stored } = await vocabularyInUse(archive);
  const reports: ReportPage[] = [];
  if (vocabulary === null || vocabulary.sha256 === stored.sha256) {
    for await (const page of storedTextsOf(archive, await archive.reportPageIds())) {
      if (page.report !== null) reports.push(reportPage(page, page.report, page.sections));
    }
    return reports;
  }
  // Each stored report is among the pages that are read again.
  for await (const { before, after } of rereadPages(archive, stored, vocabulary)) {
    if (before.isShown && after.report !== null) {
      reports.push(reportPage(before, after.report, after.sections));
    }
  }
  return reports;
}

const reportPage = (
  { pageId, space, title, markdownPath }: StoredText,
  report: ReportRecord,
  sections: readonly SectionRecord[],
): ReportPage => ({
  ...{ pageId, title, markdownPath, report, sections },
  spaceKey: space.key,
  spaceName: space.name,
});

interface Unmatched {
  readonly spellings: Map<string, number>;
  readonly pages: Map<number, PageOutline>;
  readonly spaces: Set<string>;
}

/**
 * Headings that no entry of the vocabulary claims, of reports and of pages that look like reports:
 * those whose title has a word for reports, or that have two telling sections, and that are no list,
 * template or meeting. Most frequent first; spellings that are compared as one are one.
 */
export async function unmatchedHeadings(
  archive: Archive,
  vocabulary: Vocabulary | null = null,
): Promise<UnmatchedHeading[]> {
  const { vocabulary: stored } = await vocabularyInUse(archive);
  const used = vocabulary ?? stored;
  const reports = new Map((await readReports(archive, used)).map((page) => [page.pageId, page]));
  const found = new Map<string, Unmatched>();
  for await (const page of pageOutlines(archive)) {
    const report = reports.get(page.pageId);
    if (!page.isShown || (report === undefined && !looksLikeReport(page, used))) continue;
    const headings = report?.sections.map(({ heading }) => heading) ?? page.headings;
    for (const heading of headings) if (used.keyOf(heading) === null) note(found, heading, page);
  }
  return [...found.values()]
    .map((one) => unmatched(one, (pageId) => reports.has(pageId)))
    .toSorted(
      (one, other) =>
        other.pages - one.pages ||
        other.reports - one.reports ||
        (one.heading < other.heading ? -1 : 1),
    );
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

function unmatched(
  { spellings, pages, spaces }: Unmatched,
  isReport: (pageId: number) => boolean,
): UnmatchedHeading {
  const [[heading] = ['']] = [...spellings].toSorted((one, other) => other[1] - one[1]);
  const ids = [...pages.keys()];
  const example = ids.find(isReport) ?? ids[0] ?? 0;
  return {
    heading,
    key: sectionKey({ key: null, heading }),
    pages: pages.size,
    reports: ids.filter(isReport).length,
    spaces: [...spaces].sort(),
    examplePageId: example,
    exampleTitle: pages.get(example)?.title ?? null,
  };
}
