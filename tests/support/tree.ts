/** Reads a folder's files into memory: path → bytes as text where it is text. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export function filesBelow(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(
    files.map((file) => [relative(folder, file).split(sep).join('/'), readFileSync(file)]),
  );
}

/** The same as SHA-256 of each: many files are compared byte by byte for seconds. */
export const hashesBelow = (folder: string): Map<string, string> =>
  new Map(
    [...filesBelow(folder)].map(([path, bytes]) => [
      path,
      createHash('sha256').update(bytes).digest('hex'),
    ]),
  );
