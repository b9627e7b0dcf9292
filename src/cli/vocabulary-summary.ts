import type {
  NamedReport,
  VocabularyChanges,
  VocabularyReport,
} from '../model/vocabulary-changes.ts';
import { counted } from './quantity.ts';
import { printable, style, type Output } from './terminal.ts';

/** Titles that are listed; more are counted. */
const MOST_LISTED = 20;

/** `try` is an import that is not carried out. */
type Action = 'check' | 'use' | 'import' | 'try';

const VERBS: Readonly<Record<Action, string>> = {
  check: 'is right',
  use: 'is in use',
  import: 'is in use',
  try: 'would be in use',
};

/** What `vocabulary check` and `vocabulary use` say, and an import that names a vocabulary. */
export function vocabularyText(
  { name, version, sections, canBeReports, changes }: VocabularyReport,
  action: Action,
  stream: Output,
): string {
  const title = style(stream, 'bold', printable(name));
  const head = `${title}, version ${printable(version)}, ${VERBS[action]}: ${counted(sections, 'section')}.`;
  const lines = changes === null ? ['There is no archive to try it on.'] : told(changes, action);
  const note = canBeReports
    ? []
    : [
        'Nothing in it can make a page a report; add “reports:” with “telling” and “enough”, or “labels”.',
      ];
  return `${[head, ...note, ...lines].join('\n')}\n`;
}

function told(changes: VocabularyChanges, action: Action): string[] {
  const { pages, rekeyed, opened, closed, reportsBefore, reportsAfter, gained, lost } = changes;
  const would = action === 'check' || action === 'try';
  const further = [...olderLines(changes, would), ...laterLines(changes, action)];
  if (pages === 0) {
    return [`It changes nothing: ${counted(reportsAfter, 'report')}, as before.`, ...further];
  }
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
    ...further,
  ];
}

const olderLines = ({ older }: VocabularyChanges, would: boolean): string[] =>
  older === 0
    ? []
    : [
        `${counted(older, 'page')} that an older version had read ${would ? 'would be' : older === 1 ? 'was' : 'were'} read anew.`,
      ];

/** What is left for an import to do; the import that says so does it. */
function laterLines({ pages, again }: VocabularyChanges, action: Action): string[] {
  if (action === 'import' || action === 'try') return [];
  return [
    ...(again > 0
      ? [`${counted(again, 'page')} will be read again at the next import, from the sources.`]
      : []),
    ...(action === 'use' && pages > 0
      ? [
          'The Markdown files show it after the next import; “confluence-archive export” writes it now.',
        ]
      : []),
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
