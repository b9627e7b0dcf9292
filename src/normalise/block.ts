/** Paragraphs, quotations, rules, and the containers that mean nothing. */
import { h } from './build.ts';
import { flow } from './flow.ts';
import type { Rule } from './rule.ts';

export const paragraph: Rule = {
  name: 'paragraph',
  matches: ['p'],
  summary: 'Paragraphs; blocks that stand inside one split it; blank ones go.',
  apply: (element, walk) => flow(walk.children(element)),
};

export const blockquote: Rule = {
  name: 'blockquote',
  matches: ['blockquote'],
  summary: 'Quotations.',
  apply(element, walk) {
    const children = flow(walk.children(element));
    return children.length === 0 ? [] : [h('blockquote', {}, children)];
  },
};

export const thematicBreak: Rule = {
  name: 'thematic-break',
  matches: ['hr'],
  summary: 'Horizontal rules.',
  apply: () => [h('hr', {}, [])],
};

/** Layouts (`columnLayout`, `sectionMacro`), wrappers and every other box: their content follows in order. */
export const container: Rule = {
  name: 'container',
  matches:
    'div section article main header footer nav aside center address figure dl dt dd caption'.split(
      ' ',
    ),
  summary: 'Boxes of layout give way to their content, one after the other.',
  apply: (element, walk) => flow(walk.children(element)),
};
