/** Macros that list other pages: their lists were written into the export, so they stay. */
import { findAll, h, hasClass } from './build.ts';
import { list } from './list.ts';
import type { Rule } from './rule.ts';

/** `<ul class='childpages-macro'><li><a …>Title</a> &mdash; <span class="smalltext">excerpt</span>` */
export const children: Rule = {
  name: 'children',
  matches: ['ul.childpages-macro'],
  summary: 'The list of child pages stays a list of links.',
  apply(element, walk) {
    walk.macro('children', 'converted');
    return list.apply(element, walk);
  },
};

/** `<ul class="content-by-label"><li><div><span class="icon">Page:</span></div><div class="details"><a>` */
export const contentByLabel: Rule = {
  name: 'content-by-label',
  matches: ['ul.content-by-label'],
  summary: 'The list of pages with a label stays a list of links.',
  apply(element, walk) {
    walk.macro('content-by-label', 'converted');
    const links = findAll(element, (child) => hasClass(child, 'details')).flatMap((details) =>
      findAll(details, ({ name, attribs }) => name === 'a' && attribs.rel !== 'tag').slice(0, 1),
    );
    const items = links.map((link) => h('li', {}, walk.node(link)));
    return items.length === 0 ? [] : [h('ul', {}, items)];
  },
};
