/** Writes a normalised tree as Markdown, and reads Markdown back as a CommonMark and GFM parser does. */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { joinBlocks, renderBlocks } from '../../src/markdown/index.ts';
import type { ChildNode } from '../../src/model/dom.ts';
import { h, text, verbatim } from '../../src/normalise/build.ts';

export const write = (...blocks: readonly ChildNode[]): string =>
  joinBlocks(renderBlocks(h('div', {}, blocks)).map(({ markdown }) => markdown));

type Child = ChildNode | string;

const nodes = (children: readonly Child[], make: (words: string) => ChildNode): ChildNode[] =>
  children.map((child) => (typeof child === 'string' ? make(child) : child));

/** `el('p', 'a ', el('strong', 'b'))` */
export const el = (name: string, ...children: readonly Child[]): ChildNode =>
  h(name, {}, nodes(children, name === 'code' ? verbatim : text));

type Root = ReturnType<typeof fromMarkdown>;
export type MarkdownNode = Root | Root['children'][number];

export const read = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** An outline such as `root(paragraph("a ",strong("b")))`. */
export function outline(node: MarkdownNode): string {
  if (node.type === 'text') return JSON.stringify(node.value);
  if (node.type === 'inlineCode' || node.type === 'code' || node.type === 'html') {
    return `${node.type}:${JSON.stringify(node.value)}`;
  }
  const children = 'children' in node ? node.children.map(outline) : [];
  return children.length === 0 ? node.type : `${node.type}(${children.join(',')})`;
}
