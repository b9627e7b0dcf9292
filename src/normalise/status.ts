/** Small inline macros: status lozenges and dates. */
import type { ChildNode, Element } from '../model/dom.ts';
import { h, text, textOf } from './build.ts';
import type { Rule } from './rule.ts';
import { cleanLine } from './white-space.ts';

/** These are boxes with a margin on the page; without one, words would run together. */
function apart(box: Element, result: Element): ChildNode[] {
  const touches = (node: ChildNode | null, edge: RegExp): boolean =>
    node !== null && edge.test(textOf(node));
  return [
    ...(touches(box.prev, /[\p{L}\p{N}]$/u) ? [text(' ')] : []),
    result,
    ...(touches(box.next, /^[\p{L}\p{N}]/u) ? [text(' ')] : []),
  ];
}

/** `<span class="status-macro aui-lozenge aui-lozenge-success">DONE</span>`; the colour says nothing. */
export const status: Rule = {
  name: 'status',
  matches: ['span.status-macro'],
  summary: 'Status lozenges keep their word.',
  apply(element, walk) {
    const word = cleanLine(textOf(element));
    walk.macro('status', 'converted', word || null);
    return word === '' ? [] : apart(element, h('span', { 'data-status': word }, [text(word)]));
  },
};

/** `<time datetime="2019-07-28" class="date-past">28 Jul 2019</time>` */
export const date: Rule = {
  name: 'date',
  matches: ['time'],
  summary: 'Dates keep their words, and the day they mean.',
  apply(element) {
    const words = cleanLine(textOf(element));
    const datetime = element.attribs.datetime ?? null;
    if (words === '' && datetime === null) return [];
    return apart(element, h('time', { datetime }, [text(words || (datetime ?? ''))]));
  },
};
