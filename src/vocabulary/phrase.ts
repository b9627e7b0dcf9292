/**
 * The phrase language in which a vocabulary says what headings go by:
 *
 *     Planned Work          these words, compared without case, punctuation and plural
 *     (plan|goal) for       one of these
 *     [the] report          may be left out
 *     * diversity           any one word
 *     plans for #           any number
 *     ... health ...        any words, or none
 *
 * A phrase becomes a machine over words, which never goes back: matching takes as many steps as
 * there are words times places in the phrase, whatever the heading.
 */
import { comparedWords } from './words.ts';

export type Phrase =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'any' | 'number' | 'rest' }
  | { readonly kind: 'row'; readonly parts: readonly Phrase[] }
  | { readonly kind: 'choice'; readonly options: readonly Phrase[]; readonly optional: boolean };

/** Why a phrase cannot be read, as a sentence that says what to do. */
export class PhraseError extends Error {}

const MAX_PHRASE = 300;
const MAX_DEPTH = 6;

/** @throws PhraseError */
export function parsePhrase(text: string): Phrase {
  if (text.length > MAX_PHRASE) {
    throw new PhraseError(`is longer than ${String(MAX_PHRASE)} characters; split it into several`);
  }
  const tokens = text.replaceAll('(s)', '').split(/(\.{3}|[…()[\]|*#])/);
  const reading: TokenReading = { tokens, at: 0 };
  const phrase = readChoice(reading, null, 0);
  if (mustHave(phrase) === null) {
    throw new PhraseError('has no word that must be there; write at least one outside of [ ]');
  }
  return phrase;
}

export interface TokenReading {
  readonly tokens: readonly string[];
  at: number;
}

/**
 * Options up to the closing sign, or to the end, each read by `readOption`; the sign is passed.
 * Phrases and the patterns of periods have the same parentheses.
 *
 * @throws PhraseError
 */
export function readOptions<Part>(
  reading: TokenReading,
  close: string | null,
  readOption: () => Part,
): readonly Part[] {
  const options: Part[] = [];
  for (;;) {
    options.push(readOption());
    const token = reading.tokens[reading.at];
    if (token === '|') reading.at += 1;
    else if (token === close || (token === undefined && close === null)) break;
    else if (token === undefined) throw new PhraseError(`lacks a “${close ?? ''}”; add it`);
    else throw new PhraseError(`has a “${token}” that closes nothing; remove it`);
  }
  reading.at += 1;
  return options;
}

function readChoice(reading: TokenReading, close: string | null, depth: number): Phrase {
  if (depth > MAX_DEPTH) throw new PhraseError('is nested too deep; write it as several phrases');
  const options = readOptions(reading, close, () => readRow(reading, depth));
  return { kind: 'choice', options, optional: close === ']' };
}

function readRow(reading: TokenReading, depth: number): Phrase {
  const parts: Phrase[] = [];
  for (; reading.at < reading.tokens.length;) {
    const token = reading.tokens[reading.at] ?? '';
    if (token === '|' || token === ')' || token === ']') break;
    reading.at += 1;
    if (token === '(' || token === '[') {
      parts.push(readChoice(reading, token === '(' ? ')' : ']', depth + 1));
    } else if (token === '*') parts.push({ kind: 'any' });
    else if (token === '#') parts.push({ kind: 'number' });
    else if (token === '...' || token === '…') parts.push({ kind: 'rest' });
    else for (const word of comparedWords(token)) parts.push({ kind: 'word', word });
  }
  if (parts.length === 0) {
    throw new PhraseError(
      'has an empty place; put a word there, or “[ ]” around what may be left out',
    );
  }
  return { kind: 'row', parts };
}

/** Words of which one stands in all that the phrase fits; null where there are none. */
export function mustHave(phrase: Phrase): ReadonlySet<string> | null {
  if (phrase.kind === 'word') return new Set([phrase.word]);
  if (phrase.kind === 'row') {
    const sets = phrase.parts.map(mustHave).filter((set) => set !== null);
    return sets.toSorted((one, other) => one.size - other.size)[0] ?? null;
  }
  if (phrase.kind !== 'choice' || phrase.optional) return null;
  const sets = phrase.options.map(mustHave);
  return sets.every((set) => set !== null) ? new Set(sets.flatMap((set) => [...set])) : null;
}

/** Every word that the phrase spells out. */
export function wordsOfPhrase(phrase: Phrase): readonly string[] {
  if (phrase.kind === 'word') return [phrase.word];
  if (phrase.kind === 'row') return phrase.parts.flatMap(wordsOfPhrase);
  return phrase.kind === 'choice' ? phrase.options.flatMap(wordsOfPhrase) : [];
}

const MAX_SPELLINGS = 400;

/** All that the phrase can be, as long as that is a short list; null with `*`, `#` and `...`. */
export function spellings(phrase: Phrase): readonly string[] | null {
  if (phrase.kind === 'word') return [phrase.word];
  if (phrase.kind === 'choice') {
    const options = phrase.options.map(spellings);
    if (options.some((list) => list === null)) return null;
    const all = [...(phrase.optional ? [''] : []), ...options.flatMap((list) => list ?? [])];
    return all.length > MAX_SPELLINGS ? null : all;
  }
  if (phrase.kind !== 'row') return null;
  let all: readonly string[] = [''];
  for (const part of phrase.parts) {
    const list = spellings(part);
    if (list === null || list.length * all.length > MAX_SPELLINGS) return null;
    all = all.flatMap((before) => list.map((after) => `${before} ${after}`.trim()));
  }
  return all;
}
