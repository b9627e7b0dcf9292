/** Finds the words by which a title names a period of time. */
import { addAll } from '../model/add-all.ts';
import type { PeriodLength, PeriodVocabulary, PeriodWord } from '../model/vocabulary.ts';
import type { CompiledPattern, Slot } from './period-pattern.ts';
import {
  dayRangesIn,
  monthNamesIn,
  monthNumbersIn,
  shortYearsIn,
  unreadIn,
  withoutDays,
  yearSpansIn,
  yearsIn,
  type Found,
} from './period-signs.ts';
import { comparedWords, titleWords } from './words.ts';

/** What a pattern's words mean. */
export type PatternMeaning =
  /** The n-th stretch of so many months of a year, or of so many weeks. */
  | { readonly kind: 'nth'; readonly unit: 'months' | 'weeks'; readonly size: number }
  /** The same months of each year. */
  | { readonly kind: 'months'; readonly from: number; readonly to: number }
  /** The n-th stretch of so many days, counted from one day on. */
  | { readonly kind: 'days'; readonly size: number; readonly start: number }
  /** A year that begins in another month, by default in the calendar year before. */
  | { readonly kind: 'year'; readonly offset: number }
  | { readonly kind: 'name' };

export interface PeriodPattern {
  readonly compiled: CompiledPattern;
  readonly meaning: PatternMeaning;
  /** Lowest and highest `{n}`. */
  readonly range: readonly [number, number];
  /** Also a word of other meaning (`Spring`), so it needs a year beside it. */
  readonly besideYear: boolean;
}

/** What a vocabulary's file says of periods. */
export interface PeriodWords {
  readonly patterns: readonly PeriodPattern[];
  /** The names of each month, January first, in lower case. */
  readonly months: readonly (readonly string[])[];
  /** For each place, the words that mean it. */
  readonly ordinals: readonly (readonly string[])[];
  readonly joining: readonly string[];
  readonly until: readonly string[];
  /** Words of titles that say how long the periods are. */
  readonly lengths: Readonly<Partial<Record<PeriodLength, readonly string[]>>>;
}

export function periodVocabulary(words: PeriodWords): PeriodVocabulary {
  const months = new Map(words.months.flatMap((names, at) => names.map((name) => [name, at + 1])));
  const joining = new Set(words.joining);
  const until = new Set(words.until);
  const joins = (between: string): boolean =>
    /^[\s/&+,.'’()–—\p{L}-]*$/u.test(between) &&
    titleWords(between).every((word) => joining.has(word));
  return {
    joins,
    saysUntil: (title) => /[-–—]/.test(title) || titleWords(title).some((word) => until.has(word)),
    lengthsIn: lengthReader(words.lengths),
    wordsIn(written) {
      // Titles are short; what is longer is no title that names a period.
      if (written.length > 500) return [];
      const title = withPlainDigits(written);
      const found = dayRangesIn(title, months, until);
      const rest = withoutDays(hidden(title, found));
      addAll(found, accepted(rest, words));
      const others = [
        ...[...yearSpansIn(rest), ...yearsIn(rest), ...shortYearsIn(rest, found)],
        ...[...monthNumbersIn(rest), ...monthNamesIn(rest, months)],
      ];
      for (const word of others) if (isFree(word, found)) found.push(word);
      for (const word of unreadIn(rest)) {
        if (isFree(word, found) && found.some(({ kind }) => kind === 'year')) found.push(word);
      }
      found.sort((one, other) => one.at - other.at);
      return found.filter((word) => !word.besideYear || isBesideYear(title, found, word, joins));
    },
  };
}

/** `２０２１` is `2021`; every sign keeps its place. */
const withPlainDigits = (title: string): string =>
  title.replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

const hidden = (title: string, words: readonly Found[]): string =>
  words.reduce(
    (rest, { at, end }) => rest.slice(0, at) + '\u0000'.repeat(end - at) + rest.slice(end),
    title,
  );

const isFree = (word: PeriodWord, taken: readonly PeriodWord[]): boolean =>
  !taken.some(({ at, end }) => word.at < end && at < word.end);

/** Chinese and Japanese put no spaces between words. */
const isWordSign = (sign: string | undefined): boolean =>
  sign !== undefined &&
  /[\p{L}\p{N}]/u.test(sign) &&
  !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]/u.test(sign);

