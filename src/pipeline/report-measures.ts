/** What a number of a report measures, in words that are the same over the years. Pure. */
import type { NumberReading } from '../model/page.ts';
import type { ReportMetric } from '../model/reports.ts';

/** Labels that say how a number was made of many; what was counted, the noun says. */
const SUMMARIES = /^(?:average|mean|median|total|maximum|minimum)$/i;
const MONTH =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$/i;
/** Words before a noun that do not change what is counted. */
const LOOSE = /^(?:more|additional|different|separate|various|specific|overall|current|special)$/i;

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);
const isAcronym = (word: string): boolean => /^\p{Lu}{2}/u.test(word);
const lower = (word: string): string => (isAcronym(word) ? word : word.toLowerCase());

/**
 * `meetings` for `Healthcare SIG meetings`, `average attendees per meeting`, `average attendance per
 * General Meeting`, `% of contributors`. Names before a noun fall away: they are the group's own.
 */
export function measureOf(value: NumberReading & { readonly raw: string }): string {
  const { noun, label, per, unit, outOf } = value;
  const cell = cellMeasure(value);
  const summary = label === null ? [] : label.split(' ').filter((word) => SUMMARIES.test(word));
  const counted = noun === null ? '' : nounOf(noun);
  const named = label === null ? '' : labelOf(label);
  const isNamedAlone =
    cell !== null || counted === '' || (named !== '' && summary.length === 0 && unit !== null);
  const what = isNamedAlone
    ? (cell ?? named)
    : // “6 of 16.5 people”: the average is the whole, not what is counted.
      [...(outOf === null ? summary.map((word) => word.toLowerCase()) : []), counted].join(' ');
  const parts = [
    ...(unit === '%' ? [percentOf(what, counted !== '' && !isNamedAlone)] : [what]),
    ...(unit === null || unit === '%' ? [] : [what === '' ? plural(unit) : `(${unit})`]),
    ...(per === null ? [] : [`per ${isNamed(per) ? per : per.toLowerCase()}`]),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

const percentOf = (what: string, isCounted: boolean): string => {
  if (what === '') return '%';
  return isCounted ? `% of ${what}` : `${what} (%)`;
};

/** Heads of columns that add nothing to what a row is called. */
const PLAIN_HEAD = /^(?:value|count|number|total|amount|quantity|figure|result|current)s?$/i;

/** A row's name and its column: `members (Q3)`; null for all but a table's cell, whose own words are the number alone. */
function cellMeasure({
  noun,
  label,
  raw,
}: NumberReading & { readonly raw: string }): string | null {
  if (noun === null || label === null || raw.includes(noun)) return null;
  const row = labelOf(label);
  if (row === '') return null;
  return PLAIN_HEAD.test(noun) ? row : `${row} (${noun})`;
}

const isNamed = (words: string): boolean => words.split(' ').length > 1;

const plural = (unit: string): string => (/^[A-Z]{3}$/.test(unit) ? unit : `${unit}s`);

function nounOf(noun: string): string {
  const words = noun.split(' ');
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1).filter((word) => !isCapital(word) && !LOOSE.test(word));
  return [...before, lower(last)].join(' ');
}

const labelOf = (label: string): string =>
  label
    .split(' ')
    .filter((word) => !MONTH.test(word))
    .map(lower)
    .join(' ');

type Words = Pick<ReportMetric, 'measure' | 'raw' | 'section'>;

/** Whether each of the words stands in the measure, in the number's own words, or in the section's key. */
export function isAskedFor(words: string, { measure, raw, section }: Words): boolean {
  const text = `${measure}\n${raw}\n${section}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
