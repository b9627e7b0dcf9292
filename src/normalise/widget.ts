/**
 * Live widgets: boxes that Confluence fills anew at each view from other pages. They hold nothing
 * that the page's author wrote, so they are left out of the Markdown; their text stays in `macros`.
 */
import type { ChildNode, Element } from '../model/dom.ts';
import { find, isElement, textOf } from './build.ts';
import type { Rule, Walk } from './rule.ts';
import { isBlock } from './vocabulary.ts';
import { cleanLine } from './white-space.ts';

const WIDGETS: Readonly<Record<string, readonly string[]>> = {
  toc: ['div.toc-macro', 'div.toc'],
  'page-tree': ['div.plugin_pagetree', 'div.plugin_pagetree_children'],
  'recently-updated': [
    'div.recently-updated',
    'div.recently-updated-social',
    'div.recently-updated-concise',
  ],
  contributors: ['div.plugin-contributors', 'div.contributors-macro'],
  'live-search': [
    'div.search-macro',
    'form[name=livesearchForm]',
    'form[action*=dosearchsite]',
    'form[action*=pagetreesearch]',
  ],
  'create-from-template': ['.create-from-template-button', 'a.create-from-template'],
  'tasks-report': ['div.tasks-report-blank'],
  'loading-placeholder': [
    'span.issue-placeholder',
    '.aui-icon-wait',
    '.waiting-image',
    'aui-spinner',
    'img[src*=images/icons/wait.gif]',
  ],
  'profile-picture': [
    'a.userLogoLink',
    'img.userLogo',
    'img[src*=aa-avatar/]',
    'img[src*=/profilepics/]',
  ],
  'space-list': ['div.space-list-macro'],
  'popular-labels': ['div.popular-labels', 'ul.popular-labels'],
};

export const widgets: readonly Rule[] = Object.entries(WIDGETS).map(([name, matches]) => ({
  name,
  matches,
  summary: 'A live widget: left out of the Markdown, its text kept in the list of macros.',
  apply: (element, walk) => omit(name, element, walk),
}));

/** Leaves a widget out: its words stay in `macros`. */
export function omit(name: string, element: Element, walk: Walk): ChildNode[] {
  const picture = element.name === 'img' ? element : find(element, ({ name }) => name === 'img');
  const alt = (picture ?? element).attribs.alt ?? '';
  const words = cleanLine(spacedText(element)) || cleanLine(alt);
  // A table of contents repeats the page's own headings, so nothing was left out.
  const detail = name === 'toc' ? null : words || null;
  walk.macro(name, 'omitted', detail);
  if (name !== 'toc' && words !== '') walk.report('macro-omitted', name);
  return [];
}

/** The text with a space where a block begins or ends, so that no two lines become one word. */
function spacedText(node: ChildNode): string {
  if (!isElement(node)) return textOf(node);
  if (/^(?:style|script|noscript)$/.test(node.name)) return '';
  const inner = node.children.map(spacedText).join('');
  return isBlock(node) ? ` ${inner} ` : inner;
}
