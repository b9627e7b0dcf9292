/** The people whom a section names. */
import type { PersonRef } from '../model/page.ts';
import { authorsIn } from './report-authors.ts';

export interface PersonInText {
  readonly at: number;
  readonly raw: string;
  readonly person: PersonRef;
}

/**
 * People whom the page knows (its authors, those it mentions), where their whole names stand in a
 * text. A name of one word counts only behind `@`: many a one is a word of the language.
 */
export function knownPeopleIn(text: string, known: readonly PersonRef[]): PersonInText[] {
  const found: PersonInText[] = [];
  const longestFirst = known.toSorted(
    (one, other) => other.displayName.length - one.displayName.length,
  );
  for (const person of longestFirst) {
    const name = person.displayName.replace(/^@/, '');
    const raw = name.includes(' ') ? name : `@${name}`;
    for (let at = text.indexOf(raw); at !== -1; at = text.indexOf(raw, at + raw.length)) {
      const isTaken = found.some(
        (other) => at < other.at + other.raw.length && other.at < at + raw.length,
      );
      if (!isTaken && isWhole(text, at, raw)) found.push({ at, raw, person });
    }
  }
  return found.toSorted((one, other) => one.at - other.at);
}

const isWhole = (text: string, at: number, raw: string): boolean =>
  !/[\p{L}\p{N}]/u.test(text.slice(0, at).slice(-1)) &&
  !/[\p{L}\p{N}]/u.test(text.slice(at + raw.length).slice(0, 1));

/** The people of a line of a section that lists people, whether or not the page knows them. */
export function peopleListedIn(line: string, known: readonly PersonRef[]): PersonInText[] {
  const found = [...knownPeopleIn(line, known)];
  for (const person of authorsIn([], line)) {
    const raw = person.displayName;
    const at = line.indexOf(raw);
    const isKnown = found.some(
      (other) => at < other.at + other.raw.length && other.at < at + raw.length,
    );
    if (at !== -1 && !isKnown) found.push({ at, raw, person });
  }
  return found.toSorted((one, other) => one.at - other.at);
}
