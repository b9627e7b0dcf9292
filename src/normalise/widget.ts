/**
 * Live widgets: boxes that Confluence fills anew at each view from other pages. They hold nothing
 * that the page's author wrote, so they are left out of the Markdown; their text stays in `macros`.
 */
import type { ChildNode, Element } from '../model/dom.ts';
import { isElement, textOf } from './build.ts';
import type { Rule, Walk } from './rule.ts';
import { isBlockName } from './vocabulary.ts';
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
  'live-search': ['div.search-macro', 'form[name=livesearchForm]', 'form[action*=dosearchsite]'],
  'create-from-template': ['.create-from-template-button', 'a.create-from-template'],
  'tasks-report': ['div.tasks-report-blank'],
  'loading-placeholder': ['span.issue-placeholder', '.aui-icon-wait'],
  'profile-picture': ['a.userLogoLink'],
  'space-list': ['div.space-list-macro'],
  'popular-labels': ['div.popular-labels', 'ul.popular-labels'],
};

export const widgets: readonly Rule[] = Object.entries(WIDGETS).map(([name, matches]) => ({
  name,
  matches,
  summary: 'A live widget: left out of the Markdown, its text kept in the list of macros.',
  apply: (element, walk) => omit(name, element, walk),
}));

/** The text of a raw tree; words of neighbouring blocks and items stay apart. */
function wordsOf(node: ChildNode): string {
  if (!isElement(node)) return textOf(node);
  if (node.name === 'style' || node.name === 'script') return '';
  const words = node.children.map(wordsOf).join('');
  return isBlockName(node.name) || node.name === 'br' ? ` ${words} ` : words;
}

/** Leaves a widget out: its words stay in `macros`. */
export function omit(name: string, element: Element, walk: Walk): ChildNode[] {
  const words = cleanLine(wordsOf(element));
  // A table of contents repeats the page's own headings, so nothing was left out.
  const detail = name === 'toc' ? null : words || null;
  walk.macro(name, 'omitted', detail);
  if (name !== 'toc' && words !== '') walk.report('macro-omitted', name);
  return [];
}
