/** What symbolic names in stored Markdown are called among people, whether the page is there or gone. */
import { jsonList } from './batch.ts';
import type { Queries } from './driver.ts';
import type { RefName } from './history-reading.ts';

interface Row extends RefName {
  readonly ref: string;
}

/** Of several pages or attachments of one name, the one that a link would lead to. */
export async function refNames(
  queries: Queries,
  refs: readonly string[],
): Promise<ReadonlyMap<string, RefName>> {
  const rows = await queries.all<Row>(
    `SELECT page_refs.ref, coalesce(meant.title, named.title) AS title, spaces.key AS spaceKey
     FROM page_refs JOIN pages AS named ON named.id = page_refs.page_id
     LEFT JOIN pages AS meant ON meant.id = named.duplicate_of
     LEFT JOIN spaces ON spaces.id = named.space_id
     WHERE page_refs.ref IN (SELECT value FROM json_each(?1))
     ORDER BY named.status = 'removed', named.duplicate_of IS NOT NULL, page_refs.rank, named.id`,
    [jsonList(refs)],
  );
  const files = await queries.all<Row>(
    `SELECT attachment_refs.ref, file_name AS title, NULL AS spaceKey
     FROM attachment_refs JOIN attachments ON attachments.id = attachment_id
     WHERE attachment_refs.ref IN (SELECT value FROM json_each(?1))
     ORDER BY attachments.status = 'missing', attachments.id`,
    [jsonList(refs)],
  );
  const names = new Map<string, RefName>();
  for (const { ref, title, spaceKey } of [...rows, ...files]) {
    if (!names.has(ref)) names.set(ref, { title, spaceKey });
  }
  return names;
}
