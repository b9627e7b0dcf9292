/** Aligned columns in a terminal, by the width that characters have there. */
import stringWidth from 'string-width';
import { printable, style, type Output } from './terminal.ts';

export interface TextTable {
  readonly heads: readonly string[];
  /** Columns that are aligned to the right, such as numbers. */
  readonly isRight: readonly boolean[];
  readonly rows: readonly (readonly string[])[];
}

const GAP = '  ';
/** A column is not cut below this many places, however narrow the terminal is. */
const NARROWEST = 8;

/**
 * One line a row, heads first; '' without rows. In a terminal the widest columns are cut with an
 * ellipsis until a row fits into a line; in a pipe or file nothing is cut.
 */
export function textTable({ heads: names, isRight, rows }: TextTable, stream: Output): string {
  if (rows.length === 0) return '';
  const shown = (text: string): string => printable(text.replace(/\s+/g, ' ').trim());
  const heads = names.map(shown);
  const cells = rows.map((row) => row.map(shown));
  const natural = heads.map((head, at) =>
    cells.reduce((widest, row) => Math.max(widest, stringWidth(row[at] ?? '')), stringWidth(head)),
  );
  const widths = fitting(natural, widthOf(stream));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => aligned(cut(cell, widths[at] ?? 0), widths[at] ?? 0, isRight[at] === true))
      .join(GAP)
      .trimEnd();
  return `${[style(stream, 'dim', line(heads)), ...cells.map(line)].join('\n')}\n`;
}

/** Places in a line of a terminal; without end elsewhere. */
export function widthOf(stream: Output): number {
  const { columns } = stream as { columns?: number };
  return stream.isTTY === true && columns !== undefined && columns > 0 ? columns : Infinity;
}

/** The widths with the widest ones lowered, alike, until all fit into `room`. */
function fitting(natural: readonly number[], room: number): readonly number[] {
  const gaps = GAP.length * (natural.length - 1);
  const total = (most: number): number =>
    natural.reduce((sum, width) => sum + Math.min(width, most), gaps);
  let most = Math.max(...natural);
  while (most > NARROWEST && total(most) > room) most -= 1;
  return natural.map((width) => Math.min(width, most));
}

/** The text's beginning with `…`, where it is wider than `width`. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += stringWidth(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Filled with spaces up to `width` places. */
export function aligned(text: string, width: number, isRight: boolean): string {
  const filling = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return isRight ? filling + text : text + filling;
}
