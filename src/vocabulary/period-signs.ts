/** Numbers and names by which titles name years, months and days, whatever the vocabulary. */
import { monthOf } from '../model/month-names.ts';
import type { PeriodWord } from '../model/vocabulary.ts';

export interface Found extends PeriodWord {
  /** Also a word of other meaning, so it needs a year beside it. */
  readonly besideYear: boolean;
}

const NUMBER = { besideYear: false, isSure: false } as const;
const NAME = { besideYear: false, isSure: true, kind: 'name', value: [] } as const;

const YEAR = String.raw`(?:19|20)\d{2}`;

const place = (match: RegExpExecArray): Pick<PeriodWord, 'at' | 'end'> => ({
  at: match.index,
  end: match.index + match[0].length,
});

const YEARS = [/(?<!\d\.?)/, /(?<=(?<![\d.])(?:0[1-9]|1[0-2])\.)/].map(
  ({ source }) => new RegExp(String.raw`${source}${YEAR}(?!\d)(?: ?[年년](?![度도]))?`, 'gu'),
);

/** `2021`, `2021年`, `03.2021`; but not `1.2019.3`. */
export const yearsIn = (title: string): Found[] =>
  YEARS.flatMap((form) =>
    [...title.matchAll(form)].map((match) => ({
      ...{ ...NUMBER, kind: 'year', value: [Number(match[0].slice(0, 4)), 0] },
      ...place(match),
    })),
  );

const MONTH_NUMBERS: readonly RegExp[] = [
  // 2022.07
  /(?<=(?<!\d)(?:19|20)\d{2}[./-])(0[1-9]|1[0-2])(?![\p{L}\p{N}])/gu,
  // 03/2021, 3/2021, 03.2021, 03-2021
  /(?<![\p{L}\p{N}./-])(0?[1-9]|1[0-2])(?=\/(?:19|20)\d{2}(?!\d|[./-]\d))/gu,
  /(?<![\p{L}\p{N}./-])(0[1-9]|1[0-2])(?=[.-](?:19|20)\d{2}(?!\d|[./-]\d))/gu,
  // 2021年3月, 2021年1-3月, 3월
  /(?<![\d./-])(0?[1-9]|1[0-2])(?: ?[月월]? ?[-–~〜至] ?(0?[1-9]|1[0-2]))? ?[月월](?![分\d])/gu,
];

export const monthNumbersIn = (title: string): Found[] =>
  MONTH_NUMBERS.flatMap((form) =>
    [...title.matchAll(form)].map((match) => {
      const [, first, last = first] = match;
      const besideYear = /[月월]$/.test(match[0]);
      const value = [Number(first), Number(last)];
      return { ...NUMBER, kind: 'months', value, besideYear, ...place(match) } as const;
    }),
  );

/** Abbreviations in other languages that are no English words. */
const SHORT = new Set('mai maj mei mär mrz okt dez jän fév fev ene abr dic'.split(' '));

/** The month of a name: by the vocabulary, else in any known language. */
function monthOfName(name: string, months: ReadonlyMap<string, number>): number | null {
  const word = name.toLowerCase();
  const month = months.get(word);
  if (month !== undefined) return month;
  return word.length > 3 || SHORT.has(word) ? monthOf(word) : null;
}

