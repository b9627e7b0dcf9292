/** The published tree against its manifest: which files are still what was written. */
import { join } from 'node:path';
import { OutputError } from '../model/errors.ts';
import * as disk from './disk.ts';
import { MANIFEST_FILE, parseManifest } from './manifest.ts';

export interface Fixity {
  /** Every path of the manifest, in its order. */
  readonly listed: readonly string[];
  /** What the manifest says of each, by path. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly changed: readonly string[];
  readonly missing: readonly string[];
}

/**
 * Hashes every file that the manifest lists.
 * @throws OutputError when the folder holds no published tree.
 */
export async function checkFixity(
  folder: string,
  onFile: (done: number, total: number) => void = () => undefined,
): Promise<Fixity> {
  const manifest = disk.readText(join(folder, MANIFEST_FILE));
  if (manifest === null) {
    throw new OutputError(
      `There is no ${MANIFEST_FILE} in ${folder}, so no published tree.`,
      'Name the Markdown folder of an import with `--markdown`.',
    );
  }
  const entries = parseManifest(manifest);
  const changed: string[] = [];
  const missing: string[] = [];
  for (const [at, [path, sha256]] of entries.entries()) {
    const place = join(folder, path);
    const { kind, bytes } = disk.inspect(place);
    if (kind !== 'file') missing.push(path);
    else if ((await disk.hashFile(place, bytes)) !== sha256) changed.push(path);
    onFile(at + 1, entries.length);
  }
  const listed = entries.map(([path]) => path);
  return { listed, hashes: new Map(entries), changed, missing };
}

/** Whether a file, and no folder or link, lies there. `path` is relative to the folder. */
export const isPublishedFile = (folder: string, path: string): boolean =>
  disk.inspect(join(folder, path)).kind === 'file';

/** The text of a published file; null when it is not there. `path` is relative to the folder. */
export const readPublishedText = (folder: string, path: string): string | null =>
  disk.readText(join(folder, path));
