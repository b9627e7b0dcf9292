/**
 * The tables `snapshots` and `snapshot_pages`: which export had which pages, and what a full one
 * says of those that it lacks.
 */
import { createHash } from 'node:crypto';
import type { SourceFormat } from '../model/document.ts';
import type { IsoDate } from '../model/page.ts';
import type { SpaceTree } from '../model/stored.ts';
import { timeKey } from '../model/timeline.ts';
import type { FoundExport } from './archive.ts';
import { groupBy, insertRows, jsonList } from './batch.ts';
import type { Directory } from './directory.ts';
import type { Queries } from './driver.ts';
import { newsOf } from './snapshot-news.ts';

export interface SnapshotRun {
  readonly importId: number;
  /** The import's own moment, for exports that say nothing of theirs. */
  readonly startedOn: IsoDate;
  readonly recordedAt: string;
  /** The user says that no export of this run is of a whole space. */
  readonly isPartial: boolean;
}

/** The pages of one space and format. */
interface Member {
  readonly pageId: number;
  readonly spaceId: number | null;
  readonly format: SourceFormat;
  readonly copyId: number | null;
  readonly seenOn: IsoDate;
}

/** Pages whose life may have changed: those of one space and format, or only the given ones. */
export interface Affected {
  readonly pageIds: ReadonlySet<number>;
  readonly wholes: readonly { readonly spaceId: number; readonly format: SourceFormat }[];
  /** Every snapshot of the run, known ones included. */
  readonly snapshots: readonly number[];
}

/** Stores the exports of a run, but those that are known from earlier runs. */
export async function saveSnapshots(
  queries: Queries,
  directory: Directory,
  found: readonly FoundExport[],
  run: SnapshotRun,
): Promise<Affected> {
  const pageIds = new Set<number>();
  const wholes: { spaceId: number; format: SourceFormat }[] = [];
  const snapshots: number[] = [];
  for (const item of found) {
    const members = groupBy(await membersOf(queries, item), ({ spaceId, format }) =>
      JSON.stringify([spaceId, format]),
    );
    for (const group of members.values()) {
      const [first] = group;
      if (first === undefined) continue;
      const { spaceId, format } = first;
      const tree = treeFor(item.tree, first, directory);
      const listed = tree === null || spaceId === null ? [] : await listedPages(queries, tree);
      const takenOn = tree?.exportedOn ?? latest(group, run.startedOn);
      const isFull =
        spaceId !== null &&
        tree !== null &&
        !run.isPartial &&
        listsAll(listed, group, takenOn) &&
        (await hasHome(queries, spaceId, tree, listed));
      const scope: Snapshot['scope'] = isFull ? 'full' : 'partial';
      const there = new Set(group.map(({ pageId }) => pageId));
      const awaited = listed
        .filter((pageId) => !there.has(pageId))
        .map((pageId): Member => ({ pageId, spaceId, format, copyId: null, seenOn: takenOn }));
      const snapshot = { spaceId, format, takenOn, scope, tree, pages: [...group, ...awaited] };
      const { id, is } = await insertSnapshot(queries, snapshot, run);
      snapshots.push(id);
      if (is === 'known') continue;
      // Of one that is taken for a part only now, the news is all that it lacks.
      const news = is === 'new' ? await newsOf(queries, id) : null;
      for (const pageId of news ?? group.map((member) => member.pageId)) pageIds.add(pageId);
      if (news === null && tree !== null && spaceId !== null) wholes.push({ spaceId, format });
    }
  }
  for (const pageId of await adoptOrphans(queries, run)) pageIds.add(pageId);
  return { pageIds, wholes, snapshots };
}

async function membersOf(queries: Queries, { members }: FoundExport): Promise<Member[]> {
  const rows = members.map(({ pageId, path, sha256, seenOn }) => [pageId, path, sha256, seenOn]);
  return queries.all<Member>(
    `SELECT pages.id AS pageId, page_copies.space_id AS spaceId, source_format AS format,
       page_copies.id AS copyId, value ->> 3 AS seenOn
     FROM json_each(?) CROSS JOIN pages ON pages.id = value ->> 0
     CROSS JOIN page_copies ON page_copies.page_id = pages.id
       AND page_copies.source_path = value ->> 1 AND page_copies.source_sha256 = value ->> 2
     ORDER BY pages.id, page_copies.id`,
    [JSON.stringify(rows)],
  );
}

