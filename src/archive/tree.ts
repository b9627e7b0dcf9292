/** Stores what a space's index says: its details, its home page, and each page's parent and place. */
import { isBefore } from '../model/iso-date.ts';
import type { SpaceTree } from '../model/stored.ts';
import { jsonList, runOver } from './batch.ts';
import type { Directory, SharedDirectory } from './directory.ts';
import type { Database, Queries } from './driver.ts';

interface Place {
  readonly pageId: number;
  readonly parentId: number | null;
  readonly position: number;
}

export type SaveTree = (importId: number, tree: SpaceTree) => Promise<void>;

/** The function that stores trees; it remembers which pages each import's trees have placed. */
export function treeRows(database: Database, shared: SharedDirectory): SaveTree {
  const placedBy = new Map<number, Set<number>>();
  return (importId, tree) =>
    shared.transaction(async (directory) => {
      const pageIds = await pagesOf(database, tree);
      const places = placesOf(tree.entries, pageIds);
      const placed = placedBy.get(importId) ?? new Set();
      placedBy.set(importId, placed);
      for (const { pageId } of places) placed.add(pageId);
      const home = tree.entries.findIndex(({ isHome }) => isHome);
      const homeId = pageIds[home] ?? null;
      const { spaceId, isOlder } = await saveSpace(database, directory, tree, homeId);
      shared.drop();
      await savePlaces(database, places, isOlder);
      if (spaceId === null || isOlder) return;
      await releasePages(database, { spaceId, importId, placed });
      if (homeId !== null) await saveHome(database, spaceId, homeId);
    });
}

/** The page of each entry, by the best of its names; null where the export left the page out. */
async function pagesOf(queries: Queries, tree: SpaceTree): Promise<(number | null)[]> {
  const names = tree.entries.flatMap(({ refs }, at) => refs.map((ref, rank) => [at, rank, ref]));
  const rows = await queries.all<{ at: number; pageId: number }>(
    `SELECT value ->> 0 AS at, page_refs.page_id AS pageId
     FROM json_each(?) CROSS JOIN page_refs ON page_refs.ref = value ->> 2
     JOIN pages ON pages.id = page_refs.page_id
     WHERE pages.status = 'current'
     ORDER BY value ->> 0, pages.duplicate_of IS NOT NULL, value ->> 1,
       page_refs.rank, pages.id`,
    [JSON.stringify(names)],
  );
  const pageIds: (number | null)[] = tree.entries.map(() => null);
  for (const { at, pageId } of rows) pageIds[at] ??= pageId;
  return pageIds;
}

/**
 * Where each page stands. The children of an entry whose page is not there go to the nearest
 * ancestor that is, at their parent's place among its children. A page that is listed twice stands
 * where it is listed first.
 */
function placesOf(
  entries: SpaceTree['entries'],
  pageIds: readonly (number | null)[],
): readonly Place[] {
  /** The page of each entry, or of its nearest ancestor that has one. */
  const nearest: (number | null)[] = [];
  const children = new Map<number | null, number>();
  const places = new Map<number, Place>();
  for (const [at, { parent }] of entries.entries()) {
    const pageId = pageIds[at] ?? null;
    // Entries stand in document order, so a parent comes before its children.
    const parentId = parent === null ? null : (nearest[parent] ?? null);
    nearest.push(pageId ?? parentId);
    if (pageId !== null && places.has(pageId)) continue;
    const position = children.get(parentId) ?? 0;
    children.set(parentId, position + 1);
    if (pageId !== null) places.set(pageId, { pageId, parentId, position });
  }
  return [...places.values()];
}

/** What an older index says counts only for pages that no newer one has placed. */
async function savePlaces(
  queries: Queries,
  places: readonly Place[],
  isOlder: boolean,
): Promise<void> {
  await runOver(
    queries,
    `UPDATE page_facts SET parent_from_index = 1, parent_id = value ->> 1, position = value ->> 2
     FROM json_each(?1)
     WHERE page_facts.id = value ->> 0 AND (parent_from_index = 0 OR (?2 = 0
       AND (parent_id IS NOT value ->> 1 OR position IS NOT value ->> 2)))`,
    places.map(({ pageId, parentId, position }) => [pageId, parentId, position]),
    isOlder ? 1 : 0,
  );
}

/**
 * Pages of this import that left the tree lose their place in it. Pages that this import did not
 * bring keep theirs: an export may be of a part of the space only.
 */
async function releasePages(
  queries: Queries,
  { spaceId, importId, placed }: { spaceId: number; importId: number; placed: Iterable<number> },
): Promise<void> {
  await queries.run(
    `UPDATE page_facts SET parent_from_index = 0, parent_id = NULL, position = NULL
     WHERE space_id = ?1 AND last_import_id = ?2 AND parent_from_index = 1
       AND id NOT IN (SELECT value FROM json_each(?3))`,
    [spaceId, importId, jsonList(placed)],
  );
}

/** One home page per space: the index overrules what pages say of themselves. */
async function saveHome(queries: Queries, spaceId: number, homeId: number): Promise<void> {
  await queries.run(
    "UPDATE page_facts SET type = 'page' WHERE space_id = ? AND type = 'home' AND id <> ?",
    [spaceId, homeId],
  );
  await queries.run("UPDATE page_facts SET type = 'home' WHERE id = ? AND type <> 'home'", [
    homeId,
  ]);
}

interface SpaceDetails {
  readonly name: string | null;
  readonly description: string | null;
  readonly homeId: number | null;
  readonly exportedOn: string | null;
}

/** An index that was exported before the one that is stored fills gaps and changes nothing. */
async function saveSpace(
  queries: Queries,
  directory: Directory,
  tree: SpaceTree,
  homeId: number | null,
): Promise<{ readonly spaceId: number | null; readonly isOlder: boolean }> {
  const spaceId = directory.space({ key: tree.key, name: tree.name });
  if (spaceId === null) return { spaceId, isOlder: false };
  await directory.flush();
  const stored = await queries.get<SpaceDetails>(
    `SELECT name, description, homepage_id AS homeId, exported_on AS exportedOn
     FROM spaces WHERE id = ?`,
    [spaceId],
  );
  const isOlder = isBefore(tree.exportedOn, stored?.exportedOn ?? null);
  const better = <Key extends keyof SpaceDetails>(key: Key, stated: SpaceDetails[Key]) =>
    isOlder ? (stored?.[key] ?? stated) : (stated ?? stored?.[key] ?? null);
  await queries.run(
    'UPDATE spaces SET name = ?, description = ?, homepage_id = ?, exported_on = ? WHERE id = ?',
    [
      better('name', tree.name),
      better('description', tree.description),
      better('homeId', homeId),
      better('exportedOn', tree.exportedOn),
      spaceId,
    ],
  );
  return { spaceId, isOlder };
}
