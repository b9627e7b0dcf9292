/** What a series of reports lacks, and what it does not. */
import { describe, expect, it } from 'vitest';
import type { Archive } from '../../src/archive/archive.ts';
import type { StoredReport } from '../../src/model/reports.ts';
import { gapsIn, labelOf } from '../../src/pipeline/report-gaps.ts';
import { reportItems } from '../../src/pipeline/report-items.ts';
import { measureOf } from '../../src/pipeline/report-measures.ts';

const report = (
  periodStart: string | null,
  periodEnd: string | null,
  publishedOn: string | null = null,
): StoredReport => ({
  ...{ pageId: 1, confluenceId: null, spaceKey: 'S', spaceName: null, title: null },
  ...{ markdownPath: null, touchedOn: null, words: 0, sections: [], values: [] },
  report: {
    ...{ series: null, periodLabel: null, periodStart, periodEnd },
    ...{ publishedOn, publishedRaw: null, authors: [] },
  },
});

const Q1 = report('2019-01-01', '2019-03-31');
const Q3 = report('2019-07-01', '2019-09-30');
const H1 = report('2020-01-01', '2020-06-30');

const labels = (...reports: readonly StoredReport[]): (string | null)[] =>
  gapsIn(reports).map(({ label }) => label);

it('gaps of thousands of series take no time', async () => {
  const reports = Array.from({ length: 6000 }, (_, at) => String(at)).flatMap((series) =>
    [Q1, Q3].map((one) => ({ ...one, report: { ...one.report, series } })),
  );
  const archive = { reports: () => Promise.resolve(reports) } as Partial<Archive> as Archive;
  const start = performance.now();
  const items = await reportItems(archive, { archive: '' });
  expect(performance.now() - start).toBeLessThan(8000);
  expect(items).toHaveLength(18_000);
  expect(items[1]?.entry).toMatchObject({ status: 'missing', series: '0' });
});

describe('a gap', () => {
  it('is a stretch between two periods, in the rhythm before it', () => {
    expect(gapsIn([Q1, Q3])).toEqual([
      { start: '2019-04-01', end: '2019-06-30', label: 'Q2 2019' },
    ]);
    expect(labels(Q3, H1)).toEqual(['Q4 2019']);
    expect(labels(H1, report('2021-10-01', '2021-12-31'))).toEqual([
      'H2 2020',
      'H1 2021',
      'Q3 2021',
    ]);
    expect(labels(report('2015-01-01', '2015-12-31'), report('2018-01-01', '2018-12-31'))).toEqual([
      '2016',
      '2017',
    ]);
  });

  it('is none where the rhythm changes, or periods overlap', () => {
    expect(labels(report('2019-10-01', '2019-12-31'), H1)).toEqual([]);
    expect(labels(report('2019-01-01', '2019-12-31'), Q3, H1)).toEqual([]);
    expect(labels(Q1)).toEqual([]);
    expect(labels()).toEqual([]);
  });

  it('is none where a report without days was published then', () => {
    expect(labels(Q1, report(null, null, '2019-07-20'), Q3)).toEqual([]);
    expect(labels(Q1, report(null, null, '2020-07-20'), Q3)).toEqual(['Q2 2019']);
  });

  it('may have no name', () => {
    expect(labels(report('2021-01-04', '2021-01-10'), report('2021-01-18', '2021-01-24'))).toEqual([
      null,
    ]);
  });
});

it.each([
  ['2020-01-01', '2020-12-31', '2020'],
  ['2020-07-01', '2020-12-31', 'H2 2020'],
  ['2020-10-01', '2020-12-31', 'Q4 2020'],
  ['2020-02-01', '2020-02-29', 'Feb 2020'],
  ['2020-11-01', '2021-02-28', 'Nov 2020–Feb 2021'],
  ['2020-02-01', '2020-04-30', 'Feb–Apr 2020'],
])('%s to %s is called %s', (start, end, label) => {
  expect(labelOf({ start, end })).toBe(label);
});

it.each([
  [{ noun: 'Night Watch meetings' }, 'meetings'],
  [{ noun: 'new members', label: 'List membership' }, 'new members'],
  [{ noun: 'attendees', label: 'average', per: 'meeting' }, 'average attendees per meeting'],
  [
    { label: 'average attendance', per: 'General Meeting' },
    'average attendance per General Meeting',
  ],
  [{ label: 'June meeting count' }, 'meeting count'],
  [{ noun: 'contributors', unit: '%' }, '% of contributors'],
  [{ label: 'budget', unit: 'USD' }, 'budget (USD)'],
  [{ unit: 'hour' }, 'hours'],
  [{ noun: 'PRs' }, 'PRs'],
])('%j measures %s', (words, measure) => {
  const none = { numberTo: null, outOf: null, qualifier: null, unit: null, noun: null };
  const raw = 'noun' in words ? `1 ${words.noun}` : '1';
  expect(measureOf({ number: 1, raw, ...none, label: null, per: null, ...words })).toBe(measure);
});

it.each([
  ['Members', 'Q3', 'members (Q3)'],
  ['Members', 'Q4', 'members (Q4)'],
  ['Members', 'Value', 'members'],
  ['March', 'Visits', 'visits'],
])('a cell of the row %s in the column %s measures %s', (label, noun, measure) => {
  const none = { numberTo: null, outOf: null, qualifier: null, unit: null, per: null };
  expect(measureOf({ number: 100, raw: '100', ...none, label, noun })).toBe(measure);
});

it('a part of a whole is called by what is counted, a percentage by its word', () => {
  const none = { numberTo: null, qualifier: null, unit: null, per: null };
  const part = { ...none, number: 6, outOf: 16.5, label: 'average', noun: 'people' };
  expect(measureOf({ ...part, raw: '6/16.5 people' })).toBe('people');
  const share = { ...none, number: 12, outOf: null, unit: '%', label: 'growth', noun: null };
  expect(measureOf({ ...share, raw: '12%' })).toBe('growth (%)');
});
