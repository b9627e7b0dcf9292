/** A table of the normalised tree as rows and places, whatever it is written as. */
import type { DomNode } from './dom.ts';
import { childrenOf, isNamed } from './rule.ts';

export interface Row {
  readonly header: boolean;
  readonly cells: readonly DomNode[];
}

export function rowsOf(table: DomNode): Row[] {
  return childrenOf(table).flatMap((part): Row[] => {
    if (isNamed(part, 'TR')) return [{ header: false, cells: cellsOf(part) }];
    const header = isNamed(part, 'THEAD');
    return childrenOf(part)
      .filter((row) => isNamed(row, 'TR'))
      .map((row) => ({ header, cells: cellsOf(row) }));
  });
}

const cellsOf = (row: DomNode): DomNode[] =>
  childrenOf(row).filter((child) => isNamed(child, 'TD', 'TH'));

export const span = (cell: DomNode, name: 'rowspan' | 'colspan'): number =>
  Math.min(Number(cell.getAttribute(name) ?? '1') || 1, 1000);

export const isMerged = (cell: DomNode): boolean =>
  span(cell, 'rowspan') > 1 || span(cell, 'colspan') > 1;

/** How many places the cells cover together. */
export function coveredPlaces(rows: readonly Row[]): number {
  const cells = rows.flatMap((row) => row.cells);
  return cells.reduce((sum, cell) => sum + span(cell, 'rowspan') * span(cell, 'colspan'), 0);
}

/** The cell that covers each place of the table; null where the source has none. */
export function expand(rows: readonly Row[]): (DomNode | null)[][] {
  const grid: (DomNode | null)[][] = rows.map(() => []);
  let width = 0;
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while ((grid[y]?.[x] ?? null) !== null) x += 1;
      for (let down = 0; down < span(cell, 'rowspan') && y + down < grid.length; down += 1) {
        for (let right = 0; right < span(cell, 'colspan'); right += 1) {
          const line = grid[y + down];
          if (line !== undefined) line[x + right] = cell;
        }
      }
      x += span(cell, 'colspan');
      width = Math.max(width, x);
    }
  });
  return width === 0
    ? []
    : grid.map((line) => Array.from({ length: width }, (_, x) => line[x] ?? null));
}
