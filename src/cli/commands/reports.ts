import { Command } from 'commander';
import type { OlderPages } from '../../index.ts';
import { UsageError } from '../../model/errors.ts';
import { EXIT } from '../exit-codes.ts';
import { filterOf, withFilters, type FilterFlags } from '../filter-options.ts';
import type { Library } from '../library.ts';
import { metricsText } from '../metric-chart.ts';
import { archiveOption } from '../naming.ts';
import { formatOption, writeRecords, type RecordFormat } from '../records.ts';
import { entryColumns, METRIC_COLUMNS, pivotColumns, sectionColumns } from '../report-columns.ts';
import { UNMATCHED_COLUMNS } from '../unmatched-columns.ts';
import { storyMarkdown, storyText } from '../section-story.ts';
import { counted } from '../quantity.ts';
import type { Terminal } from '../terminal.ts';

interface ReportsFlags extends FilterFlags {
  readonly archive: string;
  readonly format: RecordFormat;
  readonly section?: string;
  readonly pivot?: true;
  readonly metrics?: true;
  readonly metric?: string;
  readonly gaps: boolean;
  readonly unmatched?: true;
  readonly vocabulary?: string;
}

const EXAMPLES = `
Examples:
  confluence-archive reports --space SEALS
  confluence-archive reports --section planned-work --space SEALS     the plans of all years, in order
  confluence-archive reports --section planned-work --format markdown > plans.md
  confluence-archive reports --pivot --format csv > sections.csv
  confluence-archive reports --metrics --metric "average attendance"
  confluence-archive reports --unmatched --vocabulary mine.yaml
  confluence-archive reports --since 2021 --until 2022 --format json

A report is listed by its period, else by its publication. --since and --until mean the days that it
tells of. Between two reports of a series, a period that none tells of is listed as missing: in a table
as “— no report —”, elsewhere by its status.

--pivot counts the words of each section, its subsections included, in a column for each, such as
“section:planned-work”: “none” says that there is nothing
to say (N/A, None), “empty” is a heading with nothing under it, a blank is no such section.

--metrics lists numbers that the text names with what they count. Dates, years, versions and numbers of
things are left out, and so is what no word explains. The exact words stand beside each number.

--unmatched lists the headings of reports, and of pages that look like reports, that no entry of the
report vocabulary claims, most frequent first. --vocabulary reads the archive with another one on trial;
“confluence-archive vocabulary use” puts it in use.`;

/** What was asked for, checked. @throws UsageError for options that cannot go together. */
function modeOf({
  pivot,
  metrics,
  metric,
  section,
  unmatched,
}: ReportsFlags): 'list' | 'section' | 'pivot' | 'metrics' | 'unmatched' {
  const isMetrics = metrics === true || metric !== undefined;
  if (pivot === true && (isMetrics || section !== undefined)) {
    throw new UsageError(
      `--pivot shows all sections, so it cannot go with ${isMetrics ? '--metrics' : '--section'}.`,
      'Leave one of them out.',
    );
  }
  const others = [
    pivot === true && '--pivot',
    isMetrics && '--metrics',
    section !== undefined && '--section',
  ];
  const other = others.find((option) => typeof option === 'string');
  if (unmatched === true && other !== undefined) {
    throw new UsageError(
      `--unmatched lists headings, so it cannot go with ${other}.`,
      'Leave one of them out.',
    );
  }
  if (unmatched === true) return 'unmatched';
  if (isMetrics) return 'metrics';
  if (pivot === true) return 'pivot';
  return section === undefined ? 'list' : 'section';
}

type Mode = ReturnType<typeof modeOf>;

/** What is said where there is nothing to print. */
const EMPTY: Readonly<Record<Mode, string>> = {
  list: 'No report matches.\n',
  section: 'No report matches.\n',
  pivot: 'No report matches.\n',
  metrics: 'No report names such a number.\n',
  unmatched: 'The vocabulary knows every heading of reports.\n',
};

