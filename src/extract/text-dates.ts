/** Dates inside a line of text. */
import { trimEdges } from './edges.ts';
import { parseDate, type ParsedDate } from './dates.ts';

/** Words of the longest date: `Tuesday, 25th of June, 2024`. */
const MOST_WORDS = 5;
/** A line with more words is prose, and a date in it need not be the line's own. */
const MOST_WORDS_OF_LINE = 24;

/**
 * The different dates that a short line names, in order: the longest run of words that reads as a
 * date counts, and its words only once. None for lines of more than 24 words.
 */
export function datesIn(line: string): ParsedDate[] {
  const words = line.trim().split(/\s+/);
  if (words.length > MOST_WORDS_OF_LINE) return [];
  const dates = new Map<string, ParsedDate>();
  for (let at = 0; at < words.length; at += 1) {
    const found = dateAt(words, at);
    if (found === null) continue;
    dates.set(found.date.iso ?? String(found.date.ambiguous), found.date);
    at += found.length - 1;
  }
  return [...dates.values()];
}

function dateAt(words: readonly string[], at: number): { date: ParsedDate; length: number } | null {
  for (let length = Math.min(MOST_WORDS, words.length - at); length > 0; length -= 1) {
    const text = words.slice(at, at + length).join(' ');
    const date = parseDate(trimEdges(text, /[^\p{L}\p{N}]/u));
    if (date.iso !== null || date.ambiguous !== null) return { date, length };
  }
  return null;
}
