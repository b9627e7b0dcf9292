/** Filling a new archive, which nobody reads yet. */
import type { Database } from './driver.ts';
import { isBusy } from './sqlite-errors.ts';

/**
 * Runs `work` in the way that suits an archive without pages, if it is one and nobody else has it.
 *
 * A write-ahead log lets others read meanwhile, at a price: each page of the file is written to the log
 * by every commit that changes it, and copied to its place later. A rollback journal keeps what was
 * there before, which is next to nothing in a new file, so that a page is written about once. Nobody
 * else may open the file while it is so, lest a commit have to wait for a reader.
 */
export async function fill<Result>(
  database: Database,
  work: () => Promise<Result>,
): Promise<Result> {
  const isNew = (await database.get('SELECT 1 FROM page_facts LIMIT 1')) === null;
  if (!isNew || !(await leaveLog(database))) return work();
  try {
    return await database.grouped(work);
  } finally {
    await returnToLog(database);
  }
}

/** False where somebody else has the file open. */
async function leaveLog(database: Database): Promise<boolean> {
  try {
    // In this order nobody comes between: https://sqlite.org/pragma.html#pragma_locking_mode
    await database.exec('PRAGMA locking_mode = EXCLUSIVE');
    const row = await database.get<{ journal_mode: string }>('PRAGMA journal_mode = TRUNCATE');
    if (row?.journal_mode === 'truncate') {
      await database.exec('PRAGMA synchronous = FULL');
      return true;
    }
  } catch (error) {
    if (!isBusy(error)) throw error;
  }
  await returnToLog(database);
  return false;
}

/** Where this fails, the disk does, of which others tell; who opens the file to write does it then. */
const returnToLog = (database: Database): Promise<void> =>
  database
    .exec(
      // Until its next transaction, who changed the mode would hold up checkpoints.
      `PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
       BEGIN IMMEDIATE; COMMIT`,
    )
    .catch(() => undefined);
