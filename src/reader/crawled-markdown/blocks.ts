/** The blocks of a page in reading order: what the other files here look through. */
import { isTag, isText } from 'domhandler';
import type { ChildNode, Element } from '../../model/dom.ts';
import { oneLine } from '../text.ts';

/** Wrappers that some dumps keep from the page's template, such as `<div id="main-content">`. */
const WRAPPERS: ReadonlySet<string> = new Set(['div', 'section', 'article']);

const BLOCKS: ReadonlySet<string> = new Set([
  ...WRAPPERS,
  ...['p', 'ul', 'ol', 'pre', 'table', 'blockquote', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
]);

/** The element's blocks, wrappers opened; a wrapper that holds text of its own is a block itself. */
export function blocksOf(element: Element): Element[] {
  return element.children.filter(isTag).flatMap((child) => {
    return isMereWrapper(child) ? blocksOf(child) : [child];
  });
}

function isMereWrapper({ name, children }: Element): boolean {
  const isBlock = (node: ChildNode): boolean => isTag(node) && BLOCKS.has(node.name);
  const isSpace = (node: ChildNode): boolean => !isTag(node) && !(isText(node) && node.data.trim());
  return (
    WRAPPERS.has(name) &&
    children.some(isBlock) &&
    children.every((node) => isBlock(node) || isSpace(node))
  );
}

export function isHeading(block: Element): boolean {
  return /^h[1-6]$/.test(block.name);
}

/** The element's text with white space collapsed. */
export function lineOf(element: Element): string {
  return oneLine(textOf(element));
}

/** The element's text as it is, line breaks of `<br>` included. */
export function textOf(element: Element): string {
  return element.children
    .map((node) => {
      if (isText(node)) return node.data;
      if (!isTag(node)) return '';
      return node.name === 'br' ? '\n' : textOf(node);
    })
    .join('');
}
