/** Files known without reading them. */
import { createHash } from 'node:crypto';
import type { Source, SourceEntry } from '../source/source.ts';

/**
 * Names a file by its place and by what its source says of it (size, times, checksum): while this
 * is the same, so is the file. Null where the source cannot say enough.
 */
export function stampOf({ location }: Source, { path, stamp }: SourceEntry): string | null {
  if (stamp === null) return null;
  return createHash('sha256')
    .update(JSON.stringify([location, path, stamp]))
    .digest('base64url');
}
