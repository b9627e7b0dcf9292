/** How parts of a page leave its tree. */
import type { Cheerio, CheerioAPI } from 'cheerio';
import { isTag } from 'domhandler';
import type { AnyNode, Element } from '../../model/dom.ts';

/** Moves nodes out of the tree, in order, into a new element that belongs to no tree. */
export function detached($: CheerioAPI, parts: readonly Cheerio<AnyNode>[]): Element {
  const wrapper = $('<div></div>');
  for (const part of parts) wrapper.append(part);
  const [element] = wrapper.toArray();
  if (element === undefined || !isTag(element)) throw new Error('cheerio made no element');
  return element;
}
