/**
 * Reads dates by explicit patterns, never by guessing. The forms are those of the catalogue of
 * real exports, sections 2, 5 and 7, and those that people write into reports.
 */
import type { IsoDate } from '../model/page.ts';
import { trimEdges } from './edges.ts';
import { isWeekday, monthOf } from '../model/month-names.ts';

export interface ParsedDate {
  readonly iso: IsoDate | null;
  /** The two days that a numeric date may mean, month first before day first. */
  readonly ambiguous: readonly [IsoDate, IsoDate] | null;
}

const UNREADABLE: ParsedDate = { iso: null, ambiguous: null };

/** No date is longer; this also bounds the work on hostile input. */
const LONGEST = 80;

/**
 * Reads one date, alone in its string: `Jul 15, 2024`, `25 Jun 2024`, `July 1st, 2019`,
 * `2021-09-07 13:27`, `19.09.2025 09:41 CEST`, `7/25/2022`, `一月 11, 2018`, `2021年3月4日`, with month
 * names of all known languages.
 *
 * Yields a day, or a minute when the text has a time; the time is the one shown, and a zone after
 * it is dropped, because the wiki's own zone is not known. Dots mean day first (as in every locale
 * that Confluence writes with dots); slashes and dashes with the year last may mean either. Two
 * digits of a year are 2000 to 2049: no wiki is older. Text without such a date yields nulls.
 */
export function parseDate(raw: string): ParsedDate {
  if (raw.length > LONGEST) return UNREADABLE;
  const known = remembered.get(raw);
  if (known !== undefined) return known;
  const date = readDate(raw);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(ownCopy(raw), date);
  return date;
}

/** The pages of an export state the same few days: in every footer, and wherever many were edited. */
const remembered = new Map<string, ParsedDate>();
const MOST_REMEMBERED = 1000;

/** The text apart from the page that it was cut from, which it would keep in memory. */
const ownCopy = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

function readDate(raw: string): ParsedDate {
  const text = raw.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  const clock = splitTime(text);
  if (clock === null) return UNREADABLE;
  const plain = readDays(cleanDay(clock.day));
  // Second, because `Mar` is also a Tuesday in French, Spanish and Italian.
  const days = plain.length > 0 ? plain : readDays(cleanDay(withoutWeekday(clock.day)));
  const [first, second] = days.map((day) => day + clock.time);
  if (first === undefined) return UNREADABLE;
  return second === undefined
    ? { iso: first, ambiguous: null }
    : { iso: null, ambiguous: [first, second] };
}

const TIME =
  /(?:\s|,|(?<=\d)t|(?<=\p{Lo}))(\d{1,2}):(\d{2})(?::\d{2})?(?:[.,]\d{1,9})? ?(am|pm|a\.m\.|p\.m\.)? ?(.*)$/u;
const ZONE = /^(?:z|[a-z]{2,5}|\([a-z ]+\)|(?:utc|gmt)? ?[+-]\d{1,2}:?(?:\d{2})?)?\.?$/;
/** What may stand between the day and the time. */
const BEFORE_TIME = /[\s,](?:at|um|kl|om|ore|[àвo–-])\.?$/;
const AFTERNOON = new Set(['pm', 'p.m.', '下午', '午後', '오후']);
const MERIDIEM_FIRST = /\s?(上午|下午|午前|午後|오전|오후)$/;

/** Cuts a time of day off the end; null when something follows the time that is no zone. */
function splitTime(text: string): { day: string; time: string } | null {
  const found = TIME.exec(text);
  if (found === null) return { day: text, time: '' };
  const [, hours = '', minutes = '', after, rest = ''] = found;
  if (!ZONE.test(rest)) return null;
  const before = text.slice(0, found.index);
  const half = after ?? MERIDIEM_FIRST.exec(before)?.[1] ?? null;
  const hour =
    half === null ? Number(hours) : (Number(hours) % 12) + (AFTERNOON.has(half) ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59) return null;
  const day = before.replace(MERIDIEM_FIRST, '').replace(BEFORE_TIME, '');
  return { day: trimEdges(day, /[\s,]/), time: `T${pad(hour)}:${minutes}` };
}

function withoutWeekday(text: string): string {
  const weekday = /^([\p{L}\p{M}]+)[.,]* /u.exec(text);
  return weekday !== null && isWeekday(weekday[1] ?? '') ? text.slice(weekday[0].length) : text;
}

