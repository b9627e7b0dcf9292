/** One page file as a source; what it names beside it (`attachments/123/456.png`) can be read. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SourceError } from '../model/errors.ts';
import type { Source, SourceEntry, SourceOptions } from './contract.ts';
import { diskEntry, diskError, diskReader, type DiskFile } from './disk.ts';
import { noSuchFile } from './entry-table.ts';
import { hiddenPart } from './file-kind.ts';
import { safePath } from './safe-path.ts';

/** A path that stays below its folder: `a/b.png`, but not `../b`, `/b`, `a//b` or `.git/config`. */
function isInside(path: string): boolean {
  const safe = safePath(path);
  return safe.path === path && !path.includes('\\') && hiddenPart(path) === null;
}

/**
 * @param location absolute path of a file; a link is followed, and the real file names the entry
 * @throws SourceError when the file cannot be read
 */
export async function openSingleFile(location: string, options: SourceOptions): Promise<Source> {
  const real = await realpath(location).catch((error: unknown) => {
    throw diskError(error, location);
  });
  const folder = dirname(real);

  const stat = async (path: string): Promise<SourceEntry | null> => {
    if (!isInside(path)) return null;
    try {
      const place = join(folder, path);
      // A link anywhere on the way would show as another real path.
      return (await realpath(place)) === place ? diskEntry(path, place) : null;
    } catch {
      return null;
    }
  };
  const onDisk = async (path: string): Promise<DiskFile> => {
    if ((await stat(path)) === null) throw noSuchFile(path, folder);
    return { location: join(folder, path), name: path };
  };

  const disk = diskReader(options);
  const entry = diskEntry(basename(real), real);
  if (entry === null) throw new SourceError(`Expected a file at ${location}, found none.`);
  return {
    location,
    kind: 'file',
    entries: [entry],
    skipped: [],
    diagnostics: [],
    stat,
    read: async (path) => disk.read(await onDisk(path)),
    stream: async (path) => disk.stream(await onDisk(path)),
    close: () => Promise.resolve(),
  };
}
