/** Reports across years, over an archive made of a small wiki’s reports. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  importExport,
  listReportMetrics,
  listReports,
  pivotReports,
  readReportSection,
  UsageError,
} from '../../src/index.ts';
import { EVERY_PAGE } from '../../src/model/page-filter.ts';
import { query } from '../support/query.ts';

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-reports-'));
const archive = join(work, 'wiki.sqlite');

interface Written {
  readonly title: string;
  readonly author?: string;
  readonly health: string;
  readonly plans: string;
  readonly more?: string;
  readonly published?: string;
}

const REPORTS: readonly Written[] = [
  {
    title: '2019 Q1 Report',
    health: 'We are 20 keepers. There were 11 meetings with 6 of 20 keepers each time.',
    plans: '- Paint the door\n- Mend [the lamp](The-Lamp_9.html)',
  },
  { title: '2019 Q2 Report', health: 'Now ~25 keepers, in 12 meetings.', plans: 'None to date.' },
  {
    title: '2020 First Half Report',
    author: 'Priya Oduya',
    health: 'About 31 keepers by 2020-05-02.',
    plans: '',
    more: '### For the stairs\n\nSweep them.\n\n### For the roof\n\nN/A',
    published: '10 Jul 2020',
  },
  { title: '2020 Second Half Report', health: 'All well.', plans: '', published: '9 Jan 2021' },
];

const pageOf = ({ title, author = 'Ines Halloran', health, plans, more, published }: Written) => `\
1. [Lighthouse Guild](index.html)
2. [Lighthouse Guild](Lighthouse-Guild_1.html)

# Lighthouse Guild : ${title}

Created by ${author} on Jan 02, 2021

## Report Author(s)

${author}

## Overall Health

${health}

## Planned Work

${plans}

${more ?? ''}

## Participant Diversity

All sorts.

${published === undefined ? '' : `## Date Published\n\n${published}\n`}
`;

beforeAll(async () => {
  const source = join(work, 'source');
  mkdirSync(source);
  for (const [at, report] of REPORTS.entries()) {
    writeFileSync(join(source, `Report_${String(at + 100)}.md`), pageOf(report));
  }
  writeFileSync(
    join(source, 'The-Lamp_9.md'),
    '1. [Lighthouse Guild](index.html)\n\n# Lighthouse Guild : The Lamp\n\nCreated by Ines Halloran on Jan 02, 2018\n\nIt shines.\n',
  );
  await importExport({ sources: [source], archive, markdown: join(work, 'tree') });
});

afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const filter = (fields: Partial<typeof EVERY_PAGE>) => ({ ...EVERY_PAGE, ...fields });
const names = (reports: Awaited<ReturnType<typeof listReports>>): string[] =>
  reports.map(
    ({ status, periodLabel }) => `${status === 'missing' ? '- ' : ''}${periodLabel ?? ''}`,
  );

describe('the list of reports', () => {
  it('stands in the order of the periods, with what is missing between them', async () => {
    const reports = await listReports({ archive });
    expect(names(reports)).toEqual([
      '2019 Q1',
      '2019 Q2',
      '- Q3 2019',
      '- Q4 2019',
      '2020 First Half',
      '2020 Second Half',
    ]);
    expect(reports[4]).toMatchObject({
      status: 'present',
      periodStart: '2020-01-01',
      periodEnd: '2020-06-30',
      publishedOn: '2020-07-10',
      authors: ['Priya Oduya'],
      sections: [
        'report-authors',
        'health',
        'planned-work',
        'participant-diversity',
        'date-published',
      ],
      title: '2020 First Half Report',
    });
    expect(reports[2]).toMatchObject({
      status: 'missing',
      periodStart: '2019-07-01',
      periodEnd: '2019-09-30',
      pageId: null,
      title: null,
    });
  });

  it('leaves out what is missing, when told', async () => {
    expect(await listReports({ archive, gaps: false })).toHaveLength(4);
  });

  it('is narrowed down by the days of the period', async () => {
    const of = async (since: string | null, until: string | null): Promise<string[]> =>
      names(await listReports({ archive, filter: filter({ since, until }) }));
    expect(await of('2020-06', null)).toEqual(['2020 First Half', '2020 Second Half']);
    expect(await of('2019-05', '2019-09')).toEqual(['2019 Q2', '- Q3 2019']);
    expect(await of(null, '2018')).toEqual([]);
  });

  it('tells of no gap where others may have written the report', async () => {
    const reports = await listReports({ archive, filter: filter({ author: 'Ines Halloran' }) });
    expect(names(reports)).toEqual(['2019 Q1', '2019 Q2', '2020 Second Half']);
  });
});

describe('one section of all reports', () => {
  it('comes with its subsections, and says what it is where it has no text', async () => {
    const { reports } = await readReportSection({ archive, section: 'planned-work' });
    expect(reports.map(({ state }) => state)).toEqual([
      'text',
      'none',
      'missing',
      'missing',
      'text',
      'empty',
    ]);
    expect(reports[0]?.markdown).toBe('- Paint the door\n- Mend [the lamp](The Lamp)');
    expect(reports[4]?.markdown).toBe(
      '### For the stairs\n\nSweep them.\n\n### For the roof\n\nN/A',
    );
    expect(reports[4]?.text).toBe('For the stairs\nSweep them.\nFor the roof\nN/A');
  });

  it('is named as absent where a report lacks it', async () => {
    const { reports } = await readReportSection({
      archive,
      section: 'date-published',
      gaps: false,
    });
    expect(reports.map(({ state }) => state)).toEqual(['absent', 'absent', 'text', 'text']);
  });

  it('must be one that there is', async () => {
    const asked = readReportSection({ archive, section: 'plans' });
    await expect(asked).rejects.toThrow(UsageError);
    await expect(asked).rejects.toMatchObject({
      advice: expect.stringContaining('planned-work (4)') as string,
    });
    // A heading of one report may be a whole sentence; it is no key that anybody asks for.
    await expect(asked).rejects.toMatchObject({
      advice: expect.not.stringContaining('for-the-roof') as string,
    });
  });
});

it('reports by sections tell none, empty and absent apart', async () => {
  const { keys, rows } = await pivotReports({ archive, gaps: false });
  expect(keys).toEqual([
    'report-authors',
    'health',
    'planned-work',
    'participant-diversity',
    'date-published',
  ]);
  expect(rows.map(({ cells }) => cells['planned-work'])).toEqual([
    { state: 'text', words: 6 },
    { state: 'none', words: 3 },
    { state: 'text', words: 10 },
    { state: 'empty', words: 0 },
  ]);
  expect(rows.map(({ cells }) => cells['date-published']?.words)).toEqual([
    undefined,
    undefined,
    3,
    3,
  ]);
});

describe('the numbers of the reports', () => {
  it('of one measure stand together, in order; what most reports name first', async () => {
    const metrics = await listReportMetrics({ archive });
    expect(
      metrics.map(({ measure, number, outOf, qualifier, report }) =>
        [measure, qualifier, number, outOf, report.periodLabel]
          .filter((part) => part !== null)
          .join(' '),
      ),
    ).toEqual([
      'keepers 20 2019 Q1',
      'keepers 6 20 2019 Q1',
      'keepers about 25 2019 Q2',
      'keepers about 31 2020 First Half',
      'meetings 11 2019 Q1',
      'meetings 12 2019 Q2',
    ]);
  });

  it('are chosen by words and by section', async () => {
    expect(await listReportMetrics({ archive, words: 'Meetings' })).toHaveLength(2);
    expect(await listReportMetrics({ archive, section: 'planned-work' })).toEqual([]);
  });
});

it('values are rows for SQL, with people as everywhere else', async () => {
  const rows = await query(
    archive,
    `SELECT sections.key, kind, date, display_name,
       EXISTS (SELECT 1 FROM pages WHERE creator_id = people.id) AS is_creator
     FROM report_values JOIN sections ON sections.id = section_id
     LEFT JOIN people ON people.id = person_id
     JOIN reports ON reports.page_id = report_values.page_id
     WHERE kind <> 'number' AND period_start = '2020-01-01' ORDER BY report_values.position`,
  );
  expect(rows).toEqual([
    {
      key: 'report-authors',
      kind: 'person',
      date: null,
      display_name: 'Priya Oduya',
      is_creator: 1,
    },
    { key: 'health', kind: 'date', date: '2020-05-02', display_name: null, is_creator: 0 },
    { key: 'for-the-roof', kind: 'none', date: null, display_name: null, is_creator: 0 },
    { key: 'date-published', kind: 'date', date: '2020-07-10', display_name: null, is_creator: 0 },
  ]);
});
