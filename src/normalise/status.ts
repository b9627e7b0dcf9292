/** Status lozenges. */
import { apart } from './apart.ts';
import { h, hasClass, text, textOf } from './build.ts';
import type { Rule } from './rule.ts';
import { cleanLine } from './white-space.ts';

/**
 * `<span class="status-macro aui-lozenge aui-lozenge-success">DONE</span>`; the colour says nothing.
 * Tables of Jira issues have the lozenge without the macro.
 */
export const status: Rule = {
  name: 'status',
  matches: ['span.status-macro', 'span.aui-lozenge'],
  summary: 'Status lozenges keep their word.',
  apply(element, walk) {
    const word = cleanLine(textOf(element));
    if (hasClass(element, 'status-macro')) walk.macro('status', 'converted', word || null);
    return word === '' ? [] : apart(element, h('span', { 'data-status': word }, [text(word)]));
  },
};