/**
 * The words that the patterns find, earlier patterns first. A word stands alone, or next to another
 * word of a period: `Q1Q2`, `1Q2021`, but not `FAQ1`.
 */
function accepted(title: string, words: PeriodWords): Found[] {
  const candidates = words.patterns.flatMap((pattern) =>
    [...title.matchAll(pattern.compiled.expression)]
      .map((match) => wordOf(match, pattern, words.ordinals))
      .filter((word) => word !== null),
  );
  const years = [...yearsIn(title), ...shortYearsIn(title, candidates)];
  const found: Found[] = [];
  for (const word of standing(title, candidates, years)) if (isFree(word, found)) found.push(word);
  return standing(title, found, years);
}

/** Those of the words that no letter or digit touches but those of another one. */
function standing(title: string, words: Found[], years: readonly Found[]): Found[] {
  const beside = [...words, ...years];
  const kept = words.filter(
    ({ at, end }) =>
      (!isWordSign(title[at - 1]) || beside.some((other) => other.end === at)) &&
      (!isWordSign(title[end]) || beside.some((other) => other.at === end)),
  );
  return kept.length === words.length ? kept : standing(title, kept, years);
}

function wordOf(
  match: RegExpMatchArray,
  pattern: PeriodPattern,
  ordinals: PeriodWords['ordinals'],
): Found | null {
  const { compiled, meaning, range, besideYear } = pattern;
  const [whole, ...groups] = match;
  const text = (slot: Slot): string | undefined => groups[compiled.slots.indexOf(slot)];
  const inRange = (value: number): boolean => value >= range[0] && value <= range[1];
  const ordinal = text('ordinal')
    ?.toLowerCase()
    .replace(/[\s-]+/g, ' ');
  const n =
    ordinal === undefined
      ? Number(text('n'))
      : ordinals.findIndex((list) => list.includes(ordinal)) + 1;
  if (!Number.isNaN(n) && !inRange(n)) return null;
  const other = compiled.slots.includes('last') ? text('last') : undefined;
  const hasLast = other !== undefined && inRange(Number(other));
  const last = hasLast ? Number(other) : n;
  const cut = other !== undefined && !hasLast ? whole.search(/ ?[-–/&] ?\d+$/) : whole.length;
  const at = match.index ?? 0;
  const year = text('year') ?? (text('yy') === undefined ? undefined : `20${text('yy') ?? ''}`);
  const value = valueOf(meaning, n, last, Number(year));
  return { ...value, at, end: at + cut, besideYear };
}

function valueOf(
  meaning: PatternMeaning,
  n: number,
  last: number,
  year: number,
): Pick<PeriodWord, 'kind' | 'value' | 'isSure'> {
  const isSure = true;
  switch (meaning.kind) {
    case 'nth': {
      const { unit, size } = meaning;
      return { kind: unit, value: [(n - 1) * size + 1, last * size], isSure };
    }
    case 'months':
      return { kind: 'months', value: [meaning.from, meaning.to], isSure };
    case 'days': {
      const { start, size } = meaning;
      return { kind: 'days', value: [start + (n - 1) * size, start + last * size - 1], isSure };
    }
    case 'year':
      return { kind: 'year', value: [year, meaning.offset], isSure };
    case 'name':
      return { kind: 'name', value: Number.isNaN(n) ? [] : [n, last], isSure };
  }
}

/** It counts when only separators and words of its kind lie between it and a year. */
function isBesideYear(
  title: string,
  words: readonly Found[],
  name: Found,
  joins: PeriodVocabulary['joins'],
): boolean {
  const start = words.indexOf(name);
  for (const step of [-1, 1]) {
    for (let at = start; ; at += step) {
      const [here, next] = [words[at], words[at + step]];
      if (here === undefined || next === undefined) break;
      const between = step > 0 ? [here.end, next.at] : [next.end, here.at];
      if (!joins(title.slice(...between))) break;
      if (next.kind === 'year') return true;
    }
  }
  return false;
}

function lengthReader(lengths: PeriodWords['lengths']): PeriodVocabulary['lengthsIn'] {
  const phrases = Object.entries(lengths).flatMap(([length, list]) =>
    list.map((text) => [` ${comparedWords(text).join(' ')} `, length as PeriodLength] as const),
  );
  return (title) => {
    const words = ` ${comparedWords(title).join(' ')} `;
    return new Set(phrases.flatMap(([phrase, length]) => (words.includes(phrase) ? [length] : [])));
  };
}
