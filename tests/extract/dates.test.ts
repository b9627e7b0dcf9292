import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate, settle } from '../../src/extract/dates.ts';
import { isWeekday, monthOf } from '../../src/model/month-names.ts';

const read = (text: string): unknown => {
  const { iso, ambiguous } = parseDate(text);
  return iso ?? ambiguous;
};

describe('parseDate', () => {
  it.each([
    // Metadata lines
    ['Aug 17, 2016', '2016-08-17'],
    ['Sept 09, 2024', '2024-09-09'],
    ['Mär 21, 2017', '2017-03-21'],
    ['Mai 30, 2017', '2017-05-30'],
    ['Okt 05, 2016', '2016-10-05'],
    ['Dez 01, 2016', '2016-12-01'],
    ['一月 11, 2018', '2018-01-11'],
    ['十二月 11, 2018', '2018-12-11'],
    ['24 Dec 2019', '2019-12-24'],
    ['19.09.2025', '2025-09-19'],
    ['02.03.2021', '2021-03-02'],
    ['2023-10-27', '2023-10-27'],
    ['21 wrz 2021', '2021-09-21'],
    ['Feb. 01, 2017', '2017-02-01'],
    ['29 October 2019', '2019-10-29'],
    ['29 d’octubre de 2019', '2019-10-29'],
    ['26 Mar, 2021', '2021-03-26'],
    ['12 août 2020', '2020-08-12'],
    ['3 de março de 2019', '2019-03-03'],
    ['5 września 2020', '2020-09-05'],
    ['7 мая 2020', '2020-05-07'],
    ['2021. szept. 7.', '2021-09-07'],
    ['24. 12. 2019', '2019-12-24'],
    ['2021年3月4日', '2021-03-04'],
    ['2021년 3월 4일', '2021-03-04'],
    ['10月 05, 2016', '2016-10-05'],
    ['07-Sep-2021', '2021-09-07'],
    ['25/Jun/24', '2024-06-25'],
    // With a time
    ['Sep 07, 2021 13:27', '2021-09-07T13:27'],
    ['2023-10-27 14:58 -0400', '2023-10-27T14:58'],
    ['19.09.2025 09:41 CEST', '2025-09-19T09:41'],
    ['2024-02-01 10:49', '2024-02-01T10:49'],
    ['一月 14, 2018 11:33', '2018-01-14T11:33'],
    ['17-03-2019 17:44', '2019-03-17T17:44'],
    ['2015-11-27T08:43:12.5Z', '2015-11-27T08:43'],
    ['Jan 04, 2012 9:05 PM', '2012-01-04T21:05'],
    ['Jan 04, 2012 at 12:05 am', '2012-01-04T00:05'],
    ['2018年1月14日 下午2:30', '2018-01-14T14:30'],
    ['14. Januar 2018 um 11:33', '2018-01-14T11:33'],
    // Bodies of reports
    ['25 Jun 2024', '2024-06-25'],
    ['7/25/2022', '2022-07-25'],
    ['25/7/2022', '2022-07-25'],
    ['7/14/21', '2021-07-14'],
    ['5/5/2021', '2021-05-05'],
    ['July 1st, 2019', '2019-07-01'],
    ['1st of July 2019', '2019-07-01'],
    ['Tuesday, June 25, 2024', '2024-06-25'],
    ['mar. 25 juin 2024', '2024-06-25'],
    ['Mar 27, 2024', '2024-03-27'],
    ['2019/07/01', '2019-07-01'],
    ['2019.7.1', '2019-07-01'],
    ['\u00a025 Jun\u00a02024 ', '2024-06-25'],
    ['2019 July 1', '2019-07-01'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['03/04/2021', '2021-03-04', '2021-04-03'],
    ['3-4-2021', '2021-03-04', '2021-04-03'],
    ['03/04/2021 10:15', '2021-03-04T10:15', '2021-04-03T10:15'],
  ])('does not choose between the readings of %s', (text, monthFirst, dayFirst) => {
    expect(parseDate(text)).toEqual({ iso: null, ambiguous: [monthFirst, dayFirst] });
  });

  it.each([
    '',
    'N/A',
    'Q1 2024',
    'June 2024',
    '2024',
    'Feb 30, 2021',
    '30.02.2021',
    '2021-13-01',
    '13/13/2021',
    'Feb 29, 2023',
    '12-11-10',
    '1/1/87',
    'Jul 15, 2024 25:00',
    'Jul 15, 2024 10:00 in the morning',
    'yesterday at 3:15 PM',
    'Smarch 13, 2020',
    'Jul 15, 2024 and Jul 16, 2024',
    `Jul 15, 2024${' '.repeat(5000)}x`,
  ])('reads no date in “%s”', (text) => {
    expect(parseDate(text)).toEqual({ iso: null, ambiguous: null });
  });

  it('knows the leap day', () => {
    expect(read('Feb 29, 2024')).toBe('2024-02-29');
  });

  const LOCALES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'cs'];
  const MORE = ['sk', 'hu', 'ro', 'tr', 'ru', 'uk', 'el', 'ja', 'zh', 'ko', 'ca', 'en-CA', 'en-GB'];

  it('reads every day that is written with a month’s long name, in each language', () => {
    const day = fc.date({
      min: new Date('1999-01-01'),
      max: new Date('2049-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, fc.constantFrom(...LOCALES, ...MORE), (date, locale) => {
        const format = { month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
        const parts = new Intl.DateTimeFormat(locale, format).formatToParts(date);
        const month = parts.find(({ type }) => type === 'month')!.value;
        const name = /^\d+$/.test(month) ? `${month}月` : month;
        const text = `${name} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
        expect(read(text)).toBe(date.toISOString().slice(0, 10));
      }),
    );
  });

  it('never throws, and yields only days of the calendar', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 90 }), (text) => {
        const { iso, ambiguous } = parseDate(text);
        for (const date of [iso, ...(ambiguous ?? [])]) {
          if (date !== null) expect(Number.isNaN(Date.parse(date))).toBe(false);
        }
      }),
    );
  });
});

describe('abbreviations', () => {
  const years = fc.integer({ min: 1999, max: 2049 });

  it.each('en en-CA en-GB de fr es it pt nl sv da nb fi pl cs sk hu ro tr ru uk el ca'.split(' '))(
    'reads the months’ abbreviations of %s',
    (locale) => {
      const format = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
      fc.assert(
        fc.property(years, fc.integer({ min: 0, max: 11 }), (year, month) => {
          const name = format.format(Date.UTC(2020, month, 15));
          const iso = `${year}-${String(month + 1).padStart(2, '0')}-09`;
          expect(read(`${name} 09, ${year}`)).toBe(iso);
          expect(read(`9 ${name} ${year} 10:00`)).toBe(`${iso}T10:00`);
        }),
        { numRuns: 40 },
      );
    },
  );
});

describe('month names', () => {
  it('means one month by each name, in all languages together', () => {
    const seen = new Map<string, Set<number>>();
    for (const locale of [
      ...'de fr es it pt nl sv da nb fi pl cs sk hu ro tr ru uk el ca en'.split(' '),
    ]) {
      for (const month of ['long', 'short'] as const) {
        const format = new Intl.DateTimeFormat(locale, { month, timeZone: 'UTC' });
        for (let at = 0; at < 12; at += 1) {
          const name = format
            .format(Date.UTC(2020, at, 15))
            .toLowerCase()
            .replaceAll('.', '');
          seen.set(name, (seen.get(name) ?? new Set()).add(at + 1));
        }
      }
    }
    const shared = [...seen].filter(([, months]) => months.size > 1);
    expect(shared).toEqual([]);
    expect(seen.size).toBeGreaterThan(150);
  });

  it('knows no other words', () => {
    expect(monthOf('report')).toBeNull();
    expect(monthOf('13月')).toBeNull();
    expect(isWeekday('Dienstag')).toBe(true);
    expect(isWeekday('May')).toBe(false);
  });
});

describe('settle', () => {
  const pair = ['2021-03-04', '2021-04-03'] as const;

  it('takes the reading within a week of another date, even if the other is within two months', () => {
    expect(settle(pair, ['2021-03-05'])).toBe('2021-03-04');
    expect(settle(pair, ['2021-04-01T10:00'])).toBe('2021-04-03');
  });

  it('takes the only reading within two months', () => {
    expect(settle(['2021-01-12', '2021-12-01'], ['2021-01-30'])).toBe('2021-01-12');
  });

  it('chooses none when both or none are near', () => {
    expect(settle(pair, ['2021-03-20'])).toBeNull();
    expect(settle(pair, ['2023-03-20'])).toBeNull();
    expect(settle(pair, [])).toBeNull();
  });
});
