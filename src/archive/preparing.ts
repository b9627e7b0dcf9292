/** A file that is to be written: in the mode for that, and with this version's schema. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from './driver.ts';
import { checkOwner, LATEST } from './schema-version.ts';
import { isBusy } from './sqlite-errors.ts';

/**
 * Makes a new file an archive, and an older archive a current one.
 *
 * @returns where the older archive lies as it was; null when there was none.
 * @throws ArchiveError; an older archive is then as it was.
 */
export async function prepareForWriting(database: Database): Promise<string | null> {
  const version = await checkOwner(database);
  // Only a file that is still empty takes another size: half as many pages to write as by default.
  await database.exec('PRAGMA page_size = 8192');
  await useWriteAheadLog(database);
  // A batch is larger than the log may get by default, so that every commit copied it to the file.
  await database.exec(`PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000;
    PRAGMA wal_autocheckpoint = 2000`);
  return version < LATEST ? (await import('./migrate.ts')).migrate(database) : null;
}

const ATTEMPTS = 40;
const PAUSE_MS = 25;

/** The switch needs the file for itself, and SQLite does not wait for that. */
async function useWriteAheadLog(database: Database): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || attempt === ATTEMPTS) throw error;
      await wait(PAUSE_MS);
    }
  }
}
