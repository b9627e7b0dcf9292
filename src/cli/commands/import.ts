import { Command, Option } from 'commander';
import type { ImportOptions } from '../../index.ts';
import { SOURCE_FORMATS, type SourceFormat } from '../../model/document.ts';
import {
  DEFAULT_LIMITS,
  type ImportReport,
  type Limits,
  type OnEdited,
  type ProgressEvent,
  type RedirectForm,
} from '../../model/imports.ts';
import { TABLE_STYLES, type TableStyle } from '../../model/table-style.ts';
import { EXIT } from '../exit-codes.ts';
import type { Library } from '../library.ts';
import { createHeapWatch } from '../heap-growth.ts';
import { createProgress } from '../progress.ts';
import { parseCount, parseCountOrNone, parseSize } from '../quantity.ts';
import { stoppable } from '../stoppable.ts';
import { failureSummary, importSummary } from '../summary.ts';
import type { Terminal } from '../terminal.ts';
import { onEditedOption, redirectsOption } from '../tree-options.ts';

/** The options as commander hands them over. */
interface ImportFlags {
  readonly archive: string;
  /** False for `--no-markdown`. */
  readonly markdown: string | false;
  readonly format?: SourceFormat;
  readonly space?: string;
  readonly tables?: TableStyle;
  readonly vocabulary?: string;
  readonly jobs?: number;
  readonly workers?: number;
  readonly limitPageSize?: number;
  readonly limitPageTime?: number;
  readonly limitAttachmentSize?: number;
  readonly limitEntries?: number;
  readonly limitTotalSize?: number;
  readonly limitRatio?: number;
  readonly onEdited?: OnEdited;
  /** False for `--no-prune`, else true. */
  readonly prune: boolean;
  readonly redirects?: readonly RedirectForm[];
  readonly keepOriginals?: true;
  readonly partial?: true;
  readonly checksum?: true;
  readonly dryRun?: true;
  readonly strict?: true;
  readonly json?: true;
  readonly quiet?: true;
}

const EXAMPLES = `
Examples:
  confluence-archive import export.zip
  confluence-archive import exports/ --archive wiki.sqlite --markdown wiki
  confluence-archive import dump/ --format crawled-markdown --space DOCS --dry-run
  confluence-archive import export.zip --tables html
  confluence-archive import export.zip --json --quiet > report.json

Sizes: KB, MB, GB, TB are powers of 1000; K, M, G, T and KiB, MiB, GiB, TiB of 1024.
Importing again is safe: pages that did not change are left alone.`;

const MIB = 1024 * 1024;
const inUnits = (bytes: number): string =>
  bytes % (1024 * MIB) === 0 ? `${String(bytes / (1024 * MIB))}GiB` : `${String(bytes / MIB)}MiB`;

const limit = (
  flags: string,
  what: string,
  value: number,
  parse: (text: string) => number,
): Option =>
  // The default is only shown: a limit that was not given is the library's to set.
  new Option(flags, `${what} (default: ${parse === parseSize ? inUnits(value) : String(value)})`)
    .argParser(parse)
    .helpGroup('Limits against hostile or absurd input:');

const limitOptions = (): readonly Option[] => [
  limit('--limit-page-size <size>', 'largest page file', DEFAULT_LIMITS.maxPageBytes, parseSize),
  limit(
    '--limit-page-time <seconds>',
    'longest conversion of a page',
    DEFAULT_LIMITS.maxPageSeconds,
    parseCount,
  ),
  limit(
    '--limit-attachment-size <size>',
    'largest attachment that is copied',
    DEFAULT_LIMITS.maxAttachmentBytes,
    parseSize,
  ),
  limit(
    '--limit-entries <n>',
    'most files of a folder or zip',
    DEFAULT_LIMITS.maxEntries,
    parseCount,
  ),
  limit(
    '--limit-total-size <size>',
    'largest unpacked size of a zip',
    DEFAULT_LIMITS.maxTotalBytes,
    parseSize,
  ),
  limit(
    '--limit-ratio <n>',
    'largest ratio of unpacked to packed size',
    DEFAULT_LIMITS.maxCompressionRatio,
    parseCount,
  ),
];

/** May be given twice: a list of values would swallow the sources that follow. */