/** What is printed, and whether that is anything. */
type Print = (library: Library, terminal: Terminal, flags: ReportsFlags) => Promise<boolean>;

const PRINTS: Readonly<Record<Mode, Print>> = {
  list: async (library, { stdout }, { format, ...flags }) => {
    const rows = await library.listReports(optionsOf(flags));
    writeRecords(stdout, { format, columns: entryColumns(format), rows });
    return rows.length > 0;
  },
  section: async (library, { stdout }, { format, section = '', ...flags }) => {
    const story = await library.readReportSection({ ...optionsOf(flags), section });
    const isEmpty = story.reports.length === 0;
    if (format === 'table') stdout.write(storyText(story, stdout));
    else if (format === 'markdown') stdout.write(isEmpty ? '' : storyMarkdown(story));
    else writeRecords(stdout, { format, columns: sectionColumns(section), rows: story.reports });
    return !isEmpty;
  },
  pivot: async (library, { stdout }, { format, ...flags }) => {
    const pivot = await library.pivotReports(optionsOf(flags));
    writeRecords(stdout, { format, columns: pivotColumns(pivot, format), rows: pivot.rows });
    return pivot.rows.length > 0;
  },
  metrics: async (library, terminal, { format, section = null, metric = null, ...flags }) => {
    const rows = await library.listReportMetrics({ ...pagesOf(flags), section, words: metric });
    if (format === 'table') terminal.stdout.write(metricsText(rows, terminal));
    else writeRecords(terminal.stdout, { format, columns: METRIC_COLUMNS, rows });
    return rows.length > 0;
  },
  unmatched: async (library, { stdout }, { format, ...flags }) => {
    const rows = await library.listUnmatchedHeadings(pagesOf(flags));
    writeRecords(stdout, { format, columns: UNMATCHED_COLUMNS, rows });
    return rows.length > 0;
  },
};

type Asked = Pick<ReportsFlags, 'archive' | 'gaps' | 'vocabulary'> & FilterFlags;

const pagesOf = (flags: Asked) => ({
  archive: flags.archive,
  filter: filterOf(flags),
  ...(flags.vocabulary === undefined ? {} : { vocabulary: flags.vocabulary }),
});

const optionsOf = (flags: Asked) => ({ ...pagesOf(flags), gaps: flags.gaps });

/** That pages of an archive were read by an older version, which may have found other reports. */
const olderText = ({ pages, reports }: OlderPages): string =>
  pages === 0
    ? ''
    : `Read by an older version: ${counted(pages, 'page')}, ${counted(reports, 'report')} of them. Series, periods or values may be missing; “confluence-archive vocabulary use built-in”, or your own vocabulary, reads them anew.\n`;

/** `confluence-archive reports`: the wiki's recurring reports, across years. */
export function reportsCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  const command = new Command('reports')
    .summary('read the recurring reports across years')
    .description(
      'Lists the report pages by series and period; reads one section of all of them, compares their sections, or lists the numbers in them.',
    )
    .option('--section <key>', 'read this section of every report, such as planned-work')
    .option('--pivot', 'reports by sections: how much each says where')
    .option('--metrics', 'list the numbers that the reports name, over time')
    .option('--metric <words>', 'only numbers with these words; means --metrics')
    .option('--unmatched', 'list the headings that the report vocabulary does not know')
    .option('--vocabulary <file>', 'try a report vocabulary, or “built-in”; nothing is written');
  return withFilters(command)
    .option('--no-gaps', 'do not list the periods that a series lacks')
    .addOption(archiveOption())
    .addOption(formatOption())
    .showHelpAfterError('(see confluence-archive reports --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: ReportsFlags) => {
      const mode = modeOf(flags);
      const isAnything = await PRINTS[mode](library, terminal, flags);
      if (!isAnything) {
        terminal.stderr.write(EMPTY[mode]);
      }
      terminal.stderr.write(olderText(await library.countOlderPages(flags.archive)));
      finish(EXIT.done);
    });
}
