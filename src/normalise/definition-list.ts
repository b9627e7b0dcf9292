/** Definition lists, which Markdown does not have. */
import type { ChildNode } from '../model/dom.ts';
import { h, isElement } from './build.ts';
import { flow, inline, trimmed } from './flow.ts';
import type { Rule } from './rule.ts';

/** `<dl><dt>Term</dt><dd>Meaning</dd></dl>` */
export const definitionList: Rule = {
  name: 'definition-list',
  matches: ['dl'],
  summary: 'Definition lists become terms in bold, each with its meaning below.',
  apply: (element, walk) =>
    flow(
      element.children.flatMap((child): readonly ChildNode[] => {
        if (!isElement(child) || child.name !== 'dt') return walk.node(child);
        const term = trimmed(inline(walk.children(child)));
        return term.length === 0 ? [] : [h('p', {}, [h('strong', {}, term)])];
      }),
    ),
};
