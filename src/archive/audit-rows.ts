/** What an audit reads of the archive beside the pages themselves. */
import type { NamedFile } from '../model/audit.ts';
import type { AuditTotals, PageLedger } from '../model/stored.ts';
import type { Archive } from './archive.ts';
import { groupBy, jsonList } from './batch.ts';
import type { Database } from './driver.ts';

const PUBLISHED = `pages.status = 'current' AND pages.duplicate_of IS NULL`;
const IDS = 'IN (SELECT value FROM json_each(?))';

/** A link whose page has no such anchor keeps its target; only its fragment leads nowhere. */
const NO_ANCHOR = `fragment IS NOT NULL AND target_page_id IS NOT NULL AND NOT EXISTS
  (SELECT 1 FROM anchors WHERE anchors.page_id = target_page_id AND anchors.name = fragment)`;

/** A link within the page to a place that the page does not have. */
const NO_PLACE = `links.kind = 'anchor' AND NOT EXISTS
  (SELECT 1 FROM anchors WHERE anchors.page_id = links.page_id AND anchors.name = fragment)`;

/** An address that leads nowhere in the archive, and stays in the Markdown as it was. */
const IS_ABSOLUTE = "(href LIKE 'http://%' OR href LIKE 'https://%')";

const REASON = `CASE
  WHEN links.kind = 'anchor' OR links.status <> 'broken' THEN 'heading-not-on-page'
  WHEN source_kind = 'page' AND (removed = 1 OR href LIKE '%createpage%') THEN 'page-never-written'
  WHEN removed = 1 THEN 'address-unusable'
  WHEN source_kind = 'attachment' THEN 'attachment-not-in-export'
  ELSE 'page-not-in-export' END`;

export function auditRows(
  database: Database,
): Pick<Archive, 'sourceLocations' | 'pageLedgers' | 'auditTotals'> {
  return {
    async sourceLocations() {
      const rows = await database.all<{ source: string }>(
        `SELECT source FROM imports WHERE id IN (SELECT last_import_id FROM pages
           WHERE ${PUBLISHED}) ORDER BY id`,
      );
      return [...new Set(rows.flatMap(({ source }) => source.split('\n')))];
    },
    pageLedgers: (ids) => pageLedgers(database, jsonList(ids)),
    auditTotals: () => auditTotals(database),
  };
}

async function pageLedgers(database: Database, ids: string): Promise<Map<number, PageLedger>> {
  const by = async <Row>(sql: string): Promise<ReadonlyMap<number, readonly Row[]>> => {
    const rows = await database.all<Row & { readonly pageId: number }>(sql, [ids]);
    return groupBy(rows, ({ pageId }) => pageId);
  };
  const macros = await by<PageLedger['macros'][number]>(
    `SELECT page_id AS pageId, name, detail FROM macros
     WHERE outcome = 'omitted' AND page_id ${IDS} ORDER BY id`,
  );
  const diagnostics = await by<PageLedger['diagnostics'][number]>(
    `SELECT DISTINCT page_id AS pageId, code, message FROM diagnostics WHERE page_id ${IDS}`,
  );
  const links = await by<PageLedger['links'][number]>(
    `SELECT page_id AS pageId, text, source_kind AS kind FROM links
     WHERE (removed = 1 OR status = 'broken' AND NOT ${IS_ABSOLUTE} OR ${NO_PLACE})
       AND page_id ${IDS} ORDER BY id`,
  );
  const retitled = await by<PageLedger['retitled'][number]>(
    `SELECT page_id AS pageId, links.text AS address, pages.title
     FROM links JOIN pages ON pages.id = target_page_id
     WHERE removed = 0 AND pages.title IS NOT NULL AND page_id ${IDS}
       AND (links.text LIKE 'http://%' OR links.text LIKE 'https://%')
       AND links.text NOT LIKE '% %'`,
  );
  const all = JSON.parse(ids) as number[];
  return new Map(
    all.map((id) => [
      id,
      {
        macros: macros.get(id) ?? [],
        diagnostics: diagnostics.get(id) ?? [],
        links: links.get(id) ?? [],
        retitled: retitled.get(id) ?? [],
      },
    ]),
  );
}

async function auditTotals(database: Database): Promise<AuditTotals> {
  const files = (test: string): Promise<NamedFile[]> =>
    database.all<NamedFile>(
      `SELECT pages.source_path AS page, file_name AS fileName
       FROM attachments JOIN pages ON pages.id = page_id
       WHERE ${PUBLISHED} AND ${test} ORDER BY page_id, attachments.position`,
    );
  const present = await database.get<{ count: number }>(
    `SELECT count(*) AS count FROM attachments JOIN pages ON pages.id = page_id
     WHERE ${PUBLISHED} AND attachments.status = 'present'`,
  );
  return {
    links: await database.all(
      `SELECT links.status, count(*) AS count FROM links JOIN pages ON pages.id = page_id
       WHERE ${PUBLISHED} GROUP BY links.status`,
    ),
    broken: await database.all(
      `SELECT source_path AS sourcePath, href, links.text, ${REASON} AS reason
       FROM links JOIN pages ON pages.id = page_id
       WHERE ${PUBLISHED} AND (links.status = 'broken' OR removed = 1 AND source_kind <> 'person'
         OR ${NO_ANCHOR} OR ${NO_PLACE}) ORDER BY page_id, links.position`,
    ),
    present: present?.count ?? 0,
    missing: await files(`attachments.status = 'missing'`),
    unreferenced: await files(
      `attachments.status = 'present' AND NOT EXISTS
         (SELECT 1 FROM links WHERE target_attachment_id = attachments.id)`,
    ),
    macros: await database.all(
      `SELECT macros.name, outcome, count(*) AS count FROM macros JOIN pages ON pages.id = page_id
       WHERE ${PUBLISHED} GROUP BY macros.name, outcome ORDER BY outcome, count(*) DESC, macros.name`,
    ),
  };
}
