/** The period that a report's title names. */
import type { IsoDate } from '../model/page.ts';
import type { PeriodLength, PeriodWord, Vocabulary } from '../model/vocabulary.ts';

export interface Period {
  /** The words of the title that name it, as they stand there, such as `Q1/Q2 2024`. */
  readonly label: string;
  /** First and last day; null where the words do not say which days they mean. */
  readonly start: IsoDate | null;
  readonly end: IsoDate | null;
}

type Words = readonly PeriodWord[];

interface Bounds {
  readonly start: IsoDate;
  readonly end: IsoDate;
}

/**
 * The period that a title names, in any order of words and year: `Q1/Q2 2024`, `2018-Q4`,
 * `Q3 & Q4 2020`, `H1 2021`, `first half of 2021`, `Mid-Year 2022` and `2020 Half-Year` (January to
 * June), `2021 Year-End`, `Jan-Jun 2021`, `Q4 2020/Q1 2021`, `Annual Report 2019`, and whatever else the
 * vocabulary knows. Null when the title names none; a day, as in titles of meeting notes, is no
 * period.
 *
 * The label stands without days where the title leaves them open: a period without a year, a month
 * of a quarterly report (`2022.07 - Quarterly Report`), a bare year of a report that is not said to
 * be for the year.
 */
export function parsePeriod(title: string, vocabulary: Vocabulary): Period | null {
  const words = vocabulary.periods.wordsIn(title);
  if (words.length === 0) return null;
  const bounds = boundsOf(title, words, vocabulary);
  const label = labelOf(title, words, vocabulary);
  return { label, start: bounds?.start ?? null, end: bounds?.end ?? null };
}

/** The title without the words of its period; other words and all signs stay. */
export function withoutPeriod(title: string, vocabulary: Vocabulary): string {
  return vocabulary.periods
    .wordsIn(title)
    .reduceRight((rest, { at, end }) => `${rest.slice(0, at)} ${rest.slice(end)}`, title);
}

/** Neighbouring words with what stands between them; words further off after a space; no repeats. */
function labelOf(title: string, words: Words, vocabulary: Vocabulary): string {
  const seen = new Set<string>();
  let label = '';
  let last: PeriodWord | null = null;
  for (const word of words) {
    const name = `${word.kind} ${word.value.join(' ')}`;
    if (seen.has(name)) continue;
    seen.add(name);
    if (last !== null) {
      const between = title.slice(last.end, word.at);
      label += vocabulary.periods.joins(between) ? between : ' ';
    }
    label += title.slice(word.at, word.end);
    last = word;
  }
  return label.replace(/\s+/g, ' ');
}

function boundsOf(title: string, words: Words, vocabulary: Vocabulary): Bounds | null {
  const of = (kind: PeriodWord['kind']) => distinct(words.filter((word) => word.kind === kind));
  // The word does not say which days it means, and a year beside it does not make them known.
  if (of('name').length > 0) return null;
  const until = vocabulary.periods.saysUntil(title);
  const days = of('days');
  if (days.length > 0) return stretchOf(days.map(spanOf), until);
  const [years, months, weeks] = [of('year'), of('months'), of('weeks')];
  if (weeks.length > 0) {
    const [year, ...more] = years;
    if (year === undefined || more.length + months.length > 0) return null;
    return stretchOf(
      weeks.flatMap(({ value }) => weeksOf(year, value)),
      until,
    );
  }
  if (years.length === 0 || !saysWhich(title, { years, months, vocabulary })) return null;
  const spans = pair(years, months.length === 0 ? [[1, 12]] : months.map(({ value }) => value));
  if (spans === null || !isOneStretch(spans, until)) return null;
  const first = Math.min(...spans.map(({ from }) => from));
  const last = Math.max(...spans.map(({ to }) => to));
  return { start: dayOf(first, 'first'), end: dayOf(last, 'last') };
}

