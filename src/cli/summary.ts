import {
  PAGE_OUTCOMES,
  SKIP_REASONS,
  type ImportReport,
  type SkipReason,
} from '../model/imports.ts';
import { diagnosticLines } from './diagnostics-digest.ts';
import { plannedPageLines, reconvertedLines, removedLines } from './page-changes.ts';
import { preservedLines } from './preserved-lines.ts';
import { counted, sizeText } from './quantity.ts';
import { vocabularyText } from './vocabulary-summary.ts';
import { printable, style, type Output } from './terminal.ts';

const REASONS = Object.keys(SKIP_REASONS) as SkipReason[];

/** “12 files found = 9 created + … + 1 skipped”, and a word of warning if that were not true. */
function equation(report: ImportReport): string {
  const skipped = REASONS.reduce((sum, reason) => sum + report.skipped[reason], 0);
  const outcomes = PAGE_OUTCOMES.map((outcome) => `${String(report.counts[outcome])} ${outcome}`);
  const sum = PAGE_OUTCOMES.reduce((total, name) => total + report.counts[name], skipped);
  const line = [...outcomes, `${String(skipped)} skipped`].join(' + ');
  const gap = report.filesFound - sum;
  const warning = gap === 0 ? '' : ` (${String(gap)} unaccounted for: please report this)`;
  return `${counted(report.filesFound, 'file')} found = ${line}${warning}`;
}

function skippedLines(report: ImportReport): readonly string[] {
  const present = REASONS.filter((reason) => report.skipped[reason] > 0);
  const width = Math.max(0, ...present.map((reason) => String(report.skipped[reason]).length));
  return present.map((reason) => {
    const count = String(report.skipped[reason]).padStart(width);
    return `  ${count} skipped: ${SKIP_REASONS[reason]}`;
  });
}

function attachmentLine(report: ImportReport): string {
  const { present, missing } = report.attachments;
  return `Attachments: ${String(present)} present, ${String(missing)} missing`;
}

function originalLines({ originals }: ImportReport): readonly string[] {
  if (originals === null) return [];
  const { stored, known, bytes } = originals;
  return [
    `Originals: ${String(stored)} stored (${sizeText(bytes)} before compression), ` +
      `${String(known)} stored before`,
  ];
}

/** What a vocabulary that was named changed of the pages that were there before. */
const vocabularyLines = (
  { vocabulary, dryRun }: ImportReport,
  stream: Output,
): readonly string[] =>
  vocabulary === null
    ? []
    : [vocabularyText(vocabulary, dryRun ? 'try' : 'import', stream).trimEnd()];

const MAX_PLANNED = 20;
const PLANNED = { written: 'write', beside: 'put beside', removed: 'remove' } as const;

/** What a dry run would change in the tree. */
function plannedLines({ dryRun, files }: ImportReport): readonly string[] {
  if (!dryRun || files.length === 0) return [];
  const more = files.length - MAX_PLANNED;
  return [
    `Changes of the Markdown tree: ${counted(files.length, 'file')}`,
    ...files
      .slice(0, MAX_PLANNED)
      .map(({ path, outcome }) => `  ${PLANNED[outcome]} ${printable(path)}`),
    ...(more > 0 ? [`  … and ${String(more)} more (all of them: --json)`] : []),
  ];
}

/** Quotes a path for a POSIX shell, only where it needs quotes. */
const shellWord = (text: string): string =>
  /^[\w./@%+=:,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

function placeLines(report: ImportReport): readonly string[] {
  if (report.dryRun) return ['Nothing was written. Run it again without --dry-run to do it.'];
  const archive = printable(shellWord(report.archive));
  const tree = report.markdownDir === null ? null : printable(report.markdownDir);
  const query = 'SELECT title, last_modified_on FROM pages ORDER BY title';
  return [
    `Archive:  ${printable(report.archive)}`,
    ...(report.backup === null
      ? []
      : [`Backup:   ${printable(report.backup)} (the archive before it was brought up to date)`]),
    ...(tree === null
      ? []
      : [`Markdown: ${tree} (${counted(report.filesWritten, 'file')} written)`]),
    '',
    ...(tree === null ? [] : [`Next: read ${tree}, or ask the archive:`]),
    `  sqlite3 ${archive} "${query}"`,
  ];
}

function headline(report: ImportReport): string {
  const sources = report.sources.map(printable).join(', ');
  const seconds = (report.elapsedMs / 1000).toFixed(1);
  return report.dryRun
    ? `Dry run over ${sources}: this is what an import would do`
    : `Imported ${sources} in ${seconds} s`;
}

/**
 * The closing summary of an import, as text that ends in a newline.
 * `stream` is where it will be shown: it decides about colours.
 */
export function importSummary(report: ImportReport, stream: Output): string {
  const lines = [
    style(stream, 'bold', headline(report)),
    '',
    equation(report),
    ...skippedLines(report),
    ...removedLines(report),
    ...reconvertedLines(report),
    ...vocabularyLines(report, stream),
    attachmentLine(report),
    ...originalLines(report),
    ...preservedLines(report),
    ...plannedPageLines(report, stream),
    ...plannedLines(report),
    ...diagnosticLines(report, stream),
    '',
    ...placeLines(report),
  ];
  return `${lines.join('\n')}\n`;
}

/** What `--quiet` still says: which pages failed. Text that ends in a newline. */
export function failureSummary(report: ImportReport, stream: Output): string {
  const failed = report.pages.filter(({ outcome }) => outcome === 'failed');
  const headline = `${style(stream, 'red', 'error:')} ${counted(report.counts.failed, 'page')} failed`;
  return `${[headline, ...failed.map(({ path }) => `  ${printable(path)}`)].join('\n')}\n`;
}
