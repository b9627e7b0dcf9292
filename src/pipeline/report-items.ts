/** The reports of an archive in their order, and those that a series lacks. */
import type { Archive } from '../archive/archive.ts';
import { EVERY_PAGE, type PageFilter } from '../model/page-filter.ts';
import type { IsoDate } from '../model/page.ts';
import type { ReportEntry, StoredReport } from '../model/reports.ts';
import { gapsIn, type Gap } from './report-gaps.ts';
import { mainSections } from './report-sections.ts';

export interface ReportsOptions {
  /** Path of the SQLite file. */
  readonly archive: string;
  /** Default: every report. Its days mean the period, else the publication. */
  readonly filter?: PageFilter;
  /** Path of a vocabulary to try, or `built-in`; default: the one in use. Nothing is written. */
  readonly vocabulary?: string | null;
  /** Whether reports that a series lacks are listed too. Default: true. */
  readonly gaps?: boolean;
}

/** A report with its line in the list; a missing one has no more than that. */
export interface ReportItem {
  readonly entry: ReportEntry;
  readonly report: StoredReport | null;
}

/** The reports in their order, with those that their series lack. @throws UsageError */
export async function reportItems(
  archive: Archive,
  { filter = EVERY_PAGE, gaps = true }: ReportsOptions,
): Promise<ReportItem[]> {
  const reports = await archive.reports(filter);
  // Whether somebody else wrote the report before, a filter by author or label would not show.
  const isWhole = filter.author === null && filter.label === null;
  const all = gaps && isWhole ? await archive.reports({ ...EVERY_PAGE, space: filter.space }) : [];
  const whole = new Map(
    bySeries(all).flatMap((series) =>
      series.slice(0, 1).map((first) => [seriesKey(first), series]),
    ),
  );
  return bySeries(reports).flatMap((series) => {
    const [first] = series;
    const missing =
      first === undefined ? [] : gapsOf(first, whole.get(seriesKey(first)) ?? [], filter);
    const items = series.map((report): ReportItem => ({ entry: entryOf(report), report }));
    return inOrder(items, missing);
  });
}

const seriesKey = ({ spaceKey, spaceName, report }: StoredReport): string =>
  JSON.stringify([spaceKey, spaceName, report.series]);

/** Series in the order of their first reports; each is looked for once, however many there are. */
function bySeries(reports: readonly StoredReport[]): StoredReport[][] {
  const groups = new Map<string, StoredReport[]>();
  for (const report of reports) {
    const key = seriesKey(report);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [report]);
    else group.push(report);
  }
  return [...groups.values()];
}

function gapsOf(
  like: StoredReport,
  series: readonly StoredReport[],
  { since, until }: PageFilter,
): ReportItem[] {
  return gapsIn(series)
    .filter(({ end }) => since === null || end >= since)
    .filter(({ start }) => until === null || start.slice(0, until.length) <= until)
    .map((gap) => ({ entry: missingEntry(like, gap), report: null }));
}

/** Where a report stands in its series: its period's last day, else when it was published. */
const dayOf = ({ entry, report }: ReportItem): IsoDate =>
  entry.periodEnd ?? entry.publishedOn ?? report?.touchedOn ?? '9999';

function inOrder(items: readonly ReportItem[], missing: readonly ReportItem[]): ReportItem[] {
  const all = [...items];
  for (const gap of missing) {
    const at = all.findIndex((item) => dayOf(item) > dayOf(gap));
    all.splice(at === -1 ? all.length : at, 0, gap);
  }
  return all;
}

function entryOf(stored: StoredReport): ReportEntry {
  const { report } = stored;
  return {
    status: 'present',
    spaceKey: stored.spaceKey,
    spaceName: stored.spaceName,
    series: report.series,
    periodLabel: report.periodLabel,
    periodStart: report.periodStart,
    periodEnd: report.periodEnd,
    publishedOn: report.publishedOn,
    authors: report.authors.map(({ displayName }) => displayName),
    sections: [...new Set(mainSections(stored.sections).map(({ top }) => top.key))],
    words: stored.words,
    title: stored.title,
    pageId: stored.pageId,
    confluenceId: stored.confluenceId,
    markdownPath: stored.markdownPath,
  };
}

const missingEntry = (like: StoredReport, { label, start, end }: Gap): ReportEntry => ({
  status: 'missing',
  spaceKey: like.spaceKey,
  spaceName: like.spaceName,
  series: like.report.series,
  periodLabel: label,
  periodStart: start,
  periodEnd: end,
  publishedOn: null,
  authors: [],
  sections: [],
  words: null,
  title: null,
  pageId: null,
  confluenceId: null,
  markdownPath: null,
});
