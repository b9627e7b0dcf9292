/** The title of a box (admonition or panel) that has nothing in it. */
import type { ChildNode, Element } from '../model/dom.ts';
import { find, h, hasClass, text } from './build.ts';

/** The title as a bold line; nothing for a box around a table of contents, which goes whole. */
export function titleAlone(title: string, body: Element): ChildNode[] {
  const wasContents = find(body, (child) => hasClass(child, 'toc-macro')) !== null;
  return title === '' || wasContents ? [] : [h('p', {}, [h('strong', {}, [text(title)])])];
}
