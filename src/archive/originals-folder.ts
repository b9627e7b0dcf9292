/**
 * The folder of originals beside the archive: the bytes of source files, once each, by their
 * SHA-256. `wiki.sqlite` → `wiki.originals/ab/abcd….gz`; what gzip would hardly make smaller
 * (pictures, zips) lies there as it is, without `.gz`.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { folderError } from './folder-errors.ts';

const PACKED = '.gz';

/** What a run that was killed leaves; never the name of an original. */
const TEMPORARY = /^incoming-\d+-\d+\.tmp$/;

/** `output/archive.sqlite` → `output/archive.originals` */
export const originalsFolder = (archive: string): string =>
  join(dirname(archive), `${basename(archive).replace(/\.sqlite$/i, '')}.originals`);

/** `abcd…` → `ab/abcd….gz`; with `/` on every system. */
export const originalPath = (sha256: string, isPacked: boolean): string =>
  `${sha256.slice(0, 2)}/${sha256}${isPacked ? PACKED : ''}`;

export const temporaryName = (number: number): string =>
  `incoming-${String(process.pid)}-${String(number)}.tmp`;

export interface OriginalFile {
  readonly path: string;
  readonly isPacked: boolean;
}

/** The file that holds these bytes; null when they are not stored. */
export function findOriginal(folder: string, sha256: string): OriginalFile | null {
  if (!/^[\da-f]{64}$/.test(sha256)) return null;
  for (const isPacked of [true, false]) {
    const path = join(folder, originalPath(sha256, isPacked));
    if (fs.lstatSync(path, { throwIfNoEntry: false })?.isFile() === true) return { path, isPacked };
  }
  return null;
}

/**
 * The bytes of a source file that an import with `keepOriginals` stored; null when they are not
 * there. What cannot be read, or is damaged, comes as an ArchiveError while reading.
 *
 * @param archive path of the SQLite file
 * @param sha256 of the bytes, in lower-case hex
 */
export function openOriginal(archive: string, sha256: string): AsyncIterable<Uint8Array> | null {
  const file = findOriginal(originalsFolder(archive), sha256);
  return file === null ? null : readOriginal(file);
}

async function* readOriginal({ path, isPacked }: OriginalFile): AsyncGenerator<Uint8Array> {
  const stored = fs.createReadStream(path);
  // The callback is for nobody: what fails comes out of the last stream.
  const pieces = isPacked ? pipeline(stored, createGunzip(), () => undefined) : stored;
  try {
    for await (const piece of pieces) yield piece as Uint8Array;
  } catch (error) {
    throw folderError(path, error);
  }
}

/** A stored file as it lies there, not unpacked. */
export async function* readStored({ path }: OriginalFile): AsyncGenerator<Uint8Array> {
  yield* readOriginal({ path, isPacked: false });
}

/** The SHA-256 of what a stored file unpacks to; null when it does not unpack. */
export async function hashOriginal(file: OriginalFile): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const piece of readOriginal(file)) hash.update(piece);
  } catch {
    return null;
  }
  return hash.digest('hex');
}

/** Every file below the folder, relative to it and with `/`, in order; none when it is not there. */
export function listOriginals(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  try {
    return fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .map((path) => path.replaceAll('\\', '/'))
      .sort();
  } catch (error) {
    throw folderError(folder, error);
  }
}

/** Removes what killed runs did not finish. */
export function removeUnfinished(folder: string): void {
  if (!fs.existsSync(folder)) return;
  try {
    for (const name of fs.readdirSync(folder))
      if (TEMPORARY.test(name)) fs.rmSync(join(folder, name), { force: true });
  } catch (error) {
    throw folderError(folder, error);
  }
}
