/** Files of the disk: the one place that opens them, and turns system errors into SourceError. */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  type PathLike,
} from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { ArchiveToolError, SourceError } from '../model/errors.ts';
import { DEFAULT_LIMITS } from '../model/imports.ts';
import { abortable, throwIfAborted } from './abort.ts';
import type { SourceEntry, SourceOptions } from './contract.ts';

/** Bytes of a file that is read at once where pieces are asked for. */
const PIECES_AT_ONCE = 64 * 1024;

/**
 * A link put in a file's place since it was listed is not followed, and opening a pipe must not wait
 * for a writer. Windows has neither flag.
 */
const CAREFUL = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const PLAIN_WORDS: Readonly<Record<string, readonly [found: string, advice: string]>> = {
  ENOENT: ['there is nothing at this path', 'Check the spelling; a path with spaces needs quotes.'],
  ENOTDIR: ['a part of this path is a file, not a folder', 'Check the path.'],
  EACCES: ['its permissions do not allow it', 'Make it readable for the current user.'],
  EPERM: ['its permissions do not allow it', 'Make it readable for the current user.'],
  ELOOP: [
    'it is a symbolic link that is not followed, or that leads back to itself',
    'Name the file or folder that the link is meant to reach.',
  ],
  ENAMETOOLONG: [
    'its path is longer than the system allows',
    'Move the export nearer to the root.',
  ],
  EISDIR: ['it is a folder', 'Name a file.'],
};

function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : 'unknown error';
}

/** A SourceError that says in plain words why `where` cannot be read; our own errors pass through. */
export function diskError(error: unknown, where: string): ArchiveToolError {
  if (error instanceof ArchiveToolError) return error;
  const [found, advice] = PLAIN_WORDS[errorCode(error)] ?? [
    error instanceof Error ? error.message : String(error),
    null,
  ];
  return new SourceError(`Cannot read ${where}: ${found}.`, advice, { cause: error });
}

/** A file to open: where it is, and the words that name it in errors. */
export interface DiskFile {
  readonly location: PathLike;
  readonly name: string;
}

/**
 * The entry of a file without opening it; null for anything that is no regular file. The time of
 * change is part of the stamp because copies and unpackers restore the time of modification: a file
 * of the same size can be overwritten without either of the other two telling. Numbers tell times
 * apart that lie a quarter of a microsecond from each other, which no file is overwritten in; the
 * exact ones cost half as much again.
 *
 * @throws the system's own error
 */
export function diskEntry(path: string, location: PathLike): SourceEntry | null {
  const stats = lstatSync(location);
  if (!stats.isFile()) return null;
  const { size, mtimeMs, ctimeMs } = stats;
  const stamp = `${String(size)} ${String(mtimeMs)} ${String(ctimeMs)}`;
  return { path, bytes: size, modifiedMs: Math.floor(mtimeMs), stamp };
}

const noFile = (name: string): SourceError =>
  new SourceError(`Expected a file at ${name}, found a folder or special file.`);

/** Opens a regular file. */
async function openRegular(file: DiskFile): Promise<{ handle: FileHandle; bytes: number }> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(file.location, CAREFUL);
    const stats = await handle.stat();
    if (stats.isFile()) return { handle, bytes: stats.size };
    throw noFile(file.name);
  } catch (error) {
    await handle?.close();
    throw diskError(error, file.name);
  }
}

/** Throws the SourceError for a file too large to be held in memory. */
export function assertPageSize(bytes: number, name: string, options: SourceOptions): void {
  const limit = (options.limits ?? DEFAULT_LIMITS).maxPageBytes;
  if (bytes <= limit) return;
  throw new SourceError(
    `Expected at most ${String(limit)} bytes to read whole, found ${String(bytes)}: ${name}.`,
    'If the file is really a page, raise the limit for pages (maxPageBytes).',
  );
}

/** Bytes of a file that is read at once where the whole of it is asked for. */
const READ_AT_ONCE = 1024 * 1024;

/** A read that takes longer waited for a disk or a network, or for another process; in milliseconds. */
const WAITED = 1;

/** So many waited for the disk, those that did not counting half as much against them. */
const MANY_WAITED = 3;

/** So many files are then read by threads, while this one does other things. */
const READ_APART = 64;

/** What one source reads of the disk. */
export interface DiskReader {
  /** The whole file; for what it throws, see `Source.read`. */
  read(file: DiskFile): Promise<Uint8Array>;
  /** The file in pieces; errors while reading arrive in the stream as SourceError or AbortedError. */
  stream(file: DiskFile): Promise<Readable>;
}

export function diskReader(options: SourceOptions): DiskReader {
  let apart = 0;
  let waited = 0;
  /** Null for a file that is to be read by threads: a large one, or one of a slow disk. */
  const readHere = (file: DiskFile, most: number): Uint8Array | null => {
    throwIfAborted(options.signal);
    if (apart > 0) {
      apart -= 1;
      return null;
    }
    const since = performance.now();
    const small = readSmall(file, most);
    const isSlow = performance.now() - since > WAITED;
    waited = isSlow ? waited + 1 : Math.max(0, waited - 0.5);
    // The first that is read by this thread again tells whether the disk still is slow.
    if (waited >= MANY_WAITED) {
      apart = READ_APART;
      waited = MANY_WAITED - 1;
    }
    return small;
  };
  return {
    async read(file) {
      const small = readHere(file, READ_AT_ONCE);
      if (small === null) return readApart(file, options);
      assertPageSize(small.length, file.name, options);
      return small;
    },
    async stream(file) {
      const small = readHere(file, PIECES_AT_ONCE);
      if (small === null) {
        const { handle } = await openRegular(file);
        return abortable(handle.createReadStream(), options.signal);
      }
      return abortable(Readable.from([small], { objectMode: false }), options.signal);
    },
  };
}

/**
 * A regular file of up to so many bytes; null for a larger one. To wait for a thread for each of
 * opening, reading and closing costs ten times what they do, and most files are small.
 */
function readSmall(file: DiskFile, most: number): Uint8Array | null {
  let opened: number | null = null;
  try {
    opened = openSync(file.location, CAREFUL);
    const stats = fstatSync(opened);
    if (!stats.isFile()) throw noFile(file.name);
    return stats.size > most ? null : readFileSync(opened);
  } catch (error) {
    throw diskError(error, file.name);
  } finally {
    if (opened !== null) closeSync(opened);
  }
}

async function readApart(file: DiskFile, options: SourceOptions): Promise<Uint8Array> {
  const { handle, bytes } = await openRegular(file);
  try {
    assertPageSize(bytes, file.name, options);
    return await handle.readFile(options.signal === undefined ? {} : { signal: options.signal });
  } catch (error) {
    throwIfAborted(options.signal);
    throw diskError(error, file.name);
  } finally {
    await handle.close();
  }
}
