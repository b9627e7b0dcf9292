/** Opens the file of an archive, and knows nothing of what is in it. */
import { mkdirSync, statSync, type Stats } from 'node:fs';
import { dirname, resolve as absolute } from 'node:path';
import { ArchiveError } from '../model/errors.ts';
import { holdCheckpoint, type Held } from './checkpoint-rows.ts';
import { openDatabase, type Database } from './driver.ts';
import { prepareForWriting } from './preparing.ts';
import { checkOwner, checkReadable } from './schema-version.ts';
import { needsFolder } from './sqlite-errors.ts';

type Mode = 'read' | 'write';

export interface OpenOptions {
  /** `write` makes the file if it is not there; `read` never changes it. Default `read`. */
  readonly mode?: Mode;
  /** Dates what is written; default: the system's clock. */
  readonly clock?: () => Date;
  /** How long to wait for another process that is writing, in milliseconds. Default 10,000. */
  readonly busyTimeoutMs?: number;
}

export interface Opened {
  readonly database: Database;
  /** Where the archive as it was lies, if opening brought it up to date. */
  readonly backup: string | null;
  /** Null for reading. */
  readonly held: Held | null;
  readonly clock: () => Date;
  /** Does nothing the second time. */
  readonly close: () => Promise<void>;
}

type Prepared = Pick<Opened, 'database' | 'backup' | 'held'>;

/** @throws ArchiveError as `openArchive`. */
export async function openFile(path: string, options: OpenOptions): Promise<Opened> {
  const { mode = 'read', clock = () => new Date(), busyTimeoutMs = 10_000 } = options;
  const file = absolute(path);
  if (mode === 'write') makeFolder(file);
  checkFile(file, mode);
  const opened = await (mode === 'write' ? openToWrite : openToRead)(file, busyTimeoutMs);
  let closing: Promise<void> | null = null;
  return { ...opened, clock, close: () => (closing ??= closeDatabase(opened.database, mode)) };
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

async function openToWrite(file: string, busyTimeoutMs: number): Promise<Prepared> {
  const database = await openDatabase(file, { access: 'write', busyTimeoutMs });
  return prepared(database, async () => {
    await database.exec('PRAGMA foreign_keys = ON');
    const backup = await prepareForWriting(database);
    return { backup, held: await holdCheckpoint(database) };
  });
}

async function openToRead(file: string, busyTimeoutMs: number): Promise<Prepared> {
  const read = async (access: 'read' | 'immutable'): Promise<Prepared> => {
    const database = await openDatabase(file, { access, busyTimeoutMs });
    return prepared(database, async () => {
      await checkReadable(database);
      return { backup: null, held: null };
    });
  };
  try {
    return await read('read');
  } catch (error) {
    // A file with a log or a journal needs a writable folder, but not when nothing is in them.
    const isEmpty = (path: string): boolean => (statsOf(path)?.size ?? 0) === 0;
    const isSettled = isEmpty(`${file}-wal`) && isEmpty(`${file}-journal`);
    if (needsFolder(error) && isSettled) return read('immutable');
    throw error;
  }
}

async function prepared(
  database: Database,
  prepare: () => Promise<Omit<Prepared, 'database'>>,
): Promise<Prepared> {
  try {
    return { database, ...(await prepare()) };
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
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
