/** A table of the normalised tree as rows and places, whatever it is written as. */
import { childrenOf, type DomNode } from './dom.ts';

export interface Row {
  readonly header: boolean;
  readonly cells: readonly DomNode[];
  /** Whether any of its cells covers more than one place: in most tables none does. */
  readonly hasMerged: boolean;
}

export function rowsOf(table: DomNode): Row[] {
  const rows: Row[] = [];
  for (const part of childrenOf(table)) {
    if (part.nodeName === 'TR') rows.push(rowOf(part, false));
    else {
      for (const row of childrenOf(part)) {
        if (row.nodeName === 'TR') rows.push(rowOf(row, part.nodeName === 'THEAD'));
      }
    }
  }
  return rows;
}

function rowOf(row: DomNode, header: boolean): Row {
  const cells = childrenOf(row).filter(({ nodeName }) => nodeName === 'TD' || nodeName === 'TH');
  return { header, cells, hasMerged: cells.some(isMerged) };
}

export function span(cell: DomNode, name: 'rowspan' | 'colspan'): number {
  const value = cell.getAttribute(name);
  return value === null ? 1 : Math.min(Number(value) || 1, 1000);
}

export const isMerged = (cell: DomNode): boolean =>
  span(cell, 'rowspan') > 1 || span(cell, 'colspan') > 1;

/** How many places the cells cover together. */
export function coveredPlaces(rows: readonly Row[]): number {
  let places = 0;
  for (const { cells, hasMerged } of rows) {
    if (!hasMerged) places += cells.length;
    else for (const cell of cells) places += span(cell, 'rowspan') * span(cell, 'colspan');
  }
  return places;
}

/** What is written in each place of the table: merged cells repeat, and what the source lacks is empty. */
export function expand(rows: readonly Row[], written: (cell: DomNode) => string): string[][] {
  const grid = rows.some(({ hasMerged }) => hasMerged)
    ? repeated(rows, written)
    : rows.map(({ cells }) => cells.map(written));
  const width = grid.reduce((widest, line) => Math.max(widest, line.length), 0);
  if (width === 0) return [];
  const places = Array.from({ length: width }, (_, x) => x);
  return grid.map((line) => places.map((x) => line[x] ?? ''));
}

/** Each cell's content in all places that it covers; places that none covers are undefined. */
function repeated(
  rows: readonly Row[],
  written: (cell: DomNode) => string,
): (string | undefined)[][] {
  const grid: (string | undefined)[][] = rows.map(() => []);
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
    }
  });
  return grid;
}
