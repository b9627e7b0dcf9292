/** Macros that list other pages: their lists were written into the export, so they stay. */
import type { Element } from '../model/dom.ts';
import { findAll, h, hasClass, text } from './build.ts';
import { inline, trimmed } from './flow.ts';
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

const isPageLink = ({ name, attribs }: Element): boolean => name === 'a' && attribs.rel !== 'tag';

/** `<ul class="content-by-label"><li><div><span class="icon">Page:</span></div><div class="details"><a>` */
export const contentByLabel: Rule = {
  name: 'content-by-label',
  matches: ['ul.content-by-label'],
  summary: 'The list of pages with a label stays a list of links.',
  apply(element, walk) {
    walk.macro('content-by-label', 'converted');
    const pages = findAll(element, (child) => hasClass(child, 'details'));
    const items = pages.flatMap((details) => {
      const [link] = findAll(details, isPageLink);
      if (link === undefined) return [];
      // Labels and the buttons beside them are those of the other page.
      const excerpts = findAll(details, (child) =>
        /excerpt|smalltext/.test(child.attribs.class ?? ''),
      );
      const words = trimmed(inline(excerpts.flatMap((excerpt) => walk.children(excerpt))));
      const excerpt = words.length === 0 ? [] : [text(' '), ...words];
      return [h('li', {}, [...walk.node(link), ...excerpt])];
    });
    return items.length === 0 ? [] : [h('ul', {}, items)];
  },
};
