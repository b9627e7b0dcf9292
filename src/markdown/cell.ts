/** What stands in a table's cell, and whether one line of a pipe table can hold it. */
import type { TableStyle } from '../model/table-style.ts';
import { childrenOf, isElement, textOf, type DomNode } from './dom.ts';
import { relaxEscapes } from './relax.ts';
import { isBlock, isNamed } from './rule.ts';

/** Up to here a list joined by `<br>` is read at a glance; a longer one makes the row a wall. */
const MOST_ITEMS = 10;

/**
 * Whether a pipe table can hold a cell. With `repeat`, all but tables, code of several lines and
 * long lists; with `html`, only what needs neither be repeated nor joined to one line.
 */
export function fitsOneLine(cell: DomNode, style: TableStyle): boolean {
  if (style === 'html' && childrenOf(cell).some((child, _at, all) => isFlattened(child, all))) {
    return false;
  }
  return itemsIn(cell) <= MOST_ITEMS;
}

/** How many list items are in the node; no number is large enough for what needs lines of its own. */
function itemsIn(node: DomNode): number {
  let items = 0;
  for (const child of childrenOf(node)) {
    if (!isElement(child)) continue;
    if (needsLines(child)) return Infinity;
    items += Number(child.nodeName === 'LI') + itemsIn(child);
  }
  return items;
}

/** `\|` in code: parsers differ in what they take its own and the pipe's backslash for. */
const needsLines = (node: DomNode): boolean =>
  node.nodeName === 'TABLE' ||
  (node.nodeName === 'PRE' && !isOneLine(node)) ||
  (isNamed(node, 'PRE', 'CODE') && textOf(node).includes('\\|'));

/** One line of code is as well off between backticks. */
export const isOneLine = (code: DomNode): boolean => !/[\r\n]/.test(textOf(code));

/** A block that is all there is of a cell is no loss on one line, if it is only words. */
function isFlattened(child: DomNode, all: readonly DomNode[]): boolean {
  if (!isBlock(child)) return false;
  return all.length > 1 || !/^(?:P|H[1-6])$/.test(child.nodeName);
}

/**
 * A cell's Markdown on one line. Items of nested lists are set in by no-break spaces, because
 * white space at the start of a line is not shown.
 */
export function cellLine(content: string): string {
  const lines = content.includes('\n')
    ? content.split('\n').filter((line) => line.trim() !== '')
    : [content];
  const line = relaxEscapes(lines.map((one) => indentation(one) + one.trim()).join('<br>'));
  return line.includes('|') ? withEscapedPipes(line) : line;
}

function indentation(line: string): string {
  if (!line.startsWith(' ')) return '';
  const spaces = /^ +(?=(?:[-*]|\d+[.)]) )/.exec(line)?.[0].length ?? 0;
  return '&nbsp;'.repeat(spaces);
}

const withEscapedPipes = (line: string): string =>
  line
    .split('|')
    .map((part, at, parts) => (at < parts.length - 1 ? evenBackslashes(part) : part))
    .join('\\|');

/** An escape before the pipe would, with the pipe's own, read as an escaped backslash. */
function evenBackslashes(content: string): string {
  let count = 0;
  while (content.charAt(content.length - 1 - count) === '\\') count += 1;
  return count % 2 === 0 ? content : content.slice(0, -1);
}
