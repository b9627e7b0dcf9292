/** Takes away what an earlier publication wrote and nobody wants or edited. */
import { OutputError } from '../model/errors.ts';
import * as disk from './disk.ts';
import { isTreePath } from './manifest.ts';
import { withoutNewMark } from './new-name.ts';
import { isRootFile } from './root-files.ts';
import { foldName } from './safe-name.ts';
import { absolute, enterFolder, mayReplace, type TreeSession } from './tree-session.ts';

type Found =
  { readonly is: 'gone' | 'foreign' } | { readonly is: 'replaceable'; readonly sha256: string };

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
  return mayReplace(session, path, sha256) ? { is: 'replaceable', sha256 } : { is: 'foreign' };
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

/** Whether it is a page's or an attachment's; the others are of no use once they are not wanted. */
const isContent = async (session: TreeSession, path: string): Promise<boolean> =>
  !isRootFile(path) &&
  (withoutNewMark(path) === null || (await session.reserved()).has(foldName(path)));

/** Notes what stands where the last run left something that was not ours even then. */
export async function noteLeft(session: TreeSession, left: readonly string[]): Promise<void> {
  for (const path of left) {
    const isKnown = session.written.has(path) || session.wanted.has(foldName(path));
    if (isKnown || !isTreePath(path)) continue;
    if ((await lookAt(session, path)).is !== 'gone') session.preserved.set(path, null);
  }
}

/**
 * Removes files that we wrote, that were not edited, and that this run does not want, with the
 * folders that this empties. Edited ones stay, and are noted as preserved.
 * @param prune false keeps the files of pages and attachments, and keeps them in the manifest.
 */
export async function removeObsolete(session: TreeSession, prune: boolean): Promise<void> {
  for (const path of session.written) {
    if (session.removed.has(path) || isWanted(session, path)) continue;
    const found = await lookAt(session, path);
    if (found.is === 'foreign') session.preserved.set(path, null);
    if (found.is !== 'replaceable') continue;
    if (!prune && (await isContent(session, path))) {
      session.after.set(path, found.sha256);
      continue;
    }
    session.removed.add(path);
    if (!session.dryRun) removeWithFolders(session, path);
  }
}
