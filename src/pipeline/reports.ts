/** Reports across years: the list of them, one section of all, all sections of all, and their numbers. */
import type { Archive } from '../archive/archive.ts';
import { UsageError } from '../model/errors.ts';
import type {
  PivotCell,
  ReportEntry,
  ReportMetric,
  ReportPivot,
  SectionOfReport,
  SectionStory,
  StoredReport,
} from '../model/reports.ts';
import { countWords } from '../extract/words.ts';
import { readableLinks, refsIn } from './readable-links.ts';
import { readingWith } from './try-vocabulary.ts';
import { reportItems, type ReportItem, type ReportsOptions } from './report-items.ts';
import { isAskedFor, measureOf } from './report-measures.ts';
import {
  mainSections,
  sectionsWithKey,
  severalMarkdown,
  stateOf,
  textOf,
  type SectionTree,
} from './report-sections.ts';

export interface SectionOptions extends ReportsOptions {
  /** Key of the section, such as `planned-work`. */
  readonly section: string;
}

export interface MetricsOptions extends Omit<ReportsOptions, 'gaps'> {
  /** Only numbers of sections with this key, or below one. */
  readonly section?: string | null;
  /** Only measures with all of these words, in any case of letters. */
  readonly words?: string | null;
}

/**
 * The report pages by space, series and period, with a line for each report that a series lacks.
 *
 * @throws UsageError for a filter that names what there is not; ArchiveError.
 */
export const listReports = (options: ReportsOptions): Promise<ReportEntry[]> =>
  readingWith(options, async (archive) =>
    (await reportItems(archive, options)).map(({ entry }) => entry),
  );

/**
 * One section, with its subsections, of every report, in the order of the list.
 *
 * @throws UsageError when no report has such a section; it names the keys that there are.
 */
export function readReportSection(options: SectionOptions): Promise<SectionStory> {
  return readingWith(options, async (archive) => {
    const key = options.section;
    const items = await reportItems(archive, options);
    const reports = items.flatMap(({ report }) => report ?? []);
    if (reports.length > 0) await checkKey(archive, key, reports);
    const parts = items.map((item) => sectionOf(item, key));
    const refs = new Set(parts.flatMap(({ markdown }) => [...refsIn(markdown ?? '')]));
    const names = await archive.refNames([...refs]);
    return {
      key,
      reports: parts.map((part) => {
        if (part.markdown === null) return part;
        return { ...part, markdown: readableLinks(part.markdown, names, part.report.spaceKey) };
      }),
    };
  });
}

/** Which report has which main section, and how much it says there. @throws as `listReports` */
export const pivotReports = (options: ReportsOptions): Promise<ReportPivot> =>
  readingWith(options, async (archive) => {
    const rows = (await reportItems(archive, options)).map(({ entry, report }) => ({
      report: entry,
      cells: report === null ? new Map<string, PivotCell>() : cellsOf(report),
    }));
    return {
      // The maps know the order of the text; an object would put a heading such as “2021” first.
      keys: keysInOrder(rows.map(({ cells }) => [...cells.keys()])),
      rows: rows.map(({ report, cells }) => ({ report, cells: Object.fromEntries(cells) })),
    };
  });

/**
 * The numbers that reports name, those of one measure together and in order; measures that most
 * reports name stand first within their series.
 *
 * @throws UsageError as `readReportSection`.
 */
export function listReportMetrics(options: MetricsOptions): Promise<ReportMetric[]> {
  return readingWith(options, async (archive) => {
    const { section = null, words = null } = options;
    const items = await reportItems(archive, { ...options, gaps: false });
    const reports = items.flatMap(({ report }) => report ?? []);
    if (section !== null && reports.length > 0) await checkKey(archive, section, reports);
    const metrics = items
      .flatMap((item) => metricsOf(item, section))
      .filter((metric) => words === null || isAskedFor(words, metric));
    return byMeasure(metrics);
  });
}

const saysNothing = ({ values }: StoredReport): ReadonlySet<number> =>
  new Set(values.flatMap(({ kind, section }) => (kind === 'none' ? section : [])));

const MOST_KEYS = 40;
/** A heading may be a whole sentence. */
const LONGEST_KEY = 40;

