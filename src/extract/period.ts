/** The period that a report's title names. */
import type { IsoDate } from '../model/page.ts';
import { areJoined, periodWords, type PeriodWord } from './period-words.ts';

export interface Period {
  /** The words of the title that name it, as they stand there, such as `Q1/Q2 2024`. */
  readonly label: string;
  /** First and last day; null where the words do not say which days they mean. */
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
}

/**
 * The period that a title names, in any order of words and year: `Q1/Q2 2024`, `2018-Q4`,
 * `Q3 & Q4 2020`, `H1 2021`, `first half of 2021`, `Mid-Year 2022` and `2020 Half-Year` (January to
 * June), `2021 Year-End`, `Jan-Jun 2021`, `Q4 2020/Q1 2021`, `Annual Report 2019`. Null when the title
 * names none; a day, as in titles of meeting notes, is no period.
 *
 * The label stands without days where the title leaves them open: a period without a year, a month
 * of a quarterly report (`2022.07 - Quarterly Report`), a bare year of a report that is not said to
 * be for the year.
 */
export function parsePeriod(title: string): Period | null {
  const words = periodWords(title);
  if (words.length === 0) return null;
  const bounds = boundsOf(title, words);
  return { label: labelOf(title, words), start: bounds?.start ?? null, end: bounds?.end ?? null };
}

/** The title without the words of its period; other words and all signs stay. */
export function withoutPeriod(title: string): string {
  return periodWords(title).reduceRight(
    (rest, { at, end }) => `${rest.slice(0, at)} ${rest.slice(end)}`,
    title,
  );
}

/** Neighbouring words with what stands between them; words further off after a space; no repeats. */
function labelOf(title: string, words: readonly PeriodWord[]): string {
  const seen = new Set<string>();
  let label = '';
  let last: PeriodWord | null = null;
  for (const word of words) {
    const name = `${word.kind} ${word.value.join(' ')}`;
    if (seen.has(name)) continue;
    seen.add(name);
    if (last !== null) {
      label += areJoined(title, last, word) ? title.slice(last.end, word.at) : ' ';
    }
    label += title.slice(word.at, word.end);
    last = word;
  }
  return label.replace(/\s+/g, ' ');
}

function boundsOf(
  title: string,
  words: readonly PeriodWord[],
): { start: IsoDate; end: IsoDate } | null {
  const years = distinct(words.filter(({ kind }) => kind === 'year')).map(([year]) => year ?? 0);
  const months = distinct(words.filter(({ kind }) => kind === 'months'));
  if (years.length === 0 || !saysWhich(title, months)) return null;
  const spans = pair(years, months.length === 0 ? [[1, 12]] : months);
  if (spans === null || !isOneStretch(spans, title)) return null;
  const first = Math.min(...spans.map(({ from }) => from));
  const last = Math.max(...spans.map(({ to }) => to));
  return { start: dayOf(first, 'first'), end: dayOf(last, 'last') };
}

/**
 * Parts in the order of the calendar, each after the one before it without a gap, unless a dash
 * says “from … to”. `Q4/Q1 2021` and `Q1 and Q3 2021` are no one period.
 */
function isOneStretch(spans: readonly Span[], title: string): boolean {
  let end: number | null = null;
  for (const [at, { from, to }] of spans.entries()) {
    if (to < from || from < (spans[at - 1]?.from ?? from)) return false;
    if (end !== null && from > end + 1 && !/[-–—]|\b(?:to|through|until)\b/i.test(title))
      return false;
    end = Math.max(end ?? to, to);
  }
  return true;
}

function distinct(words: readonly PeriodWord[]): (readonly number[])[] {
  const values = new Map(words.map(({ value }) => [value.join(' '), value]));
  return [...values.values()];
}

const SHORTER_THAN_YEAR = /quarterly|semi-?annual|bi-?annual|half[ -]?yearly|monthly|weekly/i;
const LONGER_THAN_MONTH = /quarterly|annual|yearly/i;
const OF_PERIOD = /report|review|update|annual|yearly|monthly/i;

/** Whether the words mean days: a lone month or year does so only in the title of a fitting report. */
function saysWhich(title: string, months: readonly (readonly number[])[]): boolean {
  const [only] = months;
  if (only === undefined) return OF_PERIOD.test(title) && !SHORTER_THAN_YEAR.test(title);
  if (months.length > 1 || only[0] !== only[1]) return true;
  return OF_PERIOD.test(title) && !LONGER_THAN_MONTH.test(title);
}

interface Span {
  /** Months counted from year 0. */
  readonly from: number;
  readonly to: number;
}

/** Months with their years: all of the one year, or one after the other; null when they do not fit. */
function pair(years: readonly number[], months: readonly (readonly number[])[]): Span[] | null {
  const span = (year: number, [from = 1, to = 12]: readonly number[]): Span => ({
    from: year * 12 + from - 1,
    to: year * 12 + to - 1,
  });
  const [first = 0, second] = years;
  if (second === undefined) return months.map((value) => span(first, value));
  const [months1 = [], months2 = months1] = months;
  const isRow = years.length === 2 && second === first + 1 && months.length <= 2;
  return isRow ? [span(first, months1), span(second, months2)] : null;
}

function dayOf(month: number, which: 'first' | 'last'): IsoDate {
  const offset = which === 'first' ? 0 : 1;
  const day = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + offset, 1 - offset));
  return day.toISOString().slice(0, 10);
}
