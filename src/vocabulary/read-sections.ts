/** Reads `sections:` of a vocabulary's file. */
import { VALUE_TYPES, type ValueType } from '../model/vocabulary.ts';
import type { SectionData } from './data.ts';
import { spellings } from './phrase.ts';
import { countOr, readPhrases, readWords, textOr, type LocatedPhrase } from './read-parts.ts';
import { fieldsOf, flagOf, nearest, type Reading, type Spot } from './reading.ts';

const FIELDS = 'title values names mentions beside without plural most-words'.split(' ');
const MAX_SECTIONS = 200;
const MAX_PHRASES = 2000;

/** @param known keys of the vocabulary that is extended: their sections need no names of their own. */
export function readSections(
  reading: Reading,
  spot: Spot,
  known: ReadonlySet<string>,
): readonly SectionData[] {
  const claims = new Map<string, Claimant>();
  const fields = [...fieldsOf(reading, spot, null)];
  if (fields.length > MAX_SECTIONS) {
    reading.note(spot, `${spot.what} are more than ${String(MAX_SECTIONS)}; leave some out.`);
    return [];
  }
  const sections = fields.map(([key, section]) => {
    checkKey(reading, key, section);
    return readSection(reading, key, section, { isKnown: known.has(key), claims });
  });
  const phrases = sections.reduce((sum, each) => sum + each.names.length + each.mentions.length, 0);
  if (phrases > MAX_PHRASES) {
    reading.note(
      spot,
      `${spot.what} have more than ${String(MAX_PHRASES)} phrases; leave some out.`,
    );
  }
  return sections;
}

interface Claimant {
  readonly key: string;
  readonly line: number;
}

function checkKey(reading: Reading, key: string, { line }: Spot): void {
  if (/^[\p{Ll}\p{Lo}\p{M}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*$/u.test(key) && key.length <= 60)
    return;
  reading.note(
    { line },
    `section “${key}” needs a key of small letters, digits and hyphens, such as “next-steps”.`,
  );
}

function readSection(
  reading: Reading,
  key: string,
  spot: Spot,
  { isKnown, claims }: { readonly isKnown: boolean; readonly claims: Map<string, Claimant> },
): SectionData {
  const fields = fieldsOf(reading, { ...spot, what: `section “${key}”` }, FIELDS);
  const names = readPhrases(reading, fields.get('names'));
  const mentions = readPhrases(reading, fields.get('mentions'));
  const isNamed = names.length > 0 || mentions.length > 0;
  // Phrases that cannot be read are noted already.
  const isTried = fields.has('names') || fields.has('mentions');
  if (!isNamed && !isKnown && !(isTried && hasEntries(reading, fields))) {
    reading.note(spot, `section “${key}” has no names; add at least one under “names:”.`);
  }
  for (const name of names) claim(reading, key, name, claims);
  const plural = fields.get('plural');
  return {
    key,
    title: textOr(reading, fields.get('title')),
    values: readValues(reading, fields.get('values')),
    plural: plural === undefined ? null : flagOf(reading, plural),
    mostWords: countOr(reading, fields.get('most-words'), 1, 60),
    names: names.map(({ phrase }) => ({ phrase, isOwn: true })),
    mentions: mentions.map(({ phrase }) => ({ phrase, isOwn: true })),
    beside: readWords(reading, fields.get('beside')),
    without: readWords(reading, fields.get('without')),
  };
}

/** Whether a mistake among the names has been told. */
function hasEntries({ findings }: Reading, fields: ReadonlyMap<string, Spot>): boolean {
  const first = Math.min(...['names', 'mentions'].flatMap((name) => fields.get(name)?.line ?? []));
  return findings.some(({ line }) => line >= first);
}

function readValues(reading: Reading, spot: Spot | undefined): ValueType | null {
  const text = textOr(reading, spot);
  if (spot === undefined || text === null) return null;
  const values = VALUE_TYPES.find((type) => type === text);
  if (values !== undefined) return values;
  reading.note(spot, `${spot.what} cannot be “${text}”; ${nearest(text, VALUE_TYPES)}`);
  return null;
}

/** Each name belongs to one section. */
function claim(
  reading: Reading,
  key: string,
  { phrase, text, line }: LocatedPhrase,
  claims: Map<string, Claimant>,
): void {
  for (const spelling of spellings(phrase) ?? [`“${text.toLowerCase()}`]) {
    const other = claims.get(spelling);
    if (other !== undefined && other.key !== key) {
      const shown = spelling.replace('“', '');
      reading.note(
        { line },
        `section “${key}” claims “${shown}”, and so does section “${other.key}” in line ${String(other.line)}; leave it to one of them.`,
      );
      return;
    }
    if (other === undefined) claims.set(spelling, { key, line });
  }
}
