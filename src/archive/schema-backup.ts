/**
 * A copy of an archive as an older version left it, made before the archive is brought up to date:
 * whoever must go back to that version, or distrusts this one, still has it.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join, parse } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ArchiveError } from '../model/errors.ts';
import { copyDatabase } from './copy-database.ts';

/**
 * Copies the archive beside itself: `wiki.sqlite` → `wiki.schema-4.backup.sqlite`. The caller holds
 * the archive's write lock, so that what is copied is what will be changed, and no other run
 * chooses a name meanwhile.
 *
 * @returns where the copy is. One of the same content that is there already serves; any other stays
 *   as it is, and the copy gets the next free name.
 * @throws ArchiveError when the copy cannot be made; then there is none, not even a part.
 */
export async function backUp(file: string, schema: number): Promise<string> {
  // One name for all runs: what a killed one left is removed by the next.
  const temporary = `${file}.backup.tmp`;
  try {
    removeWithJournal(temporary);
    await copyDatabase(file, temporary);
    return await settle(temporary, file, schema);
  } catch (error) {
    try {
      removeWithJournal(temporary);
    } catch {
      // The first error says what is wrong.
    }
    throw noBackup(file, schema, error);
  }
}

function removeWithJournal(path: string): void {
  for (const name of [path, `${path}-journal`]) rmSync(name, { force: true });
}

/** Gives the finished copy its name. */
async function settle(temporary: string, file: string, schema: number): Promise<string> {
  const digest = await digestOf(temporary);
  for (let number = 1; ; number += 1) {
    const path = backupPath(file, schema, number);
    if (!existsSync(path)) {
      sync(temporary);
      renameSync(temporary, path);
      return path;
    }
    if ((await digestOf(path)) === digest) {
      removeWithJournal(temporary);
      return path;
    }
  }
}

function backupPath(file: string, schema: number, number: number): string {
  const { dir, name, ext } = parse(file);
  const counted = number === 1 ? 'backup' : `backup-${String(number)}`;
  return join(dir, `${name}.schema-${String(schema)}.${counted}${ext}`);
}

/** SQLite's header counts changes, so it differs in two copies of one archive. */
const HEADER_BYTES = 100;

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { start: HEADER_BYTES }), hash);
  return hash.digest('hex');
}

/** The copy is on the disk before the archive changes. */
function sync(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function noBackup(file: string, schema: number, error: unknown): ArchiveError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ArchiveError(
    `The archive ${file} is of an older version (schema ${String(schema)}) and was left as it is: ` +
      `before it is brought up to date it must be copied, and that failed: ${reason}`,
    'Make room for a copy beside the archive, in a folder that you may write to; then run the command again.',
    { cause: error },
  );
}
