import { DIAGNOSTICS, type DiagnosticCode, type Severity } from '../model/diagnostics.ts';
import type { ImportReport, LocatedDiagnostic } from '../model/imports.ts';
import { printable, style, type Output, type Style } from './terminal.ts';

/** Most kinds of diagnostics that are shown, and most examples of each. */
const MAX_GROUPS = 10;
const MAX_EXAMPLES = 3;

const WORST_FIRST: readonly Severity[] = ['error', 'warning', 'info'];
const STYLES: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'dim' };

interface Group {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly members: readonly LocatedDiagnostic[];
}

/** Groups by code: errors first, then the most frequent. */
function grouped(diagnostics: readonly LocatedDiagnostic[]): readonly Group[] {
  const byCode = new Map<DiagnosticCode, LocatedDiagnostic[]>();
  for (const entry of diagnostics) {
    const members = byCode.get(entry.code);
    if (members === undefined) byCode.set(entry.code, [entry]);
    else members.push(entry);
  }
  return [...byCode]
    .map(([code, members]): Group => ({ code, severity: DIAGNOSTICS[code].severity, members }))
    .sort(
      (a, b) =>
        WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity) ||
        b.members.length - a.members.length,
    );
}

/** What the diagnostic is about: the message without the sentence that the group already shows. */
function example({ code, message, sourcePath }: LocatedDiagnostic): string {
  const about = message.startsWith(DIAGNOSTICS[code].sentence)
    ? message.slice(DIAGNOSTICS[code].sentence.length).trim()
    : message;
  return printable([sourcePath, about].filter((part) => part !== null && part !== '').join(' '));
}

function groupLines({ code, severity, members }: Group, stream: Output): readonly string[] {
  const examples = [...new Set(members.map(example))].filter((line) => line !== '');
  const more = examples.length - MAX_EXAMPLES;
  return [
    `  ${style(stream, STYLES[severity], severity)} ${code} × ${String(members.length)}: ${DIAGNOSTICS[code].sentence}`,
    ...examples.slice(0, MAX_EXAMPLES).map((line) => `      ${line}`),
    ...(more > 0 ? [`      … and ${String(more)} more`] : []),
  ];
}

/**
 * The worst diagnostics as lines of text, grouped by code with a few examples; mere notes are only
 * counted. Nothing when there are none.
 */
export function diagnosticLines(
  report: Pick<ImportReport, 'diagnostics'> & { readonly dryRun?: boolean },
  stream: Output,
): readonly string[] {
  if (report.diagnostics.length === 0) return [];
  const remarkable = grouped(report.diagnostics).filter(({ severity }) => severity !== 'info');
  const counts = WORST_FIRST.map((severity) => {
    const { length } = report.diagnostics.filter((entry) => entry.severity === severity);
    return `${String(length)} × ${severity}`;
  });
  const shown = remarkable.slice(0, MAX_GROUPS);
  const hidden = remarkable.length - shown.length;
  return [
    `Diagnostics: ${counts.join(', ')}`,
    ...shown.flatMap((group) => groupLines(group, stream)),
    ...(hidden > 0 ? [`  … and ${String(hidden)} more kinds`] : []),
    ...(report.dryRun ? [] : ["  (each of them: the archive's table diagnostics, or --json)"]),
  ];
}
