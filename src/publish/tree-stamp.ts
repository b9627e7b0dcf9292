/** Whether the tree is as it was, by what the file system says of its files without reading them. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as disk from './disk.ts';
import { listedPaths } from './manifest.ts';
import { compareText } from './page-order.ts';
import { JOURNAL_FILE, MANIFEST_FILE } from './root-files.ts';
import type { TreeSession } from './tree-session.ts';

/**
 * One digest of sizes and times (of content and of state) of all files that the manifest lists: while
 * it is the same, nobody has changed, removed or replaced any of them. Files that are not the tool's
 * own do not count. That a folder between became a link to where these very files are now, nobody
 * looks for: who writes looks at the folders on the way.
 *
 * @param stamps takes what was found of each file, by path.
 * @returns null where a file is missing or is a link, or a run was killed.
 */
export function treeStamp(folder: string, stamps?: Map<string, string>): string | null {
  const root = disk.realFolder(folder);
  if (root === null) return null;
  const paths = listedPaths(disk.readText(join(root, MANIFEST_FILE)) ?? '');
  return digestOf(root, paths, (path) => {
    const stamp = disk.stampOf(`${root}/${path}`);
    if (stamp !== null) stamps?.set(path, stamp);
    return stamp;
  });
}

/** What `treeStamp` will say of a tree that was delivered, if nobody has touched it meanwhile. */
export const deliveredStamp = ({
  root,
  after,
  stamps,
}: Pick<TreeSession, 'root' | 'after' | 'stamps'>): string | null =>
  digestOf(root, [...after.keys()].sort(compareText), (path) => stamps.get(path) ?? null);

function digestOf(
  root: string,
  paths: readonly string[],
  stampOf: (path: string) => string | null,
): string | null {
  if (disk.stampOf(join(root, JOURNAL_FILE)) !== null) return null;
  const manifest = disk.stampOf(join(root, MANIFEST_FILE));
  if (manifest === null) return null;
  const stamps = [root, manifest];
  for (const path of paths) {
    const stamp = stampOf(path);
    if (stamp === null) return null;
    stamps.push(path, stamp);
  }
  return createHash('sha256').update(stamps.join('\n')).digest('hex');
}
