/** `reports` over a library that answers with samples. */
import { describe, expect, it } from 'vitest';
import type { Library } from '../../src/cli/library.ts';
import { run } from '../../src/cli/program.ts';
import { EVERY_PAGE } from '../../src/model/page-filter.ts';
import type { ReportEntry, ReportMetric, SectionOfReport } from '../../src/model/reports.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { sampleLibrary } from './sample-library.ts';

const report = (fields: Partial<ReportEntry> = {}): ReportEntry => ({
  ...{ status: 'present', spaceKey: 'SEALS', spaceName: 'Seal Watch', series: 'Seal Watch' },
  ...{ periodLabel: 'Q1 2023', periodStart: '2023-01-01', periodEnd: '2023-03-31' },
  ...{ publishedOn: '2023-04-10', authors: ['Ines Halloran'], sections: ['health'], words: 120 },
  ...{ title: 'Q1 2023 Report', pageId: 4, confluenceId: '44', markdownPath: 'SEALS/Q1.md' },
  ...fields,
});

const missing = report({
  ...{ status: 'missing', periodLabel: 'Q2 2023', periodStart: '2023-04-01' },
  ...{ periodEnd: '2023-06-30', publishedOn: null, authors: [], sections: [], words: null },
  ...{ title: null, pageId: null, confluenceId: null, markdownPath: null },
});

const part = (fields: Partial<SectionOfReport> = {}): SectionOfReport => ({
  ...{ report: report(), state: 'text', heading: 'Plans', text: 'Count seals' },
  markdown: '- Count **seals** with [the tool](https://example.org) \\*\n\n### Later\n\nRest.',
  ...fields,
});

const metric = (fields: Partial<ReportMetric> = {}): ReportMetric => ({
  ...{ report: report(), measure: 'seals', section: 'activity', raw: '12 seals' },
  ...{ context: 'We saw 12 seals.', number: 12, numberTo: null, outOf: null, qualifier: null },
  ...{ unit: null, noun: 'seals', label: null, per: null },
  ...fields,
});

const later = report({ periodLabel: 'Q3 2023', pageId: 5 });

const LIBRARY: Partial<Library> = {
  listReports: () => Promise.resolve([report(), missing]),
  readReportSection: ({ section }) =>
    Promise.resolve({
      key: section,
      reports: [
        part(),
        part({ report: missing, state: 'missing', heading: null, markdown: null, text: null }),
        part({ report: later, state: 'none', markdown: 'N/A', text: 'N/A' }),
        part({ report: later, state: 'absent', heading: null, markdown: null, text: null }),
      ],
    }),
  pivotReports: () =>
    Promise.resolve({
      keys: ['health', 'issues'],
      rows: [
        {
          report: report(),
          cells: { health: { state: 'text', words: 7 }, issues: { state: 'none', words: 1 } },
        },
        { report: missing, cells: {} },
        { report: later, cells: { health: { state: 'empty', words: 0 } } },
      ],
    }),
  listReportMetrics: () =>
    Promise.resolve([
      metric(),
      metric({ report: later, number: 24, qualifier: 'at-least', raw: '24+ seals' }),
      metric({ report: later, number: 24, qualifier: 'at-least', raw: '24+ seals here' }),
      metric({ measure: 'budget (EUR)', number: 10_500, unit: 'EUR', noun: null, raw: '€10,500' }),
    ]),
};

async function call(args: readonly string[], library: Partial<Library> = LIBRARY, env = {}) {
  const terminal = { ...fakeTerminal({ isTTY: false }), env };
  const surroundings = { library: sampleLibrary(library), terminal, version: '1.2.3' };
  const code = await run(['reports', ...args], surroundings);
  return { code, out: terminal.out(), err: terminal.err() };
}

describe('the list', () => {
  it('says in a table where there is no report, and in records that it is missing', async () => {
    const { out } = await call([]);
    expect(out.split('\n')[0]).toMatch(/^space {2,}series {2,}period {2,}published {2,}authors/);
    expect(out).toMatch(/Q2 2023 .*— no report —/);
    const json = JSON.parse((await call(['--format', 'json'])).out) as Record<string, unknown>[];
    expect(json.map(({ status, title, period_start }) => [status, title, period_start])).toEqual([
      ['present', 'Q1 2023 Report', '2023-01-01'],
      ['missing', null, '2023-04-01'],
    ]);
    expect(json[0]).toMatchObject({ sections: ['health'], word_count: 120, page_id: 4 });
  });

  it('says so when there is none', async () => {
    expect(await call([], {})).toEqual({ code: 0, out: '', err: 'No report matches.\n' });
    expect((await call(['--format', 'json'], {})).out).toBe('[]\n');
    expect((await call(['--metrics'], {})).err).toBe('No report names such a number.\n');
  });

  it('hands its options over', async () => {
    const asked: unknown[] = [];
    const note: Partial<Library> = {
      listReports: (options) => (asked.push(options), Promise.resolve([])),
      listReportMetrics: (options) => (asked.push(options), Promise.resolve([])),
    };
    await call(['--no-gaps', '--space', 'SEALS', '--archive', 'a'], note);
    await call(['--metric', 'seals', '--section', 'activity', '--archive', 'a'], note);
    expect(asked).toEqual([
      { archive: 'a', filter: { ...EVERY_PAGE, space: 'SEALS' }, gaps: false },
      { archive: 'a', filter: EVERY_PAGE, section: 'activity', words: 'seals' },
    ]);
  });

  it('refuses options that cannot go together', async () => {
    expect((await call(['--pivot', '--metrics'])).code).toBe(2);
    expect((await call(['--pivot', '--section', 'health'])).err).toContain('--section');
  });
});

