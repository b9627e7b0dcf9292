/**
 * Random stories of a wiki, exported now and then, imported one export after another into one
 * archive and tree. Whatever happened: the present is what a fresh import of the newest export
 * gives, a partial or older export takes nothing away, a second run changes nothing, no link
 * dangles, and every earlier state can be read back.
 *
 * HISTORY_RUNS=200 runs more stories, HISTORY_SEED=… the ones of a failure.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as library from '../../src/index.ts';
import { query, type Row } from '../support/query.ts';
import { recordsOf } from '../support/records.ts';
import { filesBelow } from '../support/tree.ts';
import { danglingLinks } from '../support/tree-links.ts';
import { writeExport } from '../support/wiki-export.ts';
import {
  currentPages,
  expectedHistory,
  importOrder,
  playStory,
  STORIES,
  STORY,
  type MadeExport,
  type Story,
} from '../support/wiki-story.ts';

/** What can be asked of every story. */
const CHECKS = {
  present: 'the newest full export, fresh or after others: the same tree and records',
  partial: 'a partial export brings its pages and takes nothing away',
  older: 'an export that brings nothing newer changes no byte of the tree',
  again: 'a second run changes nothing',
  links: 'every link leads to a file and a heading',
  past: 'every full export can be read back as it was',
  history: 'what page_versions tells is what happened, in whatever order the exports came',
} as const;
type Check = keyof typeof CHECKS;

const ALL = Object.keys(CHECKS) as Check[];

interface Place {
  readonly archive: string;
  readonly markdown: string;
}

/** The moment of the import, later than every export. */
const clockAt = (at: number) => () => new Date(Date.UTC(2024, 0, 1, 12, at));

const into = (place: Place, source: string, at: number): Promise<library.ImportReport> =>
  library.importExport({ sources: [source], ...place, keepOriginals: true, clock: clockAt(at) });

/** Files that tell of the past too: no fresh import can have them alike. */
const TELLS_OF_THE_PAST = /^(?:redirects\.[^/]*|_redirects|sources\.csv)$/;

function treeOf(folder: string): ReadonlyMap<string, string> {
  const files = [...filesBelow(folder)].filter(([path]) => !TELLS_OF_THE_PAST.test(path));
  return new Map(
    files.map(([path, bytes]) => {
      const text = bytes.toString();
      if (path !== 'manifest-sha256.txt') return [path, text];
      const lines = text.split('\n').filter((line) => !TELLS_OF_THE_PAST.test(line.slice(66)));
      return [path, lines.join('\n')];
    }),
  );
}

/** What the archive says of its current pages, by Confluence id where row ids would stand. */
async function presentRecords({ archive }: Place): Promise<unknown> {
  const { spaces, pages } = (await recordsOf(archive)) as { spaces: unknown; pages: Row[] };
  return { spaces, pages: pages.filter(({ status }) => status === 'current') };
}

const OWN = `SELECT confluence_id, title, type, created_on, last_modified_on, metadata_raw,
    exported_on, source_path, source_sha256, markdown, text,
    (SELECT display_name FROM people WHERE people.id = creator_id) AS creator,
    (SELECT display_name FROM people WHERE people.id = last_modifier_id) AS modifier,
    (SELECT json_group_array(json_array(file_name, status, bytes, sha256) ORDER BY file_name)
       FROM attachments WHERE page_id = pages.id) AS attachments,
    (SELECT json_group_array(text ORDER BY position) FROM comments WHERE page_id = pages.id)
      AS comments
  FROM pages WHERE status = 'current'`;

/** What each current page says itself, by Confluence id. */
async function ownRecords({ archive }: Place): Promise<ReadonlyMap<number, Row>> {
  const rows = await query(archive, OWN);
  return new Map(rows.map((row) => [Number(row.confluence_id), row]));
}

/** What has a row per state and must not grow when nothing is new. */
async function rowCounts({ archive }: Place): Promise<Row> {
  const tables = ['pages', 'page_versions', 'snapshots', 'page_contents', 'attachment_versions'];
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
  const [row] = await query(archive, `SELECT ${counts.join(', ')}`);
  return row ?? {};
}

const versionsOf = ({ archive }: Place): Promise<Row[]> =>
  query(
    archive,
    `SELECT pages.confluence_id AS page, number, change, page_versions.title,
       page_versions.source_sha256, page_versions.markdown, page_versions.text, page_versions.seen_on
     FROM page_versions JOIN pages ON pages.id = page_id ORDER BY 1, 2`,
  );

/** One story being imported, with fresh imports to hold it against. */
interface Stage {
  readonly work: string;
  readonly place: Place;
  readonly made: readonly MadeExport[];
  readonly checks: ReadonlySet<Check>;
  /** The export alone, imported into an empty archive. */
  readonly fresh: (one: MadeExport) => Promise<Place>;
}

const placeIn = (work: string, name: string): Place => ({
  archive: join(work, `${name}.sqlite`),
  markdown: join(work, name),
});

const sourceOf = (work: string, { number }: MadeExport): string =>
  join(work, `export-${String(number)}`);

function stageOf(work: string, made: readonly MadeExport[], checks: ReadonlySet<Check>): Stage {
  const afresh = new Map<number, Promise<Place>>();
  for (const one of made) writeExport(sourceOf(work, one), one.files);
  const importAlone = async (one: MadeExport): Promise<Place> => {
    const place = placeIn(work, `fresh-${String(one.number)}`);
    await into(place, sourceOf(work, one), 0);
    return place;
  };
  return {
    work,
    place: placeIn(work, 'wiki'),
    made,
    checks,
    fresh(one) {
      const known = afresh.get(one.number) ?? importAlone(one);
      afresh.set(one.number, known);
      return known;
    },
  };
}

