/** The words by which titles name a period of time, as data. */
import { englishMonthOf } from './month-names.ts';

export type PeriodKind = 'year' | 'months';

/** A word of a title that names a year, or months of a year (1 to 12, inclusive). */
export interface PeriodWord {
  readonly at: number;
  readonly end: number;
  readonly kind: PeriodKind;
  /** A year, or first and last month. */
  readonly value: readonly number[];
  /** A month's name: also a word of other meaning (`May`, `March`), so it needs a year beside it. */
  readonly isName: boolean;
}

interface Form {
  readonly pattern: RegExp;
  readonly kind: PeriodKind;
  readonly value: (match: RegExpExecArray) => readonly number[] | null;
}

const quarters = (first: string | undefined, last: string | undefined = first): number[] => [
  Number(first) * 3 - 2,
  Number(last) * 3,
];

const half = (which: number): number[] => [which * 6 - 5, which * 6];

const ORDINALS = ['first', 'second', 'third', 'fourth'];
const ordinal = (word = ''): number =>
  /^\d/.test(word) ? Number(word[0]) : ORDINALS.indexOf(word.toLowerCase()) + 1;

const START = String.raw`(?<![\p{L}\p{N}])`;
const END = String.raw`(?![\p{L}\p{N}])`;
const form = (
  source: string,
  kind: PeriodKind,
  value: (match: RegExpExecArray) => readonly number[] | null,
): Form => ({ pattern: new RegExp(source, 'giu'), kind, value });

/** Tried in this order; what one form has taken, the later ones do not see. */
const FORMS: readonly Form[] = [
  // Q1, Q1-2, Q3/4
  form(
    `${START}q ?([1-4])(?: ?[-–/&] ?([1-4]))?(?=q ?[1-4]|[^\\p{L}\\p{N}]|$)`,
    'months',
    (match) => quarters(match[1], match[2]),
  ),
  form(`(?<=q[1-4])q([1-4])${END}`, 'months', (match) => quarters(match[1])),
  // 1Q2021, 1Q 2021; 2H2020
  form(`${START}([1-4])q(?!\\p{L})`, 'months', (match) => quarters(match[1])),
  form(`${START}([12])h(?!\\p{L})`, 'months', (match) => half(Number(match[1]))),
  form(`${START}h([12])${END}`, 'months', (match) => half(Number(match[1]))),
  form(`${START}(first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter${END}`, 'months', (match) =>
    quarters(String(ordinal(match[1]))),
  ),
  form(`${START}quarter[ -]([1-4])${END}`, 'months', (match) => quarters(match[1])),
  form(
    `${START}(first|second|1st|2nd)[ -](?:half(?:[ -]?year)?|semi-?annual|bi-?annual|semester)${END}`,
    'months',
    (match) => half(ordinal(match[1])),
  ),
  // The report at the middle of a year tells of its first half.
  form(`${START}(?:mid|half)[ -]?year${END}`, 'months', () => half(1)),
  form(`${START}(?:year[ -]end|end[ -]of[ -](?:the[ -])?year|full[ -]year)${END}`, 'months', () => [
    1, 12,
  ]),
  // 2022.07
  form(`(?<=(?<!\\d)(?:19|20)\\d{2}[./-])(0[1-9]|1[0-2])${END}`, 'months', (match) => [
    Number(match[1]),
    Number(match[1]),
  ]),
  form(`(?<!\\d|\\d\\.)((?:19|20)\\d{2})(?!\\d)`, 'year', (match) => [Number(match[1])]),
  form(`${START}(\\p{L}{3,9})\\.?${END}`, 'months', (match) => {
    const month = englishMonthOf(match[1] ?? '');
    return month === null ? null : [month, month];
  }),
];

const MONTH = String.raw`[a-z]{3,9}\.?`;
/** Days, such as those of meetings; a day is no period. */
const DAYS = [
  /(?<!\d)\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)/g,
  /(?<!\d)\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?!\d)/g,
  new RegExp(String.raw`(?<![a-z])${MONTH} \d{1,2}(?:st|nd|rd|th)?,? \d{4}(?!\d)`, 'gi'),
  new RegExp(String.raw`(?<!\d)\d{1,2}(?:st|nd|rd|th)? ${MONTH},? \d{4}(?!\d)`, 'gi'),
];

/** What may stand between two words of one period. */
const BETWEEN = /^(?:[\s/&+,.'’()–—-]|of|and|to|through|the)*$/i;

/** Whether two neighbouring words belong together, as in `Q1/Q2 2024` or `first half of 2021`. */
export const areJoined = (title: string, one: PeriodWord, next: PeriodWord): boolean =>
  BETWEEN.test(title.slice(one.end, next.at));

/** The words of a title that name a period, in their order. */
export function periodWords(title: string): PeriodWord[] {
  let rest = title;
  for (const day of DAYS) rest = rest.replace(day, blank);
  const words: PeriodWord[] = [];
  for (const { pattern, kind, value } of FORMS) {
    const isName = pattern === FORMS.at(-1)?.pattern;
    for (const match of rest.matchAll(pattern)) {
      const [at, end] = [match.index, match.index + match[0].length];
      const months = value(match);
      const isTaken = words.some((word) => at < word.end && word.at < end);
      if (months !== null && !isTaken) words.push({ at, end, kind, value: months, isName });
    }
  }
  words.sort((one, other) => one.at - other.at);
  return words.filter((word) => !word.isName || besideYear(title, words, word));
}

/** A month's name counts when only separators and other months lie between it and a year. */
function besideYear(title: string, words: readonly PeriodWord[], name: PeriodWord): boolean {
  const start = words.indexOf(name);
  for (const step of [-1, 1]) {
    for (let at = start; ; at += step) {
      const [here, next] = [words[at], words[at + step]];
      if (here === undefined || next === undefined) break;
      const joined = step > 0 ? areJoined(title, here, next) : areJoined(title, next, here);
      if (!joined) break;
      if (next.kind === 'year') return true;
    }
  }
  return false;
}

/** A day is hidden from the forms behind signs that none of them knows, of the same length. */
const blank = (found: string): string => '\u0000'.repeat(found.length);
