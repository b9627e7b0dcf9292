/** Macros whose markup is more button than content: what a reader of the page takes from them. */
import type { Element } from '../model/dom.ts';
import {
  hasClass,
  isFormula,
  isShown,
  isTag,
  isTextNode,
  shownBelow,
  shownText,
} from './visible.ts';
import { squash } from './content.ts';

/** Words, and the only parts of the element that say something, in the order they are read. */
export type StandIn = readonly (string | Element)[];

const allText = (element: Element): string =>
  element.children
    .map((child) => (isTextNode(child) ? child.data : isTag(child) ? allText(child) : ''))
    .join('');

/** What an element stands for; null for one that says what its children say. */
export function standInFor(element: Element): StandIn | null {
  if (isContentsBox(element)) return [];
  if (hasClass(element, 'aui-tabs')) return tabsOf(element);
  if (hasClass(element, 'profile-macro')) return textsIn(element);
  if (hasClass(element, 'jira-issue') && shownText(element).includes('Getting issue details')) {
    return shownBelow(element, ({ name }) => name === 'a');
  }
  if (hasClass(element, 'infoMacro', 'noteMacro', 'tipMacro', 'warningMacro')) {
    const cells = shownBelow(element, ({ name }) => name === 'td');
    // The first of two holds the icon.
    return cells.length > 1 ? cells.slice(1) : null;
  }
  if (isFormula(element)) return formulaOf(element);
  if (hasClass(element, 'plugin_attachments_container', 'plugin_attachments_table_container')) {
    return shownBelow(element, (child) => hasClass(child, 'filename'));
  }
  // A placeholder with its message stands for the issues; what else it shows is the link to them.
  if (hasClass(element, 'jim-error-message')) {
    return shownBelow(element, (child) => hasClass(child, 'jira-link'));
  }
  if (hasClass(element, 'vf-slide-viewer-macro')) {
    return [element.attribs['data-attachment'] ?? ''];
  }
  if (hasClass(element, 'content-by-label')) {
    const details = shownBelow(element, (child) => hasClass(child, 'details'));
    return details.flatMap((each) => [
      ...shownBelow(each, ({ name }) => name === 'a').slice(0, 1),
      ...shownBelow(each, (child) => /excerpt|smalltext/.test(child.attribs.class ?? '')),
    ]);
  }
  if (hasClass(element, 'confluence-embedded-file') && squash(shownText(element)) === '') {
    return [element.attribs['data-linked-resource-default-alias'] ?? ''];
  }
  if (isEmptyCard(element)) return [element.attribs.href ?? ''];
  return mediaStandIn(element);
}

/** Cloud draws the card of a page there. */
const isEmptyCard = (element: Element): boolean =>
  element.attribs['data-card-appearance'] !== undefined &&
  squash(shownText(element)) === '' &&
  shownBelow(element, ({ name }) => name === 'img').length === 0;

/** The icon of another site, such as Jira's “Bug”, is all that some cells hold. */
function iconWord({ attribs, next }: Element): string {
  const word = squash(attribs.alt ?? '');
  const beside = next !== null && isTextNode(next) ? squash(next.data) : '';
  return word === beside ? '' : word;
}

/** Formulas are drawn from TeX, which Markdown shows between dollar signs; else their parts say it. */
function formulaOf(element: Element): StandIn | null {
  const isTex = ({ name, attribs }: Element): boolean =>
    name === 'annotation' && attribs.encoding === 'application/x-tex';
  const [annotation] = shownBelow(element, isTex);
  const words = squash(allText(annotation ?? element));
  const isSource = annotation !== undefined || element.name === 'script';
  const delimited = /^(?:\\\((.+)\\\)|\\\[(.+)\\\]|\$\$(.+)\$\$|\$([^$]+)\$)$/.exec(words);
  const tex = isSource ? words : delimited?.slice(1).find(Boolean);
  if (tex === undefined) return null;
  const isBlock =
    element.name === 'div' ||
    element.attribs.type?.includes('mode=display') === true ||
    /^(?:\\\[|\$\$)/.test(words);
  return [isBlock ? `$$ ${tex.trim()} $$` : `$${tex.trim()}$`];
}

/** Each text on its own. */
const textsIn = (element: Element): string[] =>
  element.children.flatMap((child) => {
    if (isTextNode(child)) return squash(child.data) === '' ? [] : [child.data];
    return isTag(child) && isShown(child) ? textsIn(child) : [];
  });

/** On paper a tab's name stands over its pane. */
function tabsOf(tabs: Element): StandIn {
  const names = shownBelow(tabs, (child) => hasClass(child, 'menu-item')).map(allText);
  const panes = shownBelow(tabs, (child) => hasClass(child, 'tabs-pane'));
  return panes.flatMap((pane, at) => [names[at] ?? '', pane]);
}

function mediaStandIn(element: Element): StandIn | null {
  const { name, attribs } = element;
  const { src = '', title = '' } = attribs;
  if (name === 'img' && /^https?:.*\/images\/icons\//.test(src)) return [iconWord(element)];
  // What stands inside a player is for browsers that have none.
  if (name === 'video' || name === 'audio') return [title];
  if (name === 'object') return [title || (attribs.data ?? '').replace(/^\/\//, '')];
  if (name !== 'iframe' && name !== 'embed') return null;
  return [(title === '' ? src : title).replace(/^\/\//, '')];
}

/** A box whose only content is a table of contents, its title being “Contents”. */
const isContentsBox = (element: Element): boolean =>
  hasClass(element, 'confluence-information-macro', 'panel') &&
  holdsContents(element) &&
  shownBelow(element, (child) =>
    hasClass(child, 'confluence-information-macro-body', 'panelContent'),
  ).every((body) => squash(shownText(body)) === '');

const holdsContents = (element: Element): boolean =>
  element.children.some(
    (child) => isTag(child) && (hasClass(child, 'toc-macro') || holdsContents(child)),
  );
