import type { ExportReport } from '../model/exports.ts';
import { diagnosticLines } from './diagnostics-digest.ts';
import { preservedLines } from './preserved-lines.ts';
import { counted } from './quantity.ts';
import { printable, style, type Output } from './terminal.ts';

const MAX_UNTOLD = 3;

/** Pages of which an older version of the tool kept too little to write a file. */
function untoldLines({ untold }: ExportReport): readonly string[] {
  if (untold.length === 0) return [];
  const more = untold.length - MAX_UNTOLD;
  return [
    `Left out, because an older version of this tool kept their words only: ${counted(untold.length, 'page')} (see \`history\` and \`diff\`)`,
    ...untold.slice(0, MAX_UNTOLD).map((title) => `  ${printable(title)}`),
    ...(more > 0 ? [`  … and ${String(more)} more`] : []),
  ];
}

/** The closing summary of an export, as text that ends in a newline. */
export function exportSummary(report: ExportReport, stream: Output): string {
  const when = report.asOf === null ? 'as it is' : `as of ${printable(report.asOf)}`;
  const lines = [
    style(stream, 'bold', `The archive ${printable(report.archive)} ${when}`),
    '',
    `Markdown: ${printable(report.folder)} (${counted(report.pages, 'page')}, ${counted(report.filesWritten, 'file')} written)`,
    ...preservedLines(report),
    ...untoldLines(report),
    ...diagnosticLines(report, stream),
  ];
  return `${lines.join('\n')}\n`;
}
