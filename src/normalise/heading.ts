/** Headings, and the anchors that Confluence gives them. */
import { adopt, h, isElement } from './build.ts';
import { inline, trimmed } from './flow.ts';
import { decode } from './href.ts';
import type { Rule } from './rule.ts';

export const heading: Rule = {
  name: 'heading',
  matches: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  summary: 'Headings keep their level; their ids become anchors; blank ones go.',
  apply(element, walk) {
    const result = h(element.name, {}, []);
    const id = element.attribs['id'];
    // Announced before its content, so that anchors inside it belong to it.
    walk.anchor(id === undefined ? [] : [decode(id)], result);
    const nodes = walk.children(element);
    const children = trimmed(inline(nodes));
    if (children.length === 0) return [];
    // An image or a rule alone is no heading; the heading was only there to make it big.
    if (children.every((child) => isElement(child) && child.name === 'img'))
      return [h('p', {}, children)];
    adopt(result, children);
    return [result];
  },
};