const spanOf = ({ value: [from = 0, to = from] }: PeriodWord): Span => ({ from, to });

/** Days since 1970 as dates. */
function stretchOf(spans: readonly Span[], until: boolean): Bounds | null {
  const [first] = spans;
  const last = spans.at(-1);
  if (first === undefined || last === undefined || !isOneStretch(spans, until)) return null;
  return { start: dateOf(first.from), end: dateOf(last.to) };
}

const DAY = 86_400_000;

const dateOf = (day: number): IsoDate => new Date(day * DAY).toISOString().slice(0, 10);

/** Weeks as ISO 8601 counts them: from Monday, and the first one holds the 4th of January. */
function weeksOf(
  { value: [year = 0] }: PeriodWord,
  [from = 1, to = from]: readonly number[],
): Span[] {
  const monday = (of: number): number => {
    const fourth = Date.UTC(of, 0, 4);
    return fourth / DAY - ((new Date(fourth).getUTCDay() + 6) % 7);
  };
  const first = monday(year);
  const hasWeek = to <= (monday(year + 1) - first) / 7;
  return hasWeek ? [{ from: first + (from - 1) * 7, to: first + to * 7 - 1 }] : [];
}

/**
 * Parts in the order of the calendar, each after the one before it without a gap, unless a dash
 * says “from … to”. `Q4/Q1 2021` and `Q1 and Q3 2021` are no one period.
 */
function isOneStretch(spans: readonly Span[], until: boolean): boolean {
  let end: number | null = null;
  for (const [at, { from, to }] of spans.entries()) {
    if (to < from || from < (spans[at - 1]?.from ?? from)) return false;
    if (end !== null && from > end + 1 && !until) return false;
    end = Math.max(end ?? to, to);
  }
  return true;
}

function distinct(words: Words): PeriodWord[] {
  const values = new Map(words.map((word) => [word.value.join(' '), word]));
  return [...values.values()];
}

interface Parts {
  readonly years: Words;
  readonly months: Words;
  readonly vocabulary: Vocabulary;
}

/** Whether the words mean days: a lone month or year does so only in the title of a fitting report. */
function saysWhich(title: string, { years, months, vocabulary }: Parts): boolean {
  const [only] = months;
  const lengths = vocabulary.periods.lengthsIn(title);
  const has = (...list: readonly PeriodLength[]): boolean => list.some((each) => lengths.has(each));
  const isOfPeriod = vocabulary.reports.saysReport(title) || has('year', 'month');
  if (only === undefined) {
    const isSure = years.some((word) => word.isSure);
    return isSure || (isOfPeriod && !has('half-year', 'quarter', 'month', 'week'));
  }
  if (months.length > 1 || only.isSure || only.value[0] !== only.value[1]) return true;
  return isOfPeriod && !has('quarter', 'half-year', 'year');
}

interface Span {
  /** Months counted from year 0, or days from 1970. */
  readonly from: number;
  readonly to: number;
}

/** Months with their years: all of the one year, or one after the other; null when they do not fit. */
function pair(years: Words, months: readonly (readonly number[])[]): Span[] | null {
  const span = (
    { value: [year = 0, offset = 0] }: PeriodWord,
    [from = 1, to = 12]: readonly number[],
  ) => ({
    from: year * 12 + offset + from - 1,
    to: year * 12 + offset + to - 1,
  });
  const [first, second] = years;
  if (first === undefined) return null;
  if (second === undefined) return months.map((value) => span(first, value));
  const [months1 = [], months2 = months1] = months;
  const isNext = second.value[0] === (first.value[0] ?? 0) + 1;
  const isRow = years.length === 2 && isNext && months.length <= 2;
  return isRow ? [span(first, months1), span(second, months2)] : null;
}

function dayOf(month: number, which: 'first' | 'last'): IsoDate {
  const offset = which === 'first' ? 0 : 1;
  const day = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + offset, 1 - offset));
  return day.toISOString().slice(0, 10);
}
