/**
 * Reads what a CommonMark and GFM parser makes of Markdown. That parser (micromark, mdast) is not
 * the one that wrote it (turndown), so the two sides of an audit share no code of conversion.
 */
import GithubSlugger from 'github-slugger';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { ONLY_AN_IMAGE, squash, type Content } from './content.ts';
import { childrenOf, htmlTree, textOf, type Nodes, type Root } from './markdown-text.ts';
import { sourceContent } from './source-view.ts';
import { isTag } from './visible.ts';
import type { Element } from '../model/dom.ts';

/** HTML that Markdown has no words for; `a` as the place of an anchor. */
const DOCUMENTED = new Set('br details summary sub sup a'.split(' '));

/** What else a table that no pipe table can hold may consist of. */
const IN_TABLES = new Set(
  (
    'table thead tbody tr th td p pre code ul ol li em strong del img blockquote hr ' +
    'h1 h2 h3 h4 h5 h6'
  ).split(' '),
);

export const parseMarkdown = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

export function* nodesIn(node: Nodes): Generator<Nodes> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesIn(child);
}

const isTable = (html: string): boolean => html.startsWith('<table');

const foreignTagsOf = (html: string): string[] =>
  [...html.matchAll(/<([a-z][a-z0-9-]*)/gi)]
    .map(([, name = '']) => name.toLowerCase())
    .filter((name) => !DOCUMENTED.has(name) && !(isTable(html) && IN_TABLES.has(name)));

const rowsOf = (table: Extract<Nodes, { type: 'table' }>): string[][] =>
  table.children.map((row) => row.children.map((cell) => squash(textOf(cell))));

/** @param nodes blocks of Markdown, such as the children of a parsed file. */
export function markdownContent(nodes: readonly Root['children'][number][]): Content {
  const all = nodes.flatMap((node) => [...nodesIn(node)]);
  const html = all.filter((node) => node.type === 'html').map(({ value }) => value);
  const tables = html.filter(isTable).map((value) => sourceContent(htmlTree(value)));
  const inTables = <T>(pick: (content: Content) => readonly T[]): T[] => tables.flatMap(pick);
  return {
    text: squash(nodes.map((node) => textOf(node)).join(' ')),
    headings: all
      .filter((node) => node.type === 'heading')
      .map((node) => squash(textOf(node)))
      .filter((words) => words !== ''),
    items: all
      .filter((node) => node.type === 'listItem')
      .map((node) => squash(node.children.map((child) => textOf(child, 'list')).join('')))
      .filter((words) => words !== ''),
    rows: [
      ...all.filter((node) => node.type === 'table').flatMap(rowsOf),
      ...inTables(({ rows }) => rows),
    ],
    code: [
      ...all
        .filter((node) => node.type === 'code')
        .map(({ value }) => value.replaceAll('\u00a0', ' ')),
      ...inTables(({ code }) => code),
    ],
    links: [
      ...all
        .filter((node) => node.type === 'link')
        .map((node) => ({ text: squash(textOf(node)) || ONLY_AN_IMAGE, href: node.url })),
      ...inTables(({ links }) => links),
    ],
    images: [
      ...all.filter((node) => node.type === 'image').map(({ alt }) => squash(alt ?? '')),
      ...inTables(({ images }) => images),
    ],
    films: 0,
    repeats: new Map(),
  };
}

/** Names of the raw HTML's tags outside the documented few. */
export const foreignTagsIn = (root: Root): string[] =>
  [...nodesIn(root)].flatMap((node) => (node.type === 'html' ? foreignTagsOf(node.value) : []));

/** Where a file's links lead, and where links to it can lead. */
export interface Addresses {
  readonly urls: readonly string[];
  /** GitHub's anchors of the headings, and the ids of HTML elements. */
  readonly anchors: ReadonlySet<string>;
}

/** A heading as GitHub reads it for its anchor: HTML in it is no text. */
const headingText = (node: Nodes): string =>
  node.type === 'html'
    ? ''
    : 'value' in node
      ? node.value
      : childrenOf(node).map(headingText).join('');

export function addressesOf(root: Root): Addresses {
  const urls: string[] = [];
  const anchors = new Set<string>();
  const slugs = new GithubSlugger();
  const inHtml = (element: Element): void => {
    const { href, src, id, name } = element.attribs;
    for (const url of [href, src]) if (url !== undefined) urls.push(url);
    for (const anchor of [id, name]) if (anchor !== undefined) anchors.add(anchor);
    for (const child of element.children) if (isTag(child)) inHtml(child);
  };
  for (const node of nodesIn(root)) {
    if ('url' in node) urls.push(node.url);
    if (node.type === 'heading') anchors.add(slugs.slug(headingText(node)));
    if (node.type === 'html') {
      for (const child of htmlTree(node.value).children) if (isTag(child)) inHtml(child);
    }
  }
  return { urls, anchors };
}
