/** A special interest group's reports of 2018 to 2024: what they say as numbers, and in which order. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  importExport,
  listReportMetrics,
  listReports,
  pivotReports,
  readReportSection,
} from '../../src/index.ts';
import { query } from '../support/query.ts';

const shared = process.env.SHARED ?? fileURLToPath(new URL('../../../shared/', import.meta.url));
const group = join(shared, 'corpus/lfdt-wiki-text/HCSIG');
const work = mkdtempSync(join(tmpdir(), 'confluence-archive-report-values-'));
const archive = join(work, 'wiki.sqlite');

/** First and last day of each report and of each period without one, in order; read from the titles. */
const PERIODS = [
  ['present', '2018-10-01', '2018-12-31'],
  ['present', '2019-01-01', '2019-03-31'],
  ['present', '2019-04-01', '2019-06-30'],
  ['present', '2019-07-01', '2019-09-30'],
  ['present', '2019-10-01', '2019-12-31'],
  ['present', '2020-01-01', '2020-06-30'],
  ['missing', '2020-07-01', '2020-12-31'],
  ['present', '2021-01-01', '2021-06-30'],
  ['missing', '2021-07-01', '2021-12-31'],
  ['present', '2022-01-01', '2022-06-30'],
  ['present', '2022-07-01', '2022-12-31'],
  ['missing', '2023-01-01', '2023-06-30'],
  ['missing', '2023-07-01', '2023-09-30'],
  ['present', '2023-10-01', '2023-12-31'],
  ['present', '2024-01-01', '2024-06-30'],
];

/** Read from the reports: first day of the period, section, and what is counted how often. */
const NUMBERS = [
  '2018-10-01 general-workgroup members 1018',
  '2019-01-01 general-group members about 1050',
  '2019-04-01 general-group members about 1050',
  '2020-01-01 general members 950 to 980',
  '2021-01-01 health average attendance per General Meeting 16.5',
  '2021-01-01 health average attendance per Guest Presentation 24',
  '2021-01-01 participant-diversity people 6 of 16.5',
  '2022-01-01 health average attendees per meeting 10',
  '2022-07-01 health average attendees per meeting 3',
  '2022-07-01 health average views per video about 100',
  '2022-07-01 activity meetings 10',
  '2023-10-01 health new co-chairs 4',
  '2024-01-01 health average views per video at-least 100',
  '2024-01-01 health followers 140',
  '2024-01-01 health meeting count 23',
  '2024-01-01 activity followers 140',
  '2024-01-01 activity houseful attendance 23',
  '2024-01-01 activity meetings 6',
  '2024-01-01 activity presentations 2',
];

describe.skipIf(!existsSync(group))('the reports of a group over the years', () => {
  beforeAll(async () => {
    await importExport({ sources: [group], archive, markdown: join(work, 'tree') });
  }, 120_000);

  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
  });

  it('stand in order, with what is missing', async () => {
    const reports = await listReports({ archive });
    expect(
      reports.map(({ status, periodStart, periodEnd }) => [status, periodStart, periodEnd]),
    ).toEqual(PERIODS);
  });

  it('have every number that they name with what it counts', async () => {
    const metrics = await listReportMetrics({ archive });
    const digits = metrics.filter(({ raw }) => /\d/.test(raw));
    const lines = digits.map((metric) =>
      [
        metric.report.periodStart,
        metric.section,
        metric.measure,
        metric.qualifier,
        metric.number,
        metric.numberTo === null ? null : `to ${String(metric.numberTo)}`,
        metric.outOf === null ? null : `of ${String(metric.outOf)}`,
      ]
        .filter((part) => part !== null)
        .join(' '),
    );
    expect(lines.toSorted()).toEqual(NUMBERS.toSorted());
  });

  it('tell their plans as one story, subsections included', async () => {
    const { reports } = await readReportSection({ archive, section: 'planned-work' });
    expect(reports.map(({ state }) => state)).toEqual(
      PERIODS.map(([status]) => (status === 'present' ? 'text' : 'missing')),
    );
    // The early reports plan by subgroup, each under a heading of its own.
    expect(reports[0]?.markdown?.match(/^### /gm)).toHaveLength(4);
    expect(reports[1]?.markdown?.match(/^### /gm)).toHaveLength(4);
  });

  it('say N/A or none where they have nothing', async () => {
    const { rows } = await pivotReports({ archive, gaps: false });
    const none = rows.map(({ cells }) =>
      Object.keys(cells).filter((key) => cells[key]?.state === 'none'),
    );
    const MORE = 'additional-information';
    expect(none).toEqual([
      [],
      ['issues', MORE],
      ['issues', MORE],
      ...Array.from({ length: 8 }, () => [MORE]),
    ]);
  });

  it('name days, but for one that may be two', async () => {
    const rows = await query(
      archive,
      `SELECT report_values.raw, date FROM report_values JOIN sections ON sections.id = section_id
       JOIN reports ON reports.page_id = report_values.page_id
       WHERE kind = 'date' AND sections.key <> 'date-published'
       ORDER BY period_start, report_values.position`,
    );
    expect(rows.map(({ raw, date }) => `${String(raw)} ${String(date)}`)).toEqual([
      '8/3/2018 null',
      '9/14/2018 2018-09-14',
      'July 18, 2019 2019-07-18',
      'January 30th, 2020 2020-01-30',
      '13th of Dec. 2019 2019-12-13',
      'January 30th, 2020 2020-01-30',
      '13th of Dec. 2019 2019-12-13',
    ]);
  });
});