/** The export's index, if it is the index of these pages' space. */
function treeFor(tree: SpaceTree | null, member: Member, directory: Directory): SpaceTree | null {
  if (tree?.format !== member.format) return null;
  return directory.space({ key: tree.key, name: tree.name }) === member.spaceId ? tree : null;
}

const latest = (group: readonly Member[], otherwise: IsoDate): IsoDate =>
  group.reduce<IsoDate | null>(
    (last, { seenOn }) => (last === null || timeKey(seenOn) > timeKey(last) ? seenOn : last),
    null,
  ) ?? otherwise;

/**
 * Pages that an index lists, whether or not their files are there, and whether or not they still are.
 * Each entry means the pages of its best name that is known: where it has an id, an earlier page of
 * the same title is not listed.
 */
async function listedPages(queries: Queries, tree: SpaceTree): Promise<readonly number[]> {
  const rows = await queries.all<{ pageId: number }>(
    `SELECT DISTINCT pageId FROM (
       SELECT pages.id AS pageId, rank() OVER (PARTITION BY entry.key ORDER BY name.key) AS place
       FROM json_each(?) AS entry CROSS JOIN json_each(entry.value) AS name
       CROSS JOIN page_refs ON page_refs.ref = name.value
       CROSS JOIN pages ON pages.id = page_refs.page_id AND source_format = ?)
     WHERE place = 1 ORDER BY 1`,
    [JSON.stringify(tree.entries.map(({ refs }) => refs)), tree.format],
  );
  return rows.map(({ pageId }) => pageId);
}

/**
 * An index that does not list the pages that were exported with it, on its day, is none of the
 * whole space: several exports of chosen pages were put into one folder.
 */
function listsAll(listed: readonly number[], group: readonly Member[], takenOn: IsoDate): boolean {
  const names = new Set(listed);
  const day = takenOn.slice(0, 10);
  return (
    names.size > 0 &&
    group.every(({ pageId, seenOn }) => names.has(pageId) || !seenOn.startsWith(day))
  );
}

/**
 * The index of an export of chosen pages lists these only. Where it leaves out the home page, it is
 * known by that: every space has one, and Confluence marks it in the index.
 */
async function hasHome(
  queries: Queries,
  spaceId: number,
  tree: SpaceTree,
  listed: readonly number[],
): Promise<boolean> {
  if (tree.entries.some(({ isHome }) => isHome)) return true;
  const home = await queries.get<{ id: number | null }>(
    'SELECT homepage_id AS id FROM spaces WHERE id = ?',
    [spaceId],
  );
  const homeId = home?.id ?? null;
  return homeId === null || listed.includes(homeId);
}

interface Snapshot {
  readonly spaceId: number | null;
  readonly format: SourceFormat;
  readonly takenOn: IsoDate;
  readonly scope: 'full' | 'partial';
  readonly tree: SpaceTree | null;
  readonly pages: readonly Member[];
}

/**
 * `known` when an earlier import brought the very same export; `corrected` when it was taken for a
 * full one by mistake.
 */
