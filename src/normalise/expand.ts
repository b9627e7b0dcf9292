/** Expand macros: a title that shows or hides its content. */
import { find, h, hasClass, text, textOf } from './build.ts';
import { flow } from './flow.ts';
import type { Rule } from './rule.ts';
import { cleanLine } from './white-space.ts';

export const expand: Rule = {
  name: 'expand',
  matches: ['div.expand-container'],
  summary: 'Expand macros become `<details>` with the title as summary.',
  apply(element, walk) {
    const content = find(element, (child) => hasClass(child, 'expand-content'));
    if (content === null) return null;
    const control = find(element, (child) => hasClass(child, 'expand-control-text'));
    const title = control === null ? '' : cleanLine(textOf(control));
    const children = flow(walk.children(content));
    walk.macro('expand', 'converted', title || null);
    // Pasted containers have no control, so nothing was ever hidden.
    if (title === '') return children;
    return [h('details', {}, [h('summary', {}, [text(title)]), ...children])];
  },
};
