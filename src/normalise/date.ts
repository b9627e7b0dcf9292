/** Dates. */
import { apart } from './apart.ts';
import { h, text, textOf } from './build.ts';
import type { Rule } from './rule.ts';
import { cleanLine } from './white-space.ts';

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
