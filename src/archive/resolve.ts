/**
 * Finds what names mean, once all pages of a run are there: parents, ancestors, link targets.
 *
 * Everything is looked up anew, because a page that came, moved or went may change what any name
 * means; only what changed is written. Each step is one statement over an index. Where the run was
 * watched and no name can mean anything else than before, only what was written is looked up.
 */
import { HOME_REF } from '../model/refs.ts';
import { jsonList } from './batch.ts';
import type { Database, Queries } from './driver.ts';
import { cycleBreakers, type ParentEdge } from './parent-cycles.ts';
import { areNamesTouched, isLayoutTouched, TOUCHED } from './watch.ts';

/**
 * The page that a name means: a current one, and of several the one that has it as its better name:
 * a page's own file name is a better one than the file name that its title would give. Where only a duplicate has
 * the name, the page that it repeats is meant, because duplicates are not published.
 */
const pageNamed = (ref: string): string => `(
  SELECT coalesce(named.duplicate_of, named.id)
  FROM page_refs JOIN pages AS named ON named.id = page_refs.page_id
  WHERE page_refs.ref = ${ref} AND named.status = 'current'
  ORDER BY named.duplicate_of IS NOT NULL, page_refs.rank, named.id LIMIT 1)`;

const attachmentNamed = (ref: string): string => `(
  SELECT attachment_id FROM attachment_refs
  JOIN attachments AS named ON named.id = attachment_id
  JOIN pages AS holder ON holder.id = named.page_id
  WHERE attachment_refs.ref = ${ref} AND holder.status = 'current'
  ORDER BY holder.duplicate_of IS NOT NULL, named.status = 'missing', named.id LIMIT 1)`;

/** Says which pages' names are looked up, by the column that has the page; all of them, or those written. */
type Scope = (column: string) => string;

const EVERYTHING: Scope = () => 'true';
const WRITTEN: Scope = (column) => `${column} IN ${TOUCHED}`;

/** @param isWatched whether `watch` notes what this connection writes. */
export const resolve = (database: Database, isWatched: boolean): Promise<void> =>
  database.transaction(async () => {
    const scope = async (): Promise<Scope> =>
      isWatched && !(await areNamesTouched(database)) ? WRITTEN : EVERYTHING;
    await freeDuplicates(database);
    const before = await scope();
    await resolveAncestors(database, before);
    await resolveParents(database, before);
    await findHomePages(database);
    await nameHomePages(database);
    await resolveLinks(database, await scope());
  });

/**
 * A page that repeats one that is gone is the only one left, unless it is older: a dump of a page
 * that was removed since does not bring the page back. One without a date is as old as its import.
 */
async function freeDuplicates(queries: Queries): Promise<void> {
  await queries.run(
    `UPDATE page_facts SET duplicate_of = NULL
     WHERE duplicate_of IN (SELECT id FROM pages WHERE status = 'removed')
       AND NOT EXISTS (SELECT 1 FROM page_versions AS gone
         WHERE gone.page_id = page_facts.duplicate_of AND gone.change = 'removed'
           AND gone.number = (SELECT max(number) FROM page_versions WHERE page_id = gone.page_id)
           AND iif(page_facts.exported_on IS NULL, gone.import_id >= page_facts.first_import_id,
             gone.seen_on >= substr(page_facts.exported_on, 1, length(gone.seen_on))))`,
  );
}

async function resolveAncestors(queries: Queries, scope: Scope): Promise<void> {
  await queries.run(
    `UPDATE breadcrumbs SET ancestor_id = found.target
     FROM (SELECT page_id, position, nullif(${pageNamed('crumb.ref')}, page_id) AS target
           FROM breadcrumbs AS crumb
           WHERE crumb.ref IS NOT NULL AND ${scope('crumb.page_id')}) AS found
     WHERE found.page_id = breadcrumbs.page_id AND found.position = breadcrumbs.position
       AND breadcrumbs.ancestor_id IS NOT found.target`,
  );
}

