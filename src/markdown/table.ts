/** Tables: GFM's pipe tables wherever they can hold the content, else HTML. */
import type { TableStyle } from '../model/table-style.ts';
import { cellLine, fitsOneLine } from './cell.ts';
import type { DomNode } from './dom.ts';
import { escapeText } from './escape.ts';
import { asHtml } from './html-table.ts';
import { asBlock, inCell, type MarkdownRule } from './rule.ts';
import { coveredPlaces, expand, isMerged, rowsOf, type Row } from './table-grid.ts';

export const cell: MarkdownRule = {
  name: 'cell',
  elements: ['td', 'th'],
  summary: 'One line; paragraphs, line breaks and list items are joined by `<br>`.',
  replacement(content, node) {
    node.content = content;
    return '';
  },
};

/** Rows and groups of rows are written by their table. */
export const rowGroup: MarkdownRule = {
  name: 'row',
  elements: ['tr', 'thead', 'tbody'],
  summary: 'Written with its table.',
  replacement: () => '',
};

export const table = (style: TableStyle): MarkdownRule => ({
  name: 'table',
  elements: ['table'],
  summary: 'A pipe table; merged cells repeat their value in every row and column they cover.',
  replacement(_content, node) {
    // The outer table is HTML then, and writes its inner ones itself.
    if (inCell(node)) return '';
    const rows = rowsOf(node);
    if (rows.every((row) => row.cells.length === 0)) return '';
    return asBlock(fitsPipes(rows, style) ? asPipes(rows) : asHtml(node));
  },
});

/** More places than this are no author's: repeating merged cells in them would only make bulk. */
const MOST_PLACES = 200_000;

function fitsPipes(rows: readonly Row[], style: TableStyle): boolean {
  if (coveredPlaces(rows) > MOST_PLACES) return false;
  return rows.every((row) =>
    row.cells.every((node) => !(style === 'html' && isMerged(node)) && fitsOneLine(node, style)),
  );
}

/** A cell of nothing but a text was not shown to turndown. */
const contentOf = (cell: DomNode): string => cell.content ?? escapeText(cell.withheldText ?? '');

function asPipes(rows: readonly Row[]): string {
  const lines = expand(rows, (node) => cellLine(contentOf(node)));
  const [first = []] = lines;
  const hasHeader = rows[0]?.header === true;
  const header = hasHeader ? first : first.map(() => '');
  const body = hasHeader ? lines.slice(1) : lines;
  return [header, first.map(() => '---'), ...body].map(rowLine).join('\n');
}

function rowLine(cells: readonly string[]): string {
  let line = '|';
  for (const content of cells) line += content === '' ? ' |' : ` ${content} |`;
  return line;
}
