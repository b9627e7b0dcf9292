/** A folder of the disk as a source. Links in it are never followed, so loops cannot hang. */
import fastGlob from 'fast-glob';
import { diagnostic } from '../model/diagnostics.ts';
import { DEFAULT_LIMITS } from '../model/imports.ts';
import { throwIfAborted } from './abort.ts';
import {
  byPath,
  type SkippedFile,
  type Source,
  type SourceEntry,
  type SourceOptions,
} from './contract.ts';
import { diskEntry, diskError, readDiskFile, streamDiskFile, type DiskFile } from './disk.ts';
import { assertEntryCount, assertNotEmpty, required } from './entry-table.ts';
import { hiddenPart } from './file-kind.ts';
import { folderFiles, type FolderFiles } from './folder-files.ts';

/** Enough to keep the disk busy, few enough to keep the thread pool free for others. */
const CONCURRENT_STATS = 64;

interface Listing {
  readonly paths: readonly string[];
  readonly skipped: readonly SkippedFile[];
}

async function listFiles(
  root: string,
  files: FolderFiles,
  options: SourceOptions,
): Promise<Listing> {
  const paths: string[] = [];
  const skipped: SkippedFile[] = [];
  const limit = (options.limits ?? DEFAULT_LIMITS).maxEntries;
  // No `stats`: one file that vanishes meanwhile would make fast-glob drop its whole folder.
  const found = fastGlob.stream('**', {
    cwd: root,
    fs: files.adapter,
    dot: true,
    followSymbolicLinks: false,
    objectMode: true,
    onlyFiles: false,
  }) as AsyncIterable<unknown> as AsyncIterable<fastGlob.Entry>;
  for await (const { path, dirent } of found) {
    throwIfAborted(options.signal);
    const hidden = hiddenPart(dirent.isDirectory() ? `${path}/` : path);
    if (hidden !== null) skipped.push({ path: hidden, reason: 'hidden-file' });
    else if (dirent.isFile()) paths.push(path);
    else if (!dirent.isDirectory()) skipped.push({ path, reason: 'link' });
    assertEntryCount(paths.length + skipped.length, limit, root);
  }
  return { paths: paths.sort(), skipped: skipped.sort(byPath) };
}

async function measure(path: string, files: FolderFiles): Promise<SourceEntry | null> {
  // Gone since it was listed, or no longer a file.
  const entry = await diskEntry(path, files.locate(path)).catch(() => null);
  if (entry === null) files.unreadable.push(path);
  return entry;
}

async function measureAll(
  paths: readonly string[],
  files: FolderFiles,
  options: SourceOptions,
): Promise<readonly SourceEntry[]> {
  const entries: SourceEntry[] = [];
  for (let start = 0; start < paths.length; start += CONCURRENT_STATS) {
    throwIfAborted(options.signal);
    const some = paths.slice(start, start + CONCURRENT_STATS);
    const measured = await Promise.all(some.map((path) => measure(path, files)));
    entries.push(...measured.filter((entry) => entry !== null));
  }
  return entries;
}

/**
 * Lists a folder with all its sub-folders.
 *
 * @param location absolute path of a folder
 * @throws SourceError when the folder cannot be read, holds no file, or too many
 */
export async function openDirectory(location: string, options: SourceOptions): Promise<Source> {
  const files = folderFiles(location);
  let listing: Listing;
  try {
    listing = await listFiles(location, files, options);
  } catch (error) {
    throw diskError(error, location);
  }
  const entries = await measureAll(listing.paths, files, options);
  if (files.unreadable.length === 0) {
    assertNotEmpty(entries.length, listing.skipped.length, location);
  }
  const table = new Map(entries.map((entry) => [entry.path, entry]));
  const onDisk = (path: string): DiskFile => ({
    location: files.locate(required(table, path, location).path),
    name: path,
  });
  return {
    location,
    kind: 'directory',
    entries,
    skipped: listing.skipped,
    diagnostics: files.unreadable.sort().map((path) => ({
      ...diagnostic('unreadable-file', path),
      sourcePath: path,
    })),
    stat: (path) => Promise.resolve(table.get(path) ?? null),
    read: async (path) => readDiskFile(onDisk(path), options),
    stream: async (path) => streamDiskFile(onDisk(path), options),
    close: () => Promise.resolve(),
  };
}
