/**
 * The table `page_contents`: what pages said. While a page shows a content, the words, sections and
 * links of it stand in the page's own rows, and its columns `markdown`, `text` and `parts` are null.
 */
import type { IsoDate, LinkRecord, PageRecord } from '../model/page.ts';
import { groupBy, jsonList, runOver } from './batch.ts';
import type { Queries } from './driver.ts';
import {
  contentOf,
  packParts,
  restoreRecord,
  unpackParts,
  type Body,
  type Provenance,
} from './page-content.ts';
import type { Run } from './saving.ts';
import { storedSections } from './stored-texts.ts';

/** A page's record, and the row that it belongs to. */
export interface CopyOf {
  readonly pageId: number;
  readonly record: PageRecord;
  /** When the wiki had the page so, as far as the run knows; default: the page’s own export date. */
  readonly seenOn?: IsoDate | null | undefined;
}

/** Contents to write, by their ids, and whether their pages' rows show them now. */
export interface Written {
  readonly contents: ReadonlyMap<number, CopyOf>;
  readonly areShown: boolean;
}

export async function writeContents(
  queries: Queries,
  { contents, areShown }: Written,
  run: Run,
): Promise<void> {
  // A content that a page shows stays in the page's rows, whichever copy says it better.
  const own = (column: string): string =>
    areShown ? 'NULL' : `iif(page_contents.markdown IS NULL, NULL, excluded.${column})`;
  await runOver(
    queries,
    `INSERT INTO page_contents
       (id, page_id, digest, conversion, title, parent_ref, record, markdown, text, parts)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
       CAST(value ->> 6 AS BLOB), value ->> 7, value ->> 8, unhex(value ->> 9)
     FROM jsonb_each(?) WHERE true
     ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, conversion = excluded.conversion,
       title = excluded.title, parent_ref = excluded.parent_ref, record = excluded.record,
       markdown = ${own('markdown')}, text = ${own('text')}, parts = ${own('parts')}`,
    [...contents].map(([id, { pageId, record }]) => [
      ...[id, pageId, contentOf(record).digest, run.conversion],
      ...[record.title, record.parentRef, contentOf(record).record],
      ...(areShown ? [] : [record.markdown, record.text, packParts(record)]),
    ]),
  );
}

/** From now on the pages' rows say what these contents do. */
export const leaveToPages = (queries: Queries, contentIds: Iterable<number>): Promise<void> =>
  queries.run(
    `UPDATE page_contents SET markdown = NULL, text = NULL, parts = NULL
     WHERE id IN (SELECT value FROM json_each(?)) AND markdown IS NOT NULL`,
    [jsonList(contentIds)],
  );

/** Gives contents that pages show texts of their own, before the pages' rows are written anew. */
export async function keepContents(
  queries: Queries,
  pageIds: readonly number[],
  except: Iterable<number>,
): Promise<void> {
  const shown = await queries.all<{ id: number; pageId: number }>(
    `SELECT id, page_id AS pageId FROM page_contents
     WHERE page_id IN (SELECT value FROM json_each(?)) AND markdown IS NULL
       AND id NOT IN (SELECT value FROM json_each(?))`,
    [jsonList(pageIds), jsonList(except)],
  );
  const bodies = await shownBodies(
    queries,
    shown.map(({ pageId }) => pageId),
  );
  await runOver(
    queries,
    `UPDATE page_contents SET markdown = value ->> 1, text = value ->> 2, parts = unhex(value ->> 3)
     FROM jsonb_each(?) WHERE page_contents.id = value ->> 0`,
    shown.flatMap(({ id, pageId }) => {
      const body = bodies.get(pageId);
      return body === undefined ? [] : [[id, body.markdown, body.text, packParts(body)]];
    }),
  );
}

/** What the rows of pages say, by page id. */
async function shownBodies(
  queries: Queries,
  pageIds: readonly number[],
): Promise<ReadonlyMap<number, Body>> {
  if (pageIds.length === 0) return new Map();
  const ids = jsonList(pageIds);
  const pages = await queries.all<{ id: number; markdown: string; text: string }>(
    'SELECT id, markdown, text FROM pages WHERE id IN (SELECT value FROM json_each(?))',
    [ids],
  );
  const sections = await storedSections(queries, ids);
  const links = groupBy(
    await queries.all<LinkRow>(
      `SELECT page_id AS pageId, position, source_kind AS kind, href, text, target_ref AS target,
         fragment, removed
       FROM links WHERE page_id IN (SELECT value FROM json_each(?)) ORDER BY page_id, position, id`,
      [ids],
    ),
    ({ pageId }) => pageId,
  );
  return new Map(
    pages.map(({ id, markdown, text }) => [
      id,
      {
        ...{ markdown, text, sections: sections.get(id) ?? [] },
        links: (links.get(id) ?? []).map(({ position, kind, href, text: words, ...link }) => ({
          ...{ position, kind, href, text: words, target: link.target, fragment: link.fragment },
          removed: link.removed === 1,
        })),
      },
    ]),
  );
}

type LinkRow = Omit<LinkRecord, 'removed'> & { readonly pageId: number; readonly removed: 0 | 1 };

/** A stored content as it is read; texts are null where the page shows them. */
export interface StoredBody {
  readonly pageId: number;
  readonly record: Uint8Array;
  readonly markdown: string | null;
  readonly text: string | null;
  readonly parts: Uint8Array | null;
}

/** The columns of `StoredBody`, for a SELECT that joins `page_contents`. */
export const BODY = `page_contents.page_id AS pageId, page_contents.record,
  page_contents.markdown, page_contents.text, page_contents.parts`;

/** The whole records, in the order of the rows. */
export async function restoreRecords<Row extends StoredBody>(
  queries: Queries,
  rows: readonly Row[],
  fileOf: (row: Row) => Provenance,
): Promise<readonly (readonly [row: Row, record: PageRecord])[]> {
  const shown = await shownBodies(
    queries,
    rows.flatMap(({ pageId, markdown }) => (markdown === null ? [pageId] : [])),
  );
  return rows.flatMap((row) => {
    const body = row.parts === null ? shown.get(row.pageId) : ownBody(row, row.parts);
    const json = Buffer.from(row.record).toString('utf8');
    return body === undefined ? [] : [[row, restoreRecord(json, body, fileOf(row))] as const];
  });
}

const ownBody = ({ markdown, text }: StoredBody, parts: Uint8Array): Body => ({
  markdown: markdown ?? '',
  text: text ?? '',
  ...unpackParts(parts),
});
