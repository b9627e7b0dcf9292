/** Takes the contents of an older archive apart: each had been one compressed record. */
import { inflateRawSync } from 'node:zlib';
import type { PageRecord } from '../model/page.ts';
import { runOver } from './batch.ts';
import type { Queries } from './driver.ts';
import { contentOf, packParts } from './page-content.ts';

const CONTENTS_AT_ONCE = 64;

interface Row {
  readonly id: number;
  readonly record: Uint8Array;
}

/**
 * What a page shows stays in the page's rows, and the states of pages need no texts of their own
 * where a content has them. Digests are as `contentOf` makes them, so that the next export which
 * says the same is known to say the same.
 */
export async function splitContents(queries: Queries): Promise<void> {
  for (let last = 0; ;) {
    const rows = await queries.all<Row>(
      'SELECT id, record FROM page_contents WHERE id > ? ORDER BY id LIMIT ?',
      [last, CONTENTS_AT_ONCE],
    );
    await writeApart(queries, rows);
    last = rows.at(-1)?.id ?? 0;
    if (rows.length < CONTENTS_AT_ONCE) break;
  }
  await queries.run(
    `UPDATE stored_page_versions SET markdown = NULL, text = NULL
     FROM page_copies CROSS JOIN page_contents ON page_contents.id = content_id
     WHERE page_copies.id = copy_id AND page_contents.markdown = stored_page_versions.markdown
       AND page_contents.text = stored_page_versions.text`,
  );
  await queries.run(
    `UPDATE page_contents SET markdown = NULL, text = NULL, parts = NULL
     FROM pages CROSS JOIN page_copies ON page_copies.page_id = pages.id
       AND page_copies.source_path = pages.source_path
       AND page_copies.source_sha256 = pages.source_sha256
     WHERE page_contents.id = content_id AND page_contents.markdown = pages.markdown
       AND page_contents.text = pages.text`,
  );
}

async function writeApart(queries: Queries, rows: readonly Row[]): Promise<void> {
  const cells = rows.map(({ id, record: blob }) => {
    const stored = JSON.parse(inflateRawSync(blob).toString('utf8')) as PageRecord;
    // Records of versions that read no values have none.
    const { reportValues = [] } = stored as Partial<PageRecord>;
    const record = { ...stored, reportValues };
    const content = contentOf(record);
    return [id, content.digest, content.record, record.markdown, record.text, packParts(record)];
  });
  // Of two contents of a page that now count as one, the second keeps the digest that it had.
  await runOver(
    queries,
    `UPDATE OR IGNORE page_contents SET digest = value ->> 1
     FROM jsonb_each(?) WHERE page_contents.id = value ->> 0`,
    cells,
  );
  await runOver(
    queries,
    `UPDATE page_contents SET record = CAST(value ->> 2 AS BLOB), markdown = value ->> 3,
       text = value ->> 4, parts = unhex(value ->> 5)
     FROM jsonb_each(?) WHERE page_contents.id = value ->> 0`,
    cells,
  );
}
