/** Messages in the style of Confluence's own screens, of which apps and HTML macros make boxes. */
import type { Element } from '../model/dom.ts';
import { h, hasClass, isElement, textOf } from './build.ts';
import { titleAlone } from './box-title.ts';
import { flow } from './flow.ts';
import type { Rule } from './rule.ts';
import { cleanLine } from './white-space.ts';

/** Unlike in the macros of 5.0, which borrowed these classes, here the names say what they mean. */
const KINDS: Readonly<Record<string, string>> = {
  error: 'warning',
  'aui-message-error': 'warning',
  warning: 'note',
  'aui-message-warning': 'note',
  success: 'tip',
  'aui-message-success': 'tip',
};

/** `<div class="aui-message aui-message-warning"><p class="title">…</p><p>…</p></div>` */
export const message: Rule = {
  name: 'message',
  matches: ['div.aui-message'],
  summary: 'A message box outside the macros becomes the box that it looks like.',
  apply(element, walk) {
    const named = Object.entries(KINDS).find(([className]) => hasClass(element, className));
    const kind = named?.[1] ?? 'info';
    const title = element.children.find(
      (child): child is Element => isElement(child) && hasClass(child, 'title'),
    );
    const words = title === undefined ? '' : cleanLine(textOf(title));
    const rest = element.children.filter((child) => child !== title);
    const children = flow(rest.flatMap((child) => walk.node(child)));
    walk.macro('message', 'converted', words || null);
    if (children.length === 0) return titleAlone(words, element);
    return [h('aside', { 'data-admonition': kind, 'data-title': words || null }, children)];
  },
};
