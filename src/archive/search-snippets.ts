/** The words around what was found. */
import type { SnippetPart } from '../model/search.ts';
import { placesIn, type Effort, type Places, type Span, type Wanted } from './search-places.ts';
import { joined, SEPARATOR } from './search-text.ts';

/** Signs that no text holds, around the words that were looked for. */
const OPENS = '\u0002';
const CLOSES = '\u0003';

const MOST_WORDS = 32;

/**
 * The best place of a text with its matches between signs, and `…` where the text goes on; the
 * beginning where nothing was found.
 */
export function markedSnippet(text: string, wanted: Wanted, effort: Effort): string {
  // A character of Japanese is a word of the index.
  const size = text.includes(SEPARATOR) ? 2 * MOST_WORDS : MOST_WORDS;
  const places = placesIn(text, wanted, size, effort);
  const { starts, ends, best, hasMore } = places;
  const first = best === null ? 0 : firstWord(text, places, best, size);
  const last = Math.min(first + size, starts.length) - 1;
  const isToEnd = !hasMore && last === starts.length - 1;
  const shown = { first, last };
  const start = first === 0 ? 0 : (starts[first] ?? 0);
  const end = isToEnd ? text.length : (ends[last] ?? text.length);
  const before = first === 0 ? '' : '…';
  return `${before}${marked(text.slice(0, end), start, shown, places)}${isToEnd ? '' : '…'}`;
}

/** The beginning of the sentence, if the matches are in reach of it; else they stand in the middle. */
function firstWord(text: string, { starts }: Places, best: Span, size: number): number {
  const earliest = Math.max(0, best.last - size + 1);
  for (let at = best.first; at >= earliest; at -= 1) {
    if (at === 0 || /[.:]\s*$/.test(text.slice(Math.max(0, (starts[at] ?? 0) - 8), starts[at])))
      return at;
  }
  const room = size - (best.last - best.first + 1);
  return Math.max(0, best.first - Math.ceil(room / 2));
}

/** From the character `start` to the end, with signs around the matches; those that overlap are one. */
function marked(
  text: string,
  start: number,
  shown: Span,
  { starts, ends, matches }: Places,
): string {
  const inside = matches
    .map(({ first, last }) => ({
      first: Math.max(first, shown.first),
      last: Math.min(last, shown.last),
    }))
    .filter(({ first, last }) => first <= last)
    .sort((a, b) => a.first - b.first || b.last - a.last);
  let from = start;
  let result = '';
  for (const { first, last } of inside) {
    const opens = starts[first] ?? 0;
    const closes = ends[last] ?? 0;
    if (closes <= from) continue;
    if (opens < from && result.endsWith(CLOSES)) {
      result = `${result.slice(0, -1)}${text.slice(from, closes)}${CLOSES}`;
    } else {
      result += `${text.slice(from, opens)}${OPENS}${text.slice(opens, closes)}${CLOSES}`;
    }
    from = closes;
  }
  return result + text.slice(from);
}

/** `a \u0002b\u0003 c` → `a `, `b` as a match, ` c`; words that touch are one match. */
export function snippetParts(marked: string): readonly SnippetPart[] {
  const text = joined(marked).replaceAll(CLOSES + OPENS, '');
  return text
    .split(OPENS)
    .flatMap((piece, at): SnippetPart[] => {
      if (at === 0) return [{ text: piece, isMatch: false }];
      const [match = '', ...rest] = piece.split(CLOSES);
      return [
        { text: match, isMatch: true },
        { text: rest.join(''), isMatch: false },
      ];
    })
    .filter((part) => part.text !== '')
    .map(({ text: part, isMatch }) => ({ text: part.replace(/\s+/g, ' '), isMatch }));
}

export const hasMatch = (marked: string): boolean => marked.includes(OPENS);

/** The line of the first match, or what the snippet has of it, without marks. */
export function matchedLine(marked: string): string {
  const at = marked.indexOf(OPENS);
  const start = marked.lastIndexOf('\n', at) + 1;
  const end = marked.indexOf('\n', at);
  const line = marked.slice(start, end === -1 ? undefined : end);
  return plain(line.replace(/^…/, '').replace(/…$/, ''));
}

/** For comparing texts of the index with stored ones. */
export const plain = (text: string): string =>
  joined(text).replaceAll(OPENS, '').replaceAll(CLOSES, '').trim();
