/** Reads Markdown as a CommonMark and GFM parser does, to check what we wrote. */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

interface Node {
  readonly type: string;
  readonly url?: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

export interface MarkdownFacts {
  /** Addresses of links and images, decoded as a browser gets them, in document order. */
  readonly urls: readonly string[];
  /** Values of code blocks and code spans. */
  readonly code: readonly string[];
  /** Values of raw HTML. */
  readonly html: readonly string[];
  /** Node types with depth, and all text. */
  readonly text: string;
}

export function readMarkdown(markdown: string): MarkdownFacts {
  const urls: string[] = [];
  const code: string[] = [];
  const html: string[] = [];
  let text = '';
  const visit = (node: Node): void => {
    if (node.url !== undefined) urls.push(node.url);
    if (node.type === 'code' || node.type === 'inlineCode') code.push(node.value ?? '');
    if (node.type === 'html') html.push(node.value ?? '');
    if (node.type === 'text') text += node.value ?? '';
    node.children?.forEach(visit);
  };
  visit(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
  return { urls, code, html, text };
}
