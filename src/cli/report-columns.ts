/** The columns of everything that `reports` lists. */
import type { ReportEntry, ReportMetric, ReportPivot, SectionOfReport } from '../model/reports.ts';
import type { Column, RecordFormat } from './records.ts';

export const NO_REPORT = '— no report —';

/** How a report is called within its series: its period, else its title. */
export const nameOf = ({ periodLabel, periodStart, periodEnd, title }: ReportEntry): string =>
  periodLabel ??
  title ??
  (periodStart === null || periodEnd === null ? 'untitled' : `${periodStart} to ${periodEnd}`);

const isMissing = ({ status }: ReportEntry): boolean => status === 'missing';

interface Shape<Row> {
  readonly of: (row: Row) => ReportEntry;
  /** Columns that a terminal shows. */
  readonly shown: readonly string[];
}

/** The columns about a report that all listings have, of rows that are about a report. */
function about<Row>({ of, shown }: Shape<Row>): Column<Row>[] {
  const columns: readonly (readonly [
    string,
    (entry: ReportEntry) => ReturnType<Column<Row>['of']>,
  ])[] = [
    ['status', ({ status }) => status],
    ['space_key', ({ spaceKey }) => spaceKey],
    ['space_name', ({ spaceName }) => spaceName],
    ['series', ({ series }) => series],
    ['period_label', ({ periodLabel }) => periodLabel],
    ['period_start', ({ periodStart }) => periodStart],
    ['period_end', ({ periodEnd }) => periodEnd],
    ['published_on', ({ publishedOn }) => publishedOn],
    ['page_id', ({ pageId }) => pageId],
    ['confluence_id', ({ confluenceId }) => confluenceId],
    ['title', ({ title }) => title],
    ['markdown_path', ({ markdownPath }) => markdownPath],
  ];
  const heads: Readonly<Record<string, string>> = {
    space_key: 'space',
    period_label: 'period',
    published_on: 'published',
  };
  return columns.map(([name, value]) => ({
    name,
    of: (row) => value(of(row)),
    ...(heads[name] === undefined ? {} : { head: heads[name] }),
    ...(shown.includes(name) ? {} : { inTable: false as const }),
  }));
}

/** In a terminal, a line that stands for no report says so where its title would be. */
function withNoReport<Row>(
  columns: readonly Column<Row>[],
  format: RecordFormat,
  { name, of }: { readonly name: string; readonly of: (row: Row) => ReportEntry },
): Column<Row>[] {
  if (format !== 'table') return [...columns];
  return columns.map((column) =>
    column.name === name
      ? { ...column, of: (row) => (isMissing(of(row)) ? NO_REPORT : column.of(row)) }
      : column,
  );
}

/** In a terminal the period of a report without one is told by its title, which stands beside it. */
export function entryColumns(format: RecordFormat): readonly Column<ReportEntry>[] {
  const of = (row: ReportEntry): ReportEntry => row;
  const shown = ['space_key', 'series', 'period_label', 'published_on', 'title'];
  const columns = about<ReportEntry>({ of, shown });
  const further: readonly Column<ReportEntry>[] = [
    { name: 'authors', of: ({ authors }) => authors },
    { name: 'word_count', head: 'words', of: ({ words }) => words, align: 'right' },
    { name: 'sections', of: ({ sections }) => sections },
  ];
  const title = columns.findIndex(({ name }) => name === 'title');
  return withNoReport(
    [
      ...columns.slice(0, title),
      ...further.slice(0, 2),
      ...columns.slice(title),
      ...further.slice(2),
    ],
    format,
    { name: 'title', of },
  );
}

/** One record a report, with the section’s Markdown and words. */
export const sectionColumns = (key: string): readonly Column<SectionOfReport>[] => [
  ...about<SectionOfReport>({ of: ({ report }) => report, shown: [] }),
  { name: 'section', of: () => key },
  { name: 'state', of: ({ state }) => state },
  { name: 'heading', of: ({ heading }) => heading },
  { name: 'text', of: ({ text }) => text },
  { name: 'markdown', of: ({ markdown }) => markdown },
];

type PivotRow = ReportPivot['rows'][number];

/**
 * A column for each section: its words, `none` or `empty`; null where there is no such section. A
 * heading may be called “Status” or “Title”, as a column about the report is; so sections' columns say
 * what they are: `section:planned-work`.
 */
export function pivotColumns(
  { keys }: ReportPivot,
  format: RecordFormat,
): readonly Column<PivotRow>[] {
  const of = ({ report }: PivotRow): ReportEntry => report;
  const columns = about<PivotRow>({ of, shown: ['space_key', 'period_label'] }).map((column) =>
    format === 'table' && column.name === 'period_label'
      ? { ...column, of: (row: PivotRow) => periodOrGap(of(row)) }
      : column,
  );
  return [
    ...columns,
    ...keys.map((key): Column<PivotRow> => ({
      name: `section:${key}`,
      head: `section:${key}`,
      align: 'right',
      of: ({ cells }) => {
        const cell = Object.hasOwn(cells, key) ? cells[key] : undefined;
        if (cell === undefined) return null;
        return cell.state === 'text' ? cell.words : cell.state;
      },
    })),
  ];
}

const periodOrGap = (report: ReportEntry): string =>
  isMissing(report) ? `${nameOf(report)} ${NO_REPORT}` : nameOf(report);

export const METRIC_COLUMNS: readonly Column<ReportMetric>[] = [
  { name: 'measure', of: ({ measure }) => measure },
  ...about<ReportMetric>({ of: ({ report }) => report, shown: [] }),
  { name: 'number', of: ({ number }) => number, align: 'right' },
  { name: 'number_to', of: ({ numberTo }) => numberTo, align: 'right' },
  { name: 'out_of', of: ({ outOf }) => outOf, align: 'right' },
  { name: 'qualifier', of: ({ qualifier }) => qualifier },
  { name: 'unit', of: ({ unit }) => unit },
  { name: 'noun', of: ({ noun }) => noun },
  { name: 'label', of: ({ label }) => label },
  { name: 'per', of: ({ per }) => per },
  { name: 'section', of: ({ section }) => section },
  { name: 'raw', of: ({ raw }) => raw },
  { name: 'context', of: ({ context }) => context },
];
