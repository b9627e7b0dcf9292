/** Reads what a CommonMark and GFM parser makes of Markdown; raw HTML in it is read as HTML. */
import { load } from 'cheerio';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Element } from '../../src/model/dom.ts';
import { squash, type Content } from './content.ts';
import { sourceContent } from './source-view.ts';

type Root = ReturnType<typeof fromMarkdown>;
type Nodes = Root | Root['children'][number];

export interface MarkdownContent extends Content {
  /** Names of the raw HTML's tags. */
  readonly tags: readonly string[];
}

const PARAGRAPHS = new Set(
  'paragraph heading listItem list tableRow tableCell table blockquote'.split(' '),
);

const childrenOf = (node: Nodes): readonly Nodes[] => ('children' in node ? node.children : []);

const htmlOf = (value: string): Element => load(value, null, false).root()[0] as unknown as Element;

/** GitHub's alerts name their kind in the first line of a quotation. */
const ALERT = /^\s*\[!(?:NOTE|TIP|WARNING|CAUTION)\]/;

/** A pipe table's cell shows list items as lines with their markers, which are no words. */
const cellText = (cell: Nodes): string =>
  childrenOf(cell)
    .map((child) => (isBreak(child) ? '\n' : text(child, null)))
    .join('')
    .replace(/^\s*(?:- \[[ x]\]|-|\d+\.) /gm, '');

const isBreak = (node: Nodes): boolean => node.type === 'html' && /^<br ?\/?>$/.test(node.value);

function text(node: Nodes, skip: string | null): string {
  if (node.type === skip) return ' ';
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  if (node.type === 'code') return ` ${node.value} `;
  if (isBreak(node) || node.type === 'break' || node.type === 'thematicBreak') return ' ';
  if (node.type === 'html') {
    return /^<\/?su[bp]>$/.test(node.value) ? '' : ` ${sourceContent(htmlOf(node.value)).text} `;
  }
  if (node.type === 'tableCell') return ` ${cellText(node)} `;
  const inner = childrenOf(node)
    .map((child) => text(child, skip))
    .join('');
  if (node.type === 'blockquote') return ` ${inner.replace(ALERT, '')} `;
  return PARAGRAPHS.has(node.type) ? ` ${inner} ` : inner;
}

const rowsOf = (table: Extract<Nodes, { type: 'table' }>): string[][] =>
  table.children.map((row) => row.children.map((cell) => squash(cellText(cell))));

/** A code block of one line is inline code in a pipe table. */
const inlineCodeOf = (cell: Nodes): string[] =>
  [...walk(cell)].flatMap((node) => (node.type === 'inlineCode' ? [node.value] : []));

function* walk(node: Nodes): Generator<Nodes> {
  yield node;
  for (const child of childrenOf(node)) yield* walk(child);
}

export function markdownContent(markdown: string): MarkdownContent {
  const root = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const nodes = [...walk(root)];
  const html = nodes.filter((node) => node.type === 'html');
  const inHtml = html
    .filter(({ value }) => value.startsWith('<table'))
    .map(({ value }) => sourceContent(htmlOf(value)));
  const of = <T>(pick: (content: Content) => readonly T[]): T[] => inHtml.flatMap(pick);
  const rows = nodes.filter((node) => node.type === 'table').flatMap(rowsOf);
  return {
    text: squash(text(root, null)),
    headings: nodes
      .filter((node) => node.type === 'heading')
      .map((node) => squash(text(node, null))),
    items: nodes
      .filter((node) => node.type === 'listItem')
      .map((node) =>
        squash(
          childrenOf(node)
            .map((child) => text(child, 'list'))
            .join(''),
        ),
      ),
    rows: [...rows, ...of((content) => content.rows)],
    code: [
      ...nodes.filter((node) => node.type === 'code').map(({ value }) => value),
      ...nodes.filter((node) => node.type === 'tableCell').flatMap(inlineCodeOf),
      ...of(({ code }) => code),
    ],
    links: [
      ...nodes.filter((node) => node.type === 'link').map((node) => squash(text(node, null))),
      ...of(({ links }) => links),
    ],
    images:
      nodes.filter((node) => node.type === 'image').length +
      inHtml.reduce((sum, { images }) => sum + images, 0),
    tags: html.flatMap(({ value }) =>
      [...value.matchAll(/<\/?([a-z][a-z0-9]*)/g)].map(([, name]) => name!),
    ),
  };
}
