/** Panels: a box with an optional title. */
import type { Element } from '../model/dom.ts';
import { titleAlone } from './box-title.ts';
import { find, h, hasClass, isElement, textOf } from './build.ts';
import { flow } from './flow.ts';
import type { Rule } from './rule.ts';
import { cleanLine } from './white-space.ts';

export const panel: Rule = {
  name: 'panel',
  matches: ['div.panel'],
  summary: 'Panels become quotes with their title.',
  apply(element, walk) {
    const content = find(element, (child) => hasClass(child, 'panelContent'));
    if (content === null) return null;
    const header = element.children.find(
      (child): child is Element => isElement(child) && hasClass(child, 'panelHeader'),
    );
    const title = header === undefined ? '' : cleanLine(textOf(header));
    walk.macro('panel', 'converted', title || null);
    const attributes = { 'data-admonition': 'panel', 'data-title': title || null };
    const children = flow(walk.children(content));
    // A coloured box around a heading alone only decorates it.
    const [only] = children;
    const isHeading = children.length === 1 && isElement(only) && /^h[1-6]$/.test(only.name);
    if (isHeading && title === '') return children;
    return children.length === 0 ? titleAlone(title, content) : [h('aside', attributes, children)];
  },
};
