/** The file system as packages need it: the only file of this folder that imports `node:fs`. */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { OutputError } from '../model/errors.ts';

const CAUSES: Readonly<Record<string, readonly [says: string, advice: string]>> = {
  ENOSPC: ['the disk is full', 'Free some space, or write the package to another disk.'],
  EDQUOT: ['the disk is full', 'Free some space, or write the package to another disk.'],
  EACCES: [
    'it is not open to the current user',
    'Check the permissions, or choose another folder.',
  ],
  EPERM: ['it is not open to the current user', 'Check the permissions, or choose another folder.'],
  EROFS: ['the disk is read-only', 'Choose another folder.'],
  ENOENT: ['it is gone, or its folder is', 'Check the path.'],
  ENOTDIR: ['a part of its path is a file', 'Check the path.'],
};

function diskError(path: string, error: unknown): OutputError {
  if (error instanceof OutputError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const [says, advice] = CAUSES[code] ?? [
    error instanceof Error ? error.message : String(error),
    null,
  ];
  return new OutputError(`Cannot read or write ${path}: ${says}.`, advice, { cause: error });
}

function attempt<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw diskError(path, error);
  }
}

export type Kind = 'absent' | 'file' | 'folder' | 'other';

/** What stands at a path; a link counts as `other`. */
export function kindOf(path: string): Kind {
  let found: fs.Stats | undefined;
  try {
    found = fs.lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return 'absent';
    throw diskError(path, error);
  }
  if (found === undefined) return 'absent';
  return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
}

export const isEmptyFolder = (path: string): boolean =>
  attempt(path, () => fs.readdirSync(path).length === 0);

export interface Listing {
  readonly files: readonly string[];
  /** Links and special files. */
  readonly others: readonly string[];
}

/** Everything below a folder, relative to it and with `/`; links are not followed. */
export function listBelow(folder: string): Listing {
  const files: string[] = [];
  const others: string[] = [];
  const visit = (below: string): void => {
    const entries = attempt(folder, () =>
      fs.readdirSync(join(folder, below), { withFileTypes: true }),
    );
    for (const entry of entries) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else (entry.isFile() ? files : others).push(path);
    }
  };
  visit('');
  return { files: files.sort(), others: others.sort() };
}

export const readBytes = (path: string): Buffer => attempt(path, () => fs.readFileSync(path));

export const sizeOf = (path: string): number => attempt(path, () => fs.statSync(path).size);

/** Checksums of a file in one reading, lower-case hex, in the order of the algorithms. */
export async function checksumsOf(path: string, algorithms: readonly string[]): Promise<string[]> {
  const hashes = algorithms.map((algorithm) => createHash(algorithm));
  try {
    for await (const piece of fs.createReadStream(path, { highWaterMark: 1024 * 1024 }))
      for (const hash of hashes) hash.update(piece as Uint8Array);
  } catch (error) {
    throw diskError(path, error);
  }
  return hashes.map((hash) => hash.digest('hex'));
}

export function makeFolder(path: string): void {
  attempt(path, () => fs.mkdirSync(path, { recursive: true }));
}

/** Writes a new file that is on the disk on return; its SHA-256. What `pieces` throws is passed on. */
export async function writeFile(path: string, pieces: AsyncIterable<Uint8Array>): Promise<string> {
  makeFolder(dirname(path));
  const hash = createHash('sha256');
  const handle = await fs.promises.open(path, 'wx').catch((error: unknown) => {
    throw diskError(path, error);
  });
  try {
    for await (const piece of pieces) {
      hash.update(piece);
      await writePiece(handle, piece, path);
    }
    await handle.datasync();
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}

async function writePiece(
  handle: fs.promises.FileHandle,
  piece: Uint8Array,
  path: string,
): Promise<void> {
  try {
    await handle.writeFile(piece);
  } catch (error) {
    throw diskError(path, error);
  }
}

/** Puts a finished folder in its place; an empty one there gives way. */
export function moveFolder(from: string, to: string): void {
  attempt(to, () => {
    if (kindOf(to) === 'folder') fs.rmdirSync(to);
    fs.renameSync(from, to);
  });
}

export function removeFolder(path: string): void {
  fs.rmSync(path, { recursive: true, force: true });
}

export const namesIn = (folder: string): readonly string[] =>
  fs.existsSync(folder) ? attempt(folder, () => fs.readdirSync(folder)) : [];
