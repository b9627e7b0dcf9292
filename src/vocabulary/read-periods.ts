/** Reads `periods:` of a vocabulary's file. */
import { PERIOD_LENGTHS } from '../model/vocabulary.ts';
import type { PeriodsData } from './data.ts';
import { compilePattern } from './period-pattern.ts';
import type { PatternMeaning, PeriodPattern } from './period-words.ts';
import { countOr, orNoted, readTexts, readWords, textOr } from './read-parts.ts';
import { fieldsOf, flagOf, listOf, type Reading, type Spot } from './reading.ts';

const FIELDS = 'patterns months ordinals joining until lengths'.split(' ');
const PATTERN_FIELDS = 'pattern n every since from to year-begins beside-year'.split(' ');
const MAX_PATTERNS = 200;

type Fields = ReadonlyMap<string, Spot>;

/** @param ordinals of the vocabulary that is extended. */
export function readPeriods(
  reading: Reading,
  spot: Spot | undefined,
  ordinals: PeriodsData['ordinals'],
): PeriodsData {
  const fields: Fields = spot === undefined ? new Map() : fieldsOf(reading, spot, FIELDS);
  const own = readRows(reading, fields.get('ordinals'), 99);
  const words = [...ordinals, ...own].flat();
  const patterns = fields.get('patterns');
  const list = patterns === undefined ? [] : listOf(reading, patterns);
  if (patterns !== undefined && list.length > MAX_PATTERNS) {
    reading.note(
      patterns,
      `${patterns.what} are more than ${String(MAX_PATTERNS)}; leave some out.`,
    );
  }
  const lengths = fields.get('lengths');
  return {
    patterns: list
      .slice(0, MAX_PATTERNS)
      .map((each) => readPattern(reading, each, words))
      .filter((pattern) => pattern !== null),
    months: readRows(reading, fields.get('months'), 12),
    ordinals: own,
    joining: readWords(reading, fields.get('joining')),
    until: readWords(reading, fields.get('until')),
    lengths:
      lengths === undefined
        ? {}
        : Object.fromEntries(
            [...fieldsOf(reading, lengths, PERIOD_LENGTHS)].map(([length, words_]) => [
              length,
              readTexts(reading, words_),
            ]),
          ),
  };
}

/** `- [january, jan]` for each month, in their order. */
function readRows(reading: Reading, spot: Spot | undefined, most: number): string[][] {
  if (spot === undefined) return [];
  const rows = listOf(reading, spot);
  if (most === 12 && rows.length !== 12) {
    reading.note(
      spot,
      `${spot.what} has ${String(rows.length)} entries; it needs one for each of the 12 months.`,
    );
  }
  return rows
    .slice(0, most)
    .map((row) => readTexts(reading, row).map((text) => text.toLowerCase()));
}

function readPattern(
  reading: Reading,
  spot: Spot,
  ordinals: readonly string[],
): PeriodPattern | null {
  const fields = fieldsOf(reading, { ...spot, what: 'a pattern' }, PATTERN_FIELDS);
  const text = textOr(reading, fields.get('pattern'));
  if (text === null) {
    if (!fields.has('pattern')) {
      reading.note(spot, 'a period has no pattern; add one, such as “pattern: "Q{n}"”.');
    }
    return null;
  }
  const what = `the pattern “${text}”`;
  const hasNumber = /\{(?:n|ordinal)\}/.test(text);
  const range = readRange(reading, fields.get('n')) ?? [1, hasNumber ? 9999 : 1];
  const digits = String(range[1]).length;
  const compiled = orNoted(reading, spot.line, what, () => compilePattern(text, digits, ordinals));
  const meaning = readMeaning(reading, { ...spot, what }, fields);
  const besideYear = fields.get('beside-year');
  if (compiled === null || meaning === null) return null;
  const needs = (isMissing: boolean, place: string): void => {
    if (isMissing)
      reading.note(spot, `${what} needs ${place} for what it says; add it to the pattern.`);
  };
  needs((meaning.kind === 'nth' || meaning.kind === 'days') && !hasNumber, '{n} or {ordinal}');
  needs(meaning.kind === 'year' && !/\{(?:year|yy)\}/.test(text), '{year} or {yy}');
  return {
    compiled,
    meaning,
    range,
    besideYear: besideYear === undefined ? false : (flagOf(reading, besideYear) ?? false),
  };
}

