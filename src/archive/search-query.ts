/**
 * The language in which people search: words, "phrases", beginnings*, OR, -exclusions or NOT,
 * parentheses, and `title:word`, `heading:word`, `text:word`. Pure; whatever is typed is read as
 * something, or is a mistake that is explained.
 */
import { UsageError } from '../model/errors.ts';
import { separated } from './search-text.ts';
import { lexed, mistake, type SearchField, type Token } from './search-tokens.ts';

/** A word or phrase that is looked for. */
export interface SearchTerm {
  readonly kind: 'term';
  /** As it was typed, without quotation marks. */
  readonly words: string;
  /** The last word may go on. */
  readonly isPrefix: boolean;
  /** Null for all of them. */
  readonly field: SearchField | null;
}

export type SearchTree =
  | SearchTerm
  | { readonly kind: 'any'; readonly of: readonly SearchTree[] }
  | {
      readonly kind: 'all';
      /** At least one. */
      readonly of: readonly SearchTree[];
      readonly except: readonly SearchTree[];
    };

/** Far more than anybody types, and few enough to be answered at once. */
const MAX_WORDS = 100;
const MAX_LENGTH = 2000;
const MAX_DEPTH = 20;

/** @throws UsageError which says what is wrong, and where. */
export function parseQuery(query: string): SearchTree {
  if (query.length > MAX_LENGTH) {
    throw new UsageError(
      `The query has ${String(query.length)} characters; ${String(MAX_LENGTH)} are the most.`,
      'Search for a few words of it.',
    );
  }
  const tokens = lexed(query);
  const words = tokens.reduce(
    (sum, token) => sum + (token.kind === 'term' ? countWords(token.words) : 0),
    0,
  );
  if (words === 0) throw empty(query);
  if (words > MAX_WORDS) {
    throw new UsageError(
      `The query has ${String(words)} words; ${String(MAX_WORDS)} are the most.`,
      'Search for the rarest of them. A character of Chinese or Japanese counts as one.',
    );
  }
  const reading: Reading = { query, tokens, at: 0, depth: 0 };
  const tree = readAny(reading, null);
  const left = reading.tokens[reading.at];
  if (left !== undefined) {
    throw mistake(query, left.at, 'This parenthesis closes nothing.', 'Take it away, or open it.');
  }
  return tree;
}

/** As the index counts them. */
const countWords = (typed: string): number =>
  separated(typed).match(/[\p{L}\p{N}\p{Co}]+/gu)?.length ?? 0;

interface Reading {
  readonly query: string;
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

const empty = (query: string): UsageError =>
  query.trim() === ''
    ? new UsageError('Nothing to search for was given.', 'Name a word, such as `search budget`.')
    : new UsageError(
        `There is no word in “${query.trim()}”.`,
        'Search for words or numbers; signs and punctuation are not in the index.',
      );

type Field = SearchField | null;

/** `a b OR c` */
function readAny(reading: Reading, field: Field): SearchTree {
  const sides = [readAll(reading, field)];
  while (reading.tokens[reading.at]?.kind === 'or') {
    reading.at += 1;
    sides.push(readAll(reading, field));
  }
  const [only] = sides;
  return sides.length === 1 && only !== undefined ? only : { kind: 'any', of: sides };
}

/** Words side by side: all of them, without those that are excluded. */
function readAll(reading: Reading, field: Field): SearchTree {
  const { query, tokens } = reading;
  const start = tokens[reading.at]?.at ?? query.length;
  const of: SearchTree[] = [];
  const except: SearchTree[] = [];
  for (;;) {
    const token = tokens[reading.at];
    if (token === undefined || token.kind === 'or' || token.kind === 'close') break;
    if (token.kind === 'noise') reading.at += 1;
    else if (token.kind !== 'not') of.push(readOne(reading, field, token));
    else {
      reading.at += 1;
      if (tokens[reading.at]?.kind === 'noise') reading.at += 1;
      else except.push(readOne(reading, field, token));
    }
  }
  const [only] = of;
  if (only === undefined) throw nothing(query, start, except.length > 0, reading);
  return of.length === 1 && except.length === 0 ? only : { kind: 'all', of, except };
}

function nothing(query: string, at: number, hasExclusions: boolean, reading: Reading): UsageError {
  if (hasExclusions) {
    const what = 'Only words that must not be there are named.';
    return mistake(query, at, what, 'Name a word that must be there, too: `budget -draft`.');
  }
  return reading.depth > 0
    ? mistake(query, at, 'There is no word here.', 'Name one, or take the parentheses away.')
    : mistake(
        query,
        at,
        'A side of OR is empty.',
        'Name a word there. To search for the word “or” itself, write it small.',
      );
}

/** A term, or a group in parentheses. `before` is what it belongs to, for mistakes. */
function readOne(reading: Reading, field: Field, before: Token): SearchTree {
  const { query, tokens } = reading;
  const token = tokens[reading.at];
  reading.at += 1;
  if (token?.kind === 'term') {
    const { words, isPrefix } = token;
    return { kind: 'term', words, isPrefix, field: token.field ?? field };
  }
  if (token?.kind !== 'open') {
    throw mistake(
      query,
      before.at,
      'NOT is followed by nothing that could be excluded.',
      'Name a word behind it. To search for the word “not” itself, write it small.',
    );
  }
  reading.depth += 1;
  if (reading.depth > MAX_DEPTH) {
    throw mistake(query, token.at, 'The parentheses are too deep.', 'Take some of them away.');
  }
  const group = readAny(reading, token.field ?? field);
  reading.depth -= 1;
  if (tokens[reading.at]?.kind !== 'close') {
    throw mistake(query, token.at, 'This parenthesis is not closed.', 'Close it with `)`.');
  }
  reading.at += 1;
  return group;
}
