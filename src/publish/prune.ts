/** Takes away what an earlier publication wrote and nobody wants or edited. */
import { OutputError } from '../model/errors.ts';
import * as disk from './disk.ts';
import { foldName } from './safe-name.ts';
import { absolute, enterFolder, isOurs, type TreeSession } from './tree-session.ts';

type Found = { readonly is: 'gone' | 'foreign' } | { readonly is: 'ours'; readonly sha256: string };

async function lookAt(session: TreeSession, path: string): Promise<Found> {
  try {
    if (!(await enterFolder(session, path, false))) return { is: 'gone' };
  } catch (error) {
    if (error instanceof OutputError) return { is: 'foreign' }; // a link in place of a folder
    throw error;
  }
  const found = disk.inspect(absolute(session, path));
  if (found.kind === 'absent') return { is: 'gone' };
  if (found.kind !== 'file') return { is: 'foreign' };
  const sha256 = await disk.hashFile(absolute(session, path), found.bytes);
  return isOurs(session, path, sha256) ? { is: 'ours', sha256 } : { is: 'foreign' };
}

/**
 * Where case is ignored, `a.md` and `A.md` are one file: it is wanted, and gets its new spelling.
 * @returns whether that is so.
 */
function isWanted(session: TreeSession, path: string): boolean {
  const wanted = session.wanted.get(foldName(path));
  if (wanted === undefined || wanted === path) return wanted !== undefined;
  const [from, to] = [absolute(session, path), absolute(session, wanted)];
  if (!disk.isSameFile(from, to)) return false;
  if (!session.dryRun) disk.moveFile(from, to);
  return true;
}

function removeWithFolders(session: TreeSession, path: string): void {
  disk.removeFile(absolute(session, path));
  const segments = path.split('/');
  for (let depth = segments.length - 1; depth > 0; depth--) {
    const folder = segments.slice(0, depth).join('/');
    if (!disk.removeEmptyFolder(absolute(session, folder))) return;
    session.entered.delete(folder);
  }
}

/**
 * Removes files that we wrote, that were not edited, and that this run does not want, with the
 * folders that this empties. Edited ones stay, and are noted as preserved.
 * @param prune false keeps the files, and keeps them in the manifest.
 * @returns how many were removed, or in a dry run would be.
 */
export async function removeObsolete(session: TreeSession, prune: boolean): Promise<number> {
  let removed = 0;
  for (const path of session.written) {
    if (isWanted(session, path)) continue;
    const found = await lookAt(session, path);
    if (found.is === 'foreign') session.preserved.add(path);
    if (found.is !== 'ours') continue;
    if (!prune) {
      session.after.set(path, found.sha256);
      continue;
    }
    removed++;
    if (!session.dryRun) removeWithFolders(session, path);
  }
  return removed;
}
