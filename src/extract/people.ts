/** People as pages name them: by a shown name, or by a link to their profile. */
import { isAccountId } from '../model/account.ts';
import type { PersonRef } from '../model/page.ts';

/**
 * What stands for a name when the directory no longer knows the user, by language:
 * `Unknown User (kohsuke)` shows the user name in parentheses.
 */
const UNKNOWN_USER = ['unknown user', 'unbekannter benutzer'];

/**
 * A person from a shown name, such as `Jane Doe`, `@Jane Doe`, `Unknown User (jdoe)`; the last has
 * the user name `jdoe`. All else stays a display name as it is shown (`(Unlicensed)`, `Former user
 * (Deleted)`, an e-mail address). Null for a name without letters or digits.
 */
export function personFromName(name: string): PersonRef | null {
  const displayName = name.replace(/\s+/g, ' ').trim().replace(/^@\s?/, '');
  if (!/[\p{L}\p{N}]/u.test(displayName)) return null;
  const inside = /^([^()]+) \(([^()\s]+)\)$/.exec(displayName);
  const unknown = UNKNOWN_USER.includes(inside?.[1]?.toLowerCase() ?? '');
  return {
    displayName,
    username: unknown ? (inside?.[2] ?? null) : null,
    accountId: null,
    profileUrl: null,
  };
}

const PROFILE = [
  /(?:^|\/)(?:people|~people)\/([^/?#]+)/,
  /(?:^|\/)display\/~([^/?#]+)/,
  /\/users\/viewuserprofile\.action\?username=([^&#]+)/,
  /\/spaces\/~([^/?#]+)/,
];

/**
 * A person from a link to a profile: `/wiki/people/ACCOUNT?ref=confluence`, `/display/~user`,
 * `null/display/~ACCOUNT` (what an export leaves of it). Null for a link to anything else, or
 * without a name. `profileUrl` is kept only when it is a whole address, which can still be opened.
 */
export function personFromLink(href: string, text: string): PersonRef | null {
  const id = PROFILE.map((form) => form.exec(href)?.[1]).find((found) => found !== undefined);
  const person = personFromName(text);
  if (id === undefined || person === null) return null;
  return {
    ...person,
    ...identifiedBy(decode(id), /(?:^|\/)people\//.test(href)),
    profileUrl: /^https?:\/\//i.test(href) ? href : null,
  };
}

/** A person from a mention that names its id, as the normalised `span[data-person]` does. */
export function personFromMention(id: string, text: string): PersonRef | null {
  const person = personFromName(text);
  if (person === null || id === '' || id === text || id === person.displayName) return person;
  return { ...person, ...identifiedBy(id, false) };
}

const identifiedBy = (id: string, isAccount: boolean): Pick<PersonRef, 'accountId' | 'username'> =>
  isAccount || isAccountId(id)
    ? { accountId: id, username: null }
    : { accountId: null, username: id };

/**
 * Whether two refs mean one person: by account, by user name, else by the shown name unless what
 * else is known of them differs.
 */
function isSamePerson(one: PersonRef, other: PersonRef): boolean {
  if (one.accountId !== null && other.accountId !== null) return one.accountId === other.accountId;
  if (one.username !== null && other.username !== null) return one.username === other.username;
  return one.displayName.toLowerCase() === other.displayName.toLowerCase();
}

/** One ref with all that either knows; the first is preferred. */
const mergePerson = (one: PersonRef, other: PersonRef): PersonRef => ({
  displayName: one.displayName,
  username: one.username ?? other.username,
  accountId: one.accountId ?? other.accountId,
  profileUrl: one.profileUrl ?? other.profileUrl,
});

/** The people without repeats, each with all that is known of them, in order of first mention. */
export function distinctPeople(people: readonly PersonRef[]): PersonRef[] {
  const distinct: PersonRef[] = [];
  for (const person of people) {
    const at = distinct.findIndex((known) => isSamePerson(known, person));
    const known = distinct[at];
    if (known === undefined) distinct.push(person);
    else distinct[at] = mergePerson(known, person);
  }
  return distinct;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
