/** Small inline macros: status lozenges and dates. */
import { h, text, textOf } from './build.ts';
import type { Rule } from './rule.ts';
import { cleanLine } from './white-space.ts';

/** `<span class="status-macro aui-lozenge aui-lozenge-success">DONE</span>`; the colour says nothing. */
export const status: Rule = {
  name: 'status',
  matches: ['span.status-macro'],
  summary: 'Status lozenges keep their word.',
  apply(element, walk) {
    const word = cleanLine(textOf(element));
    walk.macro('status', 'converted', word || null);
    return word === '' ? [] : [h('span', { 'data-status': word }, [text(word)])];
  },
};

/** `<time datetime="2019-07-28" class="date-past">28 Jul 2019</time>` */
export const date: Rule = {
  name: 'date',
  matches: ['time'],
  summary: 'Dates keep their words, and the day they mean.',
  apply(element, walk) {
    const words = cleanLine(textOf(element));
    const datetime = element.attribs['datetime'] ?? null;
    if (words === '' && datetime === null) return [];
    return [h('time', { datetime }, [text(words || (datetime ?? ''))])];
  },
};
