/** The file system as publishing sees it: the only file of this folder that imports `node:fs`. */
import { createHash, hash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { OutputError } from '../model/errors.ts';

const TEMPORARY_FILE = /^\.confluence-archive-[\w-]+\.tmp$/;
/** Files up to this size are hashed in one go; larger ones as a stream. */
const HASHED_AT_ONCE = 4 * 1024 * 1024;
/** Bytes of an attachment that are read at once, and kept in memory on their way. */
const HELD_AT_MOST = 256 * 1024;

let temporaryFiles = 0;

/** A name beside the target, so that the rename stays in one file system. */
export function temporaryPath(folder: string): string {
  temporaryFiles++;
  return join(folder, `.confluence-archive-${String(process.pid)}-${String(temporaryFiles)}.tmp`);
}

interface Cause {
  readonly says: string;
  readonly advice: string;
}

const FULL: Cause = {
  says: 'the disk is full',
  advice: 'Free some space and run again; every file that was written is whole.',
};
const DENIED: Cause = {
  says: 'it is read-only or belongs to someone else',
  advice: 'Choose another Markdown folder, or make this one writable.',
};
const IN_THE_WAY: Cause = {
  says: 'a file stands where a folder is needed',
  advice: 'Move that file away, or choose another Markdown folder.',
};
const CAUSES: Readonly<Record<string, Cause>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: DENIED,
  ENOENT: {
    says: 'its folder is gone, or takes no files',
    advice: 'Check the path, or choose another Markdown folder.',
  },
  ENOTDIR: IN_THE_WAY,
  EEXIST: IN_THE_WAY,
  ENAMETOOLONG: {
    says: 'its path is too long for this system',
    advice: 'Choose a Markdown folder with a shorter path.',
  },
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** An error of the file system as the error that stops a run. */
export function outputError(path: string, error: unknown): OutputError {
  if (error instanceof OutputError) return error;
  const cause = CAUSES[codeOf(error)];
  const says = cause?.says ?? (error instanceof Error ? error.message : String(error));
  return new OutputError(`Cannot write ${path}: ${says}.`, cause?.advice ?? null, { cause: error });
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw outputError(path, error);
  }
}

