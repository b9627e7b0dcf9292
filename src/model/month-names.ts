/**
 * Names of months and weekdays, as Confluence writes them in the languages of its users.
 *
 * Confluence prints dates with Java's locale data, which lies close to ICU's; the extras are forms
 * that real exports have and ICU does not (the catalogue of real exports, section 2).
 */
const LOCALES = (
  'en en-CA en-GB en-AU de de-AT fr fr-CA es es-MX it pt pt-PT nl sv da nb fi pl cs sk hu ro tr ' +
  'ru uk el ja zh ko ca'
).split(' ');

const ENGLISH =
  'january february march april may june july august september october november december'.split(
    ' ',
  );

/** From month to the further names it goes by. */
const EXTRA: Readonly<Record<number, string>> = {
  1: 'jän jänner 一月',
  2: 'feber 二月',
  3: 'mär mrz mars 三月',
  4: '四月',
  5: '五月',
  6: 'juin 六月',
  7: 'juil 七月',
  8: '八月',
  9: 'sept wrz 九月',
  10: 'okt 十月',
  11: '十一月',
  12: 'dez 十二月',
};

/** A name without its dots and the Catalan `d’`, in lower case. */
const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('.', '')
    .replace(/^d[’']/, '')
    .trim();

interface CalendarNames {
  readonly months: ReadonlyMap<string, number>;
  readonly weekdays: ReadonlySet<string>;
}

/** Asking ICU takes some milliseconds, so only a name that is not English pays for it. */
let known: CalendarNames | null = null;

function allNames(): CalendarNames {
  if (known !== null) return known;
  const months = new Map<string, number>();
  const weekdays = new Set<string>();
  for (const locale of LOCALES) {
    for (const style of ['long', 'short'] as const) {
      for (let month = 1; month <= 12; month += 1) {
        for (const name of monthNames(locale, style, month)) months.set(name, month);
      }
      for (let day = 1; day <= 7; day += 1) weekdays.add(weekdayName(locale, style, day));
    }
  }
  for (const [month, names] of Object.entries(EXTRA)) {
    for (const name of names.split(' ')) months.set(name, Number(month));
  }
  known = { months, weekdays };
  return known;
}

/** The name as it stands alone and as it stands beside a day: many languages inflect it. */
function monthNames(locale: string, style: 'long' | 'short', month: number): string[] {
  const date = Date.UTC(2020, month - 1, 15);
  const alone = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' });
  const beside = new Intl.DateTimeFormat(locale, { month: style, day: 'numeric', timeZone: 'UTC' });
  const inflected = beside.formatToParts(date).find(({ type }) => type === 'month')?.value;
  return [alone.format(date), inflected ?? ''].map(plain).filter((name) => /^\p{L}/u.test(name));
}

function weekdayName(locale: string, style: 'long' | 'short', day: number): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' });
  return plain(format.format(Date.UTC(2020, 5, day)));
}

const englishMonth = (name: string): number | null => {
  const at = ENGLISH.findIndex((full) => full === name || full.slice(0, 3) === name);
  return at === -1 ? null : at + 1;
};

/**
 * The month, 1 to 12, that a word names in any of the known languages, long or abbreviated, with or
 * without a dot; also `10月` and `10월`. Null for any other word.
 */
export function monthOf(word: string): number | null {
  const name = plain(word);
  const numbered = /^(\d{1,2})[月월]$/u.exec(name)?.[1];
  if (numbered !== undefined) {
    return Number(numbered) >= 1 && Number(numbered) <= 12 ? Number(numbered) : null;
  }
  return englishMonth(name) ?? allNames().months.get(name) ?? null;
}

/** Whether a word is a weekday's name, long or abbreviated. */
export const isWeekday = (word: string): boolean => allNames().weekdays.has(plain(word));
