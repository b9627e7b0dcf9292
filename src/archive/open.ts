/** Opens archives: checks whose file it is, brings its schema up to date. */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve as absolute } from 'node:path';
import { ArchiveError } from '../model/errors.ts';
import type { Archive } from './archive.ts';
import { attachmentRows } from './attachment-rows.ts';
import { openDatabase, type Database, type Mode } from './driver.ts';
import { duplicateRows } from './duplicates.ts';
import { importRows } from './import-rows.ts';
import { matchPages } from './match.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { publishedRows } from './published.ts';
import { resolve, saveTree } from './resolve.ts';
import { savePages } from './save-pages.ts';
import { search } from './search.ts';
import { jsonList } from './batch.ts';

export interface OpenOptions {
  /** `write` makes the file if it is not there; `read` never changes it. Default `read`. */
  readonly mode?: Mode;
  readonly clock?: () => Date;
}

/** Marks the file as ours for `file(1)` and for us: “CnfA”. */
const APPLICATION_ID = 0x436e6641;

/**
 * Opens an archive.
 *
 * @throws ArchiveError when the file is not there (`read`), is not SQLite, is another program's
 *   database, was made by a newer version, or cannot be written.
 */
export async function openArchive(path: string, options: OpenOptions = {}): Promise<Archive> {
  const { mode = 'read', clock = () => new Date() } = options;
  const file = absolute(path);
  if (mode === 'write') makeFolder(file);
  checkFile(file, mode);
  const database = await openDatabase(file, mode);
  try {
    await prepare(database, mode);
    return archiveOf(database, mode, clock);
  } catch (error) {
    await database.close();
    throw error;
  }
}

export const archiveExists = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false }) !== undefined;

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw new ArchiveError(
      `The folder ${dirname(file)} for the archive cannot be made.`,
      'Check that every part of the path is a folder and that you may write there.',
      { cause: error },
    );
  }
}

function checkFile(file: string, mode: Mode): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined && mode === 'read') {
    throw new ArchiveError(
      `There is no archive at ${file}.`,
      'Make one with `confluence-archive import`, or name another with `--archive`.',
    );
  }
  if (found !== undefined && !found.isFile()) {
    throw new ArchiveError(`${file} is not a file.`, 'Name a file with `--archive`.');
  }
}

async function prepare(database: Database, mode: Mode): Promise<void> {
  await database.exec('PRAGMA foreign_keys = ON');
  const version = await checkOwner(database);
  if (mode === 'read') return;
  await database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  await database.exec('PRAGMA cache_size = -32000');
  if (version < MIGRATIONS.length) await migrate(database);
}

/** The number of migrations that the file has been through. */
async function checkOwner(database: Database): Promise<number> {
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
  if (version > MIGRATIONS.length) {
    throw new ArchiveError(
      `${database.path} was made by a newer version of confluence-archive ` +
        `(schema ${String(version)}; this one knows ${String(MIGRATIONS.length)}).`,
      'Update confluence-archive.',
    );
  }
  return version;
}

async function pragma(database: Database, name: string): Promise<number> {
  const row = await database.get<Record<string, number>>(`PRAGMA ${name}`);
  return row?.[name] ?? 0;
}

/** Two processes may open a new file at once: the second finds the work done. */
const migrate = (database: Database): Promise<void> =>
  database.transaction(async () => {
    const from = await checkOwner(database);
    for (const migration of MIGRATIONS.slice(from)) await database.exec(migration);
    await database.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}`);
    await database.exec(`PRAGMA user_version = ${String(MIGRATIONS.length)}`);
  });

function archiveOf(database: Database, mode: Mode, clock: () => Date): Archive {
  return {
    path: database.path,
    ...importRows(database, clock),
    ...attachmentRows(database),
    ...duplicateRows(database),
    ...publishedRows(database),
    matchPages: (found) => matchPages(database, found),
    savePages: (importId, planned, conversion) =>
      savePages(database, planned, { importId, conversion, recordedAt: clock().toISOString() }),
    touchPages: (importId, pageIds) =>
      database.run(
        'UPDATE pages SET last_import_id = ? WHERE id IN (SELECT value FROM json_each(?))',
        [importId, jsonList(pageIds)],
      ),
    saveTree: (_importId, tree) => saveTree(database, tree),
    resolve: () => resolve(database),
    search: (words, limit) => search(database, words, limit),
    async close() {
      if (mode === 'write') {
        await database.exec('PRAGMA optimize');
        // A single file remains, which people can copy.
        await database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      }
      await database.close();
    },
  };
}
