/** A folder of the disk as a source. Links in it are never followed, so loops cannot hang. */
import { setImmediate as breathe } from 'node:timers/promises';
import fastGlob from 'fast-glob';
import { diagnostic } from '../model/diagnostics.ts';
import { DEFAULT_LIMITS } from '../model/imports.ts';
import { throwIfAborted } from './abort.ts';
import { byPath, type Source, type SourceEntry, type SourceOptions } from './contract.ts';
import { diskEntry, diskError, diskReader, type DiskFile } from './disk.ts';
import { assertEntryCount, assertNotEmpty, required } from './entry-table.ts';
import { folderFiles, type FolderFiles } from './folder-files.ts';

/**
 * Files that are looked at one after the other before anything else may happen. A call that waits
 * for a thread of its own costs ten times what the look itself does.
 */
const STATS_AT_ONCE = 512;

/** Why the walk should end; null for going on. */
function problemWith(files: number, location: string, options: SourceOptions): Error | null {
  const { limits = DEFAULT_LIMITS, signal } = options;
  try {
    throwIfAborted(signal);
    assertEntryCount(files, limits.maxEntries, location);
    return null;
  } catch (error) {
    return error instanceof Error ? error : null;
  }
}

/** Walks all folders; `files` holds what they hold. */
async function walk(root: string, files: FolderFiles): Promise<void> {
  await fastGlob.glob('**', {
    cwd: root,
    fs: files.adapter,
    dot: true,
    followSymbolicLinks: false,
    // No pattern but one, so nothing is found twice.
    unique: false,
  });
}

function measure(path: string, files: FolderFiles): SourceEntry | null {
  try {
    const entry = diskEntry(path, files.locate(path));
    if (entry !== null) return entry;
  } catch {
    // Gone since it was listed.
  }
  files.unreadable.push(path);
  return null;
}

async function measureAll(
  paths: readonly string[],
  files: FolderFiles,
  options: SourceOptions,
): Promise<readonly SourceEntry[]> {
  const entries: SourceEntry[] = [];
  for (let start = 0; start < paths.length; start += STATS_AT_ONCE) {
    throwIfAborted(options.signal);
    for (const path of paths.slice(start, start + STATS_AT_ONCE)) {
      const entry = measure(path, files);
      if (entry !== null) entries.push(entry);
    }
    await breathe();
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
  const files = folderFiles(location, (count) => problemWith(count, location, options));
  throwIfAborted(options.signal);
  try {
    await walk(location, files);
  } catch (error) {
    throw diskError(error, location);
  }
  const entries = await measureAll(files.paths.sort(), files, options);
  if (files.unreadable.length === 0) {
    assertNotEmpty(entries.length, files.skipped.length, location);
  }
  // An import that finds nothing new asks for no file.
  let known: ReadonlyMap<string, SourceEntry> | null = null;
  const table = () => (known ??= new Map(entries.map((entry) => [entry.path, entry])));
  const disk = diskReader(options);
  const onDisk = (path: string): DiskFile => ({
    location: files.locate(required(table(), path, location).path),
    name: path,
  });
  return {
    location,
    kind: 'directory',
    entries,
    skipped: files.skipped.sort(byPath),
    diagnostics: files.unreadable.sort().map((path) => ({
      ...diagnostic('unreadable-file', path),
      sourcePath: path,
    })),
    stat: (path) => Promise.resolve(table().get(path) ?? null),
    read: async (path) => disk.read(onDisk(path)),
    stream: async (path) => disk.stream(onDisk(path)),
    close: () => Promise.resolve(),
  };
}
