/** A zip as a source, read in place: nothing is unpacked to disk. */
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { SourceError } from '../model/errors.ts';
import { DEFAULT_LIMITS } from '../model/imports.ts';
import { throwIfAborted } from './abort.ts';
import {
  byPath,
  type SkippedFile,
  type Source,
  type SourceEntry,
  type SourceOptions,
} from './contract.ts';
import { assertPageSize, diskError } from './disk.ts';
import { assertEntryCount, assertNotEmpty, required } from './entry-table.ts';
import { hiddenPart } from './file-kind.ts';
import { safePath } from './safe-path.ts';
import { checkEntry, checkTotals, isFolder, refusal } from './zip-checks.ts';
import { entryName } from './zip-names.ts';
import { openEntry, zipError } from './zip-stream.ts';

/** Null for a zip without a time, or with one that is no time. A zone is never stated: UTC is taken. */
function modifiedMs(entry: Entry): number | null {
  const time = entry.getLastModDate({ timezone: 'UTC' }).getTime();
  return entry.lastModFileDate === 0 || Number.isNaN(time) ? null : time;
}

/** As the directory states them; the checksum is held against the bytes whenever they are read. */
const stampOf = (entry: Entry): string =>
  [entry.uncompressedSize, entry.crc32, entry.lastModFileDate, entry.lastModFileTime].join(' ');

interface Directory {
  readonly files: ReadonlyMap<string, Entry>;
  readonly skipped: readonly SkippedFile[];
}

/** Reads and checks the whole directory of the zip before any content. */
async function readDirectory(
  zip: ZipFile,
  location: string,
  options: SourceOptions,
): Promise<Directory> {
  const limits = options.limits ?? DEFAULT_LIMITS;
  assertEntryCount(zip.entryCount, limits.maxEntries, location);
  const files = new Map<string, Entry>();
  const skipped = new Set<string>();
  const totals = { packedBytes: 0, unpackedBytes: 0 };
  for await (const entry of zip.eachEntry()) {
    throwIfAborted(options.signal);
    const name = entryName(entry);
    const { path, problem } = safePath(name);
    if (problem !== null) throw refusal(location, `${problem} (${JSON.stringify(name)})`);
    checkEntry(entry, name, location, limits);
    totals.packedBytes += entry.compressedSize;
    totals.unpackedBytes += entry.uncompressedSize;
    const folder = isFolder(entry, name);
    const hidden = path === '' ? null : hiddenPart(folder ? `${path}/` : path);
    if (hidden !== null) skipped.add(hidden);
    if (hidden !== null || folder || path === '') continue;
    if (files.has(path)) throw refusal(location, `two files of one name (${path})`);
    files.set(path, entry);
  }
  checkTotals(totals, zip.fileSize, location, limits);
  assertNotEmpty(files.size, skipped.size, location);
  const reason = 'hidden-file' as const;
  return { files, skipped: [...skipped].map((path) => ({ path, reason })).sort(byPath) };
}

async function readEntry(
  zip: ZipFile,
  entry: Entry,
  path: string,
  options: SourceOptions,
): Promise<Uint8Array> {
  assertPageSize(entry.uncompressedSize, path, options);
  const pieces: Buffer[] = [];
  for await (const piece of await openEntry(zip, entry, path, options.signal)) {
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}

async function openFile(location: string): Promise<ZipFile> {
  try {
    // Names are decoded and judged here, not by yauzl: see zip-names.ts.
    return await openPromise(location, { autoClose: false, decodeStrings: false });
  } catch (error) {
    const ofSystem = error instanceof Error && 'syscall' in error;
    throw ofSystem ? diskError(error, location) : zipError(error, location);
  }
}

/**
 * Opens a zip and checks all of its directory (APPNOTE.TXT, through yauzl).
 *
 * @param location absolute path of a zip
 * @throws SourceError for a zip that is empty, truncated, damaged, encrypted or hostile: names that
 *   climb out, links, two files of one name, more files or bytes than the limits, absurd ratios
 */
export async function openZip(location: string, options: SourceOptions): Promise<Source> {
  const zip = await openFile(location);
  // An error after the directory was read reaches whoever reads; without a listener it would be fatal.
  zip.on('error', () => undefined);
  let directory: Directory;
  try {
    directory = await readDirectory(zip, location, options);
  } catch (error) {
    zip.close();
    throw zipError(error, location);
  }
  const { files, skipped } = directory;
  const entries: readonly SourceEntry[] = [...files]
    .map(([path, entry]) => ({
      path,
      bytes: entry.uncompressedSize,
      modifiedMs: modifiedMs(entry),
      stamp: stampOf(entry),
    }))
    .sort(byPath);
  const table = new Map(entries.map((entry) => [entry.path, entry]));
  const find = (path: string): Entry => {
    throwIfAborted(options.signal);
    if (!zip.isOpen) throw new SourceError(`Cannot read ${path}: the zip was closed.`);
    return required(files, path, location);
  };
  return {
    location,
    kind: 'zip',
    entries,
    skipped,
    diagnostics: [],
    stat: (path) => Promise.resolve(table.get(path) ?? null),
    read: async (path) => readEntry(zip, find(path), path, options),
    stream: async (path) => openEntry(zip, find(path), path, options.signal),
    close: () => {
      zip.close();
      return Promise.resolve();
    },
  };
}
