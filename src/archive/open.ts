/** Opens archives, and puts together what an open one can do. */
import { mkdirSync, statSync, type Stats } from 'node:fs';
import { dirname, resolve as absolute } from 'node:path';
import { ArchiveError } from '../model/errors.ts';
import type { Archive } from './archive.ts';
import { addressRows } from './address-rows.ts';
import { attachmentVersions } from './attachment-versions.ts';
import { auditRows } from './audit-rows.ts';
import { attachmentRows } from './attachment-rows.ts';
import { jsonList } from './batch.ts';
import { checkpointRows, holdCheckpoint, type Held } from './checkpoint-rows.ts';
import { vacuumInto } from './copy-database.ts';
import { sharedDirectory } from './directory.ts';
import { openDatabase, type Database } from './driver.ts';
import { insertCopies, recordsOfCopies } from './copy-rows.ts';
import { duplicateRows } from './duplicates.ts';
import { fixityRows } from './fixity-rows.ts';
import { importRows } from './import-rows.ts';
import { matchPages } from './match.ts';
import { originalRows } from './original-rows.ts';
import { pastRows } from './past-rows.ts';
import { publishedRows } from './published.ts';
import { questions } from './questions.ts';
import { resolve } from './resolve.ts';
import { savePages } from './save-pages.ts';
import { checkOwner, checkReadable, prepareForWriting } from './schema-version.ts';
import { needsFolder } from './sqlite-errors.ts';
import { settle } from './settle.ts';
import { treeRows } from './tree.ts';
import { vocabularyRows } from './vocabulary-rows.ts';
import { watchRows } from './watch.ts';

export type Mode = 'read' | 'write';

export interface OpenOptions {
  /** `write` makes the file if it is not there; `read` never changes it. Default `read`. */
  readonly mode?: Mode;
  /** Dates what is written; default: the system's clock. */
  readonly clock?: () => Date;
  /** How long to wait for another process that is writing, in milliseconds. Default 10,000. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens an archive. Close it, so that all of it is in the one file.
 *
 * @throws ArchiveError when the file is not there (`read`), is not SQLite, is another program's
 *   database, was made by a newer version, or cannot be read or written.
 */
export async function openArchive(path: string, options: OpenOptions = {}): Promise<Archive> {
  const { mode = 'read', clock = () => new Date(), busyTimeoutMs = 10_000 } = options;
  const file = absolute(path);
  if (mode === 'write') makeFolder(file);
  checkFile(file, mode);
  const opened = await (mode === 'write' ? openToWrite : openToRead)(file, busyTimeoutMs);
  return archiveOf(opened, mode, clock);
}

/** @throws ArchiveError when the file at `path` is none that an import could add to. */
export async function checkArchive(path: string): Promise<void> {
  const file = absolute(path);
  checkFile(file, 'read');
  const database = await openDatabase(file, { access: 'read', busyTimeoutMs: 10_000 });
  await checkOwner(database).finally(() => database.close());
}

/** @throws ArchiveError when it cannot be known, because a folder on the way may not be entered. */
export const archiveExists = (path: string): boolean => statsOf(absolute(path)) !== null;

/** Null where there is nothing, or where a part of the path is no folder. */
function statsOf(file: string): Stats | null {
  try {
    return statSync(file, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return null;
    throw new ArchiveError(
      `The archive ${file} cannot be opened: ${error instanceof Error ? error.message : ''}.`,
      'Check the path and the permissions of its folders, or name another file.',
      { cause: error },
    );
  }
}

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
  const found = statsOf(file);
  if (found === null && mode === 'read') {
    throw new ArchiveError(
      `There is no archive at ${file}.`,
      'Make one with `confluence-archive import`, or name another with `--archive`.',
    );
  }
  if (found?.isFile() === false) {
    throw new ArchiveError(`${file} is not a file.`, 'Name a file with `--archive`.');
  }
}

interface Opened {
  readonly database: Database;
  /** Where the archive as it was lies, if opening brought it up to date. */
  readonly backup: string | null;
  /** Null for reading. */
  readonly held: Held | null;
}

async function openToWrite(file: string, busyTimeoutMs: number): Promise<Opened> {
  const database = await openDatabase(file, { access: 'write', busyTimeoutMs });
  return prepared(database, async () => {
    await database.exec('PRAGMA foreign_keys = ON');
    const backup = await prepareForWriting(database);
    return { backup, held: await holdCheckpoint(database) };
  });
}

async function openToRead(file: string, busyTimeoutMs: number): Promise<Opened> {
  const read = async (access: 'read' | 'immutable'): Promise<Opened> => {
    const database = await openDatabase(file, { access, busyTimeoutMs });
    return prepared(database, async () => {
      await checkReadable(database);
      return { backup: null, held: null };
    });
  };
  try {
    return await read('read');
  } catch (error) {
    // A file with a write-ahead log needs a writable folder, but not when nothing is in the log.
    const isSettled = (statsOf(`${file}-wal`)?.size ?? 0) === 0;
    if (needsFolder(error) && isSettled) return read('immutable');
    throw error;
  }
}

async function prepared(
  database: Database,
  prepare: () => Promise<Omit<Opened, 'database'>>,
): Promise<Opened> {
  try {
    return { database, ...(await prepare()) };
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
}

function archiveOf({ database, backup, held }: Opened, mode: Mode, clock: () => Date): Archive {
  const shared = sharedDirectory(database);
  const { isWatched, ...watching } = watchRows(database);
  let closing: Promise<void> | null = null;
  return {
    path: database.path,
    backup,
    ...importRows(database, clock),
    ...checkpointRows(database, held),
    ...attachmentRows(database),
    ...attachmentVersions(database),
    ...pastRows(database),
    ...duplicateRows(database),
    ...publishedRows(database),
    ...addressRows(database),
    ...auditRows(database),
    ...originalRows(database),
    ...vocabularyRows(database, shared, clock),
    ...questions(database),
    ...fixityRows(database),
    ...watching,
    matchPages: (found) => matchPages(database, found),
    savePages: (importId, planned, conversion) =>
      savePages(database, shared, planned, {
        importId,
        conversion,
        recordedAt: clock().toISOString(),
      }),
    async saveCopies(importId, copies, conversion) {
      if (copies.length === 0) return;
      await shared.transaction(async (directory) => {
        for (const { record } of copies) directory.space(record.space);
        await directory.flush();
        const recordedAt = clock().toISOString();
        await insertCopies(database, directory, copies, { importId, conversion, recordedAt });
      });
    },
    recordsOfCopies: (copyIds) => recordsOfCopies(database, copyIds),
    settle: (importId, found, { startedOn, isPartial }) =>
      settle(database, shared, found, {
        importId,
        startedOn,
        isPartial,
        recordedAt: clock().toISOString(),
      }),
    async touchPages(importId, pageIds) {
      if (pageIds.length === 0) return;
      await database.run(
        `UPDATE page_facts SET last_import_id = ?
         WHERE id IN (SELECT value FROM json_each(?))`,
        [importId, jsonList(pageIds)],
      );
    },
    saveTree: treeRows(database, shared),
    resolve: () => resolve(database, isWatched()),
    copyTo: (to) => vacuumInto(database, to),
    close: () => (closing ??= closeDatabase(database, mode)),
  };
}

async function closeDatabase(database: Database, mode: Mode): Promise<void> {
  if (mode === 'write') {
    // No statistics are kept for the planner: those of a small archive mislead it in the large one
    // that it becomes. Where the disk is full, what was committed is whole without a checkpoint.
    // A single file remains, which people can copy.
    await database.exec('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined);
  }
  await database.close();
}
