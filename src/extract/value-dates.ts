/** Dates inside running text, with the words in which they stand. */
import type { IsoDate } from '../model/page.ts';
import { parseDate, settle } from './dates.ts';

export interface DateInText {
  readonly at: number;
  readonly raw: string;
  /** Null where the words may mean two days, and no other date of the page settles which. */
  readonly date: IsoDate | null;
}

const NAME = String.raw`\p{L}[\p{L}\p{M}]{2,12}\.?`;
const BEFORE = String.raw`(?<![\p{L}\p{N}/.-])`;
const AFTER = String.raw`(?![\p{L}\p{N}]|[./-]\d)`;
const form = (source: string): RegExp => new RegExp(`${BEFORE}(?:${source})${AFTER}`, 'gu');

/** What may be a day; whether it is one, `parseDate` says. The longest form stands first. */
const FORMS: readonly RegExp[] = [
  // 2024-07-15, 2021/3/4
  form(String.raw`\d{4}([-/.])\d{1,2}\1\d{1,2}`),
  /\d{4}年\d{1,2}月\d{1,2}日/gu,
  // 7/25/2022, 19.09.2025, 7/14/21
  form(String.raw`\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})`),
  // July 18th, 2019; Jul-28-2021
  form(String.raw`${NAME}[ -]\d{1,2}(?:st|nd|rd|th)?(?:, ?|[ -])\d{4}`),
  // 13th of Dec. 2019; 25 Jun 2024; 09-Jan-2023
  form(String.raw`\d{1,2}(?:st|nd|rd|th)?(?: of)?[ -]${NAME}(?:, ?|[ -])\d{4}`),
];

/**
 * The days that a text names in full, in order. A month without a day and a day without a year are
 * none. `near` are the page's other dates, which settle a numeric date that may be two days.
 */
export function datesInText(text: string, near: readonly IsoDate[]): DateInText[] {
  const found: DateInText[] = [];
  for (const pattern of FORMS) {
    for (const { 0: raw, index: at } of text.matchAll(pattern)) {
      const isTaken = found.some(
        (other) => at < other.at + other.raw.length && other.at < at + raw.length,
      );
      const { iso, ambiguous } = parseDate(raw);
      if (isTaken || (iso === null && ambiguous === null)) continue;
      found.push({ at, raw, date: iso ?? (ambiguous === null ? null : settle(ambiguous, near)) });
    }
  }
  return found.toSorted((one, other) => one.at - other.at);
}
