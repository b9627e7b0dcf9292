/** Parts that several places of a vocabulary's file have in common. */
import { parsePhrase, PhraseError, type Phrase } from './phrase.ts';
import { countOf, textOf, textsOf, type Reading, type Spot } from './reading.ts';

/** A list of texts; several words of one entry are several words. */
export const readWords = (reading: Reading, spot: Spot | undefined): string[] =>
  readTexts(reading, spot).flatMap((text) => text.toLowerCase().split(/\s+/));

/** A list of texts as they are. */
export const readTexts = (reading: Reading, spot: Spot | undefined): string[] =>
  spot === undefined ? [] : textsOf(reading, spot).map(({ text }) => text);

export interface LocatedPhrase {
  readonly phrase: Phrase;
  readonly text: string;
  readonly line: number;
}

/** Phrases; one that cannot be read is noted and left out. */
export function readPhrases(reading: Reading, spot: Spot | undefined): LocatedPhrase[] {
  if (spot === undefined) return [];
  return textsOf(reading, spot).flatMap(({ text, line }) => {
    const phrase = orNoted(reading, line, `the phrase “${text}”`, () => parsePhrase(text));
    return phrase === null ? [] : [{ phrase, text, line }];
  });
}

/** What `parse` yields; null where it says why it cannot, which is noted. */
export function orNoted<Result>(
  reading: Reading,
  line: number,
  what: string,
  parse: () => Result,
): Result | null {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof PhraseError)) throw error;
    reading.note({ line }, `${what} ${error.message}.`);
    return null;
  }
}

export const textOr = (reading: Reading, spot: Spot | undefined): string | null =>
  spot === undefined ? null : textOf(reading, spot);

export const countOr = (
  reading: Reading,
  spot: Spot | undefined,
  least: number,
  most: number,
): number | null => (spot === undefined ? null : countOf(reading, spot, least, most));