/** Only the limits that were given, so that the library's defaults hold for the others. */
function limitsOf(flags: ImportFlags): Partial<Limits> {
  const given = {
    maxPageBytes: flags.limitPageSize,
    maxPageSeconds: flags.limitPageTime,
    maxAttachmentBytes: flags.limitAttachmentSize,
    maxEntries: flags.limitEntries,
    maxTotalBytes: flags.limitTotalSize,
    maxCompressionRatio: flags.limitRatio,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

const optionsOf = (sources: readonly string[], flags: ImportFlags): ImportOptions => ({
  sources,
  archive: flags.archive,
  markdown: flags.markdown === false ? null : flags.markdown,
  keepOriginals: flags.keepOriginals === true,
  dryRun: flags.dryRun === true,
  partial: flags.partial === true,
  checksum: flags.checksum === true,
  limits: limitsOf(flags),
  ...(flags.format === undefined ? {} : { format: flags.format }),
  ...(flags.space === undefined ? {} : { space: flags.space }),
  ...(flags.tables === undefined ? {} : { tables: flags.tables }),
  ...(flags.vocabulary === undefined ? {} : { vocabulary: flags.vocabulary }),
  ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
  ...(flags.workers === undefined ? {} : { workers: flags.workers }),
  ...(flags.onEdited === undefined ? {} : { onEdited: flags.onEdited }),
  ...(flags.prune ? {} : { prune: false }),
  ...(flags.redirects === undefined ? {} : { redirects: flags.redirects }),
});

function exitCodeOf(report: ImportReport, strict: boolean): number {
  const lost = strict && report.diagnostics.some(({ severity }) => severity !== 'info');
  return report.counts.failed > 0 || lost ? EXIT.incomplete : EXIT.done;
}

function show(report: ImportReport, flags: ImportFlags, terminal: Terminal): void {
  if (flags.json) terminal.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else if (!flags.quiet) terminal.stdout.write(importSummary(report, terminal.stdout));
  else if (report.counts.failed > 0) terminal.stderr.write(failureSummary(report, terminal.stderr));
}

async function runImport(
  options: ImportOptions,
  flags: ImportFlags,
  library: Library,
  terminal: Terminal,
): Promise<number> {
  const progress = await createProgress(terminal, flags.quiet === true);
  const farewell = 'Stopped before the end. The same command completes the import.';
  return stoppable(terminal, progress, farewell, async (signal) => {
    const watchHeap = createHeapWatch();
    const onProgress = (event: ProgressEvent): void => {
      watchHeap(event);
      progress.update(event);
    };
    const report = await library.importExport({ ...options, signal, onProgress });
    progress.stop();
    show(report, flags, terminal);
    return exitCodeOf(report, flags.strict === true);
  });
}

/** `confluence-archive import`: options in, the library's report out, nothing else. */
export function importCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  const command = new Command('import')
    .summary('import exports into the archive and write Markdown')
    .description('Imports Confluence exports into an SQLite archive and writes a Markdown tree.')
    .argument(
      '<source...>',
      'folders, .zip files or single pages; a folder may hold several exports',
    )
    .option('--archive <file>', 'SQLite archive, made when missing', 'output/archive.sqlite')
    .option('--markdown <dir>', 'folder for the Markdown tree', 'output/markdown')
    .option('--no-markdown', 'fill the archive only')
    .addOption(
      new Option(
        '--format <format>',
        'read every file as this format (default: by its content)',
      ).choices(SOURCE_FORMATS),
    )
    .option('--space <key>', 'space key or name of pages whose export names none')
    .addOption(
      new Option(
        '--tables <style>',
        'merged cells repeat their value in pipe tables, or such tables are HTML (default: repeat)',
      ).choices(TABLE_STYLES),
    )
    .option(
      '--vocabulary <file>',
      'report vocabulary, or “built-in”; kept for later imports (default: the one that is kept)',
    )
    .option('--jobs <n>', 'how many files are read at once', parseCount)
    .option(
      '--workers <n>',
      'threads that convert pages beside the main one, 0 for none (default: as the run is worth)',
      parseCountOrNone,
    )
    .addOption(onEditedOption())
    .option('--no-prune', 'keep the files of pages that moved or are gone')
    .addOption(redirectsOption())
    .option('--keep-originals', 'also store the bytes of all source files beside the archive')
    .option('--partial', 'never mark a page as removed: the source holds a part of the space only')
    .option('--checksum', 'know files by their bytes only, never by size and time')
    .option('--dry-run', 'report what would happen and write nothing')
    .option('--strict', 'exit with 1 when anything was lost, not only when pages failed')
    .option('--json', 'print the report as JSON, and nothing else, on standard output')
    .option('--quiet', 'no progress and no summary');
  for (const option of limitOptions()) command.addOption(option);
  return command
    .showHelpAfterError('(see confluence-archive import --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (sources: readonly string[], flags: ImportFlags) => {
      finish(await runImport(optionsOf(sources, flags), flags, library, terminal));
    });
}