/** `1-4`, or `4` for that number alone. */
function readRange(reading: Reading, spot: Spot | undefined): readonly [number, number] | null {
  const text = textOr(reading, spot);
  if (spot === undefined || text === null) return null;
  const [, first, last = first] = /^(\d{1,4})(?: ?[-–] ?(\d{1,4}))?$/.exec(text) ?? [];
  if (first !== undefined && Number(first) <= Number(last)) return [Number(first), Number(last)];
  reading.note(
    spot,
    `${spot.what} is “${text}”; write the lowest and the highest number, such as 1-4.`,
  );
  return null;
}

function readMeaning(reading: Reading, spot: Spot, fields: Fields): PatternMeaning | null {
  const every = fields.get('every');
  const begins = fields.get('year-begins');
  const from = countOr(reading, fields.get('from'), 1, 12);
  const to = countOr(reading, fields.get('to'), 1, 23);
  const said = [every, begins, fields.get('from')].filter((place) => place !== undefined);
  if (said.length > 1) {
    reading.note(
      spot,
      `${spot.what} says in two ways what it means; keep one of “every”, “from” and “year-begins”.`,
    );
    return null;
  }
  if (every !== undefined) return readEvery(reading, every, fields.get('since'));
  if (begins !== undefined) return readYear(reading, begins);
  if (fields.has('since')) {
    reading.note(spot, `${spot.what} says since when, but not how long; add “every: 14 days”.`);
    return null;
  }
  if (fields.has('from') !== fields.has('to')) {
    reading.note(
      spot,
      `${spot.what} needs both “from” and “to”, the first and the last month; add the other.`,
    );
    return null;
  }
  if (from === null || to === null) return fields.has('from') ? null : { kind: 'name' };
  // A winter from December to February ends in the next year.
  return { kind: 'months', from, to: to < from ? to + 12 : to };
}

function readEvery(reading: Reading, spot: Spot, since: Spot | undefined): PatternMeaning | null {
  const text = textOr(reading, spot);
  if (text === null) return null;
  const [, count, unit] = /^(\d{1,3}) (month|week|day)s?$/.exec(text) ?? [];
  const size = Number(count);
  if (unit === undefined || size < 1) {
    reading.note(
      spot,
      `${spot.what} is “${text}”; write a number and months, weeks or days, such as “3 months”.`,
    );
    return null;
  }
  if (since === undefined && unit !== 'day') {
    return { kind: 'nth', unit: unit === 'month' ? 'months' : 'weeks', size };
  }
  const day = textOr(reading, since);
  const start = day === null ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  if (unit !== 'month' && day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(start)) {
    return { kind: 'days', size: unit === 'week' ? size * 7 : size, start: start / DAY };
  }
  reading.note(
    since ?? spot,
    unit === 'month'
      ? `${spot.what} counts months since a day; count days or weeks, or remove “since”.`
      : `${spot.what} counts from a day; add the first one as “since: 2024-01-08”.`,
  );
  return null;
}

const DAY = 86_400_000;

/** `10`: from October of the year before; `10 in`: from October of that year. */
function readYear(reading: Reading, spot: Spot): PatternMeaning | null {
  const text = textOr(reading, spot);
  if (text === null) return null;
  const [, month, same] = /^(\d{1,2})( in)?$/.exec(text) ?? [];
  const first = Number(month);
  if (month === undefined || first < 1 || first > 12) {
    reading.note(
      spot,
      `${spot.what} is “${text}”; write the first month, such as 10, or “10 in” for October of that year.`,
    );
    return null;
  }
  return { kind: 'year', offset: same === undefined && first > 1 ? first - 13 : first - 1 };
}
