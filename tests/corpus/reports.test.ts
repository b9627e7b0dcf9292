/** The reports of real groups, through the whole import, held against what reading each page told. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkVocabulary,
  importExport,
  listUnmatchedHeadings,
  openArchive,
  useVocabulary,
} from '../../src/index.ts';
import { EVERY_PAGE } from '../../src/model/page-filter.ts';
import { rereadPage } from '../../src/pipeline/reread-page.ts';
import { builtInVocabulary } from '../../src/vocabulary/built-in.ts';
import { query, type Row } from '../support/query.ts';

const shared = process.env.SHARED ?? fileURLToPath(new URL('../../../shared/', import.meta.url));
const wiki = join(shared, 'corpus', 'lfdt-wiki-text');

const EARLY =
  'group health issues activity planned-work participant-diversity additional-information';
const TWICE = EARLY.replace('planned-work', 'planned-work planned-work');
const FULL =
  'group report-authors health issues activity planned-work participant-diversity additional-information date-published';
const SHORT = FULL.replace(' additional-information', '');

type Facts = readonly [
  label: string,
  start: string | null,
  end: string | null,
  authors: number,
  publishedOn: string | null,
  keys: string,
];

/**
 * From space and Confluence id to what each page says, as a person read it. Of the other pages that
 * may look like reports: HCSIG has two lists of them, CMSIG one; TWGC has a list of addresses of
 * reports that lie elsewhere, headings of folders (`2021-Q2`), and three rankings of contributors
 * (`2019.Q1`, `2019.Q2`, `2020.Q4`), which are tables of numbers and report of no group's work.
 */
const REPORTS: Readonly<Record<string, Facts>> = {
  'HCSIG 20550922': ['2018-Q4', '2018-10-01', '2018-12-31', 0, null, TWICE],
  'HCSIG 20550900': ['2019-Q1', '2019-01-01', '2019-03-31', 0, null, EARLY],
  'HCSIG 20552470': ['2019-Q2', '2019-04-01', '2019-06-30', 0, null, EARLY],
  'HCSIG 20552877': ['2019-Q3', '2019-07-01', '2019-09-30', 0, null, EARLY],
  'HCSIG 20553049': ['2019-Q4', '2019-10-01', '2019-12-31', 0, null, EARLY],
  'HCSIG 20554185': ['2020 Half-Year', '2020-01-01', '2020-06-30', 0, null, EARLY],
  'HCSIG 20555136': ['Mid-Year 2021', '2021-01-01', '2021-06-30', 1, '2021-07-14', FULL],
  'HCSIG 20556792': ['Mid-Year 2022', '2022-01-01', '2022-06-30', 1, '2022-07-25', FULL],
  'HCSIG 20545776': ['Q3/Q4 2022', '2022-07-01', '2022-12-31', 1, '2023-01-09', FULL],
  'HCSIG 20558043': ['Q4 2023', '2023-10-01', '2023-12-31', 1, '2024-02-04', FULL],
  'HCSIG 20558161': ['Q1/Q2 2024', '2024-01-01', '2024-06-30', 1, '2024-06-25', FULL],
  'CMSIG 20546300': ['2019 Q4', '2019-10-01', '2019-12-31', 0, null, EARLY],
  'CMSIG 20559032': ['2020 1st Semiannual', '2020-01-01', '2020-06-30', 0, null, EARLY],
  'CMSIG 20545640': ['2020 2nd Semiannual', '2020-07-01', '2020-12-31', 0, null, EARLY],
  'CMSIG 20546755': ['2021 1st Semiannual', '2021-01-01', '2021-06-30', 1, '2021-07-28', SHORT],
  'CMSIG 20547166': ['2022 1st Semiannual', '2022-01-01', '2022-06-30', 1, '2022-12-15', SHORT],
  // Published in July, of “the past two quarters”: neither days nor a quarter can be meant surely.
  'CMSIG 20547441': ['2022.07', null, null, 1, '2022-07-16', SHORT],
};

const SERIES: Readonly<Record<string, string>> = {
  HCSIG: 'Healthcare SIG',
  CMSIG: 'Financial Markets SIG',
};

const REPORT_ROWS = `SELECT spaces.key || ' ' || confluence_id AS page, spaces.key AS space, series,
    period_label, period_start, period_end, published_on,
    (SELECT count(*) FROM contributions WHERE contributions.page_id = pages.id
       AND role = 'report-author') AS authors,
    (SELECT group_concat(key, ' ') FROM
       (SELECT key FROM sections WHERE sections.page_id = pages.id ORDER BY position)) AS keys
  FROM reports JOIN pages ON pages.id = page_id JOIN spaces ON spaces.id = space_id ORDER BY page`;

