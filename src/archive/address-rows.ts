/** Under which names pages are and were known, and what was last delivered where. */
import type {
  Addresses,
  Delivered,
  FormerName,
  PageAddress,
  SourceRow,
} from '../model/addresses.ts';
import type { Archive } from './archive.ts';
import { allById, insertRows, runOver } from './batch.ts';
import type { Database, Queries } from './driver.ts';

export function addressRows(
  database: Database,
): Pick<Archive, 'addresses' | 'delivered' | 'publishedSources' | 'setPublished'> {
  return {
    addresses: () => addresses(database),
    publishedSources: () => publishedSources(database),
    delivered: async () => ({
      pages: await deliveredBy(database, 'pages', 'markdown_path'),
      attachments: await deliveredBy(database, 'attachments', 'published_path'),
    }),
    setPublished: (importId, rows) =>
      database.transaction(async () => {
        await forgetUnpublished(database);
        await runOver(
          database,
          `UPDATE page_facts SET markdown_path = value ->> 1, published_sha256 = value ->> 2,
             published_essence = value ->> 3
           FROM json_each(?) WHERE page_facts.id = value ->> 0
             AND (markdown_path IS NOT value ->> 1 OR published_sha256 IS NOT value ->> 2
               OR published_essence IS NOT value ->> 3)`,
          rows.map((row) => [row.pageId, row.markdownPath, row.sha256, row.essence]),
        );
        await insertRows(
          database,
          'published_paths',
          ['path', 'page_id', 'import_id'],
          rows.map(({ pageId, markdownPath }) => ({
            path: markdownPath,
            page_id: pageId,
            import_id: importId,
          })),
          'ON CONFLICT (path, page_id) DO UPDATE SET import_id = excluded.import_id',
        );
      }),
  };
}

type PageRow = Omit<PageAddress, 'isHome'> & { readonly isHome: 0 | 1 };

async function addresses(queries: Queries): Promise<Addresses> {
  const pages: PageAddress[] = [];
  const chunks = allById<PageRow>(
    queries,
    `SELECT pages.id, coalesce(duplicate_of, pages.id) AS publishedAs,
       confluence_id AS confluenceId, spaces.key AS spaceKey, title, type,
       type = 'home' OR homepage_id IS pages.id AS isHome, created_on AS createdOn, status,
       source_path AS sourcePath, source_sha256 AS sourceSha256
     FROM pages LEFT JOIN spaces ON spaces.id = pages.space_id
     WHERE pages.id > ? ORDER BY pages.id LIMIT ?`,
  );
  for await (const rows of chunks)
    for (const row of rows) pages.push({ ...row, isHome: row.isHome === 1 });
  const former = await queries.all<FormerName>(
    `SELECT page_id AS pageId, 'title' AS kind, page_versions.title AS name
       FROM page_versions JOIN pages ON pages.id = page_id
       WHERE page_versions.title IS NOT NULL AND page_versions.title IS NOT pages.title
     UNION SELECT page_id, 'source', path FROM source_files JOIN pages ON pages.id = page_id
       WHERE path <> source_path
     UNION SELECT page_id, 'source', page_copies.source_path
       FROM page_copies JOIN pages ON pages.id = page_id
       WHERE page_copies.source_path <> pages.source_path
     UNION SELECT page_id, 'markdown', path FROM published_paths
     UNION SELECT id, 'markdown', markdown_path FROM pages WHERE markdown_path IS NOT NULL
     ORDER BY pageId, kind, name`,
  );
  return { pages, former };
}

const publishedSources = (queries: Queries): Promise<SourceRow[]> =>
  queries.all<SourceRow>(
    `SELECT markdown_path AS path, source_path AS source, source_sha256 AS sha256,
       confluence_id AS confluenceId
     FROM page_facts
     WHERE markdown_path IS NOT NULL AND status = 'current' AND duplicate_of IS NULL
     UNION ALL
     SELECT published_path, attachments.source_path, sha256, page_facts.confluence_id
     FROM attachments JOIN page_facts ON page_facts.id = page_id
     WHERE published_path IS NOT NULL AND page_facts.status = 'current' AND duplicate_of IS NULL`,
  );

async function deliveredBy(
  queries: Queries,
  table: 'pages' | 'attachments',
  column: 'markdown_path' | 'published_path',
): Promise<ReadonlyMap<number, Delivered>> {
  const chunks = allById<Delivered & { readonly id: number }>(
    queries,
    `SELECT id, ${column} AS path, published_sha256 AS sha256,
       ${table === 'pages' ? 'published_essence' : 'NULL'} AS essence FROM ${table}
     WHERE ${column} IS NOT NULL AND id > ? ORDER BY id LIMIT ?`,
  );
  const delivered = new Map<number, Delivered>();
  for await (const rows of chunks) for (const { id, ...what } of rows) delivered.set(id, what);
  return delivered;
}

const UNPUBLISHED = "status <> 'current' OR duplicate_of IS NOT NULL";

/** Pages that have no file any more: `published_paths` still knows where it was. */
async function forgetUnpublished(queries: Queries): Promise<void> {
  // Earlier versions of this tool noted the last path only.
  await queries.run(
    `INSERT INTO published_paths (path, page_id, import_id)
     SELECT markdown_path, id, last_import_id FROM pages WHERE markdown_path IS NOT NULL
     ON CONFLICT DO NOTHING`,
  );
  await queries.run(
    `UPDATE page_facts SET markdown_path = NULL, published_sha256 = NULL
     WHERE markdown_path IS NOT NULL AND (${UNPUBLISHED})`,
  );
  await queries.run(
    `UPDATE attachments SET published_path = NULL, published_sha256 = NULL
     WHERE published_path IS NOT NULL
       AND page_id IN (SELECT id FROM pages WHERE ${UNPUBLISHED})`,
  );
}
