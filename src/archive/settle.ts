/** After a run: which pages there are, and what each of them has been. */
import type { FoundExport, Settled } from './archive.ts';
import { recordsOfCopies } from './copy-rows.ts';
import type { SharedDirectory } from './directory.ts';
import type { Database } from './driver.ts';
import { savePages } from './save-pages.ts';
import { affectedPages, saveSnapshots, type SnapshotRun } from './snapshot-rows.ts';
import { retell, type Restored, type Retold } from './retell.ts';

const NOTHING: Retold = { removed: [], gone: [], restored: [] };

/** Stores the run's exports as snapshots, and tells the lives of their pages anew. */
export async function settle(
  database: Database,
  shared: SharedDirectory,
  found: readonly FoundExport[],
  run: SnapshotRun,
): Promise<Settled> {
  const { restored, ...settled } = await shared.transaction(async (directory) => {
    const affected = await saveSnapshots(database, directory, found, run);
    const pageIds = await affectedPages(database, affected);
    return pageIds.length === 0 ? NOTHING : retell(database, pageIds, run.importId);
  });
  for (const page of restored) await restore(database, shared, page, run);
  return settled;
}

/** Gives a page's row back what an earlier import read. */
async function restore(
  database: Database,
  shared: SharedDirectory,
  { pageId, copyId, seenOn }: Restored,
  run: SnapshotRun,
): Promise<void> {
  const record = (await recordsOfCopies(database, [copyId])).get(copyId);
  const content = await database.get<{ conversion: string }>(
    `SELECT conversion FROM page_contents JOIN page_copies ON content_id = page_contents.id
     WHERE page_copies.id = ?`,
    [copyId],
  );
  if (record === undefined || content === null) return;
  const planned = [{ record, pageId, seenOn }] as const;
  await savePages(database, shared, planned, { ...run, ...content });
}

/** The name of an attachment among those of its page, in SQL. */
const NAME = `coalesce(attachments.confluence_id || '/', '') || file_name`;

/**
 * Notes the bytes of the attachments of the pages that a run brought, where they are new: this run,
 * and those that ended before they came to their attachments, when it has brought the same files.
 */
export const saveAttachmentVersions = (database: Database): Promise<void> =>
  database.transaction(() =>
    database.run(
      `INSERT INTO attachment_versions (snapshot_id, page_id, name, bytes, sha256)
       SELECT snapshots.id, pages.id, ${NAME}, attachments.bytes, attachments.sha256
       FROM snapshots JOIN snapshot_pages ON snapshot_id = snapshots.id
       JOIN page_copies ON page_copies.id = copy_id
       JOIN pages ON pages.id = snapshot_pages.page_id
         AND pages.source_path = page_copies.source_path
         AND pages.source_sha256 = page_copies.source_sha256
       JOIN attachments ON attachments.page_id = pages.id
       JOIN imports ON imports.id = snapshots.import_id
       WHERE imports.status <> 'completed'
         AND (attachments.bytes, attachments.sha256) IS NOT (
           SELECT bytes, sha256 FROM attachment_versions AS known
           WHERE known.page_id = pages.id AND known.name = ${NAME}
           ORDER BY snapshot_id DESC LIMIT 1)
       ON CONFLICT DO NOTHING`,
    ),
  );
