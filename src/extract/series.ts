/** The series that a report belongs to: the group or project that it tells of. */
import type { SpaceRef } from '../model/page.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { trimEdges } from './edges.ts';
import { withoutPeriod } from './period.ts';

/**
 * What the title names beside period and generic words, each part once: `Mid-Year 2021 Report- Some
 * Group - Mid-Year 2021 Report` is of `Some Group`. Where nothing is left, and where what is left is
 * the space in other words (its key, its initials, `SIG` for `Special Interest Group`), it is the
 * space's name, so that all reports of a group are of one series. Null where that is not known.
 */
export function seriesOf(title: string, space: SpaceRef, vocabulary: Vocabulary): string | null {
  const spaceName = space.name ?? space.key;
  const parts = withoutPeriod(title, vocabulary)
    .split(/[-–—:|,/](?= )|(?<= )[-–—:|,/]/)
    .map((part) => withoutGenericWords(part, vocabulary))
    .filter((part) => part !== '');
  const distinct = parts.filter(
    (part, at) => parts.findIndex((other) => other.toLowerCase() === part.toLowerCase()) === at,
  );
  const series = distinct.join(' - ');
  return series === '' || isSpace(series, space) ? spaceName : series;
}

function withoutGenericWords(part: string, { reports }: Vocabulary): string {
  const words = part.trim().split(/\s+/);
  const isOwn = (word: string): boolean => !reports.isGeneric(word);
  const [first, last] = [words.findIndex(isOwn), words.findLastIndex(isOwn)];
  return first === -1 ? '' : trimEdges(words.slice(first, last + 1).join(' '), /[\s,;:-]/);
}

function isSpace(series: string, { key, name }: SpaceRef): boolean {
  const words = wordsOfName(series);
  return [key, name].some((known) => known !== null && isSameName(words, wordsOfName(known)));
}

/** Names longer than this are sentences; comparing them costs more than it tells. */
const MAX_WORDS = 20;

const wordsOfName = (name: string): string[] =>
  (
    name
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).slice(0, MAX_WORDS);

/** Whether two names have the same words, but that either may abbreviate some of them. */
function isSameName(one: readonly string[], other: readonly string[]): boolean {
  const [first] = one;
  const [second] = other;
  if (first === undefined || second === undefined) return one.length === other.length;
  if (first === second) return isSameName(one.slice(1), other.slice(1));
  return (
    spelledOut(first, other).some((count) => isSameName(one.slice(1), other.slice(count))) ||
    spelledOut(second, one).some((count) => isSameName(one.slice(count), other.slice(1)))
  );
}

/** By how many words, two at least, an abbreviation is spelled out: `FMSIG` by `Financial Markets SIG`. */
function spelledOut(short: string, words: readonly string[]): number[] {
  const counts: number[] = [];
  let rests = [short];
  for (const [at, word] of words.entries()) {
    rests = rests.flatMap((rest) => [
      ...(rest.startsWith(word.charAt(0)) ? [rest.slice(1)] : []),
      ...(word.length > 1 && rest.startsWith(word) ? [rest.slice(word.length)] : []),
    ]);
    if (rests.length === 0) break;
    if (rests.includes('') && at > 0) counts.push(at + 1);
    rests = [...new Set(rests.filter((rest) => rest !== ''))];
  }
  return counts;
}