/** Leaves numbers, month names and separators: `1st of July, 2019.` becomes `1 july 2019`. */
function cleanDay(text: string): string {
  const words = text
    .replace(/\(\p{Lo}\)$/u, '')
    .replace(/(\d)(?:st|nd|rd|th|er|[oaº])(?!\p{L})/gu, '$1')
    .replace(/(?<!\p{L})(?:of|de|del|the|den)(?!\p{L})/gu, ' ')
    .replace(/(?<!\p{L})d[’'](?=\p{L})/gu, '')
    .replace(/(\p{L})\./gu, '$1')
    .replaceAll(',', ' ')
    .replace(/\s+/g, ' ');
  return trimEdges(words, /[.\s]/);
}

const NAME = String.raw`[\p{L}\p{M}]+`;
const YEAR = String.raw`['’]?(\d{4}|\d{2})`;
const YEAR_FIRST = /^(\d{4}) ?[-/.年년] ?(\d{1,2}) ?[-/.月월] ?(\d{1,2}) ?[日일]?$/u;
const NUMERIC = /^(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})$/;

/** Patterns with a month's name, and where year, month and day stand in them. */
const NAMED: readonly { pattern: RegExp; order: readonly [number, number, number] }[] = [
  {
    pattern: new RegExp(`^(${NAME}|\\d{1,2}[月월])[ /-]?(\\d{1,2})[ /.-]${YEAR}$`, 'u'),
    order: [3, 1, 2],
  },
  { pattern: new RegExp(`^(\\d{1,2})[ /.-]*(${NAME})[ /-]?${YEAR}$`, 'u'), order: [3, 2, 1] },
  { pattern: new RegExp(`^(\\d{4})[ /.-]*(${NAME})[ /.-]?(\\d{1,2})$`, 'u'), order: [1, 2, 3] },
];

/** None, one, or (month first, then day first) the two days that the text may mean. */
function readDays(text: string): IsoDate[] {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) {
    return valid(yearFirst[1] ?? '', Number(yearFirst[2]), Number(yearFirst[3]));
  }
  const numeric = NUMERIC.exec(text);
  if (numeric !== null) {
    const [, first = '', separator = '', second = '', year = ''] = numeric;
    return numericDays(Number(first), separator, Number(second), year);
  }
  for (const { pattern, order } of NAMED) {
    const found = pattern.exec(text);
    const [year, month, day] = order.map((at) => found?.[at] ?? '');
    const number = monthOf(month ?? '');
    if (found !== null && number !== null) return valid(year ?? '', number, Number(day));
  }
  return [];
}

function numericDays(first: number, separator: string, second: number, year: string): IsoDate[] {
  // `12-11-10` has too many readings.
  if (separator === '-' && year.length === 2) return [];
  const monthFirst = valid(year, first, second);
  const dayFirst = valid(year, second, first);
  if (separator === '.' && dayFirst.length > 0) return dayFirst;
  return [...new Set([...monthFirst, ...dayFirst])];
}

/** The day, if the calendar has it. */
function valid(year: string, month: number, day: number): IsoDate[] {
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  if (year.length === 2 ? full > 2049 : full < 1900 || full > 2199) return [];
  const date = new Date(Date.UTC(full, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? [`${String(full)}-${pad(month)}-${pad(day)}`] : [];
}

const pad = (number: number): string => String(number).padStart(2, '0');

/** Days within which a date counts as near: first the narrow one, then the wide one. */
const NEAR = [7, 60];

/**
 * Chooses the reading of an ambiguous date that is near one of the page's other dates. When only
 * one lies within 7 days it is that one, else when only one lies within 60 days; null when none or
 * both are near. Swapping day and month moves a date by 27 days at least, so a week tells them
 * apart, and a report's date seldom lies further from its page's than two months.
 */
export function settle(
  ambiguous: readonly [IsoDate, IsoDate],
  near: readonly IsoDate[],
): IsoDate | null {
  for (const limit of NEAR) {
    const close = ambiguous.filter((reading) =>
      near.some((other) => Math.abs(dayNumber(reading) - dayNumber(other)) <= limit),
    );
    if (close.length === 1) return close[0] ?? null;
  }
  return null;
}

const dayNumber = (iso: IsoDate): number => Date.parse(iso.slice(0, 10)) / 86_400_000;
