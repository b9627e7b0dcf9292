/** The profile macro: a person's card. */
import { find, h, hasClass, text, textOf } from './build.ts';
import { inline, trimmed } from './flow.ts';
import { personOf } from './mention.ts';
import type { Rule } from './rule.ts';
import { cleanLine } from './white-space.ts';

/** `<div class="profile-macro"><div class="vcard"><a class="userLogoLink">…<h4><a class="fn">Name</a></h4>…` */
export const profile: Rule = {
  name: 'profile',
  matches: ['div.profile-macro', 'div.vcard'],
  summary: 'A person’s card becomes the person’s name and what else stood on the card.',
  apply(element, walk) {
    const card = find(element, (child) => child.name === 'a' && hasClass(child, 'fn'));
    const name = card === null ? '' : cleanLine(textOf(card));
    if (card === null || name === '') return null;
    const person = personOf(name, card, card.attribs.href ?? '');
    walk.macro('profile', 'converted', name);
    walk.mention(person);
    card.children = [];
    const rest = trimmed(inline(walk.children(element)));
    const label = person.accountId ?? person.username ?? name;
    const words = h('p', {}, [h('span', { 'data-person': label }, [text(name)])]);
    return rest.length === 0 ? [words] : [words, h('p', {}, rest)];
  },
};
