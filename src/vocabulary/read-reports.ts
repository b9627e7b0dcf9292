/** Reads `reports:` of a vocabulary's file. */
import type { ReportsData } from './data.ts';
import { countOr, readPhrases, readTexts, readWords, textOr } from './read-parts.ts';
import { fieldsOf, textsOf, nearest, type Reading, type Spot } from './reading.ts';

const FIELDS = (
  'group authors published author-headings telling enough enough-with-period titles labels spaces ' +
  'title-says-yes title-says-no own-words generic'
).split(' ');

/** @param keys of all sections, those of the vocabulary that is extended included. */
export function readReports(
  reading: Reading,
  spot: Spot | undefined,
  keys: readonly string[],
): ReportsData {
  const fields = spot === undefined ? new Map<string, Spot>() : fieldsOf(reading, spot, FIELDS);
  const at = (name: string): Spot | undefined => fields.get(name);
  const checked = (found: string | null, place: Spot | undefined): string | null => {
    if (found === null || place === undefined || keys.includes(found)) return found;
    reading.note(
      place,
      `${place.what} names the section “${found}”, which is not under “sections:”; ${nearest(found, keys)}`,
    );
    return null;
  };
  const telling = at('telling');
  return {
    group: checked(textOr(reading, at('group')), at('group')),
    authors: checked(textOr(reading, at('authors')), at('authors')),
    published: checked(textOr(reading, at('published')), at('published')),
    enough: countOr(reading, at('enough'), 1, 100),
    enoughWithPeriod: countOr(reading, at('enough-with-period'), 1, 100),
    ownWords: countOr(reading, at('own-words'), 0, 100_000),
    telling:
      telling === undefined
        ? []
        : textsOf(reading, telling).flatMap((each) => checked(each.text, each) ?? []),
    labels: readTexts(reading, at('labels')),
    spaces: readTexts(reading, at('spaces')),
    titleSaysYes: readWords(reading, at('title-says-yes')),
    titleSaysNo: readWords(reading, at('title-says-no')),
    generic: readWords(reading, at('generic')),
    titles: readPhrases(reading, at('titles')).map(({ phrase }) => phrase),
    authorHeadings: readPhrases(reading, at('author-headings')).map(({ phrase }) => phrase),
  };
}