/** What follows from the vocabulary, in full. */
const READINGS = [
  'SELECT page_id, position, level, heading, key, anchor, markdown, text FROM sections ORDER BY 1, 2',
  'SELECT * FROM reports ORDER BY page_id',
  'SELECT * FROM contributions ORDER BY page_id, position',
  'SELECT id, headings, conversion FROM pages ORDER BY id',
  'SELECT id, digest, conversion FROM page_contents ORDER BY id',
  `SELECT sections.page_id, sections.position, section_items.position AS item, depth,
     section_items.text, section_items.markdown
   FROM section_items JOIN sections ON sections.id = section_id ORDER BY 1, 2, 3`,
];

describe.skipIf(!existsSync(wiki))('reports of real groups', () => {
  const work = mkdtempSync(join(tmpdir(), 'confluence-archive-reports-'));
  const archive = join(work, 'archive.sqlite');
  const known = new Set(builtInVocabulary().sections.map(({ key }) => key));

  beforeAll(async () => {
    await importExport({ sources: [wiki], archive, markdown: null });
  }, 300_000);

  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
  });

  const factsOf = (row: Row): Facts => [
    row.period_label as string,
    row.period_start as string | null,
    row.period_end as string | null,
    row.authors as number,
    row.published_on as string | null,
    String(row.keys)
      .split(' ')
      .filter((key) => known.has(key))
      .join(' '),
  ];

  it('are found, all of them and nothing else, with what they say', async () => {
    const rows = await query(archive, REPORT_ROWS);
    expect(Object.fromEntries(rows.map((row) => [row.page, factsOf(row)]))).toEqual(REPORTS);
  });

  it('are of one series for each group, whatever their titles call it', async () => {
    const rows = await query(archive, REPORT_ROWS);
    expect(rows.map(({ series }) => series)).toEqual(
      rows.map(({ space }) => SERIES[String(space)]),
    );
  });

  it('and all other pages are read again from the archive as they were from their files', async () => {
    const reading = await openArchive(archive);
    const vocabulary = builtInVocabulary();
    let pages = 0;
    for (let after = 0; ;) {
      const outlines = await reading.pageOutlines(EVERY_PAGE, after, 100);
      // Every sixth page, and all reports: each page costs a parse of its Markdown.
      const some = outlines.filter(({ isReport, pageId }) => isReport || pageId % 6 === 0);
      const texts = await reading.storedTexts(some.map(({ pageId }) => pageId));
      for (const page of texts) {
        const { sections, report, contributions, isInexact } = rereadPage(
          page,
          vocabulary,
          vocabulary,
        );
        expect({ sections, report, contributions, isInexact }).toEqual({
          sections: page.sections,
          report: page.report,
          contributions: page.contributions,
          isInexact: false,
        });
        pages += 1;
      }
      const last = outlines.at(-1);
      if (last === undefined) break;
      after = last.pageId;
    }
    await reading.close();
    expect(pages).toBeGreaterThan(100);
  }, 300_000);

  it('show which headings a vocabulary could still claim', async () => {
    const headings = await listUnmatchedHeadings({ archive });
    expect(headings[0]).toMatchObject({
      heading: 'Payer Subgroup',
      key: 'payer-subgroup',
      pages: 6,
      reports: 6,
      spaces: ['HCSIG'],
    });
    const counts = headings.map(({ pages }) => pages);
    expect(counts).toEqual(counts.toSorted((one, other) => other - one));
  });

  it('can be read with another vocabulary and back, and everything is as it was', async () => {
    const file = join(work, 'subgroups.yaml');
    writeFileSync(
      file,
      'name: Subgroups\nversion: 1\nextends: built-in\nsections:\n  subgroups:\n    names: [... subgroup]\n',
    );
    const before = await Promise.all(READINGS.map((sql) => query(archive, sql)));
    const { changes } = await useVocabulary({ archive, vocabulary: file });
    expect(changes).toMatchObject({ reportsBefore: 17, reportsAfter: 17, gained: [], lost: [] });
    const [row] = await query(
      archive,
      "SELECT count(*) AS count FROM sections WHERE key = 'subgroups'",
    );
    expect(row?.count).toBeGreaterThan(20);
    await useVocabulary({ archive, vocabulary: 'built-in' });
    const after = await Promise.all(READINGS.map((sql) => query(archive, sql)));
    expect(after).toEqual(before);
  }, 300_000);

  it('stay as they are while a vocabulary is only checked', async () => {
    const before = readFileSync(archive);
    const file = join(work, 'none.yaml');
    writeFileSync(file, 'name: None\nversion: 1\nsections:\n  plans:\n    names: [planned work]\n');
    const { changes } = await checkVocabulary({ archive, vocabulary: file });
    expect(changes).toMatchObject({ reportsBefore: 17, reportsAfter: 0 });
    expect(changes?.lost).toHaveLength(17);
    expect(readFileSync(archive).equals(before)).toBe(true);
  }, 300_000);
});
