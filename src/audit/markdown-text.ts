/** The text that a CommonMark and GFM viewer shows of a part of Markdown. */
import { load } from 'cheerio';
import type { fromMarkdown } from 'mdast-util-from-markdown';
import type { Element } from '../model/dom.ts';
import { sourceContent } from './source-view.ts';

export type Root = ReturnType<typeof fromMarkdown>;
export type Nodes = Root | Root['children'][number];

export const childrenOf = (node: Nodes): readonly Nodes[] =>
  'children' in node ? node.children : [];

/** Raw HTML as a tree; a detached element. Its tables hold data: layout is none in Markdown. */
export function htmlTree(value: string): Element {
  const $ = load(value, null, false);
  $('table').attr('class', 'confluenceTable');
  return $.root()[0] as unknown as Element;
}

const PARAGRAPHS = new Set(
  'paragraph heading listItem list tableRow tableCell table blockquote'.split(' '),
);

/** GitHub's alerts name their kind in the first line of a quotation. */
const ALERT = /^\s*\[!(?:NOTE|TIP|WARNING|CAUTION)\]/;

const isLineBreak = (node: Nodes): boolean =>
  node.type === 'break' || (node.type === 'html' && /^<br ?\/?>$/.test(node.value));

/** White space is not collapsed; `without` is a type of node that is left out. */
export function textOf(node: Nodes, without: string | null = null): string {
  if (node.type === without) return ' ';
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  if (node.type === 'code') return ` ${node.value} `;
  if (isLineBreak(node) || node.type === 'thematicBreak') return ' ';
  if (node.type === 'html') return htmlText(node.value);
  const inner = childrenOf(node)
    .map((child) => textOf(child, without))
    .join('');
  if (node.type === 'blockquote') return ` ${inner.replace(ALERT, '')} `;
  return PARAGRAPHS.has(node.type) ? ` ${inner} ` : inner;
}

const htmlText = (value: string): string =>
  /^<\/?su[bp]>$/.test(value) ? '' : ` ${sourceContent(htmlTree(value)).text} `;
