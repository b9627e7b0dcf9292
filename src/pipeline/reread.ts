/** Reads a whole archive with another vocabulary; pages that it does not change are not touched. */
import type { Archive } from '../archive/archive.ts';
import type { PageOutline, StoredText } from '../archive/vocabulary-reading.ts';
import { parsePeriod } from '../extract/period.ts';
import { EVERY_PAGE, type PageFilter } from '../model/page-filter.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { isOfOlderRules } from './conversion.ts';
import { rereadPage, type RereadPage } from './reread-page.ts';

/** Pages whose words are looked through at a time, and pages that are read again at a time. */
const SCANNED = 500;
const READ = 100;

/** How many lines are remembered. */
const MEMORY = 200_000;

/** Longer lines are no headings. */
const LONGEST = 120;

/**
 * The pages that another vocabulary may change, read with it, in the order of rows.
 *
 * @param withOlder also those that an earlier version of the tool had read.
 *
 * @param from the vocabulary by which the archive is stored.
 */
export async function* rereadPages(
  archive: Archive,
  from: Vocabulary,
  to: Vocabulary,
  withOlder: boolean,
): AsyncGenerator<Reading> {
  const older = new Map<number, string>();
  const ids = affectedPages(archive, { from, to, older: withOlder ? older : null });
  for await (const before of storedTextsOf(archive, ids)) {
    const conversion = older.get(before.pageId) ?? null;
    yield { before, conversion, after: rereadPage(before, from, to, conversion !== null) };
  }
}

interface Reading {
  readonly before: StoredText;
  readonly after: RereadPage;
  /** By which rules an earlier version had read the page; null for other pages. */
  readonly conversion: string | null;
}

async function* affectedPages(
  archive: Archive,
  {
    from,
    to,
    older,
  }: {
    readonly from: Vocabulary;
    readonly to: Vocabulary;
    readonly older: Map<number, string> | null;
  },
): AsyncGenerator<number> {
  const looksOther = lineComparison(from, to);
  const isSame = from.sha256 === to.sha256;
  for await (const page of pageOutlines(archive)) {
    if (older !== null && isOfOlderRules(page.conversion)) {
      older.set(page.pageId, page.conversion);
      yield page.pageId;
      continue;
    }
    if (isSame) continue;
    const lines = [...page.text.split('\n'), ...page.headings];
    if (page.isReport || lines.some(looksOther) || mayBeReport(page, lines, to)) yield page.pageId;
  }
}

/** All pages that are asked for, in the order of rows. */
export async function* pageOutlines(
  archive: Archive,
  filter: PageFilter = EVERY_PAGE,
): AsyncGenerator<PageOutline> {
  for (let after = 0; ;) {
    const pages = await archive.pageOutlines(filter, after, SCANNED);
    yield* pages;
    const last = pages.at(-1);
    if (last === undefined) return;
    after = last.pageId;
  }
}

/** The pages of these rows, some at a time. */
async function* storedTextsOf(
  archive: Archive,
  ids: AsyncIterable<number> | Iterable<number>,
): AsyncGenerator<StoredText> {
  let some: number[] = [];
  for await (const id of ids) {
    some.push(id);
    if (some.length < READ) continue;
    yield* await archive.storedTexts(some);
    some = [];
  }
  yield* await archive.storedTexts(some);
}

/** Whether two vocabularies take a line for different things. Most lines are met again and again. */
function lineComparison(from: Vocabulary, to: Vocabulary): (line: string) => boolean {
  const meaning = (vocabulary: Vocabulary): ((line: string) => string) => {
    const { asking, reports, sections } = vocabulary;
    const values = new Map(sections.map((section) => [section.key, section.values]));
    return (line) => {
      const key = vocabulary.keyOf(line);
      if (key === null) return '';
      const marks = [asking.has(key), key === reports.group, values.get(key)];
      return `${key} ${marks.join(' ')}`;
    };
  };
  const [one, other] = [meaning(from), meaning(to)];
  const known = new Map<string, boolean>();
  return (line) => {
    if (line.length > LONGEST) return false;
    const before = known.get(line);
    if (before !== undefined) return before;
    const differs = one(line) !== other(line);
    if (known.size < MEMORY) known.set(line, differs);
    return differs;
  };
}

/** Whether the vocabulary might take a page for a report: no if its words leave no way to be one. */
function mayBeReport(
  { title, labels }: PageOutline,
  lines: readonly string[],
  vocabulary: Vocabulary,
): boolean {
  const { reports } = vocabulary;
  if (title !== null && reports.saysNoReport(title)) return false;
  if (labels.some((label) => reports.labels.has(label.toLowerCase()))) return true;
  if (title !== null) {
    if (reports.isReportTitle(title)) return true;
    if (reports.saysReport(title) && parsePeriod(title, vocabulary) !== null) return true;
  }
  const keys = new Set<string>();
  for (const line of lines) {
    const key = line.length > LONGEST ? null : vocabulary.keyOf(line);
    if (key !== null && reports.telling.has(key)) keys.add(key);
  }
  if (keys.size >= reports.enough) return true;
  return (
    title !== null &&
    keys.size >= reports.enoughWithPeriod &&
    parsePeriod(title, vocabulary) !== null
  );
}
