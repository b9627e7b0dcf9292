/** The tables `page_contents` and `page_copies`: what pages said, and in which files. */
import type { PageRecord } from '../model/page.ts';
import { firstFreeId, insertRows, jsonList, runOver } from './batch.ts';
import type { Directory } from './directory.ts';
import type { Queries } from './driver.ts';
import { compressed, contentOf, restoreRecord } from './page-content.ts';
import type { Run } from './saving.ts';

/** A page's record, and the row that it belongs to. */
export interface CopyOf {
  readonly pageId: number;
  readonly record: PageRecord;
}

interface StoredContent {
  readonly id: number;
  readonly pageId: number;
  readonly digest: string;
  readonly conversion: string;
}

interface StoredCopy {
  readonly id: number;
  readonly pageId: number;
  readonly path: string;
  readonly sha256: string;
  readonly contentId: number;
}

const copyKey = (pageId: number, path: string, sha256: string): string =>
  `${String(pageId)} ${sha256} ${path}`;
const contentKey = (pageId: number, digest: string): string => `${String(pageId)} ${digest}`;

/**
 * Notes the files in which pages were found, and what they say. A file that is known, and that
 * other rules or options read in another way now, changes what its content is: for the wiki it is
 * the same state, in however many copies.
 */
export async function insertCopies(
  queries: Queries,
  directory: Directory,
  found: readonly CopyOf[],
  run: Run,
): Promise<void> {
  const ids = [jsonList(new Set(found.map(({ pageId }) => pageId)))];
  const contents = await queries.all<StoredContent>(
    `SELECT id, page_id AS pageId, digest, conversion FROM page_contents
     WHERE page_id IN (SELECT value FROM json_each(?))`,
    ids,
  );
  const copies = await queries.all<StoredCopy>(
    `SELECT id, page_id AS pageId, source_path AS path, source_sha256 AS sha256,
       content_id AS contentId FROM page_copies
     WHERE page_id IN (SELECT value FROM json_each(?))`,
    ids,
  );
  const contentAt = new Map(contents.map((row) => [contentKey(row.pageId, row.digest), row.id]));
  const conversions = new Map(contents.map(({ id, conversion }) => [id, conversion]));
  const copyAt = new Map(copies.map((row) => [copyKey(row.pageId, row.path, row.sha256), row]));
  let nextContent = await firstFreeId(queries, 'page_contents');
  const written = new Map<number, CopyOf>();
  const merged: (readonly [from: number, into: number])[] = [];
  const fresh: { readonly item: CopyOf; readonly contentId: number }[] = [];
  for (const item of found) {
    const { pageId, record } = item;
    const key = contentKey(pageId, contentOf(record).digest);
    const same = contentAt.get(key);
    const copy = copyAt.get(copyKey(pageId, record.sourcePath, record.sourceSha256));
    const contentId = same ?? copy?.contentId ?? nextContent++;
    // The same again, but with the space's key: a better record than what was stored.
    const isBetter = record.space.key !== null && conversions.get(contentId) !== run.conversion;
    if (same === undefined || isBetter) written.set(contentId, item);
    conversions.set(contentId, run.conversion);
    contentAt.set(key, contentId);
    if (copy === undefined) fresh.push({ item, contentId });
    else if (copy.contentId !== contentId) merged.push([copy.contentId, contentId]);
  }
  await writeContents(queries, written, run);
  await mergeContents(queries, merged);
  await writeCopies(queries, directory, fresh, run);
}

async function writeContents(
  queries: Queries,
  written: ReadonlyMap<number, CopyOf>,
  run: Run,
): Promise<void> {
  const rows = [...written].map(([id, { pageId, record }]) => {
    const { digest, json } = contentOf(record);
    const { title, parentRef } = record;
    return [id, pageId, digest, run.conversion, title, parentRef, compressed(json)];
  });
  await runOver(
    queries,
    `INSERT INTO page_contents (id, page_id, digest, conversion, title, parent_ref, record)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
       unhex(value ->> 6)
     FROM jsonb_each(?) WHERE true
     ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, conversion = excluded.conversion,
       title = excluded.title, parent_ref = excluded.parent_ref, record = excluded.record`,
    rows,
  );
  await runOver(
    queries,
    `UPDATE page_versions SET title = value ->> 1, markdown = value ->> 2, text = value ->> 3
     FROM json_each(?)
     WHERE copy_id IN (SELECT id FROM page_copies WHERE content_id = value ->> 0)`,
    [...written].map(([id, { record }]) => [id, record.title, record.markdown, record.text]),
  );
}

/** Two contents that the rules have come to read alike are one. */
async function mergeContents(
  queries: Queries,
  merged: readonly (readonly [from: number, into: number])[],
): Promise<void> {
  await runOver(
    queries,
    `UPDATE page_copies SET content_id = value ->> 1 FROM json_each(?)
     WHERE content_id = value ->> 0`,
    merged,
  );
  await queries.run('DELETE FROM page_contents WHERE id IN (SELECT value FROM json_each(?))', [
    jsonList(merged.map(([from]) => from)),
  ]);
}

async function writeCopies(
  queries: Queries,
  directory: Directory,
  fresh: readonly { readonly item: CopyOf; readonly contentId: number }[],
  run: Run,
): Promise<void> {
  await insertRows(
    queries,
    'page_copies',
    [
      ...(['page_id', 'content_id', 'source_path', 'source_sha256', 'exported_on'] as const),
      ...(['breadcrumbs', 'space_id', 'import_id', 'profile'] as const),
    ],
    fresh.map(({ item: { pageId, record }, contentId }) => ({
      page_id: pageId,
      content_id: contentId,
      source_path: record.sourcePath,
      source_sha256: record.sourceSha256,
      exported_on: record.exportedOn,
      breadcrumbs: JSON.stringify(record.breadcrumbs),
      space_id: directory.space(record.space),
      import_id: run.importId,
      profile: record.profile ?? null,
    })),
    'ON CONFLICT DO NOTHING',
  );
}

interface CopyRow {
  readonly copyId: number;
  readonly sourcePath: string;
  readonly sourceSha256: string;
  readonly exportedOn: string | null;
  readonly breadcrumbs: string;
  readonly profile: string | null;
  readonly record: Uint8Array;
}

/** The records of copies, by copy id, as their files were read. */
export async function recordsOfCopies(
  queries: Queries,
  copyIds: Iterable<number>,
): Promise<ReadonlyMap<number, PageRecord>> {
  const rows = await queries.all<CopyRow>(
    `SELECT page_copies.id AS copyId, source_path AS sourcePath, source_sha256 AS sourceSha256,
       exported_on AS exportedOn, breadcrumbs, profile, record
     FROM page_copies JOIN page_contents ON page_contents.id = content_id
     WHERE page_copies.id IN (SELECT value FROM json_each(?))`,
    [jsonList(copyIds)],
  );
  return new Map(
    rows.map(({ copyId, record, ...row }) => {
      const breadcrumbs = JSON.parse(row.breadcrumbs) as PageRecord['breadcrumbs'];
      return [copyId, restoreRecord(record, { ...row, breadcrumbs })] as const;
    }),
  );
}
