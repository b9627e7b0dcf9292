/** The table `page_copies`: in which files pages were found, and which of them say the same. */
import type { PageRecord } from '../model/page.ts';
import { firstFreeId, insertRows, jsonList, runOver } from './batch.ts';
import {
  BODY,
  keepContents,
  leaveToPages,
  restoreRecords,
  writeContents,
  type CopyOf,
  type StoredBody,
} from './content-rows.ts';
import type { Directory } from './directory.ts';
import type { Queries } from './driver.ts';
import { contentOf } from './page-content.ts';
import type { Run } from './saving.ts';

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

/** What is to be written of the files in which pages were found. */
export interface CopyPlan {
  /** By the ids that they have or get. */
  readonly contents: ReadonlyMap<number, CopyOf>;
  /** The content that each page was found with. */
  readonly contentIds: ReadonlySet<number>;
  readonly known: ReadonlySet<number>;
  readonly merged: readonly (readonly [from: number, into: number])[];
  readonly fresh: readonly { readonly item: CopyOf; readonly contentId: number }[];
}

/**
 * Compares what pages say with what the archive knows of them. A file that is known, and that
 * other rules or options read in another way now, changes what its content is: for the wiki it is
 * the same state, in however many copies.
 */
export async function planCopies(
  queries: Queries,
  found: readonly CopyOf[],
  run: Run,
): Promise<CopyPlan> {
  const ids = [jsonList(new Set(found.map(({ pageId }) => pageId)))];
  const stored = await queries.all<StoredContent>(
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
  const contentAt = new Map(stored.map((row) => [contentKey(row.pageId, row.digest), row.id]));
  const conversions = new Map(stored.map(({ id, conversion }) => [id, conversion]));
  const copyAt = new Map(copies.map((row) => [copyKey(row.pageId, row.path, row.sha256), row]));
  let nextContent = await firstFreeId(queries, 'page_contents');
  const contents = new Map<number, CopyOf>();
  const contentIds = new Set<number>();
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
    if (same === undefined || isBetter) contents.set(contentId, item);
    conversions.set(contentId, run.conversion);
    contentAt.set(key, contentId);
    contentIds.add(contentId);
    if (copy === undefined) fresh.push({ item, contentId });
    else if (copy.contentId !== contentId) merged.push([copy.contentId, contentId]);
  }
  return { contents, contentIds, known: new Set(stored.map(({ id }) => id)), merged, fresh };
}

/** Notes older copies: what their pages' rows show stays. */
export async function insertCopies(
  queries: Queries,
  directory: Directory,
  found: readonly CopyOf[],
  run: Run,
): Promise<void> {
  const plan = await planCopies(queries, found, run);
  await writeCopies(queries, directory, plan, { run, areShown: false });
}

/** Before the rows of pages are replaced: what they show until then is kept, if nothing says it. */
export const keepReplaced = (
  queries: Queries,
  pageIds: readonly number[],
  { contentIds }: CopyPlan,
): Promise<void> => keepContents(queries, pageIds, contentIds);

/** @param areShown whether the pages' rows show these copies now. */
export async function writeCopies(
  queries: Queries,
  directory: Directory,
  { contents, contentIds, known, merged, fresh }: CopyPlan,
  { run, areShown }: { readonly run: Run; readonly areShown: boolean },
): Promise<void> {
  await writeContents(queries, { contents, areShown }, run);
  if (areShown) {
    const before = [...contentIds].filter((id) => known.has(id) && !contents.has(id));
    if (before.length > 0) await leaveToPages(queries, before);
  }
  await runOver(
    queries,
    `UPDATE stored_page_versions SET title = value ->> 1 FROM json_each(?)
     WHERE copy_id IN (SELECT id FROM page_copies WHERE content_id = value ->> 0)`,
    [...contents].flatMap(([id, { record }]) => (known.has(id) ? [[id, record.title]] : [])),
  );
  await mergeContents(queries, merged);
  await insertFresh(queries, directory, fresh, run);
}

/** Two contents that the rules have come to read alike are one. */
async function mergeContents(
  queries: Queries,
  merged: readonly (readonly [from: number, into: number])[],
): Promise<void> {
  if (merged.length === 0) return;
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

async function insertFresh(
  queries: Queries,
  directory: Directory,
  fresh: CopyPlan['fresh'],
  run: Run,
): Promise<void> {
  await insertRows(
    queries,
    'page_copies',
    [
      ...(['page_id', 'content_id', 'source_path', 'source_sha256', 'exported_on'] as const),
      ...(['breadcrumbs', 'space_id', 'import_id', 'profile', 'dated_on'] as const),
    ],
    fresh.map(({ item: { pageId, record, seenOn }, contentId }) => ({
      page_id: pageId,
      content_id: contentId,
      source_path: record.sourcePath,
      source_sha256: record.sourceSha256,
      exported_on: record.exportedOn,
      breadcrumbs: JSON.stringify(record.breadcrumbs),
      space_id: directory.space(record.space),
      import_id: run.importId,
      profile: record.profile ?? null,
      dated_on: seenOn ?? record.exportedOn,
    })),
    'ON CONFLICT DO NOTHING',
  );
}

interface CopyRow extends StoredBody {
  readonly copyId: number;
  readonly sourcePath: string;
  readonly sourceSha256: string;
  readonly exportedOn: string | null;
  readonly breadcrumbs: string;
  readonly profile: string | null;
}

/** The records of copies, by copy id, as their files were read. */
export async function recordsOfCopies(
  queries: Queries,
  copyIds: Iterable<number>,
): Promise<ReadonlyMap<number, PageRecord>> {
  const rows = await queries.all<CopyRow>(
    `SELECT page_copies.id AS copyId, source_path AS sourcePath, source_sha256 AS sourceSha256,
       exported_on AS exportedOn, breadcrumbs, profile, ${BODY}
     FROM page_copies JOIN page_contents ON page_contents.id = content_id
     WHERE page_copies.id IN (SELECT value FROM json_each(?))`,
    [jsonList(copyIds)],
  );
  const records = await restoreRecords(queries, rows, (row) => {
    const { sourcePath, sourceSha256, exportedOn, profile } = row;
    const breadcrumbs = JSON.parse(row.breadcrumbs) as PageRecord['breadcrumbs'];
    return { sourcePath, sourceSha256, exportedOn, profile, breadcrumbs };
  });
  return new Map(records.map(([{ copyId }, record]) => [copyId, record]));
}
