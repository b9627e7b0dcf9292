import type { ImportReport } from '../model/imports.ts';
import { counted } from './quantity.ts';
import { printable } from './terminal.ts';

const MAX_PRESERVED = 3;

/** Files of the tree with someone's own edits: which ones stay as they are. */
export function preservedLines({ preserved }: Pick<ImportReport, 'preserved'>): readonly string[] {
  if (preserved.length === 0) return [];
  const more = preserved.length - MAX_PRESERVED;
  return [
    `Edited by hand since they were written, left as they are: ${counted(preserved.length, 'file')}`,
    ...preserved
      .slice(0, MAX_PRESERVED)
      .map(({ path, newVersion }) =>
        newVersion === null
          ? `  ${printable(path)}`
          : `  ${printable(path)} (new version: ${printable(newVersion)})`,
      ),
    ...(more > 0 ? [`  … and ${String(more)} more`] : []),
  ];
}
