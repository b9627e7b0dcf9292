/** Filling a new archive, which nobody reads yet. */
import type { Database } from './driver.ts';
import { isBusy } from './sqlite-errors.ts';

/**
 * A write-ahead log lets others read meanwhile, at a price: each page of the file is written to the log
 * by every commit that changes it, and copied to its place later. A rollback journal keeps what was
 * there before, which is next to nothing in a new file, so that a page is written about once. Nobody
 * else may open the file while it is so, lest a commit have to wait for a reader
 * (https://sqlite.org/pragma.html#pragma_locking_mode).
 */
const ALONE = `PRAGMA synchronous = FULL; PRAGMA locking_mode = EXCLUSIVE;`;
const SHARED = `PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;`;

/** Bytes of words that FTS5 gathers before it writes them: fewer pieces have to be merged. */
const HASH_BYTES = { few: 1024 * 1024, many: 16 * 1024 * 1024 };

const gather = (bytes: number): string =>
  `INSERT INTO search (search, rank) VALUES ('hashsize', ${String(bytes)});`;

/** Runs `work` in the way that suits an archive without pages, if it is one and nobody else has it. */
export async function fill<Result>(
  database: Database,
  work: () => Promise<Result>,
): Promise<Result> {
  const isNew = (await database.get('SELECT 1 FROM page_facts LIMIT 1')) === null;
  if (!isNew || !(await leaveLog(database))) return work();
  try {
    await database.exec(ALONE + gather(HASH_BYTES.many));
    return await database.grouped(work);
  } finally {
    // Writing comes last: until its next transaction, who changes the mode holds up checkpoints. Where
    // this fails, the disk does, of which `work` has told; who opens it to write makes up for it.
    await database.exec(SHARED + gather(HASH_BYTES.few)).catch(() => undefined);
  }
}

/** False where somebody else has the file open. */
async function leaveLog(database: Database): Promise<boolean> {
  try {
    const row = await database.get<{ journal_mode: string }>('PRAGMA journal_mode = TRUNCATE');
    return row?.journal_mode === 'truncate';
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}