export interface FileState {
  readonly kind: 'absent' | 'file' | 'folder' | 'link' | 'other';
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** What stands at a path; links are not followed. A file in place of a parent means absent. */
export function inspect(path: string): FileState {
  let found: fs.Stats | undefined;
  try {
    found = fs.lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (codeOf(error) !== 'ENOTDIR') throw outputError(path, error);
  }
  if (found === undefined) return { kind: 'absent', bytes: 0, modifiedMs: 0 };
  const kind = found.isFile()
    ? 'file'
    : found.isDirectory()
      ? 'folder'
      : found.isSymbolicLink()
        ? 'link'
        : 'other';
  return { kind, bytes: found.size, modifiedMs: found.mtimeMs };
}

/**
 * What the file system says of a file without reading it, such that while it is the same, so is the
 * file. Null where there is none; a link is not followed.
 */
export function stampOf(path: string): string | null {
  let found: fs.Stats | undefined;
  try {
    found = fs.lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return null; // a file stands where a folder was
  }
  if (found?.isFile() !== true) return null;
  return `${String(found.size)} ${String(found.mtimeMs)} ${String(found.ctimeMs)}`;
}

/** Whether two paths are one file: a file system that ignores case. */
export function isSameFile(a: string, b: string): boolean {
  const first = attempt(a, () => fs.lstatSync(a, { throwIfNoEntry: false }));
  const second = attempt(b, () => fs.lstatSync(b, { throwIfNoEntry: false }));
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev;
}

/** The folder's real path, or null when there is nothing yet. */
export function realFolder(path: string): string | null {
  if (!fs.existsSync(path)) return null;
  const real = attempt(path, () => fs.realpathSync(path));
  if (!fs.statSync(real).isDirectory())
    throw new OutputError(`Cannot write into ${path}: it is a file.`, IN_THE_WAY.advice);
  return real;
}

const isFolder = (path: string): boolean =>
  fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * Makes a folder and those above it. One at a time: `recursive` of Node 20 reports a read-only disk
 * as a missing file, and never returns below `/proc`.
 */
export function makeFolder(path: string): void {
  attempt(path, () => {
    if (isFolder(path)) return;
    if (dirname(path) !== path) makeFolder(dirname(path));
    try {
      fs.mkdirSync(path);
    } catch (error) {
      if (!isFolder(path)) throw error; // another process may have made it
    }
  });
}

/** The text of a small file; null when it is not there. */
export function readText(path: string): string | null {
  const { kind } = inspect(path);
  if (kind === 'absent') return null;
  return attempt(path, () => fs.readFileSync(path, 'utf8'));
}

/** A file of the tree in pieces, a small one in one; what fails comes in the stream. */
export async function* readPieces(path: string): AsyncGenerator<Uint8Array> {
  if (fs.statSync(path).size <= HELD_AT_MOST) yield fs.readFileSync(path);
  else yield* fs.createReadStream(path) as AsyncIterable<Uint8Array>;
}

export const sha256Of = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

/** SHA-256 of a file's bytes, lower-case hex. */
export async function hashFile(path: string, bytes: number): Promise<string> {
  try {
    if (bytes <= HASHED_AT_ONCE) return sha256Of(fs.readFileSync(path));
    const digest = createHash('sha256');
    await pipeline(fs.createReadStream(path, { highWaterMark: 1024 * 1024 }), digest);
    return digest.digest('hex');
  } catch (error) {
    throw outputError(path, error);
  }
}

/** Removes a file if it is there. */
export function removeFile(path: string): void {
  attempt(path, () => {
    fs.rmSync(path, { force: true });
  });
}

/** Removes temporary files that a killed run left in a folder. */
export function removeLeftovers(folder: string): void {
  for (const name of attempt(folder, () => fs.readdirSync(folder)))
    if (TEMPORARY_FILE.test(name)) removeFile(join(folder, name));
}

/** Removes a folder if it is empty; whether it is gone. */
export function removeEmptyFolder(path: string): boolean {
  try {
    fs.rmdirSync(path);
    return true;
  } catch {
    return false; // not empty, or not ours to remove: it stays
  }
}

export function moveFile(from: string, to: string): void {
  attempt(to, () => {
    fs.renameSync(from, to);
  });
}

/** Writes a whole file beside its place and puts it there in one step, or not at all. */
export function writeWhole(folder: string, path: string, bytes: string | Uint8Array): void {
  const temporary = temporaryPath(folder);
  try {
    fs.writeFileSync(temporary, bytes, { flag: 'wx' });
    fs.renameSync(temporary, path);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw outputError(path, error);
  }
}

export interface AppendOnly {
  append(text: string): void;
  close(): void;
}

/** A file that only grows; each piece is with the system before the call returns. */
export function openAppend(path: string): AppendOnly {
  const descriptor = attempt(path, () => fs.openSync(path, 'a'));
  return {
    append: (text) => {
      attempt(path, () => void fs.writeSync(descriptor, text));
    },
    close: () => {
      fs.closeSync(descriptor);
    },
  };
}

export interface ByteSink {
  write(chunk: Uint8Array): Promise<void>;
  /** No more comes. */
  close(): Promise<void>;
  /** Puts the whole file in its place in one step; after `close`. */
  place(path: string): void;
  /** Leaves nothing behind that has no place; after `close`. */
  discard(): void;
}

/**
 * A new file for bytes that arrive in pieces. Few of them stay in memory until they have a place: most
 * attachments are small, and a call that waits for a thread costs more than to write one.
 */
export function openSink(temporary: string): ByteSink {
  const held: Uint8Array[] = [];
  let bytes = 0;
  let handle: fs.promises.FileHandle | null = null;
  const spill = async (): Promise<void> => {
    handle ??= await fs.promises.open(temporary, 'wx');
    for (const piece of held.splice(0)) await handle.writeFile(piece);
  };
  return {
    async write(chunk) {
      held.push(chunk);
      bytes += chunk.length;
      if (bytes <= HELD_AT_MOST) return;
      await spill().catch((error: unknown) => {
        throw outputError(temporary, error);
      });
    },
    async close() {
      await handle?.close();
    },
    place(path) {
      attempt(path, () => {
        if (handle === null) fs.writeFileSync(temporary, Buffer.concat(held), { flag: 'wx' });
        fs.renameSync(temporary, path);
      });
    },
    discard() {
      removeFile(temporary);
    },
  };
}

/** What a folder holds, by name. */
export const entriesOf = (folder: string): readonly fs.Dirent[] =>
  attempt(folder, () => fs.readdirSync(folder, { withFileTypes: true }));

/** As `outputError`, of a file that was only to be read. */
export const readError = (path: string, error: unknown): OutputError =>
  new OutputError(
    `Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}.`,
    'Check that it is there and that you may read it.',
    { cause: error },
  );