/** A month's name is also a word of other meaning (`May`, `March`). */
export function monthNamesIn(title: string, months: ReadonlyMap<string, number>): Found[] {
  // Without a year no name of a month counts, and languages need not be asked.
  if (!new RegExp(YEAR).test(title) && !/['’‘]\d{2}/.test(title)) return [];
  return [...title.matchAll(/(?<![\p{L}\p{N}])([\p{L}\p{M}]+)\.?(?![\p{L}\p{N}])/gu)].flatMap(
    (match) => {
      const month = monthOfName(match[1] ?? '', months);
      if (month === null) return [];
      const value = [month, month];
      return [{ kind: 'months', value, isSure: false, besideYear: true, ...place(match) }];
    },
  );
}

/** Years in two digits: `'21`; and right behind another word of a period: `1H21`, `Q1/21`. */
export function shortYearsIn(title: string, words: readonly Found[]): Found[] {
  const beside = words.filter(({ kind }) => kind === 'months' || kind === 'weeks');
  const quoted = [...title.matchAll(/['’‘](\d{2})(?![\p{L}\p{N}'’])/gu)].filter(
    ({ index }) =>
      !/[\p{L}\p{N}]/u.test(title[index - 1] ?? '') || beside.some(({ end }) => end === index),
  );
  const behind = beside.flatMap(({ end }) => {
    const sticky = /\p{L}/u.test(title[end - 1] ?? '') ? /[/-]?(\d{2})/uy : /[/-](\d{2})/uy;
    sticky.lastIndex = end;
    const match = sticky.exec(title);
    return match === null || /[\p{L}\p{N}]/u.test(title[end + match[0].length] ?? '')
      ? []
      : [match];
  });
  return [...quoted, ...behind].map((match) => ({
    ...NUMBER,
    kind: 'year',
    value: [2000 + Number(match[1]), 0],
    ...place(match),
  }));
}

/**
 * Numbers that touch a year and that nothing explains: `2020/21`, `13/2021`, `2021年度`. The year
 * alone is not what they mean.
 */
export const unreadIn = (title: string): Found[] => [
  ...yearSpansIn(title),
  ...[
    /(?<=(?<![\d.])(?:19|20)\d{2}[./-])\d{1,3}(?![\p{L}\p{N}])/gu,
    /(?<![\p{L}\p{N}./-])\d{1,3}(?=[/-](?:19|20)\d{2}(?!\d))/gu,
    /(?<=(?:19|20)\d{2} ?)(?:年度|년도)/gu,
    /(?<=\b(?:report|update|review|issue|no|nr)\.? #?)\d{1,2}(?= (?:19|20)\d{2}(?!\d))/giu,
  ].flatMap((form) => [...title.matchAll(form)].map((match) => ({ ...NAME, ...place(match) }))),
];

/** `2020/21` and `2020-21` are two years, and which days of them is not said. */
export const yearSpansIn = (title: string): Found[] =>
  [...title.matchAll(/(?<![\d.])(?:19|20)(\d{2})([/–-])(\d{2})(?![\p{L}\p{N}]|[./-]\d)/gu)]
    .filter(([, from, sign, to]) => {
      const isNext = (Number(from) + 1) % 100 === Number(to);
      // 2011-12 is a month.
      return isNext && (sign !== '-' || Number(to) > 12);
    })
    .map((match) => ({ ...NAME, ...place(match) }));

const MONTH = String.raw`\p{L}{3,12}\.?`;
/** Days, such as those of meetings; a day is no period. */
const DAYS = [
  /(?<!\d)\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)/g,
  /(?<!\d)\d{1,2}[-./]\d{1,2}[-./]\d{2,4}(?!\d)/g,
  new RegExp(String.raw`(?<!\p{L})(${MONTH}) \d{1,2}(?:st|nd|rd|th)?,? \d{4}(?!\d)`, 'giu'),
  new RegExp(String.raw`(?<!\d)\d{1,2}(?:st|nd|rd|th|\.)? (${MONTH}),? \d{4}(?!\d)`, 'giu'),
];

/** A day is hidden behind signs that no pattern knows, of the same length. */
export const withoutDays = (title: string): string =>
  DAYS.reduce(
    (rest, form) =>
      rest.replace(form, (found: string, month: string | number) =>
        typeof month === 'string' && monthOf(month) === null
          ? found
          : '\u0000'.repeat(found.length),
      ),
    title,
  );

const DAY = String.raw`\d{1,2}(?:st|nd|rd|th|\.)?`;
const TO = String.raw` ?[-–—] ?`;

/** Days of a title; a range has two, and the year may stand at the second one only. */
const DAY_FORMS: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?<day>${DAY}) (?<month>${MONTH})(?:,? (?<year>${YEAR}))?(?!\d)`,
    'giu',
  ),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?<month>${MONTH}) (?<day>${DAY})(?!\d)(?:,? (?<year>${YEAR})(?!\d))?`,
    'giu',
  ),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?<year>${YEAR})[-./](?<number>\d{1,2})[-./](?<day>\d{1,2})(?!\d)`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?<day>\d{1,2})\.(?<number>\d{1,2})\.(?<year>${YEAR})(?!\d)`,
    'gu',
  ),
];

/** `1-31 January 2021`, `January 1 - 31, 2021` */
const DAYS_OF_MONTH: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?<day>${DAY})${TO}(?<last>${DAY}) (?<month>${MONTH}),? (?<year>${YEAR})(?!\d)`,
    'giu',
  ),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?<month>${MONTH}) (?<day>${DAY})${TO}(?<last>${DAY}),? (?<year>${YEAR})(?!\d)`,
    'giu',
  ),
];

interface DayMention {
  readonly at: number;
  readonly end: number;
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

type Months = ReadonlyMap<string, number>;

/** From one day to another: `01 Jan 2021 - 31 Mar 2021`. A day alone is no period. */
export function dayRangesIn(title: string, months: Months, until: ReadonlySet<string>): Found[] {
  if (!new RegExp(YEAR).test(title)) return [];
  const found: Found[] = [];
  const add = (one: DayMention, other: DayMention): void => {
    const to = daysSince1970(other, other.year);
    const from = daysSince1970(one, one.year ?? other.year);
    if (from === null || to === null || from > to) return;
    const span = { at: one.at, end: other.end };
    if (found.some(({ at, end }) => span.at < end && at < span.end)) return;
    found.push({ kind: 'days', value: [from, to], isSure: true, besideYear: false, ...span });
  };
  for (const [match, day] of mentions(title, DAYS_OF_MONTH, months)) {
    add(day, { ...day, day: Number.parseInt(match.groups?.last ?? '', 10) });
  }
  const days = mentions(title, DAY_FORMS, months).map(([, day]) => day);
  for (const one of days) {
    for (const other of days) {
      if (other.at >= one.end && saysTo(title.slice(one.end, other.at), until)) add(one, other);
    }
  }
  return found;
}

const saysTo = (between: string, until: ReadonlySet<string>): boolean =>
  /^ ?[-–—] ?$/.test(between) || until.has(/^ (\p{L}+) $/u.exec(between)?.[1]?.toLowerCase() ?? '');

function mentions(
  title: string,
  forms: readonly RegExp[],
  months: Months,
): (readonly [RegExpExecArray, DayMention])[] {
  return forms.flatMap((form) =>
    [...title.matchAll(form)].flatMap((match) => {
      const { year, month: name = '', number, day = '' } = match.groups ?? {};
      const month =
        number === undefined ? monthOfName(name.replace(/\.$/, ''), months) : Number(number);
      if (month === null) return [];
      const said = { year: year === undefined ? null : Number(year), month };
      return [[match, { ...place(match), ...said, day: Number.parseInt(day, 10) }] as const];
    }),
  );
}

/** Null for a day that no calendar has. */
function daysSince1970({ month, day }: DayMention, year: number | null): number | null {
  if (year === null) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.getTime() / 86_400_000
    : null;
}
