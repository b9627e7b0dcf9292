import type { PackageReport } from '../model/package.ts';
import { counted, sizeText } from './quantity.ts';
import { printable, style, type Output } from './terminal.ts';
import { findingLines } from './verify-summary.ts';

/** The summary of a package that was written, as text that ends in a newline. */
export function packageSummary(report: PackageReport, stream: Output): string {
  const { originals, markdownFiles, leftOut, findings } = report;
  const seconds = (report.elapsedMs / 1000).toFixed(1);
  const lines = [
    style(stream, 'bold', `Packed ${printable(report.archive)} in ${seconds} s`),
    '',
    `Package: ${printable(report.folder)} (${counted(report.files, 'file')}, ${sizeText(report.bytes)})`,
    `  data/archive.sqlite`,
    ...(originals === null ? [] : [`  data/archive.originals: ${counted(originals, 'file')}`]),
    ...(markdownFiles === null ? [] : [`  data/markdown: ${counted(markdownFiles, 'file')}`]),
    ...(leftOut.length === 0
      ? []
      : [`Left out: ${counted(leftOut.length, 'hidden file or link', 'hidden files or links')}`]),
    ...(findings.length === 0 ? [] : ['', 'Packed as it is:', ...findingLines(findings, stream)]),
    '',
    'Check it, here or where it arrives:',
    `  confluence-archive verify --package ${printable(report.folder)}`,
  ];
  return `${lines.join('\n')}\n`;
}
