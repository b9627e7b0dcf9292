/** A rule of the Markdown writer: an element of the closed vocabulary and what it becomes. */
import type { DomNode } from './dom.ts';

export interface MarkdownRule {
  readonly name: string;
  readonly elements: readonly string[];
  /** One sentence for the documentation. */
  readonly summary: string;
  /** `content` is the Markdown of the children. */
  replacement(content: string, node: DomNode): string;
}

export const isNamed = (node: DomNode | null, ...names: readonly string[]): boolean =>
  node !== null && names.includes(node.nodeName);

const BLOCKS = new Set(
  'UL OL PRE TABLE BLOCKQUOTE ASIDE P HR DETAILS FIGURE DIV H1 H2 H3 H4 H5 H6'.split(' '),
);

/** Whether a node that stands among words begins a line of its own. */
export const isBlock = (node: DomNode): boolean => BLOCKS.has(node.nodeName);

export const isList = (node: DomNode | null): boolean =>
  node?.nodeName === 'UL' || node?.nodeName === 'OL';

/** Whether a pipe table's cell holds the node: there, everything must stay on one line. */
export function inCell(node: DomNode): boolean {
  for (let at = node.parentNode; at !== null; at = at.parentNode) {
    if (at.nodeName === 'TD' || at.nodeName === 'TH') return true;
  }
  return false;
}

/** The words of a block's Markdown on one line. */
export function oneLine(content: string): string {
  if (!content.includes('\n')) return content.trim();
  const lines = content.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}

export const asBlock = (content: string): string => `\n\n${content}\n\n`;

/** `>` before each line, and a space where it is not blank. */
export const quoted = (content: string): string =>
  `> ${content.trim().replace(/\n+/g, (ends) => `${'\n>'.repeat(ends.length)} `)}`.trimEnd();
