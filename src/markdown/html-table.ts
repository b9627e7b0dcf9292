/**
 * Tables as HTML, for what no pipe table holds: no attributes but merged cells, addresses and the
 * number at which a list starts. A line that is blank would end the HTML block, so none is.
 */
import { childrenOf, TEXT, textOf, type DomNode } from './dom.ts';
import { escapeHtml, htmlAttribute } from './escape.ts';
import { isNamed } from './rule.ts';
import { rowsOf, span, type Row } from './table-grid.ts';

/** Each row on a line of its own. */
export const asHtml = (table: DomNode): string => tableLines(table).join('\n');

function tableLines(table: DomNode): string[] {
  const rows = rowsOf(table);
  const head = rows.slice(0, headerRows(rows)).map(rowHtml);
  const body = rows.slice(head.length).map(rowHtml);
  if (head.length === 0) return ['<table>', ...body, '</table>'];
  const rest = body.length === 0 ? [] : ['<tbody>', ...body, '</tbody>'];
  return ['<table>', '<thead>', ...head, '</thead>', ...rest, '</table>'];
}

/** Browsers cut a merged cell off where the head ends, so the head holds all its rows. */
function headerRows(rows: readonly Row[]): number {
  let count = rows.filter(({ header }) => header).length;
  for (let y = 0; y < count; y += 1) {
    const reach = Math.max(1, ...(rows[y]?.cells ?? []).map((cell) => span(cell, 'rowspan')));
    count = Math.min(rows.length, Math.max(count, y + reach));
  }
  return count;
}

function rowHtml({ cells }: Row): string {
  const content = cells.map((cell) => {
    const tag = cell.nodeName.toLowerCase();
    const spans = (['rowspan', 'colspan'] as const)
      .filter((name) => span(cell, name) > 1)
      .map((name) => ` ${name}="${String(span(cell, name))}"`);
    return `<${tag}${spans.join('')}>${cellHtml(cell)}</${tag}>`;
  });
  return `<tr>${content.join('')}</tr>`;
}

/** Bold is for the header cells of pipe tables; a `<th>` is bold as it is. */
const cellHtml = (cell: DomNode): string =>
  childrenOf(cell)
    .map((child) =>
      isNamed(cell, 'TH') && isNamed(child, 'STRONG') ? contentOf(child) : htmlOf(child),
    )
    .join('');

const contentOf = (node: DomNode): string => childrenOf(node).map(htmlOf).join('');

type Writer = (node: DomNode) => string;

const within =
  (tag: string): Writer =>
  (node) =>
    `<${tag}>${contentOf(node)}</${tag}>`;

const attributeOf = (node: DomNode, name: string): string =>
  htmlAttribute(name, node.getAttribute(name) ?? '');

/** A heading would stand in the page's outline, and the cells of pipe tables have none either. */
const boldLine: Writer = (node) => {
  const [only, ...others] = childrenOf(node);
  const isBold = others.length === 0 && isNamed(only ?? null, 'STRONG');
  return isBold ? `<p>${contentOf(node)}</p>` : `<p><strong>${contentOf(node)}</strong></p>`;
};

/** The title of a box or code block, which the vocabulary keeps in an attribute. */
function titleOf(node: DomNode): string {
  const title = node.getAttribute('data-title');
  return title === null ? '' : `<p><strong>${escapeHtml(title)}</strong></p>`;
}

const listItem: Writer = (node) => {
  const task = node.getAttribute('data-task');
  const box = task === null ? '' : `[${task === 'done' ? 'x' : ' '}] `;
  return `<li>${box}${contentOf(node)}</li>`;
};

const orderedList: Writer = (node) => {
  const start = node.getAttribute('start');
  return `<ol${start === null ? '' : htmlAttribute('start', start)}>${contentOf(node)}</ol>`;
};

const macro: Writer = (node) => {
  const math = node.getAttribute('data-math');
  if (math !== null) {
    const words = escapeHtml(math.replace(/\s+/g, ' '));
    return isNamed(node, 'DIV') ? `<p>$$${words}$$</p>` : `$${words}$`;
  }
  const isStatus = node.getAttribute('data-status') !== null;
  return isStatus ? `<code>${contentOf(node)}</code>` : contentOf(node);
};

const WRITERS: Readonly<Record<string, Writer>> = {
  BR: () => '<br>',
  HR: () => '<hr>',
  A: (node) => `<a${attributeOf(node, 'href')}>${contentOf(node)}</a>`,
  IMG: (node) => `<img${attributeOf(node, 'src')}${attributeOf(node, 'alt')}>`,
  PRE: (node) => `${titleOf(node)}<pre>${codeHtml(textOf(node))}</pre>`,
  TABLE: (node) => tableLines(node).join(''),
  ASIDE: (node) => `<blockquote>${titleOf(node)}${contentOf(node)}</blockquote>`,
  FIGURE: contentOf,
  FIGCAPTION: (node) => `<p><em>${contentOf(node)}</em></p>`,
  LI: listItem,
  OL: orderedList,
  SPAN: macro,
  DIV: macro,
  TIME: contentOf,
  ...Object.fromEntries(['H1', 'H2', 'H3', 'H4', 'H5', 'H6'].map((name) => [name, boldLine])),
};

function htmlOf(node: DomNode): string {
  if (node.nodeType === TEXT) return escapeHtml(node.nodeValue ?? '');
  return (WRITERS[node.nodeName] ?? within(node.nodeName.toLowerCase()))(node);
}

/**
 * Code to the character. A line end before a blank line is written `&#10;`, so that no line is
 * blank; so is one after white space, which editors remove at the end of a line; the first one too,
 * which HTML drops.
 */
const codeHtml = (code: string): string =>
  escapeHtml(code)
    .replaceAll('\t', '&#9;')
    .replace(/^\n|\n(?= *(?:\n|$))|(?<= )\n/g, '&#10;');
