/** Opening what the user named: a folder, a zip or a single file. */
import type { Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { SourceError } from '../model/errors.ts';
import { throwIfAborted } from './abort.ts';
import type { Source, SourceOptions } from './contract.ts';
import { openDirectory } from './directory.ts';
import { diskError } from './disk.ts';
import { withEnclosed } from './enclosed.ts';
import { kindOfFile } from './file-kind.ts';
import { isZip, otherArchive } from './magic.ts';
import { openSingleFile } from './single-file.ts';

export type { Source, SourceEntry, SourceOptions } from './contract.ts';

async function firstBytes(location: string): Promise<Uint8Array> {
  const handle = await open(location);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function openFile(location: string, options: SourceOptions): Promise<Source> {
  const head = await firstBytes(location).catch((error: unknown) => {
    throw diskError(error, location);
  });
  if (isZip(head)) return (await import('./zip.ts')).openZip(location, options);
  const archive = otherArchive(head);
  if (archive !== null && kindOfFile(location) === 'other') {
    throw new SourceError(
      `Expected a folder, a zip or a page at ${location}, found a ${archive} archive.`,
      'Unpack it, and name the folder.',
    );
  }
  if (location.toLowerCase().endsWith('.zip')) {
    throw new SourceError(
      `Expected a zip at ${location}, found ${head.length === 0 ? 'an empty file' : 'other data'}.`,
      'Copy or download it again.',
    );
  }
  return openSingleFile(location, options);
}

/**
 * Opens a source for reading. What it is decides its content, not its name: a zip may be called
 * anything. A symbolic link as `location` is followed; links inside are not.
 *
 * @param location path of a folder, zip or file, absolute or relative to the working directory
 * @throws SourceError when there is nothing to read or it must not be read (see the kinds)
 * @throws AbortedError when the signal fires
 */
export async function openSource(location: string, options: SourceOptions = {}): Promise<Source> {
  throwIfAborted(options.signal);
  if (location === '' || location.includes('\0')) {
    throw new SourceError('Expected the path of a folder, zip or page, found an unusable name.');
  }
  const absolute = resolve(location);
  const stats: Stats = await stat(absolute).catch((error: unknown) => {
    throw diskError(error, absolute);
  });
  if (stats.isDirectory()) return withEnclosed(await openDirectory(absolute, options), options);
  if (stats.isFile()) return withEnclosed(await openFile(absolute, options), options);
  throw new SourceError(
    `Expected a folder, a zip or a page at ${absolute}, found a device, pipe or socket.`,
    'Save its content as a file first.',
  );
}