/** Tells the vocabulary's keys first, and of others those of several reports. @throws UsageError */
async function checkKey(
  archive: Archive,
  key: string,
  reports: readonly StoredReport[],
): Promise<void> {
  const counts = new Map<string, number>();
  for (const { sections } of reports) {
    for (const each of new Set(sections.map((section) => section.key))) {
      counts.set(each, (counts.get(each) ?? 0) + 1);
    }
  }
  if (counts.has(key)) return;
  const { vocabularyInUse } = await import('./vocabulary-file.ts');
  const { vocabulary } = await vocabularyInUse(archive);
  const known = new Set(vocabulary.sections.map((section) => section.key));
  const keys = [...counts].sort(
    ([one, n], [other, m]) =>
      Number(known.has(other)) - Number(known.has(one)) || m - n || (one < other ? -1 : 1),
  );
  const shown = keys
    .filter(([each, count]) => known.has(each) || count > 1)
    .slice(0, MOST_KEYS)
    .map(([each, count]) => `${cutKey(each)} (${String(count)})`);
  const more = keys.length - shown.length;
  throw new UsageError(
    `No report here has a section “${cutKey(key)}”.`,
    shown.length === 0
      ? 'Each section stands in one report only; “reports --pivot” shows them all.'
      : `The sections, with the number of reports that have them: ${shown.join(', ')}${more > 0 ? ` and ${String(more)} more, which “reports --pivot” shows` : ''}.`,
  );
}

const cutKey = (key: string): string =>
  key.length <= LONGEST_KEY ? key : `${key.slice(0, LONGEST_KEY - 1)}…`;

function sectionOf({ entry, report }: ReportItem, key: string): SectionOfReport {
  const nothing = { report: entry, heading: null, markdown: null, text: null };
  if (report === null) return { ...nothing, state: 'missing' };
  const trees = sectionsWithKey(report.sections, key);
  if (trees.length === 0) return { ...nothing, state: 'absent' };
  return {
    report: entry,
    state: stateOf(trees, saysNothing(report)),
    heading: trees.map(({ top }) => top.heading).join(' / '),
    markdown: severalMarkdown(trees, report.sections, 3),
    text: trees.map(textOf).join('\n'),
  };
}

function cellsOf(report: StoredReport): ReadonlyMap<string, PivotCell> {
  const nothing = saysNothing(report);
  const byKey = new Map<string, SectionTree[]>();
  for (const tree of mainSections(report.sections)) {
    byKey.set(tree.top.key, [...(byKey.get(tree.top.key) ?? []), tree]);
  }
  return new Map(
    [...byKey].map(([key, trees]) => [
      key,
      { state: stateOf(trees, nothing), words: countWords(trees.map(textOf).join('\n')) },
    ]),
  );
}

/** Every key once, each behind those that stand before it in the first report that has it. */
function keysInOrder(lists: readonly (readonly string[])[]): string[] {
  const keys: string[] = [];
  for (const list of lists) {
    let at = 0;
    for (const key of list) {
      const known = keys.indexOf(key);
      if (known === -1) keys.splice(at, 0, key);
      at = (known === -1 ? at : known) + 1;
    }
  }
  return keys;
}

function metricsOf({ entry, report }: ReportItem, key: string | null): ReportMetric[] {
  if (report === null) return [];
  const { sections, values } = report;
  const trees = key === null ? [] : sectionsWithKey(sections, key);
  const asked = new Set(trees.flatMap(({ top, below }) => [top, ...below]).map((s) => s.position));
  const keyOf = new Map(sections.map((section) => [section.position, section.key]));
  return values.flatMap((value): ReportMetric[] => {
    if (value.kind !== 'number' || (key !== null && !asked.has(value.section))) return [];
    const { number, numberTo, outOf, qualifier, unit, noun, label, per, raw, context } = value;
    return [
      {
        ...{ report: entry, section: keyOf.get(value.section) ?? '', measure: measureOf(value) },
        ...{ number, numberTo, outOf, qualifier, unit, noun, label, per, raw, context },
      },
    ];
  });
}

const seriesKey = ({ report }: ReportMetric): string =>
  JSON.stringify([report.spaceKey, report.spaceName, report.series]);

function byMeasure(metrics: readonly ReportMetric[]): ReportMetric[] {
  const groups = new Map<string, ReportMetric[]>();
  const order = new Map<string, number>();
  for (const metric of metrics) {
    const series = seriesKey(metric);
    if (!order.has(series)) order.set(series, order.size);
    const key = `${series} ${metric.measure.toLowerCase()}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [metric]);
    else group.push(metric);
  }
  const periods = (group: readonly ReportMetric[]): number =>
    new Set(group.map(({ report }) => report.pageId)).size;
  return [...groups.values()]
    .map((group) => ({
      group,
      at: Math.max(...group.map((one) => order.get(seriesKey(one)) ?? 0)),
    }))
    .sort((one, other) => one.at - other.at || periods(other.group) - periods(one.group))
    .flatMap(({ group }) => group);
}