async function resolveParents(queries: Queries, scope: Scope): Promise<void> {
  await queries.run(
    `UPDATE page_facts SET parent_id = found.target
     FROM (SELECT id, nullif(${pageNamed('child.parent_ref')}, id) AS target
           FROM pages AS child WHERE parent_from_index = 0 AND ${scope('child.id')}) AS found
     WHERE found.id = page_facts.id AND page_facts.parent_id IS NOT found.target`,
  );
  if (scope === WRITTEN) {
    // Where a page has another parent, a cycle may have come or gone; else all are broken as they were.
    if (await isLayoutTouched(queries)) await resolveParents(queries, EVERYTHING);
    return;
  }
  const rows = await queries.all<{ id: number; parentId: number; fromIndex: number }>(
    `SELECT id, parent_id AS parentId, parent_from_index AS fromIndex FROM pages
     WHERE parent_id IS NOT NULL ORDER BY id`,
  );
  const edges = rows.map(({ id, parentId, fromIndex }): ParentEdge => {
    return { id, parentId, isFromIndex: fromIndex === 1 };
  });
  await queries.run(
    'UPDATE page_facts SET parent_id = NULL WHERE id IN (SELECT value FROM json_each(?))',
    [jsonList(cycleBreakers(edges))],
  );
}

/** An absolute address is a link to a page or attachment exactly while the archive has that. */
async function resolveLinks(queries: Queries, scope: Scope): Promise<void> {
  const ofPages = scope('link.page_id');
  await queries.run(
    settle('target_page_id', 'page', {
      targets: `SELECT id, ${pageNamed('link.target_ref')} AS target FROM links AS link
        WHERE link.target_ref >= 'page:' AND link.target_ref < 'page;' AND ${ofPages}`,
      isThere: 'true',
    }),
  );
  await queries.run(
    settle('target_attachment_id', 'attachment', {
      targets: `SELECT id, ${attachmentNamed('link.target_ref')} AS target FROM links AS link
        WHERE link.target_ref >= 'attachment:' AND link.target_ref < 'attachment;' AND ${ofPages}`,
      isThere: `EXISTS (SELECT 1 FROM attachments AS file
        WHERE file.id = target AND file.status = 'present')`,
    }),
  );
}

/** Writes target, kind and status of the links whose `targets` (id, target) are others now. */
const settle = (
  column: string,
  kind: string,
  { targets, isThere }: { readonly targets: string; readonly isThere: string },
): string => `
  UPDATE links SET ${column} = found.target, kind = found.kind, status = found.status
  FROM (SELECT named.id, target,
          CASE WHEN target IS NOT NULL AND ${isThere} THEN '${kind}' ELSE source_kind END AS kind,
          CASE WHEN removed = 1 THEN status
            WHEN target IS NOT NULL AND ${isThere} THEN 'resolved'
            WHEN source_kind = 'external' THEN 'external'
            ELSE 'broken' END AS status
        FROM (${targets}) AS named JOIN links ON links.id = named.id) AS found
  WHERE found.id = links.id
    AND (links.${column}, links.kind, links.status) IS NOT (found.target, found.kind, found.status)`;

/** Where no index says which page is the home page, a page that is marked as one is. */
async function findHomePages(queries: Queries): Promise<void> {
  await queries.run(
    `UPDATE spaces SET homepage_id =
       (SELECT min(id) FROM pages WHERE space_id = spaces.id AND type = 'home'
          AND status = 'current' AND duplicate_of IS NULL)
     WHERE homepage_id IS NULL`,
  );
}

/** `/display/KEY` leads to the home page of the space, whichever that is by now. */
async function nameHomePages(queries: Queries): Promise<void> {
  await queries.run('DELETE FROM page_refs WHERE ref >= ? AND ref < ?', [
    HOME_REF,
    `${HOME_REF}\u{10ffff}`,
  ]);
  await queries.run(
    `INSERT INTO page_refs (ref, page_id, rank)
     SELECT ? || lower(key), homepage_id, 0 FROM spaces
     WHERE homepage_id IS NOT NULL AND key IS NOT NULL`,
    [HOME_REF],
  );
}
