/** Links: `a[href]` in all its forms, mentions of people, red links. */
import { isAccountId } from '../model/account.ts';
import type { Element } from '../model/dom.ts';
import type { PersonRef } from '../model/page.ts';
import { attachmentById, encodeSegment, pageById } from '../model/refs.ts';
import { h, hasClass, isText, text, textOf } from './build.ts';
import { wrap } from './flow.ts';
import { decode, destinationOf } from './href.ts';
import type { Destination, Rule, Walk } from './rule.ts';
import { cleanLine } from './white-space.ts';

/** `<a class="confluence-userlink user-mention" data-account-id="…">Name</a>` and older forms. */
export const mention: Rule = {
  name: 'mention',
  matches: ['a.confluence-userlink', 'a.user-mention', 'a[data-linked-resource-type=userinfo]'],
  summary: 'A mention of a person becomes the person’s name.',
  apply(element, walk) {
    const displayName = cleanLine(textOf(element)).replace(/^@/, '');
    if (displayName === '') return [];
    const href = element.attribs.href?.trim() ?? '';
    const person = personOf(displayName, element, href);
    walk.mention(person);
    walk.link(
      { kind: 'person', target: null, fragment: null, href: null, problem: null },
      href,
      displayName,
    );
    const label = person.accountId ?? person.username ?? displayName;
    return [h('span', { 'data-person': label }, [text(displayName)])];
  },
};

function personOf(label: string, element: Element, href: string): PersonRef {
  const displayName = label.replace(/^@/, '');
  const profile = /\/(?:display\/~|people\/)([^/?#]+)/.exec(href)?.[1];
  const named = element.attribs['data-username'] ?? (profile ? decode(profile) : null);
  // Cloud names people's pages by account id, not by user name.
  const isAccount = named !== null && (isAccountId(named) || href.includes('/people/'));
  const accountId = element.attribs['data-account-id'] ?? (isAccount ? named : null);
  return {
    displayName,
    accountId,
    username: accountId === null ? named : null,
    profileUrl: /^https?:/.test(href) ? href : null,
  };
}

export const link: Rule = {
  name: 'link',
  matches: ['a[href]'],
  summary: 'Links become symbolic names of pages and attachments; links that cannot work go.',
  apply(element, walk) {
    const raw = element.attribs.href ?? '';
    walk.anchor([element.attribs.name, element.attribs.id].filter((name) => name !== undefined));
    const destination = linked(element, walk) ?? destinationOf(raw, walk.page);
    const children = walk.children(element);
    const label = cleanLine(children.map(textOf).join(''));
    if (label === '' && children.every(isText)) return children;
    walk.link(redLink(element, destination), raw, label);
    if (destination.kind === 'person') walk.mention(personOf(label, element, raw));
    const { href } = destination;
    if (href === null) return children;
    return wrap(children, (content) => h('a', { href }, content));
  },
};

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

/** `class="createlink"`: the page was not written, at least not under this spelling of its title. */
const redLink = (element: Element, destination: Destination): Destination =>
  hasClass(element, 'createlink') && destination.target === null
    ? { ...destination, kind: 'page', href: null, problem: 'link-broken' }
    : destination;

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