async function checkPresent(stage: Stage, imported: readonly MadeExport[]): Promise<void> {
  const { place, checks, fresh } = stage;
  const current = currentPages(imported);
  const newest = imported.reduce((one, other) => (other.number > one.number ? other : one));
  if (newest.scope === 'full' && checks.has('present')) {
    const alone = await fresh(newest);
    expect(treeOf(place.markdown), CHECKS.present).toEqual(treeOf(alone.markdown));
    expect(await presentRecords(place), CHECKS.present).toEqual(await presentRecords(alone));
  }
  if (!checks.has('partial')) return;
  const found = await ownRecords(place);
  expect([...found.keys()].sort(), CHECKS.partial).toEqual([...current.keys()].sort());
  for (const [id, one] of current) {
    const expected = (await ownRecords(await fresh(one))).get(id);
    expect(found.get(id), CHECKS.partial).toEqual(expected);
  }
}

/** Whether the last import brought no newer page, nor the first index, which names the space. */
function bringsNothing(imported: readonly MadeExport[]): boolean {
  const [last, before] = [imported.at(-1), imported.slice(0, -1)];
  const [current, earlier] = [currentPages(imported), currentPages(before)];
  const hadIndex = before.some(({ scope }) => scope === 'full');
  if (last === undefined || (last.scope === 'full' && !hadIndex)) return false;
  return (
    current.size === earlier.size && [...current].every(([id, one]) => earlier.get(id) === one)
  );
}

async function checkAgain(stage: Stage, one: MadeExport, at: number): Promise<void> {
  const { place, work } = stage;
  const [tree, rows] = [treeOf(place.markdown), await rowCounts(place)];
  const { counts } = await into(place, sourceOf(work, one), at);
  expect(counts, CHECKS.again).toMatchObject({ created: 0, updated: 0, moved: 0, removed: 0 });
  expect(treeOf(place.markdown), CHECKS.again).toEqual(tree);
  expect(await rowCounts(place), CHECKS.again).toEqual(rows);
}

async function checkPast(stage: Stage, imported: readonly MadeExport[]): Promise<void> {
  for (const one of imported.filter(({ scope }) => scope === 'full')) {
    const folder = join(stage.work, `as-of-${String(one.number)}`);
    await library.exportArchive({ archive: stage.place.archive, folder, asOf: one.takenOn });
    const alone = await stage.fresh(one);
    expect(treeOf(folder), CHECKS.past).toEqual(treeOf(alone.markdown));
  }
}

async function checkHistory(stage: Stage): Promise<void> {
  const { place, made, work } = stage;
  const versions = await versionsOf(place);
  const told = versions.map((row) => [row.page, row.change, row.title, row.seen_on]);
  const expected = [...expectedHistory(made)].flatMap(([id, states]) =>
    states.map(({ change, title, seenOn }) => [String(id), change, title, seenOn]),
  );
  const byPage = (a: unknown[], b: unknown[]): number => Number(a[0]) - Number(b[0]);
  expect(told.toSorted(byPage), CHECKS.history).toEqual(expected.toSorted(byPage));
  const ordered = placeIn(work, 'ordered');
  for (const [at, one] of made.entries()) await into(ordered, sourceOf(work, one), at);
  expect(versions, CHECKS.history).toEqual(await versionsOf(ordered));
}

/** Imports a story's exports one after the other, and asks what is to be asked. */
async function checkStory(story: Story, checks: ReadonlySet<Check>): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'confluence-archive-story-'));
  try {
    const stage = stageOf(work, playStory(story), checks);
    const { place } = stage;
    const imported: MadeExport[] = [];
    for (const [at, one] of importOrder(stage.made).entries()) {
      const before = at === 0 ? null : treeOf(place.markdown);
      await into(place, sourceOf(work, one), 2 * at);
      imported.push(one);
      if (checks.has('older') && bringsNothing(imported)) {
        expect(treeOf(place.markdown), CHECKS.older).toEqual(before);
      }
      await checkPresent(stage, imported);
      if (checks.has('links')) {
        expect(danglingLinks(treeOf(place.markdown)), CHECKS.links).toEqual([]);
      }
      if (checks.has('again')) await checkAgain(stage, one, 2 * at + 1);
    }
    if (checks.has('past')) await checkPast(stage, imported);
    if (checks.has('history')) await checkHistory(stage);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const { HISTORY_RUNS, HISTORY_SEED, HISTORY_CHECKS } = process.env;
const asked = (HISTORY_CHECKS?.split(',') ?? ALL) as Check[];
const LIMIT_MS = HISTORY_RUNS === undefined ? 35_000 : 3_600_000;

describe('a wiki imported again and again', () => {
  it(
    `keeps its promises: ${asked.join(', ')}`,
    async () => {
      const checks = new Set(asked);
      await fc.assert(
        fc.asyncProperty(STORY, (story) => checkStory(story, checks)),
        {
          numRuns: Number(HISTORY_RUNS ?? 12) + STORIES.length,
          examples: STORIES.map((story): [Story] => [story]),
          ...(HISTORY_SEED === undefined ? {} : { seed: Number(HISTORY_SEED) }),
          interruptAfterTimeLimit: LIMIT_MS,
          markInterruptAsFailure: false,
        },
      );
    },
    2 * LIMIT_MS,
  );
});
