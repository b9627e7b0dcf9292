import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePeriod as parsePeriodBy } from '../../src/extract/period.ts';
import { seriesOf } from '../../src/extract/series.ts';
import { builtInVocabulary } from '../../src/vocabulary/built-in.ts';

const vocabulary = builtInVocabulary();
const parsePeriod = (title: string) => parsePeriodBy(title, vocabulary);

describe('parsePeriod', () => {
  it.each([
    ['Q1/Q2 2024 Report- Harbour Group', 'Q1/Q2 2024', '2024-01-01', '2024-06-30'],
    ['2018-Q4 Quarterly Report', '2018-Q4', '2018-10-01', '2018-12-31'],
    ['2019 Q1 Hyperharbour Tides', '2019 Q1', '2019-01-01', '2019-03-31'],
    ['2019.Q1', '2019.Q1', '2019-01-01', '2019-03-31'],
    ['Q4 2023 Report- Harbour Group', 'Q4 2023', '2023-10-01', '2023-12-31'],
    ['Q3 & Q4 2020', 'Q3 & Q4 2020', '2020-07-01', '2020-12-31'],
    ['Q3+Q4 2020', 'Q3+Q4 2020', '2020-07-01', '2020-12-31'],
    ['Q1-Q3, 2020', 'Q1-Q3, 2020', '2020-01-01', '2020-09-30'],
    ['Q3/4 2020', 'Q3/4 2020', '2020-07-01', '2020-12-31'],
    ['2Q2021 Update', '2Q2021', '2021-04-01', '2021-06-30'],
    ['q1 2021', 'q1 2021', '2021-01-01', '2021-03-31'],
    ['Tides third quarter of 2021', 'third quarter of 2021', '2021-07-01', '2021-09-30'],
    ['2nd Quarter (2021)', '2nd Quarter (2021', '2021-04-01', '2021-06-30'],
    ['Mid-Year 2022 Report', 'Mid-Year 2022', '2022-01-01', '2022-06-30'],
    ['Midyear Report 2022', 'Midyear 2022', '2022-01-01', '2022-06-30'],
    ['2020 Half-Year Report', '2020 Half-Year', '2020-01-01', '2020-06-30'],
    ['H1 2021', 'H1 2021', '2021-01-01', '2021-06-30'],
    ['2H 2021', '2H 2021', '2021-07-01', '2021-12-31'],
    ['First Half 2021 Report', 'First Half 2021', '2021-01-01', '2021-06-30'],
    ['Second half-year 2021', 'Second half-year 2021', '2021-07-01', '2021-12-31'],
    ['2020 - TIDE - 1st Semiannual Report', '2020 1st Semiannual', '2020-01-01', '2020-06-30'],
    ['2020 - TIDE - 2nd Semiannual Report', '2020 2nd Semiannual', '2020-07-01', '2020-12-31'],
    ['2019 - TIDE - Q4 Report', '2019 Q4', '2019-10-01', '2019-12-31'],
    ['Annual Report 2019', '2019', '2019-01-01', '2019-12-31'],
    ['2023 Annual Review Hyperharbour Tides', '2023', '2023-01-01', '2023-12-31'],
    ['2021 Year-End Report', '2021 Year-End', '2021-01-01', '2021-12-31'],
    ['Q4 2020/Q1 2021 Report', 'Q4 2020/Q1 2021', '2020-10-01', '2021-03-31'],
    ['Annual Report 2020/2021', '2020/2021', '2020-01-01', '2021-12-31'],
    ['Jan-Jun 2021 Report', 'Jan-Jun 2021', '2021-01-01', '2021-06-30'],
    ['Feb 2024 Monthly Report', 'Feb 2024', '2024-02-01', '2024-02-29'],
    [
      'Mid-Year 2021 Report- Harbour Group - Mid-Year 2021 Report',
      'Mid-Year 2021',
      '2021-01-01',
      '2021-06-30',
    ],
    ['Report 03/2021', '03/2021', '2021-03-01', '2021-03-31'],
    ['Report 3/2021', '3/2021', '2021-03-01', '2021-03-31'],
    ['Report 03.2021', '03.2021', '2021-03-01', '2021-03-31'],
    ['2021年3月 Report', '2021年3月', '2021-03-01', '2021-03-31'],
    ['2021年1-3月 Report', '2021年1-3月', '2021-01-01', '2021-03-31'],
    ['第1四半期 2021 Report', '第1四半期 2021', '2021-01-01', '2021-03-31'],
    ['2021年第２四半期 Report', '2021年第２四半期', '2021-04-01', '2021-06-30'],
    ['Bericht März 2021 Report', 'März 2021', '2021-03-01', '2021-03-31'],
    ['Report janv. 2021', 'janv. 2021', '2021-01-01', '2021-01-31'],
    ["Q1 '21 Report", "Q1 '21", '2021-01-01', '2021-03-31'],
    ['Q1’21 Report', 'Q1’21', '2021-01-01', '2021-03-31'],
    ['Q1/21 Report', 'Q1/21', '2021-01-01', '2021-03-31'],
    ["Q4'20/Q1'21 Report", "Q4'20/Q1'21", '2020-10-01', '2021-03-31'],
    ['1H21 Report', '1H21', '2021-01-01', '2021-06-30'],
    ['Weekly Report 2021-W05', '2021-W05', '2021-02-01', '2021-02-07'],
    ['Report Week 5 2021', 'Week 5 2021', '2021-02-01', '2021-02-07'],
    ['Report 01 Jan 2021 - 31 Mar 2021', '01 Jan 2021 - 31 Mar 2021', '2021-01-01', '2021-03-31'],
    [
      'Report January 1 to March 31, 2021',
      'January 1 to March 31, 2021',
      '2021-01-01',
      '2021-03-31',
    ],
    ['Report 2021-01-01 – 2021-03-31', '2021-01-01 – 2021-03-31', '2021-01-01', '2021-03-31'],
    ['Report 01.01.2021-31.03.2021', '01.01.2021-31.03.2021', '2021-01-01', '2021-03-31'],
    ['Report 1-31 January 2021', '1-31 January 2021', '2021-01-01', '2021-01-31'],
    ['Half-yearly report July - December 2021', 'July - December 2021', '2021-07-01', '2021-12-31'],
    ['Copy of Q1 2021 Report', 'Q1 2021', '2021-01-01', '2021-03-31'],
    // A label without days
    ['Quarterly Report 03/2021', '03/2021', null, null],
    ['Spring 2021 Report', 'Spring 2021', null, null],
    ['Q5 2021 Report', 'Q5 2021', null, null],
    ['Report H3/2021', 'H3/2021', null, null],
    ['Report 3 2021', '3 2021', null, null],
    ['Report 13/2021', '13/2021', null, null],
    ['Report 2021/3', '2021/3', null, null],
    ['2020/21 Annual Report', '2020/21', null, null],
    ['Annual Report 2020-21', '2020-21', null, null],
    ['Annual Report 2021年度', '2021年度', null, null],
    ['FY21 Report', 'FY21', null, null],
    ['FY2021 Report', 'FY2021', null, null],
    ['Report 01 Mar 2021 - 31 Jan 2021', null, null, null],
    ['2022.07 - TIDE - Quarterly Report', '2022.07', null, null],
    ['Q3 Report', 'Q3', null, null],
    ['2019 Quarterly Report', '2019', null, null],
    ['Dec 2018 Hyperharbour', 'Dec 2018', null, null],
    ['2023 Meetings', '2023', null, null],
  ])('reads “%s”', (title, label, start, end) => {
    expect(parsePeriod(title)).toEqual(label === null ? null : { label, start, end });
  });

  it.each([
    '',
    '2021-07-14',
    '2021-07-14 Meeting Agenda and Notes',
    'Meeting notes July 14, 2021',
    '14 July 2021 call',
    '7/14/2021',
    'ISO 20022 mapping',
    'FAQ1',
    'May we march on?',
    'Web 20 report',
    'Release 1.2019.3',
  ])('finds no period in “%s”', (title) => {
    expect(parsePeriod(title)).toBeNull();
  });

  it('names the same days for a quarter in any order of words and year', () => {
    const year = fc.integer({ min: 2000, max: 2049 });
    fc.assert(
      fc.property(year, fc.integer({ min: 1, max: 4 }), (y, q) => {
        const forms = [
          `Q${q} ${y}`,
          `${y}-Q${q}`,
          `${y} - Tides - Q${q} Report`,
          `Report Q${q}/${y}`,
          `${q}Q${y}`,
        ];
        const days = forms
          .map((title) => parsePeriod(title))
          .map((period) => [period?.start, period?.end]);
        const month = String(q * 3 - 2).padStart(2, '0');
        for (const [start, end] of days) {
          expect(start).toBe(`${y}-${month}-01`);
          expect(end).toMatch(new RegExp(`^${y}-(03-31|06-30|09-30|12-31)$`));
        }
        expect(new Set(days.map(String)).size).toBe(1);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Q1', '2020', 'H2', '-', '/', ' ', 'May', 'Annual', 'to', '2021')),
        (parts) => {
          const period = parsePeriod(parts.join(''));
          if (period?.start != null) expect(period.start < (period.end ?? '')).toBe(true);
        },
      ),
    );
  });
});

describe('seriesOf', () => {
  const space = { key: 'HARB', name: 'Harbour SIG' };

  it.each([
    ['Q1/Q2 2024 Report- Harbour Group', 'Harbour Group'],
    ['Mid-Year 2021 Report- Harbour Group - Mid-Year 2021 Report', 'Harbour Group'],
    ['2020 - TIDE - 1st Semiannual Report', 'TIDE'],
    ['2022.07 - TIDE - Quarterly Report', 'TIDE'],
    ['2019 Q1 Hyperharbour Tides', 'Hyperharbour Tides'],
    ['Tides Report for Q1 of 2021', 'Tides'],
    ['Harbour-SIG Report (Q1 2021)', 'Harbour SIG'],
    ['2018-Q4 Quarterly Report', 'Harbour SIG'],
    ['2020 Half-Year Report', 'Harbour SIG'],
    ['2021-Q1', 'Harbour SIG'],
    ['HARB Report 2021-Q1', 'Harbour SIG'],
    ['Q1 2021 Report - Harbour Special Interest Group', 'Harbour SIG'],
    ['Q1 2021 HSIG Report', 'Harbour SIG'],
    ['Q1 2021 TSIG Report', 'TSIG'],
    ['Q1 2021 (draft)', 'Harbour SIG'],
    ['Copy of Q1 2021 Report', 'Harbour SIG'],
    ["Q1 '21 Report", 'Harbour SIG'],
    ['Weekly Report 2021-W05', 'Harbour SIG'],
    ['FY21 Report', 'Harbour SIG'],
    ['1H21 Report', 'Harbour SIG'],
    ['Report 01 Jan 2021 - 31 Mar 2021', 'Harbour SIG'],
    ['Half-yearly report July - December 2021', 'Harbour SIG'],
    ['Report 03/2021', 'Harbour SIG'],
    ['2021年3月 Report', 'Harbour SIG'],
    ['第1四半期 2021 Report', 'Harbour SIG'],
    ['Spring 2021 Report', 'Harbour SIG'],
    ['Q5 2021 Report', 'Harbour SIG'],
    ['2020/21 Annual Report', 'Harbour SIG'],
    ['Data Set 2021 Report', 'Data Set'],
  ])('reads “%s”', (title, series) => {
    expect(seriesOf(title, space, vocabulary)).toBe(series);
  });

  it('is null where neither title nor space has a name', () => {
    expect(seriesOf('2021-Q1', { key: null, name: null }, vocabulary)).toBeNull();
    expect(seriesOf('2021-Q1', { key: 'HARB', name: null }, vocabulary)).toBe('HARB');
  });

  it.each(['Q4/Q1 2021 Report', 'Q4-Q1 2021 Report', 'Q1 and Q3 2021 Report'])(
    'invents no days for %s, whose parts are no one stretch',
    (title) => {
      expect(parsePeriod(title)?.start ?? null).toBeNull();
    },
  );

  it('reads from … to … over what lies between', () => {
    expect(parsePeriod('Q1-Q3 2021 Report')).toMatchObject({
      start: '2021-01-01',
      end: '2021-09-30',
    });
  });
});
