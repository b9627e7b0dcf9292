/** Links: `a[href]` in all its forms, red links included. */
import type { Element } from '../model/dom.ts';
import { attachmentById, encodeSegment, pageById } from '../model/refs.ts';
import { append, h, hasClass, hasWords, isElement, isText, text, textOf } from './build.ts';
import { tidy, wrap } from './flow.ts';
import { destinationOf } from './href.ts';
import { personOf } from './mention.ts';
import type { Destination, Rule, Walk } from './rule.ts';
import { cleanLine } from './white-space.ts';

export const link: Rule = {
  name: 'link',
  matches: ['a[href]'],
  summary: 'Links become symbolic names of pages and attachments; links that cannot work go.',
  apply(element, walk) {
    const raw = element.attribs.href ?? '';
    joinRuns(element);
    walk.anchor([element.attribs.name, element.attribs.id].filter((name) => name !== undefined));
    const destination = linked(element, walk) ?? destinationOf(raw, walk.page);
    const children = tidy(walk.children(element));
    const label = cleanLine(children.map(textOf).join(''));
    const isBlank = label === '' && children.every(isText);
    // `<a href="https://…" data-card-appearance="embed"></a>`: Cloud draws a card of the page there.
    const isCard = isBlank && element.attribs['data-card-appearance'] !== undefined;
    if (isBlank && !isCard) return children;
    walk.link(redLink(element, destination), raw, label);
    if (destination.kind === 'person') walk.mention(personOf(label, element, raw));
    const { href } = destination;
    const content = isCard ? [...children, text(raw)] : children;
    if (href === null) return content;
    return wrap(content, (words) => h('a', { href }, words));
  },
};

/**
 * `<a href="x">Two </a><a href="x"><strong>words</strong></a>`: editors split a link where its
 * formatting changes. The runs that follow give their content to the first.
 */
function joinRuns(first: Element): void {
  const { href = '' } = first.attribs;
  if (href === '' || href === '#') return;
  for (let next = first.next; isElement(next) && isRun(next, href); next = next.next) {
    append(first, next.children);
    next.children = [];
  }
}

/** Pictures that lead to one page are not one link; neither is what has an anchor of its own. */
const isRun = ({ name, attribs, children }: Element, href: string): boolean =>
  name === 'a' &&
  attribs.href === href &&
  attribs.id === undefined &&
  attribs.name === undefined &&
  children.some(hasWords);

/** Cloud names a link's target by id: `data-linked-resource-id="123" data-linked-resource-type="page"`. */
function linked(element: Element, walk: Walk): Destination | null {
  const id = element.attribs['data-linked-resource-id'];
  const type = element.attribs['data-linked-resource-type'];
  if (id === undefined || !/^\d+$/.test(id)) return null;
  if (type === 'attachment') {
    return {
      kind: 'attachment',
      target: attachmentById(id),
      fragment: null,
      href: attachmentById(id),
      problem: null,
    };
  }
  if (type !== 'page' && type !== 'blogpost') return null;
  const { fragment } = destinationOf(element.attribs.href ?? '', walk.page);
  const target = pageById(id);
  const href = fragment === null ? target : `${target}#${encodeSegment(fragment)}`;
  return { kind: 'page', target, fragment, href, problem: null };
}

/**
 * `class="createlink"`: the page was not written, at least not under this spelling of its title;
 * `class="unresolved" href="#"`: it is no longer there.
 */
const redLink = (element: Element, destination: Destination): Destination =>
  (hasClass(element, 'createlink') && destination.target === null) ||
  hasClass(element, 'unresolved')
    ? { ...destination, kind: 'page', href: null, problem: 'link-broken' }
    : destination;