describe('one section', () => {
  it('is a story in a terminal', async () => {
    expect((await call(['--section', 'plans'])).out).toBe(
      [
        'Q1 2023',
        'SEALS · Q1 2023 Report · 2023-01-01 to 2023-03-31 · by Ines Halloran · published 2023-04-10',
        '',
        '  - Count seals with the tool *',
        '',
        '  Later',
        '',
        '  Rest.',
        '',
        'Q2 2023  — no report —  2023-04-01 to 2023-06-30',
        '',
        'Q3 2023',
        'SEALS · Q1 2023 Report · 2023-01-01 to 2023-03-31 · by Ines Halloran · published 2023-04-10',
        '',
        '  (nothing to report: “N/A”)',
        '',
        'Q3 2023',
        'SEALS · Q1 2023 Report · 2023-01-01 to 2023-03-31 · by Ines Halloran · published 2023-04-10',
        '',
        '  (no section “plans”)',
        '',
      ].join('\n'),
    );
  });

  it('is a document in Markdown', async () => {
    const { out } = await call(['--section', 'plans', '--format', 'markdown']);
    expect(out.split('\n').filter((line) => line.startsWith('#'))).toEqual([
      '# plans',
      '## Q1 2023',
      '### Later',
      '## Q2 2023',
      '## Q3 2023',
      '## Q3 2023',
    ]);
    expect(out).toContain('[the tool](https://example.org)');
  });

  it('is a record for each report elsewhere', async () => {
    const { out } = await call(['--section', 'plans', '--format', 'ndjson']);
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows.map(({ state, section }) => [state, section])).toEqual([
      ['text', 'plans'],
      ['missing', 'plans'],
      ['none', 'plans'],
      ['absent', 'plans'],
    ]);
  });
});

it('a pivot tells none, empty and absent apart', async () => {
  const { out } = await call(['--pivot', '--format', 'csv']);
  const [head = '', ...rows] = out.trim().split(/\r?\n/);
  expect(head.split(',').slice(-2)).toEqual(['section:health', 'section:issues']);
  expect(rows.map((row) => row.split(',').slice(-2))).toEqual([
    ['7', 'none'],
    ['', ''],
    ['empty', ''],
  ]);
  expect((await call(['--pivot'])).out).toMatch(/Q2 2023 — no report —/);
});

it('a pivot keeps sections apart from what is said of the report, whatever they are called', async () => {
  const keys = ['status', 'title', '2021', 'constructor', 'series'];
  const pivot: Partial<Library> = {
    pivotReports: () =>
      Promise.resolve({
        keys,
        rows: [
          { report: report(), cells: { status: { state: 'text', words: 7 } } },
          { report: later, cells: { '2021': { state: 'none', words: 1 } } },
        ],
      }),
  };
  const { out } = await call(['--pivot', '--format', 'json'], pivot);
  const rows = JSON.parse(out) as Record<string, unknown>[];
  expect(Object.keys(rows[0] ?? {}).slice(-5)).toEqual(keys.map((key) => `section:${key}`));
  expect(rows[0]).toMatchObject({
    ...{ status: 'present', title: 'Q1 2023 Report', series: 'Seal Watch' },
    ...{ 'section:status': 7, 'section:2021': null, 'section:constructor': null },
  });
  expect(rows[1]).toMatchObject({ 'section:2021': 'none', 'section:constructor': null });
  const heads = (await call(['--pivot'], pivot)).out.split('\n')[0] ?? '';
  expect(heads).toMatch(/section:status {2,}section:title {2,}section:2021/);
});

describe('numbers', () => {
  it('of several reports are a chart; what is said twice is drawn once', async () => {
    const { out } = await call(['--metrics'], LIBRARY, { LANG: 'en_GB.UTF-8' });
    expect(out).toBe(
      [
        'SEALS · Seal Watch',
        '',
        'seals',
        `  Q1 2023   12  ${'█'.repeat(12)}              12 seals`,
        `  Q3 2023  24+  ${'█'.repeat(24)}  24+ seals`,
        '',
        'In one report each',
        '  budget (EUR)  10,500 EUR  Q1 2023  €10,500',
        '',
      ].join('\n'),
    );
  });

  it('are drawn in ASCII where the locale has no more', async () => {
    const { out } = await call(['--metrics'], LIBRARY, { LANG: 'C' });
    expect(out).toContain(`  24+  ${'#'.repeat(24)}  `);
    expect(out).not.toContain('█');
  });

  it('are records with their words elsewhere', async () => {
    const json = JSON.parse((await call(['--metrics', '--format', 'json'])).out) as unknown[];
    expect(json).toHaveLength(4);
    expect(json[1]).toMatchObject({
      measure: 'seals',
      number: 24,
      qualifier: 'at-least',
      raw: '24+ seals',
    });
  });
});
