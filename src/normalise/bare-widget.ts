/**
 * Live widgets in crawled dumps, which lost their class names, and the headings above widgets.
 * They are known by what Confluence puts into them: avatars, links to people, links to its feeds.
 */
import type { ChildNode, Element } from '../model/dom.ts';
import { find, hasClass, isElement, isSpace, isText, textOf } from './build.ts';
import { isContentsName } from './contents-name.ts';
import type { Rule, Walk } from './rule.ts';
import { indexRules } from './selector.ts';
import { cleanLine } from './white-space.ts';
import { omit, widgets } from './widget.ts';

const PERSON = /^(?:null)?\/(?:\w+\/)?(?:display\/~|people\/)/;
const AVATAR = /(?:^|\/)aa-avatar\/|\/profilepics\//;
const FEED = '/plugins/recently-updated/changes.action';

const itemsOf = (list: Element): Element[] =>
  list.children.filter((child): child is Element => isElement(child) && child.name === 'li');

/** `- [![](null/aa-avatar/1)](null/display/~1)`, then that person's changes in an inner list. */
const beginsWithAvatar = (item: Element): boolean => {
  const first = find(item, ({ name }) => name === 'img' || name === 'li');
  return first?.name === 'img' && AVATAR.test(first.attribs.src ?? '');
};

/** `- [Name](/wiki/display/~id) (41 days ago)`: a person and a time in parentheses, no more. */
function isContributor(item: Element): boolean {
  const link = find(item, ({ name }) => name === 'a');
  if (link === null || !PERSON.test(link.attribs.href ?? '')) return false;
  const rest = textOf(item).replace(textOf(link), '').trim();
  return /^\([^()]+\)$/.test(rest);
}

function widgetOf(element: Element): string | null {
  if (element.name !== 'ul') return null;
  const items = itemsOf(element);
  if (items.length === 0) return null;
  if (items.every(beginsWithAvatar)) return 'recently-updated';
  return items.every(isContributor) ? 'contributors' : null;
}

export const bareWidget: Rule = {
  name: 'bare-widget',
  matches: ['ul'],
  summary: 'Lists of recent changes and of contributors in crawled dumps, as live widgets.',
  apply(element, walk) {
    const name = widgetOf(element);
    return name === null ? null : omit(name, element, walk);
  },
};

/** `[Show More](/wiki/plugins/recently-updated/changes.action?…)` */
export const feedLink: Rule = {
  name: 'feed-link',
  matches: ['a[href*=/recently-updated/changes.action]'],
  summary: 'The link to more of a list of recent changes goes with the list.',
  apply: (element, walk) => omit('recently-updated', element, walk),
};

const classed = indexRules(widgets);

/** A widget, or a box or paragraph with nothing but widgets in it. */
function isWidget(element: Element): boolean {
  if (classed.find(element).length > 0) return true;
  if (widgetOf(element) !== null || element.attribs.href?.includes(FEED) === true) return true;
  // `![Please wait](images/icons/wait.gif)`
  if (element.name === 'img') return /(?:^|\/)images\/icons\//.test(element.attribs.src ?? '');
  if (element.name !== 'p' && element.name !== 'div') return false;
  let hasWidget = false;
  for (const child of element.children) {
    if (isNothing(child)) continue;
    if (!isElement(child) || !isWidget(child)) return false;
    hasWidget = true;
  }
  return hasWidget;
}

/** Blank text, comments, line breaks, and the style sheet that stands before each table of contents. */
const isNothing = (node: ChildNode): boolean =>
  isElement(node)
    ? node.name === 'br' ||
      node.name === 'style' ||
      node.name === 'script' ||
      (node.name === 'p' && node.children.every(isNothing))
    : !isText(node) || isSpace(node);

const isHeading = ({ name }: Element): boolean => name.length === 2 && /^h[1-6]$/.test(name);

/** `<p><strong>Space contributors</strong></p>` */
function isBoldLine(element: Element): boolean {
  let isBold = false;
  for (const child of element.children) {
    if (isNothing(child)) continue;
    if (isBold || !isElement(child) || (child.name !== 'strong' && child.name !== 'b'))
      return false;
    isBold = true;
  }
  return isBold;
}

/** Headings of one to six, and bold lines below them all. */
const levelOf = (element: Element): number =>
  isHeading(element) ? Number(element.name.slice(1)) : 7;

/** Whether widgets are all that follows, up to the next heading that ends this section, or the end. */
function standsOverWidgets(heading: Element): boolean {
  let found = false;
  for (let next = heading.next; next !== null; next = next.next) {
    if (isNothing(next)) continue;
    if (!isElement(next)) return false;
    if (isHeading(next) || (found && isBoldLine(next))) {
      if (levelOf(next) <= levelOf(heading)) break;
      // `<h2>Activity</h2>…<p><b>Contributors</b></p>…`: the line goes with a widget of its own.
      if (isHeading(next)) return false;
      found = false;
    } else if (isWidget(next)) found = true;
    else return false;
  }
  return found;
}

const isContents = (element: Element): boolean =>
  hasClass(element, 'toc-macro') || find(element, (child) => hasClass(child, 'toc-macro')) !== null;

/** `<h2>Contents</h2>` right over a table of contents says nothing of what comes after. */
function standsOverContents(heading: Element): boolean {
  let next = heading.next;
  while (next !== null && isNothing(next)) next = next.next;
  if (!isElement(next) || !isWidget(next)) return false;
  return isContentsName(textOf(heading)) && isContents(next);
}

export const widgetHeading: Rule = {
  name: 'widget-heading',
  matches: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p'],
  summary: 'A heading over nothing but live widgets goes with them.',
  apply(element: Element, walk: Walk) {
    if (!isHeading(element) && !isBoldLine(element)) return null;
    if (!standsOverContents(element) && !standsOverWidgets(element)) return null;
    walk.macro('widget-heading', 'omitted', cleanLine(textOf(element)) || null);
    return [];
  },
};