async function insertSnapshot(
  queries: Queries,
  { spaceId, format, takenOn, scope, tree, pages }: Snapshot,
  run: SnapshotRun,
): Promise<{ readonly id: number; readonly is: 'new' | 'known' | 'corrected' }> {
  const treeJson = tree === null ? null : JSON.stringify(tree);
  const places = pages.map(({ pageId, copyId }) => [pageId, copyId]);
  const isDated =
    (tree?.exportedOn ?? null) !== null || pages.some(({ seenOn }) => seenOn !== run.startedOn);
  const identity = [spaceId, format, scope, isDated ? takenOn : null, treeJson, places];
  const digestOf = (parts: readonly unknown[]): string =>
    createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const digest = digestOf(identity);
  if (run.isPartial && tree !== null) {
    const mistaken = await queries.get<{ id: number }>(
      'SELECT id FROM snapshots WHERE digest = ?',
      [digestOf(identity.with(2, 'full'))],
    );
    if (mistaken !== null) {
      await queries.run("UPDATE snapshots SET scope = 'partial', digest = ? WHERE id = ?", [
        digest,
        mistaken.id,
      ]);
      return { id: mistaken.id, is: 'corrected' };
    }
  }
  // What bears no date is a new state of the wiki, unless nothing else came since it was here last.
  const known = await queries.get<{ id: number }>(
    `SELECT id FROM snapshots WHERE digest = ?1 AND (?2 OR id =
       (SELECT max(id) FROM snapshots WHERE space_id IS ?3 AND source_format = ?4))`,
    [digest, isDated ? 1 : 0, spaceId, format],
  );
  if (known !== null) return { id: known.id, is: 'known' };
  await queries.run(
    `INSERT INTO snapshots
       (import_id, space_id, source_format, taken_on, scope, recorded_at, digest, tree)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [run.importId, spaceId, format, takenOn, scope, run.recordedAt, digest, treeJson],
  );
  const id = await lastSnapshot(queries);
  await insertPages(queries, id, pages);
  return { id, is: 'new' };
}

async function lastSnapshot(queries: Queries): Promise<number> {
  const row = await queries.get<{ id: number }>('SELECT last_insert_rowid() AS id');
  return row?.id ?? 0;
}

const insertPages = (
  queries: Queries,
  snapshotId: number,
  pages: readonly Pick<Member, 'pageId' | 'copyId' | 'seenOn'>[],
): Promise<void> =>
  insertRows(
    queries,
    'snapshot_pages',
    ['snapshot_id', 'page_id', 'copy_id', 'seen_on'],
    pages.map(({ pageId, copyId, seenOn }) => ({
      snapshot_id: snapshotId,
      page_id: pageId,
      copy_id: copyId,
      seen_on: seenOn,
    })),
    'ON CONFLICT DO NOTHING',
  );

/**
 * What a run stored and did not live to tell: copies that are in no snapshot. Each such run becomes
 * a partial one, because nothing is known of what it did not come to.
 */
async function adoptOrphans(queries: Queries, run: SnapshotRun): Promise<readonly number[]> {
  const orphans = await queries.all<Member & { readonly importId: number }>(
    `SELECT page_id AS pageId, page_copies.space_id AS spaceId, source_format AS format,
       page_copies.id AS copyId, page_copies.import_id AS importId,
       coalesce(dated_on, page_copies.exported_on, substr(started_at, 1, 16)) AS seenOn
     FROM page_copies JOIN pages ON pages.id = page_id
     JOIN imports ON imports.id = page_copies.import_id
     WHERE NOT EXISTS (SELECT 1 FROM snapshot_pages WHERE copy_id = page_copies.id)
     ORDER BY page_copies.id`,
  );
  const groups = groupBy(orphans, ({ importId, spaceId, format }) =>
    JSON.stringify([importId, spaceId, format]),
  );
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const { importId, spaceId, format } = first;
    const takenOn = latest(group, run.startedOn);
    const snapshot = { spaceId, format, takenOn, scope: 'partial', tree: null } as const;
    await insertSnapshot(queries, { ...snapshot, pages: group }, { ...run, importId });
  }
  return orphans.map(({ pageId }) => pageId);
}

/** The given pages, and all that were ever in a space that a full export covers, as ids. */
export async function affectedPages(
  queries: Queries,
  { pageIds, wholes }: Pick<Affected, 'pageIds' | 'wholes'>,
): Promise<readonly number[]> {
  const rows = await queries.all<{ id: number }>(
    `SELECT id FROM pages WHERE id IN (SELECT value FROM json_each(?1))
       OR id IN (SELECT page_id FROM snapshot_pages JOIN snapshots ON snapshots.id = snapshot_id
         WHERE (space_id, source_format) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?2)))
     ORDER BY id`,
    [jsonList(pageIds), JSON.stringify(wholes.map(({ spaceId, format }) => [spaceId, format]))],
  );
  return rows.map(({ id }) => id);
}
