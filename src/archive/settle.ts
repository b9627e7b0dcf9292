/** After a run: which pages there are, and what each of them has been. */
import type { FoundExport, Settled } from './archive.ts';
import { groupBy, jsonList } from './batch.ts';
import { recordsOfCopies } from './copy-rows.ts';
import type { Directory, SharedDirectory } from './directory.ts';
import type { Database, Queries } from './driver.ts';
import { retell, type Restored, type Retold } from './retell.ts';
import { writePages } from './save-pages.ts';
import { affectedPages, saveSnapshots, type SnapshotRun } from './snapshot-rows.ts';

const NOTHING: Retold = { removed: [], gone: [], restored: [] };

/** Records that are unpacked at a time. */
const CHUNK = 64;

/**
 * Stores the run's exports as snapshots, and tells the lives of their pages anew: all of it or
 * nothing, so that a run that dies here leaves no row that contradicts its page's last version.
 */
export const settle = (
  database: Database,
  shared: SharedDirectory,
  found: readonly FoundExport[],
  run: SnapshotRun,
): Promise<Settled> =>
  shared.transaction(async (directory) => {
    const { snapshots, ...affected } = await saveSnapshots(database, directory, found, run);
    const pageIds = await affectedPages(database, affected);
    const { restored, ...settled } =
      pageIds.length === 0 ? NOTHING : await retell(database, pageIds, run.importId);
    await restore(database, directory, restored, run);
    return { ...settled, snapshots };
  });

/** Gives pages' rows what their newest copies say, where another one was written last. */
async function restore(
  queries: Queries,
  directory: Directory,
  restored: readonly Restored[],
  run: SnapshotRun,
): Promise<void> {
  for (let from = 0; from < restored.length; from += CHUNK) {
    const some = restored.slice(from, from + CHUNK);
    const ids = some.map(({ copyId }) => copyId);
    const records = await recordsOfCopies(queries, ids);
    const conversions = await queries.all<{ copyId: number; conversion: string }>(
      `SELECT page_copies.id AS copyId, conversion
       FROM page_copies JOIN page_contents ON content_id = page_contents.id
       WHERE page_copies.id IN (SELECT value FROM json_each(?))`,
      [jsonList(ids)],
    );
    const bySame = groupBy(conversions, ({ conversion }) => conversion);
    for (const [conversion, copies] of bySame) {
      const wanted = new Set(copies.map(({ copyId }) => copyId));
      const planned = some.flatMap(({ pageId, copyId, seenOn }) => {
        const record = wanted.has(copyId) ? records.get(copyId) : undefined;
        return record === undefined ? [] : [{ record, pageId, seenOn }];
      });
      await writePages(queries, directory, planned, { ...run, conversion });
    }
  }
}
