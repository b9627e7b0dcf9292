/** The summary's lines about pages that came, changed or went. */
import type { ImportReport } from '../model/imports.ts';
import { counted } from './quantity.ts';
import { printable, style, type Output } from './terminal.ts';

const MAX_REMOVED = 5;
const MAX_PLANNED = 20;

const nameOf = ({
  path,
  title,
}: {
  readonly path: string;
  readonly title: string | null;
}): string => (title === null ? printable(path) : `${printable(title)} (${printable(path)})`);

/** Pages that a full export no longer has; the way back for those who exported a part only. */
export function removedLines({ removedPages, dryRun }: ImportReport): readonly string[] {
  if (removedPages.length === 0) return [];
  const more = removedPages.length - MAX_REMOVED;
  return [
    `${counted(removedPages.length, 'page')} no longer in the export of the whole space: ` +
      `${dryRun ? 'would be kept' : 'kept'} with all versions, marked as removed`,
    ...removedPages.slice(0, MAX_REMOVED).map((page) => `  ${nameOf(page)}`),
    ...(more > 0 ? [`  … and ${String(more)} more (all of them: --json)`] : []),
    '  (an export of chosen pages only? import it with --partial)',
  ];
}

/** The tool changed, not the wiki. */
export function reconvertedLines({ work: { reconverted } }: ImportReport): readonly string[] {
  if (reconverted === 0) return [];
  return [
    `${String(reconverted)} of the updated pages are as they were: converted again, because the rules or options are others`,
  ];
}

/** In a dry run, what would happen to which page. */
export function plannedPageLines(report: ImportReport, stream: Output): readonly string[] {
  if (!report.dryRun) return [];
  const changed = report.pages.filter(({ outcome }) =>
    ['created', 'updated', 'moved'].includes(outcome),
  );
  if (changed.length === 0) return [];
  const more = changed.length - MAX_PLANNED;
  return [
    'Pages that would change:',
    ...changed
      .slice(0, MAX_PLANNED)
      .map((page) => `  ${style(stream, 'dim', page.outcome.padEnd(7))} ${nameOf(page)}`),
    ...(more > 0 ? [`  … and ${String(more)} more (all of them: --json)`] : []),
  ];
}
