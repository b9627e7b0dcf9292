/** The seed documents through the command, against what their pages say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../src/index.ts';
import { importJson } from '../cli-process/command.ts';
import {
  archiveIn,
  expectWholeTree,
  hashesBelow,
  treeIn,
  workFolder,
} from '../cli-process/work-folder.ts';
import { amissIn, audited } from '../support/audited.ts';
import { query, type Row } from '../support/query.ts';
import { filesBelow } from '../support/tree.ts';
import { lintRemarks } from './lint.ts';
import { roundTripLosses } from './round-trip.ts';

const shared = process.env.SHARED ?? fileURLToPath(new URL('../../../shared/', import.meta.url));
const seeds = join(shared, 'seeds');
const hasSeeds = existsSync(seeds);
const work = workFolder();

const NINE_SECTIONS = [
  'group',
  'report-authors',
  'health',
  'issues',
  'activity',
  'planned-work',
  'participant-diversity',
  'additional-information',
  'date-published',
];

/** The line “Created by X, last modified by Y on D” of a seed; names are compared, not repeated. */
function namesIn(name: string): { creator: string | null; modifier: string | null } {
  const line = /^Created by (?<names>.*) on \w{3} \d\d, \d{4}$/m.exec(
    readFileSync(join(seeds, name), 'utf8'),
  );
  const [creator = null, modifier] = line?.groups?.names?.split(/, last modified(?: by )?/) ?? [];
  // “Created by X, last modified on D”: the same person.
  return { creator, modifier: modifier === undefined ? null : modifier || creator };
}

