/** The names in a report's authors section. */
import { isAccountId } from '../model/account.ts';
import { isTag, isText } from 'domhandler';
import type { ChildNode, Element } from '../model/dom.ts';
import type { PersonRef } from '../model/page.ts';
import { trimEdges } from './edges.ts';
import { distinctPeople, personFromLink, personFromMention, personFromName } from './people.ts';
import { lineText } from './text.ts';

/** One entry of the list of authors: a person that the markup knows, or plain text. */
interface Entry {
  person: PersonRef | null;
  text: string;
}

/**
 * The people named in a section's nodes, without repeats, in order. Links to profiles and mentions
 * are people; plain text is split where people separate names: lines, list items, cells, commas,
 * semicolons, “and”. What follows a name as its role is left out (`Jane Doe: Chair`, `Jane Doe
 * (Chair)`), and so are notes that are no names. `first` is a text before the nodes, such as the
 * value in the heading itself.
 */
export function authorsIn(nodes: readonly ChildNode[], first: string | null): PersonRef[] {
  const entries: Entry[] = [{ person: null, text: '' }];
  if (first !== null) addText(first, entries);
  entries.push({ person: null, text: '' });
  for (const node of nodes) collect(node, entries);
  const people = entries.map(({ person, text }) => person ?? personOf(text));
  return distinctPeople(people.filter((person) => person !== null));
}

const INLINE = new Set(['strong', 'em', 'code', 'sub', 'sup', 'del', 'a', 'span', 'time']);

function collect(node: ChildNode, entries: Entry[]): void {
  if (isText(node)) addText(node.data, entries);
  if (!isTag(node)) return;
  const person = personIn(node);
  if (person !== null) {
    const entry = entries.at(-1);
    // Two links without a comma between them are two people.
    if (entry?.person === null) entry.person = person;
    else entries.push({ person, text: '' });
    return;
  }
  const isBlock = !INLINE.has(node.name);
  if (isBlock) entries.push({ person: null, text: '' });
  for (const child of node.children) collect(child, entries);
  if (isBlock) entries.push({ person: null, text: '' });
}

function personIn(element: Element): PersonRef | null {
  const name = lineText([element]);
  const mention = element.attribs['data-person'];
  if (mention !== undefined) return personFromMention(mention, name.replace(/^@/, ''));
  const href = element.name === 'a' ? element.attribs.href : undefined;
  return href === undefined ? null : personFromLink(href, name);
}

const SEPARATOR = /[,;、；，\n•·|]| (?:and|&|und|et|y) /;

function addText(text: string, entries: Entry[]): void {
  // Line ends inside a paragraph are white space; `br` is what ends a line.
  const [head = '', ...more] = text.replace(/\s+/g, ' ').split(SEPARATOR);
  const entry = entries.at(-1);
  if (entry !== undefined) entry.text += head;
  for (const part of more) entries.push({ person: null, text: part });
}

const NOT_A_NAME = /^(?:n\/?a|none|tbd|tba|todo|unknown|jr|sr|ph\.? ?d|md|mba|esq|and|by|the)\.?$/i;
const ROLE =
  /\b(?:chair|co-?chair|vice-?chair|lead|leader|maintainer|author|editor|secretary|member|contributor)s?\b/i;
/** Notes in parentheses that Confluence itself adds to a name. */
const STATUS = /\((?:unlicensed|deleted|deactivated)\)$/i;

function personOf(text: string): PersonRef | null {
  const bare = withoutRole(text.replace(/\s+/g, ' ').trim()).replace(/^by /i, '');
  const name = trimEdges(bare, /[-–—*•.\s@]/);
  const isName =
    /\p{L}/u.test(name) &&
    name.length <= 60 &&
    name.split(' ').length <= 6 &&
    !NOT_A_NAME.test(name) &&
    !isAccountId(name);
  return isName ? personFromName(name) : null;
}

/** `Jane Doe: SIG Chair`, `Chair: Jane Doe`, `Jane Doe - Chair`, `Jane Doe (Chair)`. */
function withoutRole(text: string): string {
  const plain = STATUS.test(text) ? text : text.replace(/ ?\([^()]*\)$/, '');
  const [before = '', after] = plain.split(/ ?: ?| [-–—] /);
  if (after === undefined) return plain;
  return ROLE.test(before) && after !== '' ? after : before;
}
