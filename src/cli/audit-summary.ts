import {
  BROKEN_LINKS,
  UNAUDITED,
  type AuditReport,
  type BrokenLinkReason,
  type Check,
  type PageAudit,
  type UnauditedReason,
} from '../model/audit.ts';
import { DIAGNOSTICS, type DiagnosticCode } from '../model/diagnostics.ts';
import { counted } from './quantity.ts';
import { printable, style, type Output } from './terminal.ts';

const MAX_PAGES = 10;
const MAX_EXAMPLES = 5;

const amissIn = ({ total, kept, explained }: Check): number => total - kept - explained;

const percentText = (score: number | null): string =>
  score === null ? '–' : `${score.toFixed(2)}%`;

const HEAD = ['', 'of', 'kept', 'explained', 'amiss', 'score'];

/** The checks as aligned columns; what is amiss in red. */
function table(checks: readonly Check[], stream: Output): string[] {
  const rows = checks.map((check) => [
    check.name,
    ...[check.total, check.kept, check.explained, amissIn(check)].map(String),
    percentText(check.score),
  ]);
  const all = [HEAD, ...rows];
  const widths = HEAD.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
  return all.map((row, line) => {
    const cells = row.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
    );
    const text = cells.join('  ').trimEnd();
    if (line === 0) return style(stream, 'dim', text);
    return row[4] === '0' ? text : style(stream, 'red', text);
  });
}

/** Counts by reason, most frequent first: `18 × the page is not in the archive`. */
function byReason<Reason extends string>(
  reasons: readonly Reason[],
  phrases: Readonly<Record<Reason, string>>,
): string[] {
  const counts = new Map<Reason, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `  ${String(count)} × ${phrases[reason]}`);
}

/** Why things are missing that nothing can bring back. */
function reasonLines({ pages }: AuditReport): string[] {
  const reasons = pages.flatMap(({ losses }) => losses.flatMap(({ reason }) => reason ?? []));
  const sentences = Object.fromEntries(
    Object.entries(DIAGNOSTICS).map(([code, { sentence }]) => [code, `${code}: ${sentence}`]),
  ) as Record<DiagnosticCode, string>;
  return reasons.length === 0 ? [] : ['Explained:', ...byReason(reasons, sentences), ''];
}

function linkLines({ links }: AuditReport): string[] {
  const { resolved, external, broken } = links;
  const reasons = broken.map(({ reason }): BrokenLinkReason => reason);
  return [
    `Links of the sources: ${String(resolved)} lead into the tree, ${String(external)} outside, ` +
      `${String(broken.length)} nowhere`,
    ...byReason(reasons, BROKEN_LINKS),
  ];
}

function fileLines({ attachments, files, unaudited }: AuditReport): string[] {
  const { present, missing, unreferenced } = attachments;
  const reasons = unaudited.map(({ reason }): UnauditedReason => reason);
  return [
    `Attachments: ${String(present)} present (no text leads to ${String(unreferenced.length)} of them), ` +
      `${String(missing.length)} missing from the export`,
    ...files.changed.slice(0, MAX_EXAMPLES).map((path) => `  changed: ${printable(path)}`),
    ...files.missing.slice(0, MAX_EXAMPLES).map((path) => `  gone: ${printable(path)}`),
    ...(unaudited.length === 0 ? [] : [`Not compared: ${counted(unaudited.length, 'page')}`]),
    ...byReason(reasons, UNAUDITED),
    ...unaudited.slice(0, MAX_EXAMPLES).map(({ path }) => `      ${printable(path)}`),
  ];
}

function macroLines({ macros }: AuditReport): string[] {
  const outcomes = [...new Set(macros.map(({ outcome }) => outcome))];
  if (outcomes.length === 0) return [];
  const counts = outcomes.map((outcome) => {
    const of = macros.filter((macro) => macro.outcome === outcome);
    return `${String(of.reduce((sum, { count }) => sum + count, 0))} ${outcome}`;
  });
  return [`Macros: ${counts.join(', ')}`];
}

/** What is wrong with a page and nothing explains. */
const findingsOf = (page: PageAudit): string[] => [
  ...page.losses
    .filter(({ reason }) => reason === null)
    .map(({ measure, text }) => `${measure} lost: ${text.slice(0, 100)}`),
  ...page.foreignWords.map((word) => `word that the source does not have: ${word}`),
  ...page.foreignTags.map((tag) => `HTML tag: <${tag}>`),
  ...page.deadLinks.map((url) => `link that leads nowhere: ${url}`),
];

function pageLines({ pages }: AuditReport, stream: Output): string[] {
  const worst = pages
    .map((page) => ({ page, findings: findingsOf(page) }))
    .filter(({ findings }) => findings.length > 0);
  if (worst.length === 0) return [];
  const more = worst.length - MAX_PAGES;
  return [
    '',
    style(stream, 'bold', `Pages with something amiss: ${String(worst.length)}`),
    ...worst
      .slice(0, MAX_PAGES)
      .flatMap(({ page, findings }) => [
        `  ${printable(page.sourcePath)} → ${printable(page.markdownPath)}`,
        ...findings.slice(0, MAX_EXAMPLES).map((finding) => `      ${printable(finding)}`),
        ...(findings.length > MAX_EXAMPLES
          ? [`      … and ${String(findings.length - MAX_EXAMPLES)} more`]
          : []),
      ]),
    ...(more > 0 ? [`  … and ${counted(more, 'more page')}`] : []),
  ];
}

/**
 * The summary of an audit, as text that ends in a newline.
 * @param html where the page for people was written, if it was.
 * @param stream where it will be shown: it decides about colours.
 */
export function auditSummary(
  report: AuditReport,
  html: string | undefined,
  stream: Output,
): string {
  const seconds = (report.elapsedMs / 1000).toFixed(1);
  const headline = `Audited ${counted(report.pages.length, 'page')} of ${report.sources.map(printable).join(', ')} in ${seconds} s: score ${report.score.toFixed(2)}`;
  const lines = [
    style(stream, 'bold', headline),
    '',
    ...table(report.checks, stream),
    '',
    ...reasonLines(report),
    ...linkLines(report),
    ...fileLines(report),
    ...macroLines(report),
    ...pageLines(report, stream),
    ...(html === undefined ? [] : ['', `Worst pages side by side: ${printable(html)}`]),
  ];
  return `${lines.join('\n')}\n`;
}
