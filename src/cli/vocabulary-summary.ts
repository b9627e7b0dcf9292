import type {
  NamedReport,
  VocabularyChanges,
  VocabularyReport,
} from '../model/vocabulary-changes.ts';
import { counted } from './quantity.ts';
import { printable, style, type Output } from './terminal.ts';

/** Titles that are listed; more are counted. */
const MOST_LISTED = 20;

/** What `vocabulary check` and `vocabulary use` say. */
export function vocabularyText(
  { name, version, sections, changes }: VocabularyReport,
  action: 'check' | 'use',
  stream: Output,
): string {
  const title = style(stream, 'bold', printable(name));
  const verb = action === 'check' ? 'is right' : 'is in use';
  const head = `${title}, version ${printable(version)}, ${verb}: ${counted(sections, 'section')}.`;
  const lines = changes === null ? ['There is no archive to try it on.'] : told(changes, action);
  return `${[head, ...lines].join('\n')}\n`;
}

function told(changes: VocabularyChanges, action: 'check' | 'use'): string[] {
  const { pages, rekeyed, opened, closed, reportsBefore, reportsAfter, gained, lost } = changes;
  const would = action === 'check';
  if (pages === 0) return [`It changes nothing: ${counted(reportsAfter, 'report')}, as before.`];
  const facts = [
    ...(rekeyed > 0 ? [`${counted(rekeyed, 'section')} under another key`] : []),
    ...(opened > 0
      ? [`${counted(opened, 'line')} read as ${opened === 1 ? 'a heading' : 'headings'}`]
      : []),
    ...(closed > 0 ? [`${counted(closed, 'heading')} read as text`] : []),
    reportsBefore === reportsAfter && gained.length === 0
      ? `${counted(reportsAfter, 'report')}, as before`
      : `${counted(reportsAfter, 'report')} instead of ${String(reportsBefore)}`,
  ];
  return [
    `It ${would ? 'would change' : 'changed'} ${counted(pages, 'page')}:`,
    ...facts.map((fact) => `  ${fact}`),
    ...listed('+', gained),
    ...listed('-', lost),
  ];
}

function listed(sign: string, reports: readonly NamedReport[]): string[] {
  const more = reports.length - MOST_LISTED;
  return [
    ...reports.slice(0, MOST_LISTED).map(({ title, spaceKey, spaceName }) => {
      const space = spaceKey ?? spaceName;
      return `  ${sign} ${printable(title ?? 'untitled')}${space === null ? '' : ` (${printable(space)})`}`;
    }),
    ...(more > 0 ? [`  ${sign} … and ${String(more)} more`] : []),
  ];
}
