/** Looking files up among those that were listed. */
import { SourceError } from '../model/errors.ts';

/** The SourceError for a path that the source does not hold. */
export function noSuchFile(path: string, location: string): SourceError {
  return new SourceError(`Expected a file ${path} in ${location}, found none.`);
}

/** The value for a path; throws SourceError for a path that was not listed. */
export function required<Value>(
  table: ReadonlyMap<string, Value>,
  path: string,
  location: string,
): Value {
  const value = table.get(path);
  if (value === undefined) throw noSuchFile(path, location);
  return value;
}

/** Throws the SourceError for a source without a single usable file. */
export function assertNotEmpty(files: number, skipped: number, location: string): void {
  if (files > 0) return;
  const found = skipped === 0 ? 'no files at all' : `only ${String(skipped)} hidden files or links`;
  throw new SourceError(
    `Expected the files of an export in ${location}, found ${found}.`,
    'Name the folder, zip or page that Confluence or the crawler wrote.',
  );
}

/** Throws the SourceError for more files than allowed. */
export function assertEntryCount(count: number, limit: number, location: string): void {
  if (count <= limit) return;
  throw new SourceError(
    `Expected at most ${String(limit)} files in ${location}, found more (${String(count)} so far).`,
    'Name the export itself rather than a folder above it, or raise the limit (maxEntries).',
  );
}
