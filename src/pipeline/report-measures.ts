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
export function measureOf({ noun, label, per, unit }: NumberReading): string {
  const summary = label === null ? [] : label.split(' ').filter((word) => SUMMARIES.test(word));
  const counted = noun === null ? '' : nounOf(noun);
  const named = label === null ? '' : labelOf(label);
  const isNamedAlone = counted === '' || (named !== '' && summary.length === 0 && unit !== null);
  const what = isNamedAlone
    ? named
    : [...summary.map((word) => word.toLowerCase()), counted].join(' ');
  const parts = [
    ...(unit === '%' ? [what === '' ? '%' : `% of ${what}`] : [what]),
    ...(unit === null || unit === '%' ? [] : [what === '' ? plural(unit) : `(${unit})`]),
    ...(per === null ? [] : [`per ${isNamed(per) ? per : per.toLowerCase()}`]),
  ];
  return parts.filter((part) => part !== '').join(' ');
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
