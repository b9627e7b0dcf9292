/** Bulleted, numbered and task lists. */
import { childrenOf, isElement, type DomNode } from './dom.ts';
import { escapeLineStarts } from './escape.ts';
import { relaxEscapes } from './relax.ts';
import { asBlock, inCell, isBlock, isNamed, type MarkdownRule } from './rule.ts';

/** Neighbouring lists change their marker, or Markdown would read them as one. */
function isOdd(list: DomNode): boolean {
  const before = list.previousSibling;
  list.isOdd ??= before?.nodeName === list.nodeName && !isOdd(before);
  return list.isOdd;
}

/** The list's first item to be written gives all of them their markers. */
function markerOf(item: DomNode): string {
  if (item.marker === undefined && item.parentNode !== null) mark(item.parentNode);
  return item.marker ?? '-';
}

function mark(list: DomNode): void {
  const isNumbered = list.nodeName === 'OL';
  const sign = isOdd(list) ? ')' : '.';
  const bullet = isOdd(list) ? '*' : '-';
  let number = Number(list.getAttribute('start') ?? '1');
  for (const item of childrenOf(list)) {
    if (!isElement(item)) continue;
    item.marker = isNumbered ? `${String(number)}${sign}` : bullet;
    number += 1;
  }
}

/** Whether a heading or code stands directly behind a marker: these want blank lines around them. */
function opensWithBlock(node: DomNode): boolean {
  let first = childrenOf(node)[0];
  while (first !== undefined && isNamed(first, 'LI', 'UL', 'OL')) first = childrenOf(first)[0];
  return first !== undefined && isNamed(first, 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'PRE', 'TABLE');
}

/** Directly behind text, only a list that starts at 1, with something in its first item, is a list. */
function interruptsText(list: DomNode): boolean {
  const item = childrenOf(list).find(isElement);
  const isBlank = item === undefined || childrenOf(item).length === 0;
  return !isBlank && (list.getAttribute('start') ?? '1') === '1';
}

export const list: MarkdownRule = {
  name: 'list',
  elements: ['ul', 'ol'],
  summary: '`-` or numbers; a nested list is indented below its item.',
  replacement(content, node) {
    const above = node.previousSibling;
    const isNested = isNamed(node.parentNode, 'LI') && node.nextSibling === null;
    const isOpen =
      opensWithBlock(node) ||
      isNamed(above, 'P', 'PRE', 'TABLE', 'BLOCKQUOTE', 'ASIDE') ||
      (above !== null && !interruptsText(node));
    if (isNested && !isOpen) return `${above === null ? '' : '\n'}${content}`;
    return asBlock(content);
  },
};

/** How many lines the loose words at the start of an item take: one more than they have breaks. */
function looseLines(item: DomNode): number {
  let breaks: number | null = null;
  for (const child of childrenOf(item)) {
    if (isBlock(child)) break;
    breaks = (breaks ?? 0) + breaksIn(child);
  }
  return breaks === null ? 0 : breaks + 1;
}

/** Links and code write a line break as a space. */
function breaksIn(node: DomNode): number {
  if (node.nodeName === 'BR') return 1;
  if (!isElement(node) || isNamed(node, 'A', 'CODE')) return 0;
  return childrenOf(node).reduce((sum, child) => sum + breaksIn(child), 0);
}

/** The Markdown of an item's content, without the marker; loose words are safe at line starts. */
function itemContent(content: string, node: DomNode): string {
  const words = content.trim();
  if (inCell(node)) return words;
  const end = endOfLines(words, looseLines(node));
  if (end <= 0) return words.slice(end + 1);
  const safe = escapeLineStarts(relaxEscapes(words.slice(0, end)));
  // With the item's own marker, `--` would make a rule.
  const isRule = /^[-*][-* ]*(?:\n|$)/.test(safe);
  return `${isRule ? '\\' : ''}${safe}${words.slice(end)}`;
}

/** Where the first `count` lines end; -1 without any. */
function endOfLines(text: string, count: number): number {
  let end = -1;
  for (let line = 0; line < count && end < text.length; line += 1) {
    const next = text.indexOf('\n', end + 1);
    end = next === -1 ? text.length : next;
  }
  return end;
}

const hasBlankLine = (content: string): boolean =>
  content === '' || content.includes('\n\n') || content.startsWith('\n') || content.endsWith('\n');

export const listItem: MarkdownRule = {
  name: 'list-item',
  elements: ['li'],
  summary: 'One item; `[ ]` or `[x]` for a task.',
  replacement(content, node) {
    node.content = content;
    const task = node.getAttribute('data-task');
    const box = task === null ? '' : `[${task === 'done' ? 'x' : ' '}] `;
    const marker = `${markerOf(node)} `;
    const text = itemContent(content, node);
    // Lines that are not blank are indented.
    const below = text.includes('\n')
      ? text.replace(/\n(?!\n|$)/g, `\n${' '.repeat(marker.length)}`)
      : text;
    const next = node.nextSibling;
    if (next === null) return `${marker}${box}${below}`;
    // An item of several blocks is set off, as Markdown reads it anyway.
    const isSetOff = hasBlankLine(text) || opensWithBlock(node) || opensWithBlock(next);
    return `${marker}${box}${below}${isSetOff ? '\n\n' : '\n'}`;
  },
};
