/** The line “Created by … on …”: who made and who last changed the page, and when. */
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { RawMetadata } from '../model/document.ts';
import type { IsoDate, PersonRef } from '../model/page.ts';
import { parseDate, settle } from './dates.ts';
import { personFromName } from './people.ts';

export interface Metadata {
  readonly creator: PersonRef | null;
  readonly createdOn: IsoDate | null;
  readonly lastModifier: PersonRef | null;
  readonly lastModifiedOn: IsoDate | null;
  readonly diagnostics: readonly Diagnostic[];
}

const NOTHING: Metadata = {
  creator: null,
  createdOn: null,
  lastModifier: null,
  lastModifiedOn: null,
  diagnostics: [],
};

const CREATED = /^(?:created|added) by ?/i;
/** `last updated` since Data Center 9, `last edited` before 4.x. */
const MODIFIED = /,? last (?:modified|updated|edited|changed)(?: (by|on)(?= |$))? ?/gi;
const CHANGED = /^this page last changed(?: on)? /i;

/**
 * Reads the metadata line by the archive's rules of meaning:
 *
 * - `Created by A on D`: creator A, created on D; nobody modified it.
 * - `Created by A, last modified on D`: creator and modifier A; the page does not say when it was made.
 * - `Created by A, last modified by B on D`: creator A, modifier B.
 * - `This page last changed on D by B.` (before 5.x): modifier B; the creator is not told.
 *
 * The line is read from the right, because names may hold commas and “ on ”. Names that the markup
 * marks win over names cut from the text. `near` are the page's other dates, to settle a numeric
 * date that could be two days. A line of another form, or a date of an unknown form, leaves nulls
 * and a diagnostic; null (no line at all) leaves nulls only.
 */
export function parseMetadata(raw: RawMetadata | null, near: readonly IsoDate[] = []): Metadata {
  if (raw === null) return NOTHING;
  const text = raw.text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  if (CHANGED.test(text)) return lastChanged(text.replace(CHANGED, ''), raw, near);
  if (CREATED.test(text)) return created(text.replace(CREATED, ''), raw, near);
  return unreadable(raw);
}

const unreadable = (raw: RawMetadata): Metadata => ({
  ...NOTHING,
  creator: person(raw.creator),
  lastModifier: person(raw.modifier),
  diagnostics: [diagnostic('metadata-unreadable', raw.text.slice(0, 200))],
});

const person = (name: string | null): PersonRef | null =>
  name === null ? null : personFromName(name);

/** `D by B`: the first ` by ` ends the date, which holds none. */
function lastChanged(rest: string, raw: RawMetadata, near: readonly IsoDate[]): Metadata {
  const by = rest.indexOf(' by ');
  const when = read(by === -1 ? rest : rest.slice(0, by), near);
  return {
    ...NOTHING,
    lastModifier: person(raw.modifier ?? (by === -1 ? null : rest.slice(by + 4))),
    lastModifiedOn: when.iso,
    diagnostics: when.diagnostics,
  };
}

/** What follows `Created by `. */
function created(rest: string, raw: RawMetadata, near: readonly IsoDate[]): Metadata {
  const name = raw.creator ?? '';
  // A marked name is skipped, so that whatever it holds cannot be taken for the line's own words.
  const skip = name !== '' && rest.startsWith(name) ? name.length : 0;
  const modified = lastMatch(rest, skip);
  if (modified === null) {
    const { before, when } = splitDate(rest, skip, near);
    const creator = person(raw.creator ?? before);
    return { ...NOTHING, creator, createdOn: when.iso, diagnostics: when.diagnostics };
  }
  const creator = person(raw.creator ?? rest.slice(0, modified.index));
  const tail = rest.slice(modified.index + modified.length);
  if (modified.word === 'by') {
    const { before, when } = splitDate(tail, 0, near);
    const lastModifier = person(raw.modifier ?? before);
    return {
      creator,
      createdOn: null,
      lastModifier,
      lastModifiedOn: when.iso,
      diagnostics: when.diagnostics,
    };
  }
  const when = read(tail, near);
  return {
    creator,
    createdOn: null,
    lastModifier: creator,
    lastModifiedOn: when.iso,
    diagnostics: when.diagnostics,
  };
}

/** The last `, last modified by|on` from `from` on: a name before it may hold the same words. */
function lastMatch(
  text: string,
  from: number,
): { index: number; length: number; word: string | null } | null {
  const all = [...text.slice(from).matchAll(MODIFIED)];
  const last = all.at(-1);
  if (last === undefined) return null;
  const word = last[1]?.toLowerCase() ?? null;
  return { index: from + last.index, length: last[0].length, word };
}

interface When {
  readonly iso: IsoDate | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** `A on D`: the last ` on ` that is followed by a date, else the last one at all. */
function splitDate(
  text: string,
  from: number,
  near: readonly IsoDate[],
): { before: string; when: When } {
  const places = [...text.matchAll(/ on (?=\S)/gi)]
    .map(({ index }) => index)
    .filter((index) => index >= from)
    .reverse();
  const place = places.find((index) => isDate(text.slice(index + 4))) ?? places[0];
  if (place === undefined) return { before: text, when: { iso: null, diagnostics: [] } };
  return { before: text.slice(0, place), when: read(text.slice(place + 4), near) };
}

function isDate(text: string): boolean {
  const { iso, ambiguous } = parseDate(text);
  return iso !== null || ambiguous !== null;
}

function read(text: string, near: readonly IsoDate[]): When {
  const { iso, ambiguous } = parseDate(text);
  if (iso !== null) return { iso, diagnostics: [] };
  if (ambiguous === null) {
    return { iso: null, diagnostics: [diagnostic('date-unreadable', text.slice(0, 100))] };
  }
  const settled = settle(ambiguous, near);
  return settled === null
    ? { iso: null, diagnostics: [diagnostic('date-ambiguous', text.slice(0, 100))] }
    : { iso: settled, diagnostics: [] };
}
