/** Takes a file through the migrations that it lacks. */
import type { Database } from './driver.ts';
import { SEARCH_COPIES } from './migrations/006-search.ts';
import { ONCE } from './migrations/009-once.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { backUp } from './schema-backup.ts';
import { APPLICATION_ID, checkOwner, LATEST } from './schema-version.ts';
import { separateWords } from './separate-words.ts';
import { splitContents } from './split-contents.ts';

/**
 * Two processes may open a new or older file at once: the second finds the work done. The backup
 * is made by a connection of its own, which reads what was committed while this one holds the lock.
 */
export const migrate = (database: Database): Promise<string | null> =>
  database.transaction(async () => {
    const from = await checkOwner(database);
    const isOlder = from > 0 && from < LATEST;
    const backup = isOlder ? await backUp(database.path, from) : null;
    for (const migration of MIGRATIONS.slice(from)) {
      await database.exec(migration);
      if (isOlder && migration === SEARCH_COPIES) await separateWords(database);
      if (isOlder && migration === ONCE) await splitContents(database);
    }
    await database.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}`);
    await database.exec(`PRAGMA user_version = ${String(LATEST)}`);
    return backup;
  });
