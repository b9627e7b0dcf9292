/** A table of the normalised tree as rows and places, whatever it is written as. */
import { childrenOf, type DomNode } from './dom.ts';
import { isNamed } from './rule.ts';

export interface Row {
  readonly header: boolean;
  readonly cells: readonly DomNode[];
}

export function rowsOf(table: DomNode): Row[] {
  return childrenOf(table).flatMap((part): Row[] => {
    if (part.nodeName === 'TR') return [{ header: false, cells: cellsOf(part) }];
    const header = part.nodeName === 'THEAD';
    return childrenOf(part)
      .filter((row) => row.nodeName === 'TR')
      .map((row) => ({ header, cells: cellsOf(row) }));
  });
}

const cellsOf = (row: DomNode): DomNode[] =>
  childrenOf(row).filter((child) => isNamed(child, 'TD', 'TH'));

export function span(cell: DomNode, name: 'rowspan' | 'colspan'): number {
  const value = cell.getAttribute(name);
  return value === null ? 1 : Math.min(Number(value) || 1, 1000);
}

export const isMerged = (cell: DomNode): boolean =>
  span(cell, 'rowspan') > 1 || span(cell, 'colspan') > 1;

/** How many places the cells cover together. */
export function coveredPlaces(rows: readonly Row[]): number {
  let places = 0;
  for (const { cells } of rows) {
    for (const cell of cells) places += span(cell, 'rowspan') * span(cell, 'colspan');
  }
  return places;
}

/** What is written in each place of the table: merged cells repeat, and what the source lacks is empty. */
export function expand(rows: readonly Row[], written: (cell: DomNode) => string): string[][] {
  const grid: string[][] = rows.map(() => []);
  let width = 0;
  rows.forEach(({ cells }, y) => {
    let x = 0;
    for (const cell of cells) {
      while (grid[y]?.[x] !== undefined) x += 1;
      const bottom = Math.min(y + span(cell, 'rowspan'), grid.length);
      const right = x + span(cell, 'colspan');
      const content = written(cell);
      for (let down = y; down < bottom; down += 1) {
        const line = grid[down];
        for (let at = x; line !== undefined && at < right; at += 1) line[at] = content;
      }
      x = right;
      width = Math.max(width, x);
    }
  });
  return width === 0
    ? []
    : grid.map((line) => Array.from({ length: width }, (_, x) => line[x] ?? ''));
}
