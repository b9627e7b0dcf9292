/** Mentions of people. */
import { isAccountId } from '../model/account.ts';
import type { Element } from '../model/dom.ts';
import type { PersonRef } from '../model/page.ts';
import { h, text, textOf } from './build.ts';
import { decode } from './href.ts';
import type { Rule } from './rule.ts';
import { cleanLine } from './white-space.ts';

/** `<a class="confluence-userlink user-mention" data-account-id="…">Name</a>` and older forms. */
export const mention: Rule = {
  name: 'mention',
  matches: ['a.confluence-userlink', 'a.user-mention', 'a[data-linked-resource-type=userinfo]'],
  summary: 'A mention of a person becomes the person’s name.',
  apply(element, walk) {
    // Cloud shows `@Name`.
    const words = cleanLine(textOf(element));
    if (words === '' || words === '@') return [];
    const href = element.attribs.href?.trim() ?? '';
    const person = personOf(words, element, href);
    walk.mention(person);
    walk.link(
      { kind: 'person', target: null, fragment: null, href: null, problem: null },
      href,
      words,
    );
    const name = person.accountId ?? person.username ?? person.displayName;
    return [h('span', { 'data-person': name }, [text(words)])];
  },
};

export function personOf(label: string, element: Element, href: string): PersonRef {
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
