/** Paragraphs, quotations, rules, and the containers that mean nothing. */
import type { ChildNode } from '../model/dom.ts';
import { h, isElement, isText } from './build.ts';
import { flow } from './flow.ts';
import type { Rule } from './rule.ts';

export const paragraph: Rule = {
  name: 'paragraph',
  matches: ['p'],
  summary: 'Paragraphs; blocks that stand inside one split it; blank ones go.',
  apply: (element, walk) => orBreak(flow(walk.children(element)).map(drawnRule)),
};

/** A blank block still parts what stands before and after it: two line breaks do that. */
const orBreak = (blocks: ChildNode[]): ChildNode[] =>
  blocks.length === 0 ? [h('br', {}, []), h('br', {}, [])] : blocks;

/** `<p>__________</p>`: a rule that an author drew by hand. */
function drawnRule(block: ChildNode): ChildNode {
  const [only] = isElement(block) && block.name === 'p' ? block.children : [];
  return isText(only) && only.next === null && DRAWN_RULE.test(only.data.trim())
    ? h('hr', {}, [])
    : block;
}

const DRAWN_RULE = /^(?:_{4,}|-{4,}|={4,}|\*{4,})$/;

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
    'div section article main header footer nav aside center address dt dd figcaption caption'.split(
      ' ',
    ),
  summary: 'Boxes of layout give way to their content, one after the other.',
  apply: (element, walk) => orBreak(flow(walk.children(element))),
};
