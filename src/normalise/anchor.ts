/** Places that links may lead to. */
import { decode } from './href.ts';
import type { Rule } from './rule.ts';

/** `<a name="x"></a>` and `<span class="confluence-anchor-link" id="x">`: places to link to. */
export const anchor: Rule = {
  name: 'anchor',
  matches: ['a[name]', 'a[id]', 'span.confluence-anchor-link', 'a.confluence-anchor-link'],
  summary: 'An anchor is remembered as a name of the heading under which it stands.',
  apply(element, walk) {
    if (element.name === 'a' && element.attribs.href !== undefined) return null;
    const names = [element.attribs.name, element.attribs.id];
    walk.anchor(names.filter((name) => name !== undefined).map(decode));
    return walk.children(element);
  },
};
