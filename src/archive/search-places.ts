/**
 * Where a text has the words that were looked for: the place with most of them. FTS5's `snippet()`
 * compares each occurrence with each other one, which takes seconds on one long page of common
 * words; this reads the text once, no further than it must, and never beyond a limit.
 */
import { groupBy } from './batch.ts';
import { spellingsOf } from './search-expression.ts';
import type { SearchTerm } from './search-query.ts';
import { folded, wordEnd, wordsOf, wordStart } from './search-words.ts';

/** One spelling of a term. */
interface Phrase {
  /** Folded. */
  readonly words: readonly string[];
  readonly isPrefix: boolean;
  /** Which of the terms it spells. */
  readonly term: number;
}

/** Terms, made ready to be looked for. */
export interface Wanted {
  readonly terms: number;
  /** The phrases that end with this word. */
  readonly byLast: ReadonlyMap<string, readonly Phrase[]>;
  /** The phrases whose last word begins so. */
  readonly byBeginning: ReadonlyMap<string, readonly Phrase[]>;
  /** The lengths of those beginnings. */
  readonly lengths: readonly number[];
}

export function wantedOf(terms: readonly SearchTerm[]): Wanted {
  const phrases = terms.flatMap(({ words, isPrefix }, term) =>
    spellingsOf(words)
      .map((spelling): Phrase => ({ words: wordsOf(spelling), isPrefix, term }))
      .filter((phrase) => phrase.words.length > 0),
  );
  const byBeginning = byLastWord(phrases.filter(({ isPrefix }) => isPrefix));
  return {
    terms: new Set(phrases.map(({ term }) => term)).size,
    byLast: byLastWord(phrases.filter(({ isPrefix }) => !isPrefix)),
    byBeginning,
    lengths: [...new Set([...byBeginning.keys()].map(({ length }) => length))],
  };
}

const byLastWord = (phrases: readonly Phrase[]): ReadonlyMap<string, readonly Phrase[]> =>
  groupBy(phrases, ({ words }) => words.at(-1) ?? '');

/** The phrases that may end with this word. */
const endingWith = ({ byLast, byBeginning, lengths }: Wanted, word: string): readonly Phrase[] => [
  ...(byLast.get(word) ?? []),
  ...lengths.flatMap((length) =>
    length > word.length ? [] : (byBeginning.get(word.slice(0, length)) ?? []),
  ),
];

/** A run of words, by their numbers; `last` is the last of them. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

interface Match extends Span {
  readonly term: number;
}

export interface Places {
  /** Where each word that was read begins and ends in the text. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly matches: readonly Span[];
  /** The run of at most `size` words with most of the terms, the first of several; null without any. */
  readonly best: Span | null;
  /** Whether the text has words that were not read. */
  readonly hasMore: boolean;
}

/** How much may still be read and compared, in words; what is beyond is not found. */
export interface Effort {
  left: number;
}

/** Reads a text until a run of `size` words has all terms, and what may be shown behind it. */
export function placesIn(text: string, wanted: Wanted, size: number, effort: Effort): Places {
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const matches: Match[] = [];
  const known = new Map<string, { readonly word: string; readonly phrases: readonly Phrase[] }>();
  const window = slidingWindow(size);
  let stop = wanted.terms === 0 ? 0 : Infinity;
  let hasMore = false;
  for (let start = wordStart(text, 0); start < text.length;) {
    const at = words.length;
    const end = wordEnd(text, start);
    const typed = text.slice(start, end);
    hasMore = at > stop + size || (effort.left <= 0 && at > size);
    if (hasMore) break;
    let entry = known.get(typed);
    if (entry === undefined) {
      const word = folded(typed);
      entry = { word, phrases: endingWith(wanted, word) };
      known.set(typed, entry);
    }
    words.push(entry.word);
    starts.push(start);
    ends.push(end);
    start = wordStart(text, end);
    effort.left -= 1;
    for (const phrase of entry.phrases) {
      effort.left -= phrase.words.length;
      if (!standsBefore(words, phrase.words)) continue;
      const match = { first: at - phrase.words.length + 1, last: at, term: phrase.term };
      matches.push(match);
      if (at <= stop && window.take(match) === wanted.terms) stop = Math.min(stop, at + size);
    }
  }
  return { starts, ends, matches, best: window.best(), hasMore };
}

/** Whether `words` end with those of a phrase; the last was compared already. */
function standsBefore(words: readonly string[], phrase: readonly string[]): boolean {
  const shift = words.length - phrase.length;
  for (let at = phrase.length - 2; at >= 0; at -= 1) {
    if (words[shift + at] !== phrase[at]) return false;
  }
  return shift >= 0;
}

/** A further term is worth more than any number of repetitions. */
const TERM_WEIGHT = 1000;

/** The matches of the last `size` words, and the best that they ever were. */
function slidingWindow(size: number) {
  const inside: Match[] = [];
  let from = 0;
  const counts = new Map<number, number>();
  const add = (term: number, change: number): void => {
    const count = (counts.get(term) ?? 0) + change;
    if (count === 0) counts.delete(term);
    else counts.set(term, count);
  };
  let best: Span | null = null;
  let bestScore = 0;
  return {
    /** How many of the terms are there now. */
    take(match: Match): number {
      inside.push(match);
      add(match.term, 1);
      let oldest = inside[from] ?? match;
      while (oldest !== match && match.last - oldest.first >= size) {
        add(oldest.term, -1);
        from += 1;
        oldest = inside[from] ?? match;
      }
      const score = counts.size * TERM_WEIGHT + (inside.length - from);
      if (score > bestScore) {
        bestScore = score;
        best = { first: Math.min(oldest.first, match.first), last: match.last };
      }
      return counts.size;
    },
    best: (): Span | null => best,
  };
}
