/** Files held in memory as a source: for tests, and for programs that have the bytes already. */
import { Readable } from 'node:stream';
import { SourceError } from '../model/errors.ts';
import { DEFAULT_LIMITS } from '../model/imports.ts';
import { abortable, throwIfAborted } from './abort.ts';
import { byPath, type SkippedFile, type Source, type SourceOptions } from './contract.ts';
import { assertPageSize } from './disk.ts';
import { assertEntryCount, assertNotEmpty, required } from './entry-table.ts';
import { hiddenPart } from './file-kind.ts';
import { safePath } from './safe-path.ts';

/**
 * @param files content by path, relative and with `/`; text stands for its UTF-8 bytes
 * @param location what the source is called in the archive and in messages
 * @throws SourceError for no files, too many, or a path that leads outside
 */
export function openMemory(
  files: ReadonlyMap<string, Uint8Array | string>,
  options: SourceOptions = {},
  location = 'memory:',
): Source {
  assertEntryCount(files.size, (options.limits ?? DEFAULT_LIMITS).maxEntries, location);
  const contents = new Map<string, Uint8Array>();
  const skipped: SkippedFile[] = [];
  for (const [path, content] of files) {
    const safe = safePath(path);
    if (safe.problem !== null || safe.path !== path) {
      throw new SourceError(`Expected a plain relative path in ${location}, found ${path}.`);
    }
    if (hiddenPart(path) !== null) skipped.push({ path, reason: 'hidden-file' });
    else contents.set(path, typeof content === 'string' ? Buffer.from(content) : content);
  }
  assertNotEmpty(contents.size, skipped.length, location);
  const entries = [...contents]
    .map(([path, content]) => ({ path, bytes: content.byteLength, modifiedMs: null, stamp: null }))
    .sort(byPath);
  const table = new Map(entries.map((entry) => [entry.path, entry]));
  const content = (path: string): Uint8Array => {
    throwIfAborted(options.signal);
    return required(contents, path, location);
  };
  return {
    location,
    kind: 'memory',
    entries,
    skipped: skipped.sort(byPath),
    diagnostics: [],
    stat: (path) => Promise.resolve(table.get(path) ?? null),
    read: async (path) => {
      const bytes = content(path);
      assertPageSize(bytes.byteLength, path, options);
      return Promise.resolve(bytes);
    },
    stream: async (path) =>
      Promise.resolve(
        abortable(Readable.from([content(path)], { objectMode: false }), options.signal),
      ),
    close: () => Promise.resolve(),
  };
}
