/** The tables `attachments` and `attachment_refs`. Rows keep their ids while their file stays. */
import type { AttachmentRecord } from '../model/page.ts';
import type { KnownAttachment } from '../model/stored.ts';
import type { Archive, AttachmentUpdate } from './archive.ts';
import { allById, firstFreeId, gather, insertRows, jsonList, runOver } from './batch.ts';
import type { Database, Queries } from './driver.ts';
import type { Saving } from './saving.ts';

interface KeptRow {
  readonly id: number;
  readonly page_id: number;
  readonly confluence_id: string | null;
  readonly source_path: string | null;
  readonly file_name: string;
}

const keyOf = (pageId: number, path: string | null, id: string | null, name: string): string =>
  JSON.stringify([pageId, path ?? id ?? name]);

/** Writes the attachments of saved pages; `replaced` are the pages that had rows before. */
export async function insertAttachments(
  queries: Queries,
  saving: readonly Saving[],
  replaced: readonly number[],
): Promise<void> {
  const known =
    replaced.length === 0 ? new Map<string, number>() : await keptRows(queries, replaced);
  let next = await firstFreeId(queries, 'attachments');
  const rows = saving.flatMap(({ id: pageId, page }) =>
    page.record.attachments.map((attachment, position) => {
      const { sourcePath, confluenceId, fileName } = attachment;
      const key = keyOf(pageId, sourcePath, confluenceId, fileName);
      const id = known.get(key) ?? next++;
      // A file that a page lists twice has two rows.
      known.delete(key);
      return { id, pageId, position, attachment };
    }),
  );
  // Rows of pages that are new have nothing to make way for them.
  if (replaced.length > 0) {
    await queries.run('DELETE FROM attachments WHERE id IN (SELECT value FROM json_each(?))', [
      jsonList(known.values()),
    ]);
    await queries.run(
      'DELETE FROM attachment_refs WHERE attachment_id IN (SELECT value FROM json_each(?))',
      [jsonList(rows.map(({ id }) => id))],
    );
  }
  await upsert(queries, rows);
}

/** The attachments that these pages had, by what tells one from another. */
async function keptRows(
  queries: Queries,
  pageIds: readonly number[],
): Promise<Map<string, number>> {
  const rows = await queries.all<KeptRow>(
    `SELECT id, page_id, confluence_id, source_path, file_name FROM attachments
     WHERE page_id IN (SELECT value FROM json_each(?))`,
    [jsonList(pageIds)],
  );
  return new Map(
    rows.map((row) => [
      keyOf(row.page_id, row.source_path, row.confluence_id, row.file_name),
      row.id,
    ]),
  );
}

async function upsert(
  queries: Queries,
  rows: readonly {
    readonly id: number;
    readonly pageId: number;
    readonly position: number;
    readonly attachment: AttachmentRecord;
  }[],
): Promise<void> {
  await insertRows(
    queries,
    'attachments',
    ['id', 'page_id', 'position', 'confluence_id', 'file_name', 'media_type', 'source_path'],
    rows.map(({ id, pageId, position, attachment }) => ({
      id,
      page_id: pageId,
      position,
      confluence_id: attachment.confluenceId,
      file_name: attachment.fileName,
      media_type: attachment.mediaType,
      source_path: attachment.sourcePath,
    })),
    `ON CONFLICT (id) DO UPDATE SET position = excluded.position,
       confluence_id = excluded.confluence_id, file_name = excluded.file_name,
       media_type = excluded.media_type, source_path = excluded.source_path`,
  );
  await insertRows(
    queries,
    'attachment_refs',
    ['attachment_id', 'ref'],
    rows.flatMap(({ id, attachment }) =>
      [...new Set(attachment.refs)].map((ref) => ({ attachment_id: id, ref })),
    ),
  );
}

export const ATTACHMENT_COLUMNS = `attachments.id, page_id AS pageId,
  attachments.confluence_id AS confluenceId, file_name AS fileName, media_type AS mediaType,
  attachments.source_path AS sourcePath, attachments.status, bytes, sha256,
  published_path AS publishedPath`;

export function attachmentRows(
  database: Database,
): Pick<Archive, 'attachments' | 'setAttachments'> {
  return {
    attachments: () =>
      gather(
        allById<KnownAttachment>(
          database,
          `SELECT ${ATTACHMENT_COLUMNS}, stamp FROM attachments JOIN pages ON pages.id = page_id
           WHERE pages.status = 'current' AND duplicate_of IS NULL AND attachments.id > ?
           ORDER BY attachments.id LIMIT ?`,
        ),
      ),
    setAttachments: (updates) => database.transaction(() => setAttachments(database, updates)),
  };
}

async function setAttachments(
  queries: Queries,
  updates: readonly AttachmentUpdate[],
): Promise<void> {
  await runOver(
    queries,
    `UPDATE attachments SET status = value ->> 1, bytes = value ->> 2, sha256 = value ->> 3,
       published_path = value ->> 4, source_path = coalesce(value ->> 5, source_path),
       published_sha256 = coalesce(value ->> 6, published_sha256),
       stamp = iif(value ->> 8, value ->> 7, stamp)
     FROM json_each(?) WHERE attachments.id = value ->> 0`,
    updates.map(({ id, status, bytes, sha256, publishedPath, ...more }) => [
      ...[id, status, bytes, sha256, publishedPath],
      ...[more.foundAt ?? null, more.publishedSha256 ?? null],
      ...[more.stamp ?? null, more.stamp !== undefined],
    ]),
  );
}
