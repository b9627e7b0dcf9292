/** Puts source files into the folder of originals: as streams, whole or not at all, once each. */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { folderError } from './folder-errors.ts';
import {
  findOriginal,
  originalPath,
  originalsFolder,
  removeUnfinished,
  temporaryName,
} from './originals-folder.ts';

export interface StoredOriginal {
  readonly sha256: string;
  readonly bytes: number;
  /** Whether nothing held these bytes before. */
  readonly isNew: boolean;
}

export interface Originals {
  has(sha256: string): boolean;
  /**
   * Stores the bytes of one file, unless they are there. What `pieces` throws is passed on; nothing
   * is stored then.
   * @throws ArchiveError when they cannot be written.
   */
  store(pieces: AsyncIterable<Uint8Array>): Promise<StoredOriginal>;
  /** Makes the names of what was stored until now outlive a loss of power, as the bytes do. */
  settle(): void;
}

/**
 * The originals of an archive, for the one run that may write to it.
 * @param archive path of the SQLite file
 * @param isRehearsal hashes and compares only
 */
export function openOriginals(archive: string, isRehearsal: boolean): Originals {
  const folder = originalsFolder(archive);
  const added = new Set<string>();
  const touched = new Set<string>();
  let temporaries = 0;
  if (!isRehearsal) removeUnfinished(folder);

  const has = (sha256: string): boolean =>
    added.has(sha256) || findOriginal(folder, sha256) !== null;
  const put = (temporary: string, sha256: string, isPacked: boolean): void => {
    const path = join(folder, originalPath(sha256, isPacked));
    try {
      fs.mkdirSync(dirname(path), { recursive: true });
      fs.renameSync(temporary, path);
    } catch (error) {
      throw folderError(path, error);
    }
    touched.add(dirname(path));
  };
  return {
    has,
    async store(pieces) {
      const file = await begin(pieces);
      const isPacked = isWorthPacking(file.head);
      const isKnown = file.rest === null && has(sha256Of(file.head));
      temporaries += 1;
      const temporary = join(folder, temporaryName(temporaries));
      try {
        const digest =
          isRehearsal || isKnown ? await digestOf(file) : await write(temporary, file, isPacked);
        // From here to the name nothing waits, so no other file of the same bytes comes between.
        const isNew = !has(digest.sha256);
        if (isNew && !isRehearsal) put(temporary, digest.sha256, isPacked);
        added.add(digest.sha256);
        return { ...digest, isNew };
      } finally {
        await file.close();
        if (!isRehearsal && !isKnown) discard(temporary);
      }
    },
    settle() {
      for (const path of touched) syncFolder(path);
      if (touched.size > 0) syncFolder(folder);
      touched.clear();
    },
  };
}

/** How much of a file decides about its compression; smaller files are hashed before anything. */
const SAMPLE_BYTES = 64 * 1024;
/** A twentieth less is worth the time to unpack it. */
const WORTHWHILE = 0.95;

const isWorthPacking = (head: Buffer): boolean => {
  const sample = head.subarray(0, SAMPLE_BYTES);
  return gzipSync(sample, { level: 1 }).length < sample.length * WORTHWHILE;
};

interface Begun {
  readonly head: Buffer;
  /** Null when the head is all there is. */
  readonly rest: AsyncIterable<Uint8Array> | null;
  /** Frees the source, wherever reading has come to. */
  readonly close: () => Promise<unknown>;
}

async function begin(pieces: AsyncIterable<Uint8Array>): Promise<Begun> {
  const iterator = pieces[Symbol.asyncIterator]();
  const close = async (): Promise<unknown> => iterator.return?.();
  const head: Uint8Array[] = [];
  for (let bytes = 0; bytes < SAMPLE_BYTES;) {
    const next = await iterator.next();
    if (next.done === true) return { head: Buffer.concat(head), rest: null, close };
    head.push(next.value);
    bytes += next.value.length;
  }
  return { head: Buffer.concat(head), rest: { [Symbol.asyncIterator]: () => iterator }, close };
}

type Digest = Omit<StoredOriginal, 'isNew'>;

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The whole file again, and what it was once it has been read to its end. */
function hashed({ head, rest }: Begun): {
  readonly pieces: AsyncGenerator<Uint8Array>;
  readonly digest: () => Digest;
} {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (const part of [[head], rest ?? []]) {
      for await (const piece of part) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    }
  }
  return { pieces: pieces(), digest: () => ({ sha256: hash.digest('hex'), bytes }) };
}

async function digestOf(file: Begun): Promise<Digest> {
  const { pieces, digest } = hashed(file);
  while ((await pieces.next()).done !== true); // hashed on the way
  return digest();
}

/** Writes a new file whose bytes are on the disk on return. */
async function write(path: string, file: Begun, isPacked: boolean): Promise<Digest> {
  const { pieces, digest } = hashed(file);
  const handle = await create(path);
  const sink = async (chunks: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of chunks) await ofDisk(path, handle.writeFile(chunk));
  };
  try {
    await (isPacked ? pipeline(pieces, createGzip(), sink) : pipeline(pieces, sink));
    await ofDisk(path, handle.datasync());
    return digest();
  } finally {
    await handle.close();
  }
}

async function create(path: string): Promise<fs.promises.FileHandle> {
  await ofDisk(path, fs.promises.mkdir(dirname(path), { recursive: true }));
  return ofDisk(path, fs.promises.open(path, 'wx'));
}

/** Errors of the disk, apart from those of the source. */
async function ofDisk<Result>(path: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw folderError(path, error);
  }
}

/** Courtesy: what stays is removed by the next run. */
function discard(path: string): void {
  try {
    fs.rmSync(path, { force: true });
  } catch {
    // The error that led here says what is wrong.
  }
}

function syncFolder(path: string): void {
  try {
    const descriptor = fs.openSync(path, 'r');
    try {
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    // Windows opens no folder, and needs none of this.
  }
}