describe.skipIf(!hasSeeds)('the seeds', () => {
  let report: ImportReport;
  let files: readonly string[];
  const ask = (sql: string, ...values: unknown[]): Promise<Row[]> =>
    query(archiveIn(work), sql, ...values);

  beforeAll(async () => {
    report = await importJson([seeds], work);
    files = readdirSync(seeds).sort();
  });

  const pageOf = async (number: number): Promise<Row> => {
    const rows = await ask(
      `SELECT pages.*, spaces.name AS space, creators.display_name AS creator,
         modifiers.display_name AS modifier,
         (SELECT source_path FROM pages AS other WHERE other.id = pages.duplicate_of) AS repeats,
         period_label, period_start, period_end, published_on
       FROM pages LEFT JOIN spaces ON spaces.id = space_id
         LEFT JOIN people AS creators ON creators.id = creator_id
         LEFT JOIN people AS modifiers ON modifiers.id = last_modifier_id
         LEFT JOIN reports ON reports.page_id = pages.id
       WHERE source_path = ?`,
      files[number],
    );
    return rows[0] ?? {};
  };

  const keysOf = async (number: number): Promise<unknown[]> =>
    (
      await ask(
        `SELECT sections.key FROM sections JOIN pages ON pages.id = page_id
         WHERE source_path = ? ORDER BY sections.position`,
        files[number],
      )
    ).map(({ key }) => key);

  const crumbsOf = async (number: number): Promise<unknown[]> =>
    (
      await ask(
        `SELECT breadcrumbs.title FROM breadcrumbs JOIN pages ON pages.id = page_id
         WHERE source_path = ? ORDER BY breadcrumbs.position`,
        files[number],
      )
    ).map(({ title }) => title);

  it('are five pages', async () => {
    expect(files).toHaveLength(5);
    expect(report.filesFound).toBe(5);
    expect(report.counts).toMatchObject({ created: 5, failed: 0 });
    expect(await ask('SELECT count(*) AS pages FROM pages')).toEqual([{ pages: 5 }]);
  });

  it('have the title, space and people that the pages state', async () => {
    for (const number of [0, 1, 2, 3]) {
      const page = await pageOf(number);
      const file = files[number] ?? '';
      const text = readFileSync(join(seeds, file), 'utf8');
      const heading = /^# (?:!\[[^\]]*\]\([^)]*\) )?(?<space>[^:]*?) : (?<title>.*)$/m.exec(text);
      expect({ space: page.space, title: page.title }, file).toEqual({ ...heading?.groups });
      const { creator, modifier } = namesIn(file);
      expect(creator).not.toBeNull();
      expect({ creator: page.creator, modifier: page.modifier }, file).toEqual({
        creator,
        modifier,
      });
      const crumbs = [...text.matchAll(/^\d+\. \[(?<title>[^\]]+)\]/gm)];
      expect(await crumbsOf(number)).toEqual(
        crumbs.slice(0, number === 3 ? 1 : 3).map(({ groups }) => groups?.title),
      );
    }
  });

  it('000: half-year 2024', async () => {
    expect(await pageOf(0)).toMatchObject({
      created_on: null,
      last_modified_on: '2024-07-15',
      period_label: 'Q1/Q2 2024',
      period_start: '2024-01-01',
      period_end: '2024-06-30',
      published_on: '2024-06-25',
      source_format: 'crawled-markdown',
    });
    expect(await keysOf(0)).toEqual(NINE_SECTIONS);
    expect(await crumbsOf(0)).toHaveLength(3);
    const items = await ask(
      `SELECT sections.key FROM section_items JOIN sections ON sections.id = section_id
       JOIN pages ON pages.id = page_id WHERE source_path = ? ORDER BY sections.position`,
      files[0],
    );
    expect(items).toHaveLength(6);
    expect(new Set(items.map(({ key }) => key))).toEqual(new Set(['activity', 'planned-work']));
    const authors = await ask(
      `SELECT person_id FROM contributions JOIN pages ON pages.id = page_id
       WHERE source_path = ? AND role = 'report-author'`,
      files[0],
    );
    expect(authors).toHaveLength(1);
  });

  it('001: created, never modified', async () => {
    expect(await pageOf(1)).toMatchObject({
      created_on: '2022-07-26',
      last_modified_on: null,
      modifier: null,
      published_on: '2022-07-25',
    });
    expect(await keysOf(1)).toEqual(NINE_SECTIONS);
  });

  it('002: half-year 2021', async () => {
    expect(await pageOf(2)).toMatchObject({
      created_on: null,
      last_modified_on: '2021-07-14',
      published_on: '2021-07-14',
      period_start: '2021-01-01',
      period_end: '2021-06-30',
      repeats: null,
    });
    expect(await keysOf(2)).toEqual(NINE_SECTIONS);
  });

  it('003: the home page, cut off, its attachments missing', async () => {
    expect(await pageOf(3)).toMatchObject({
      confluence_id: '20545573',
      type: 'home',
      created_on: null,
      last_modified_on: '2023-10-03',
      period_label: null,
    });
    const attachments = await ask(
      `SELECT attachments.status FROM attachments JOIN pages ON pages.id = page_id
       WHERE pages.source_path = ?`,
      files[3],
    );
    expect(attachments).toEqual([
      { status: 'missing' },
      { status: 'missing' },
      { status: 'missing' },
    ]);
    const found = report.diagnostics.filter(({ sourcePath }) => sourcePath === files[3]);
    expect(found.filter(({ code }) => code === 'attachment-missing')).toHaveLength(3);
  });

  it('004: plain text, a duplicate of 002, its sections the same', async () => {
    expect(await pageOf(4)).toMatchObject({
      source_format: 'plain-text',
      repeats: files[2],
      creator: null,
      created_on: null,
      last_modified_on: null,
      published_on: null,
    });
    expect(await keysOf(4)).toEqual(await keysOf(2));
  });

  it('are a tree of four pages without a dangling link, and stay so', async () => {
    expectWholeTree(treeIn(work));
    const tree = hashesBelow(treeIn(work));
    expect([...tree.keys()].filter((path) => path.endsWith('.md'))).toHaveLength(4);
    expect(amissIn(await audited(archiveIn(work), treeIn(work)))).toEqual([]);
    expect(lintRemarks(filesBelow(treeIn(work)))).toEqual([]);
    expect(roundTripLosses(filesBelow(treeIn(work)))).toEqual([]);
    const again = await importJson([seeds], work);
    expect(again.counts).toMatchObject({ unchanged: 5, created: 0, updated: 0, moved: 0 });
    expect(hashesBelow(treeIn(work))).toEqual(tree);
  });
});
