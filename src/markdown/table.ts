/** Tables: GFM's pipe tables wherever they can hold the content, else HTML without attributes. */
import type { DomNode } from './dom.ts';
import { escapeHtml } from './escape.ts';
import { relaxEscapes } from './relax.ts';
import { asBlock, childrenOf, isNamed, linesOf, type MarkdownRule } from './rule.ts';

/** The Markdown of each cell, from when its rule ran until its table is written. */
const cells = new WeakMap<DomNode, string>();

export const cell: MarkdownRule = {
  name: 'cell',
  elements: ['td', 'th'],
  summary: 'One line; paragraphs, line breaks and list items are joined by `<br>`.',
  replacement(content, node) {
    cells.set(node, content);
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

export const table: MarkdownRule = {
  name: 'table',
  elements: ['table'],
  summary: 'A pipe table; merged cells repeat their value in every row and column they cover.',
  replacement(_content, node) {
    const rows = rowsOf(node);
    if (coveredPlaces(rows) > MOST_PLACES) return asBlock(asHtml(rows));
    const grid = expand(rows);
    if (grid.length === 0) return '';
    return asBlock(
      rows.some(({ cells: row }) => row.some(needsHtml)) ? asHtml(rows) : asPipes(rows, grid),
    );
  },
};

interface Row {
  readonly header: boolean;
  readonly cells: readonly DomNode[];
}

function rowsOf(node: DomNode): Row[] {
  return childrenOf(node).flatMap((part): Row[] => {
    if (isNamed(part, 'TR')) return [{ header: false, cells: cellsOf(part) }];
    const header = isNamed(part, 'THEAD');
    return childrenOf(part)
      .filter((row) => isNamed(row, 'TR'))
      .map((row) => ({ header, cells: cellsOf(row) }));
  });
}

const cellsOf = (row: DomNode): DomNode[] =>
  childrenOf(row).filter((child) => isNamed(child, 'TD', 'TH'));

const span = (node: DomNode, name: 'rowspan' | 'colspan'): number =>
  Math.min(Number(node.getAttribute(name) ?? '1') || 1, 1000);

/** More places than this are no author's: repeating merged cells in them would only make bulk. */
const MOST_PLACES = 200_000;

function coveredPlaces(rows: readonly Row[]): number {
  const cells = rows.flatMap((row) => row.cells);
  return cells.reduce((sum, node) => sum + span(node, 'rowspan') * span(node, 'colspan'), 0);
}

/** The cell that covers each place of the table; null where the source has none. */
function expand(rows: readonly Row[]): (DomNode | null)[][] {
  const grid: (DomNode | null)[][] = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const node of row.cells) {
      while ((grid[y]?.[x] ?? null) !== null) x += 1;
      for (let down = 0; down < span(node, 'rowspan') && y + down < grid.length; down += 1) {
        for (let right = 0; right < span(node, 'colspan'); right += 1) {
          const line = grid[y + down];
          if (line !== undefined) line[x + right] = node;
        }
      }
      x += span(node, 'colspan');
    }
  });
  const width = Math.max(0, ...grid.map((line) => line.length));
  return width === 0
    ? []
    : grid.map((line) => Array.from({ length: width }, (_, x) => line[x] ?? null));
}

/** Code blocks, tables and nested lists have lines whose ends mean something. */
function needsHtml(node: DomNode): boolean {
  return childrenOf(node).some(
    (child) =>
      isNamed(child, 'PRE', 'TABLE') ||
      (isNamed(child, 'LI') && childrenOf(child).some((inner) => isNamed(inner, 'UL', 'OL'))) ||
      needsHtml(child),
  );
}

function asPipes(rows: readonly Row[], grid: readonly (readonly (DomNode | null)[])[]): string {
  const lines = grid.map((line) => line.map(cellLine));
  const [first = []] = lines;
  const blank = first.map(() => '');
  const hasHeader = rows[0]?.header === true;
  const header = hasHeader ? first : blank;
  const body = hasHeader ? lines.slice(1) : lines;
  const rule = first.map(() => '---');
  return [header, rule, ...body].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function cellLine(node: DomNode | null): string {
  const content = node === null ? '' : (cells.get(node) ?? '');
  const line = linesOf(content).join('<br>');
  const [first = '', ...rest] = relaxEscapes(line).split('|');
  return rest.reduce((cellSoFar, part) => `${evenBackslashes(cellSoFar)}\\|${part}`, first);
}

/** An escape before the pipe would, with the pipe's own, read as an escaped backslash. */
function evenBackslashes(content: string): string {
  let count = 0;
  while (content.charAt(content.length - 1 - count) === '\\') count += 1;
  return count % 2 === 0 ? content : content.slice(0, -1);
}

/** `<pre>` and nested tables as HTML; everything else in it is HTML too, so that it is one block. */
function asHtml(rows: readonly Row[]): string {
  const lines = rows.map(({ cells: row }) => {
    const content = row.map((node) => {
      const tag = node.nodeName.toLowerCase();
      const spans = (['rowspan', 'colspan'] as const)
        .filter((name) => span(node, name) > 1)
        .map((name) => ` ${name}="${String(span(node, name))}"`);
      return `<${tag}${spans.join('')}>${htmlOf(node)}</${tag}>`;
    });
    return `<tr>${content.join('')}</tr>`;
  });
  return `<table>\n${lines.join('\n')}\n</table>`;
}

const KEPT_ATTRIBUTES: Readonly<Record<string, string>> = { A: 'href', IMG: 'src' };
const NO_TAG = new Set(['SPAN', 'TIME', 'ASIDE', 'DIV', 'FIGURE', 'FIGCAPTION']);

/** Plain HTML of a node's content. Blank lines would end the block, so code writes them as `&#10;`. */
function htmlOf(node: DomNode): string {
  return childrenOf(node)
    .map((child): string => {
      if (child.nodeType === 3) return escapeHtml(child.textContent ?? '');
      const content = isNamed(child, 'PRE')
        ? escapeHtml(child.textContent ?? '').replaceAll('\n\n', '\n&#10;')
        : htmlOf(child);
      if (NO_TAG.has(child.nodeName)) return titleOf(child) + content;
      // Bold is for the header cells of pipe tables; a `<th>` is bold as it is.
      if (isNamed(child, 'STRONG') && isNamed(node, 'TH')) return content;
      const tag = child.nodeName.toLowerCase();
      const name = KEPT_ATTRIBUTES[child.nodeName];
      const value = name === undefined ? null : child.getAttribute(name);
      const attribute =
        value === null ? '' : ` ${name ?? ''}="${escapeHtml(value).replaceAll('"', '&quot;')}"`;
      if (isNamed(child, 'BR', 'HR')) return `<${tag}>`;
      if (isNamed(child, 'IMG')) {
        return `<img${attribute} alt="${escapeHtml(child.getAttribute('alt') ?? '').replaceAll('"', '&quot;')}">`;
      }
      return `${titleOf(child)}<${tag}${attribute}>${content}</${tag}>`;
    })
    .join('');
}

/** The title of a box or code block, which the vocabulary keeps in an attribute. */
function titleOf(node: DomNode): string {
  const title = node.getAttribute('data-title');
  return title === null ? '' : `<p><strong>${escapeHtml(title)}</strong></p>`;
}
