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

export const childrenOf = (node: DomNode): DomNode[] => Array.from(node.childNodes);

/** Whether a pipe table's cell holds the node: there, everything must stay on one line. */
export function inCell(node: DomNode): boolean {
  for (let at = node.parentNode; at !== null; at = at.parentNode) {
    if (isNamed(at, 'TD', 'TH')) return true;
  }
  return false;
}

/** The lines of a block's Markdown that are not blank, trimmed. */
export const linesOf = (content: string): string[] =>
  content
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const asBlock = (content: string): string => `\n\n${content}\n\n`;

export const quoted = (content: string): string =>
  content
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
