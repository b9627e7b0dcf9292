/** The blocks of a page in reading order: what the other files here look through. */
import { load } from 'cheerio';
import { isTag, isText } from 'domhandler';
import type { ChildNode, Element } from '../../model/dom.ts';
import { oneLine } from '../text.ts';

/**
 * cheerio over nodes of any tree: `$(element).find(…)`. Loading a tree's own node instead would move
 * it out of that tree.
 */
export const $ = load('');

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

/**
 * The elements inside that are wanted, in document order. A plain walk, because cheerio's `find` first
 * compares the element's children with each other, and a page or a list may have many thousands.
 */
export function elementsIn(root: Element, isWanted: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  const open = root.children.toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isTag(node)) continue;
    if (isWanted(node)) found.push(node);
    for (const child of node.children.toReversed()) open.push(child);
  }
  return found;
}

/** Whether the element is a link whose attribute, by default its address, passes a test. */
export function isLink(
  { name, attribs }: Element,
  passes: (value: string) => boolean,
  attribute = 'href',
): boolean {
  const value = attribs[attribute];
  return name === 'a' && value !== undefined && passes(value);
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
