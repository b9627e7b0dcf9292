/** Whose file it is, and how far its schema has come. */
import { setTimeout as wait } from 'node:timers/promises';
import { ArchiveError } from '../model/errors.ts';
import type { Database } from './driver.ts';
import { SEARCH_COPIES } from './migrations/006-search.ts';
import { ONCE } from './migrations/009-once.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { backUp } from './schema-backup.ts';
import { separateWords } from './separate-words.ts';
import { splitContents } from './split-contents.ts';
import { isBusy } from './sqlite-errors.ts';

/** Marks the file as ours for `file(1)` and for us: “CnfA”. */
const APPLICATION_ID = 0x436e6641;

const LATEST = MIGRATIONS.length;

/** @throws ArchiveError for a file that is not an archive of exactly this version's schema. */
export async function checkReadable(database: Database): Promise<void> {
  const version = await checkOwner(database);
  if (version === LATEST) return;
  throw version === 0
    ? new ArchiveError(
        `${database.path} is empty, not an archive.`,
        'Import an export into it with `confluence-archive import`, or name another file.',
      )
    : new ArchiveError(
        `${database.path} was made by an older version of confluence-archive ` +
          `(schema ${String(version)}; this one reads ${String(LATEST)}).`,
        'Run `confluence-archive import` with it once; that brings it up to date.',
      );
}

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
  return version < LATEST ? migrate(database) : null;
}

/** The number of migrations that the file has been through; 0 for an empty one. */
export async function checkOwner(database: Database): Promise<number> {
  const owner = await pragma(database, 'application_id');
  const version = await pragma(database, 'user_version');
  const tables = await database.get<{ count: number }>(
    'SELECT count(*) AS count FROM sqlite_schema',
  );
  const isEmpty = owner === 0 && version === 0 && tables?.count === 0;
  if (owner !== APPLICATION_ID && !isEmpty) {
    throw new ArchiveError(
      `${database.path} is an SQLite database of another program.`,
      'Choose another file with `--archive`; this one was not changed.',
    );
  }
  if (version > LATEST) {
    throw new ArchiveError(
      `${database.path} was made by a newer version of confluence-archive ` +
        `(schema ${String(version)}; this one knows ${String(LATEST)}).`,
      'Update confluence-archive.',
    );
  }
  return version;
}

async function pragma(database: Database, name: string): Promise<number> {
  const row = await database.get<Record<string, number>>(`PRAGMA ${name}`);
  return row?.[name] ?? 0;
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

/**
 * Two processes may open a new or older file at once: the second finds the work done. The backup
 * is made by a connection of its own, which reads what was committed while this one holds the lock.
 */
const migrate = (database: Database): Promise<string | null> =>
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
