/** Where our version goes when the file that it would replace is somebody's own. */
import * as disk from './disk.ts';
import { newName } from './new-name.ts';
import { foldName } from './safe-name.ts';
import type { NewVersion, TreeFile } from './tree-file.ts';
import { absolute, isOurs, type TreeSession } from './tree-session.ts';

/** More edited new versions than anybody leaves lying about. */
const MOST_NAMES = 100;

interface Place {
  readonly path: string;
  /** Hash of the new version that stands there already; null where nothing does. */
  readonly present: string | null;
}

/** The first name that is free, or that holds a new version which nobody has edited. */
async function findPlace(
  session: TreeSession,
  path: string,
  wanted: string,
): Promise<Place | null> {
  const reserved = await session.reserved();
  for (let count = 1; count <= MOST_NAMES; count++) {
    const candidate = newName(path, count);
    const key = foldName(candidate);
    const isTaken = reserved.has(key) || session.wanted.has(key);
    if (isTaken || session.removed.has(candidate)) continue;
    const found = disk.inspect(absolute(session, candidate));
    if (found.kind === 'absent') return { path: candidate, present: null };
    if (found.kind !== 'file') continue;
    const present = await disk.hashFile(absolute(session, candidate), found.bytes);
    if (present === wanted || isOurs(session, candidate, present))
      return { path: candidate, present };
  }
  return null;
}

/**
 * Decides where the new version of an edited file goes, and takes nothing yet.
 * @param sha256 of the new version.
 * @returns null when it is not to be put beside the file: what an earlier run delivered, and a
 *   person merged and took away, does not come again.
 */
export async function placeBeside(
  session: TreeSession,
  file: Pick<TreeFile, 'path' | 'delivered'>,
  sha256: string,
): Promise<NewVersion | null> {
  if (session.onEdited !== 'beside') return null;
  const place = await findPlace(session, file.path, sha256);
  if (place === null) return null;
  const { path, present } = place;
  if (present === sha256) return { path, outcome: 'unchanged' };
  return present === null && file.delivered === sha256 ? null : { path, outcome: 'written' };
}
