/**
 * Words as the index's tokenizer, `unicode61 remove_diacritics 2`, takes them: runs of letters and
 * digits, without case, Latin letters without accents (https://sqlite.org/fts5.html#unicode61_tokenizer).
 */

/** Accents that stand behind their letter belong to the word, and are dropped. */
const ACCENT = /[\u0300-\u0331]/g;
const SIGN = /[\p{L}\p{N}\p{Co}]/u;
const MARKED_SIGN = /[\p{L}\p{N}\p{Co}\u0300-\u0331]/u;

/** A pattern would be slower by far, which long pages would show. */
const isPlain = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);

const ASCII_END = 0x80;

/** How many units of the text at `at` are a sign of a word, which one that has begun goes on with. */
function signAt(text: string, at: number, pattern: RegExp): number {
  const code = text.charCodeAt(at);
  if (code < ASCII_END) return isPlain(code) ? 1 : 0;
  const letter = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return pattern.test(letter) ? letter.length : 0;
}

/** Where the first word from `at` on begins; the length of the text where there is none. */
export function wordStart(text: string, at: number): number {
  let start = at;
  while (start < text.length && signAt(text, start, SIGN) === 0) start += 1;
  return start;
}

/** Where the word that begins at `start` ends. */
export function wordEnd(text: string, start: number): number {
  let end = start;
  for (;;) {
    const length = end < text.length ? signAt(text, end, MARKED_SIGN) : 0;
    if (length === 0) return end;
    end += length;
  }
}

const ACCENTED_LATIN = /^[a-z]\p{M}+$/iu;

/** Words that the index takes for one are folded into one. */
export function folded(word: string): string {
  if (isAscii(word)) return word.toLowerCase();
  return Array.from(word, foldedLetter).join('').replace(ACCENT, '');
}

const isAscii = (word: string): boolean => !/[^\0-\x7F]/.test(word);

function foldedLetter(letter: string): string {
  const parts = letter.normalize('NFD');
  const base = ACCENTED_LATIN.test(parts) ? parts.charAt(0) : letter;
  // By way of the capital, which the forms of σ share.
  const capital = base.toUpperCase();
  return (capital.length === base.length ? capital : base).toLowerCase();
}

/** The folded words of a short text, in order. */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (let at = wordStart(text, 0); at < text.length;) {
    const end = wordEnd(text, at);
    words.push(folded(text.slice(at, end)));
    at = wordStart(text, end);
  }
  return words;
}
