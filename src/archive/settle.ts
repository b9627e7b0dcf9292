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
    const { snapshots, ...affected } = await saveSnapshots(database, directory, found, run);
    const pageIds = await affectedPages(database, affected);
    const retold = pageIds.length === 0 ? NOTHING : await retell(database, pageIds, run.importId);
    return { ...retold, snapshots };
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
