/** Tab groups of apps: `ul.tabs-menu` names the panes that follow in `div.tabs-pane`. */
import type { Element } from '../model/dom.ts';
import { findAll, h, hasClass, text, textOf } from './build.ts';
import { flow } from './flow.ts';
import type { Rule } from './rule.ts';
import { cleanLine } from './white-space.ts';

export const tabs: Rule = {
  name: 'tabs',
  matches: ['div.aui-tabs'],
  summary: 'Tabs become their panes, one after the other, each under its name in bold.',
  apply(element, walk) {
    const panes = findAll(element, (child) => hasClass(child, 'tabs-pane'));
    const names = findAll(element, (child) => hasClass(child, 'menu-item')).map((item: Element) =>
      cleanLine(textOf(item)),
    );
    if (panes.length === 0) return null;
    walk.macro('tabs', 'converted', names.join(', ') || null);
    return panes.flatMap((pane, at) => {
      const name = names[at] ?? '';
      const heading = name === '' ? [] : [h('p', {}, [h('strong', {}, [text(name)])])];
      return [...heading, ...flow(walk.children(pane))];
    });
  },
};
