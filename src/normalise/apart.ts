/** Boxes with a margin on the page; without one, words would run together. */
import type { ChildNode, Element } from '../model/dom.ts';
import { text, textOf } from './build.ts';

/** The result that stands for `box`, with a space on the sides where a word touches the box. */
export function apart(box: Element, result: Element): ChildNode[] {
  const touches = (node: ChildNode | null, edge: RegExp): boolean =>
    node !== null && edge.test(textOf(node));
  return [
    ...(touches(box.prev, /[\p{L}\p{N}]$/u) ? [text(' ')] : []),
    result,
    ...(touches(box.next, /^[\p{L}\p{N}]/u) ? [text(' ')] : []),
  ];
}
