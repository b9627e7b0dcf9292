/**
 * Finds what names mean, once all pages of a run are there: parents, ancestors, link targets.
 *
 * Everything is looked up anew, because a page that came, moved or went may change what any name
 * means. Each step is one statement over an index.
 */
import type { SpaceTree } from '../model/stored.ts';
import { runOver } from './batch.ts';
import type { Database, Queries } from './driver.ts';

/** The page that a name means: a current one before a removed one, never a duplicate if it can be. */
const pageNamed = (ref: string): string => `(
  SELECT page_id FROM page_refs JOIN pages AS named ON named.id = page_id
  WHERE page_refs.ref = ${ref} AND named.status = 'current'
  ORDER BY named.duplicate_of IS NOT NULL, named.id LIMIT 1)`;

const attachmentNamed = (ref: string): string => `(
  SELECT attachment_id FROM attachment_refs
  JOIN attachments AS named ON named.id = attachment_id
  JOIN pages AS holder ON holder.id = named.page_id
  WHERE attachment_refs.ref = ${ref} AND holder.status = 'current'
  ORDER BY holder.duplicate_of IS NOT NULL, named.status = 'missing', named.id LIMIT 1)`;

export const resolve = (database: Database): Promise<void> =>
  database.transaction(async () => {
    await database.run(
      `UPDATE breadcrumbs SET ancestor_id = ${pageNamed('breadcrumbs.ref')} WHERE ref IS NOT NULL`,
    );
    await database.run(
      `UPDATE pages SET parent_id = nullif(${pageNamed('pages.parent_ref')}, id)
       WHERE parent_from_index = 0`,
    );
    await database.run(
      `UPDATE links SET target_page_id = ${pageNamed('links.target_ref')}
       WHERE target_ref >= 'page:' AND target_ref < 'page;'`,
    );
    await database.run(
      `UPDATE links SET target_attachment_id = ${attachmentNamed('links.target_ref')}
       WHERE target_ref >= 'attachment:' AND target_ref < 'attachment;'`,
    );
    await settleLinks(database);
  });

/** An absolute address is a link to a page exactly while the archive has that page. */
async function settleLinks(queries: Queries): Promise<void> {
  await queries.run(
    `UPDATE links SET
       kind = CASE WHEN target_page_id IS NOT NULL THEN 'page' ELSE source_kind END,
       status = CASE
         WHEN removed = 1 THEN status
         WHEN target_page_id IS NOT NULL THEN 'resolved'
         WHEN source_kind = 'external' THEN 'external'
         ELSE 'broken' END
     WHERE target_ref >= 'page:' AND target_ref < 'page;'`,
  );
  await queries.run(
    `UPDATE links SET status = CASE
       WHEN (SELECT status FROM attachments WHERE attachments.id = target_attachment_id) = 'present'
       THEN 'resolved' ELSE 'broken' END
     WHERE target_ref >= 'attachment:' AND target_ref < 'attachment;'`,
  );
}

/** Stores a space's details, its home page, and each page's parent and place from the index. */
export const saveTree = (database: Database, tree: SpaceTree): Promise<void> =>
  database.transaction(async () => {
    const pageIds = await pagesOf(database, tree);
    await runOver(
      database,
      `UPDATE pages SET parent_from_index = 1, parent_id = value ->> 1, position = value ->> 2
       FROM json_each(?) WHERE pages.id = value ->> 0`,
      tree.entries.flatMap(({ parent, position }, at) => {
        const id = pageIds[at] ?? null;
        const parentId = parent === null ? null : (pageIds[parent] ?? null);
        return id === null || id === parentId ? [] : [[id, parentId, position]];
      }),
    );
    const home = tree.entries.findIndex(({ isHome }) => isHome);
    const homeId = home === -1 ? null : (pageIds[home] ?? null);
    await saveSpace(database, tree, homeId);
    if (homeId !== null)
      await database.run(`UPDATE pages SET type = 'home' WHERE id = ?`, [homeId]);
  });

async function saveSpace(
  queries: Queries,
  { key, name, description, exportedOn }: SpaceTree,
  homeId: number | null,
): Promise<void> {
  if (key === null && name === null) return;
  const known = await queries.get<{ id: number }>(
    `SELECT id FROM spaces WHERE key = ?1 OR (name = ?2 AND (key IS NULL OR ?1 IS NULL))
     ORDER BY key IS NOT ?1 LIMIT 1`,
    [key, name],
  );
  if (known === null) {
    await queries.run('INSERT INTO spaces (key, name) VALUES (?, ?)', [key, name]);
    return saveSpace(queries, { key, name, description, exportedOn, entries: [] }, homeId);
  }
  // An older index that is imported later does not take back what a newer one said.
  await queries.run(
    `UPDATE spaces SET key = coalesce(key, ?2), name = coalesce(name, ?3),
       description = coalesce(?4, description), homepage_id = coalesce(?5, homepage_id),
       exported_on = max(coalesce(exported_on, ?6), coalesce(?6, exported_on))
     WHERE id = ?1`,
    [known.id, key, name, description, homeId, exportedOn],
  );
}

/** The page of each entry, by the best of its names; null where the export left the page out. */
async function pagesOf(queries: Queries, tree: SpaceTree): Promise<(number | null)[]> {
  const names = tree.entries.flatMap(({ refs }, at) => refs.map((ref, rank) => [at, rank, ref]));
  const rows = await queries.all<{ at: number; pageId: number }>(
    `SELECT value ->> 0 AS at, page_refs.page_id AS pageId
     FROM json_each(?) JOIN page_refs ON page_refs.ref = value ->> 2
     JOIN pages ON pages.id = page_refs.page_id
     WHERE pages.status = 'current'
     ORDER BY value ->> 0, pages.duplicate_of IS NOT NULL, value ->> 1, pages.id`,
    [JSON.stringify(names)],
  );
  const pageIds: (number | null)[] = tree.entries.map(() => null);
  for (const { at, pageId } of rows) pageIds[at] ??= pageId;
  return pageIds;
}
