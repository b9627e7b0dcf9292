/** The smallest parts of a search query. */
import { UsageError } from '../model/errors.ts';

/** A column of the index. */
export type SearchField = 'title' | 'headings' | 'text';

interface Place {
  /** Where it begins, in UTF-16 units. */
  readonly at: number;
}

export interface TermToken extends Place {
  readonly kind: 'term';
  readonly words: string;
  readonly isPrefix: boolean;
  readonly field: SearchField | null;
}

export type Token =
  | TermToken
  | (Place & { readonly kind: 'open'; readonly field: SearchField | null })
  /** `noise` holds no letter or digit, so the index knows nothing of it. */
  | (Place & { readonly kind: 'close' | 'or' | 'not' | 'noise' });

const SPACE = /[\s\p{Cc}\u200B]/u;
const WORD = /[\p{L}\p{N}\p{Co}]/u;

/** What closes a quotation, by what opened it: as keyboards, typesetters and languages have it. */
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”“'],
  ['”', '”'],
  ['„', '“”'],
  ['«', '»'],
  ['»', '«'],
  ['「', '」'],
  ['『', '』'],
  ['＂', '＂'],
]);

const FIELD = /^(title|headings?|text)[:：]/i;
const OPERATORS: ReadonlyMap<string, 'or' | 'not' | 'and'> = new Map([
  ['OR', 'or'],
  ['|', 'or'],
  ['||', 'or'],
  ['NOT', 'not'],
  ['AND', 'and'],
  ['&&', 'and'],
]);

/** The query's parts in order; AND, which means nothing, is left out. @throws UsageError */
export function lexed(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    if (SPACE.test(query.charAt(at))) {
      at += 1;
      continue;
    }
    const { token, end } = nextToken(query, at);
    if (token !== null) tokens.push(token);
    at = end;
  }
  return tokens;
}

interface Lexed {
  readonly token: Token | null;
  readonly end: number;
}

function nextToken(query: string, at: number): Lexed {
  const character = query.charAt(at);
  if (character === ')' || character === '）') return { token: { kind: 'close', at }, end: at + 1 };
  const next = query.charAt(at + 1);
  if (character === '-' && next !== '' && next !== '-' && !SPACE.test(next)) {
    return { token: { kind: 'not', at }, end: at + 1 };
  }
  const named = FIELD.exec(query.slice(at, at + 9));
  const behind = at + (named?.[0].length ?? 0);
  const follows = query.charAt(behind);
  if (named === null || follows === '' || SPACE.test(follows)) return operand(query, at, at, null);
  return operand(query, at, behind, fieldCalled(named[1] ?? ''));
}

const fieldCalled = (name: string): SearchField =>
  /^h/i.test(name) ? 'headings' : /^ti/i.test(name) ? 'title' : 'text';

/** A parenthesis, phrase or word that begins at `at`; the part with its field, at `start`. */
function operand(query: string, start: number, at: number, field: SearchField | null): Lexed {
  const character = query.charAt(at);
  if (character === '(' || character === '（') {
    const isEmpty = /^.\s*[)）]/.exec(query.slice(at));
    return isEmpty === null
      ? { token: { kind: 'open', at: start, field }, end: at + 1 }
      : { token: { kind: 'noise', at: start }, end: at + isEmpty[0].length };
  }
  const closing = QUOTES.get(character);
  return closing === undefined
    ? word(query, start, at, field)
    : phrase(query, start, at, closing, field);
}

function phrase(
  query: string,
  start: number,
  at: number,
  closing: string,
  field: SearchField | null,
): Lexed {
  let end = at + 1;
  while (end < query.length && !closing.includes(query.charAt(end))) end += 1;
  if (end === query.length) {
    throw mistake(query, at, 'This quotation mark is not closed.', 'Close it, or take it away.');
  }
  const words = query.slice(at + 1, end);
  const star = /(?<=[\p{L}\p{N}])\*+(?=[^*\p{L}\p{N}]*[\p{L}\p{N}])/u.exec(words);
  if (star !== null) {
    throw mistake(
      query,
      at + 1 + star.index,
      'In a phrase, only the last word may have a star.',
      'Take it away, or search for the words one by one.',
    );
  }
  const isStarred = query.charAt(end + 1) === '*';
  const isPrefix = isStarred || /[\p{L}\p{N}]\*+\s*$/u.test(words);
  const token = term(words.replaceAll('*', ' ').trim(), isPrefix, field, start);
  return { token, end: end + (isStarred ? 2 : 1) };
}

function word(query: string, start: number, at: number, field: SearchField | null): Lexed {
  let end = at;
  while (end < query.length && !isBorder(query.charAt(end))) end += 1;
  const typed = query.slice(at, end);
  const operator = field === null ? OPERATORS.get(typed) : undefined;
  if (operator === 'and') return { token: null, end };
  if (operator !== undefined) return { token: { kind: operator, at: start }, end };
  const star = /[\p{L}\p{N}]\*+(?=[\p{L}\p{N}])/u.exec(typed);
  if (star !== null) {
    throw mistake(
      query,
      at + star.index + 1,
      'A star stands for the end of a word only.',
      `Search for \`${typed.slice(0, star.index + 2)}\`.`,
    );
  }
  return { token: term(typed.replaceAll('*', ' ').trim(), typed.endsWith('*'), field, start), end };
}

const isBorder = (character: string): boolean =>
  SPACE.test(character) || QUOTES.has(character) || '()（）'.includes(character);

const term = (words: string, isPrefix: boolean, field: SearchField | null, at: number): Token =>
  WORD.test(words) ? { kind: 'term', words, isPrefix, field, at } : { kind: 'noise', at };

/** East Asian characters are two columns wide. */
const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60]/g;

/** A mistake with a mark below its place. */
export function mistake(query: string, at: number, what: string, advice: string): UsageError {
  const before = query.slice(0, at);
  const columns = Array.from(before).length + (before.match(WIDE)?.length ?? 0);
  const shown = query.replace(/[\s\p{Cc}]/gu, ' ');
  return new UsageError(`${what}\n  ${shown}\n  ${' '.repeat(columns)}^`, advice);
}
