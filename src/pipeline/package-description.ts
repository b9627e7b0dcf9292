/** One sentence on what a package holds, for whoever finds it: only what the archive knows. */
import type { PageSummary } from '../model/stored.ts';

const MOST_SPACES = 5;

/** @param pages the published pages of the archive. */
export function describePackage(
  pages: readonly PageSummary[],
  contents: { readonly originals: number | null; readonly markdownFiles: number | null },
): string {
  const spaces = [...new Set(pages.flatMap(spaceName))].sort();
  const parts = [
    'as an SQLite archive',
    ...((contents.originals ?? 0) > 0 ? ['with the files of their exports'] : []),
    ...((contents.markdownFiles ?? 0) > 0 ? ['and as Markdown'] : []),
  ];
  const count = `${String(pages.length)} ${pages.length === 1 ? 'page' : 'pages'}`;
  return `${count} of Confluence${ofSpaces(spaces)}, ${parts.join(' ')}.`;
}

function spaceName({ spaceKey, spaceName: name }: PageSummary): readonly string[] {
  if (spaceKey === null) return name === null ? [] : [name];
  return [name === null ? spaceKey : `${spaceKey} (${name})`];
}

function ofSpaces(spaces: readonly string[]): string {
  if (spaces.length === 0) return '';
  if (spaces.length > MOST_SPACES) return `, ${String(spaces.length)} spaces`;
  return `, ${spaces.length === 1 ? 'space' : 'spaces'} ${spaces.join(', ')}`;
}
