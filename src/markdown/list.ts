/** Bulleted, numbered and task lists. */
import type { DomNode } from './dom.ts';
import { escapeLineStarts } from './escape.ts';
import { relaxEscapes } from './relax.ts';
import { inCell, isNamed, type MarkdownRule } from './rule.ts';

const isElement = (node: DomNode): boolean => node.nodeType === 1;

/** What is known of a list once its first item is written; looked up by the others. */
interface Numbering {
  /** Whether the marker is the other one, because a list of the same kind stands directly before. */
  readonly odd: boolean;
  readonly numbers: ReadonlyMap<DomNode, number>;
}

const numberings = new WeakMap<DomNode, Numbering>();

function numberingOf(list: DomNode): Numbering {
  const known = numberings.get(list);
  if (known !== undefined) return known;
  const before = list.previousSibling;
  const odd = before?.nodeName === list.nodeName && !numberingOf(before).odd;
  const start = Number(list.getAttribute('start') ?? '1');
  const items = Array.from(list.childNodes).filter(isElement);
  const numbering = { odd, numbers: new Map(items.map((item, at) => [item, start + at])) };
  numberings.set(list, numbering);
  return numbering;
}

/** Neighbouring lists change their marker, or Markdown would read them as one. */
function markerOf(item: DomNode): string {
  const list = item.parentNode;
  if (list === null) return '-';
  const { odd, numbers } = numberingOf(list);
  if (!isNamed(list, 'OL')) return odd ? '*' : '-';
  return `${String(numbers.get(item) ?? 1)}${odd ? ')' : '.'}`;
}

/** Whether a heading or code stands directly behind a marker: these want blank lines around them. */
function opensWithBlock(node: DomNode): boolean {
  const [first] = Array.from(node.childNodes);
  if (first === undefined) return false;
  return isNamed(first, 'LI', 'UL', 'OL')
    ? opensWithBlock(first)
    : isNamed(first, 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'PRE', 'TABLE');
}

/** Directly behind text, only a list that starts at 1, with something in its first item, is a list. */
function interruptsText(node: DomNode): boolean {
  const item = Array.from(node.childNodes).find(isElement);
  const isBlank = item === undefined || item.childNodes.length === 0;
  return !isBlank && (node.getAttribute('start') ?? '1') === '1';
}

export const list: MarkdownRule = {
  name: 'list',
  elements: ['ul', 'ol'],
  summary: '`-` or numbers; a nested list is indented below its item.',
  replacement(content, node) {
    const nested = isNamed(node.parentNode, 'LI') && node.nextSibling === null;
    const first = node.previousSibling === null;
    const above = node.previousSibling;
    const isOpen =
      opensWithBlock(node) ||
      isNamed(above, 'P', 'PRE', 'TABLE', 'BLOCKQUOTE', 'ASIDE') ||
      (!first && !interruptsText(node));
    if (nested && !isOpen) {
      return `${first ? '' : '\n'}${content}`;
    }
    return `\n\n${content}\n\n`;
  },
};

const BLOCKS = new Set(
  'UL OL PRE TABLE BLOCKQUOTE ASIDE P H1 H2 H3 H4 H5 H6 HR DETAILS FIGURE DIV'.split(' '),
);

/** How many lines the loose words at the start of an item take: one more than they have breaks. */
function looseLines(node: DomNode): number {
  const children = Array.from(node.childNodes);
  const firstBlock = children.findIndex(({ nodeName }) => BLOCKS.has(nodeName));
  const loose = firstBlock === -1 ? children : children.slice(0, firstBlock);
  return loose.length === 0 ? 0 : 1 + loose.reduce((sum, child) => sum + breaksIn(child), 0);
}

/** Links and code write a line break as a space. */
function breaksIn(node: DomNode): number {
  if (isNamed(node, 'BR')) return 1;
  if (isNamed(node, 'A', 'CODE')) return 0;
  return Array.from(node.childNodes).reduce((sum, child) => sum + breaksIn(child), 0);
}

/** The Markdown of an item's content, without the marker; loose words are safe at line starts. */
function itemContent(content: string, node: DomNode): string {
  if (inCell(node)) return content.trim();
  const lines = content.trim().split('\n');
  const loose = lines.splice(0, looseLines(node)).join('\n');
  if (loose === '') return lines.join('\n');
  const safe = escapeLineStarts(relaxEscapes(loose));
  // With the item's own marker, `--` would make a rule.
  return [/^[-*][-* ]*(?:\n|$)/.test(safe) ? `\\${safe}` : safe, ...lines].join('\n');
}

export const listItem: MarkdownRule = {
  name: 'list-item',
  elements: ['li'],
  summary: 'One item; `[ ]` or `[x]` for a task.',
  replacement(content, node) {
    const task = node.getAttribute('data-task');
    const box = task === null ? '' : `[${task === 'done' ? 'x' : ' '}] `;
    const marker = `${markerOf(node)} `;
    const indent = ' '.repeat(marker.length);
    const lines = itemContent(content, node).split('\n');
    const text = lines.map((line, at) => (at === 0 || line === '' ? line : indent + line));
    const next = node.nextSibling;
    if (next === null) return `${marker}${box}${text.join('\n')}`;
    // An item of several blocks is set off, as Markdown reads it anyway.
    const isSetOff = lines.includes('') || opensWithBlock(node) || opensWithBlock(next);
    return `${marker}${box}${text.join('\n')}${isSetOff ? '\n\n' : '\n'}`;
  },
};
