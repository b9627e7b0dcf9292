/**
 * Delivers the output tree: whole files or none, only what changed, never over someone's edits,
 * never outside the folder. Files come in chunks, so that memory stays bounded.
 */
import { join } from 'node:path';
import { AbortedError } from '../model/errors.ts';
import * as disk from './disk.ts';
import { foldName } from './safe-name.ts';
import { isTreePath } from './manifest.ts';
import { deliverStream } from './stream-file.ts';
import { removeObsolete } from './prune.ts';
import type {
  DeliveredFile,
  TextFile,
  TreeChunks,
  TreeOptions,
  TreeOutcome,
  TreeReport,
} from './tree-file.ts';
import {
  absolute,
  announce,
  claim,
  closeSession,
  enterFolder,
  isOurs,
  openSession,
  type TreeSession,
} from './tree-session.ts';

async function deliverText(session: TreeSession, file: TextFile): Promise<DeliveredFile> {
  const content = Buffer.from(file.text);
  const sha256 = disk.sha256Of(content);
  const path = absolute(session, file.path);
  const done = (outcome: TreeOutcome): DeliveredFile => ({
    path: file.path,
    outcome,
    sha256,
    bytes: content.length,
    reason: null,
  });
  const hasFolder = await enterFolder(session, file.path, true);
  const found = hasFolder ? disk.inspect(path) : null;
  if (found !== null && found.kind !== 'absent') {
    if (found.kind !== 'file') return done('preserved');
    const present = await disk.hashFile(path, found.bytes);
    if (present === sha256) return done('unchanged');
    if (!isOurs(session, file.path, present)) return done('preserved');
  }
  if (!session.dryRun) {
    announce(session, file.path, sha256);
    disk.writeWhole(
      absolute(session, file.path.slice(0, file.path.lastIndexOf('/'))),
      path,
      content,
    );
  }
  return done('written');
}

function record(session: TreeSession, file: DeliveredFile): void {
  const hasFile = file.outcome === 'written' || file.outcome === 'unchanged';
  if (hasFile && file.sha256 !== null) session.after.set(file.path, file.sha256);
  const before = session.before.get(file.path);
  // A source that fails today must not cost the copy of yesterday.
  if (file.outcome === 'unreadable' && before !== undefined) session.after.set(file.path, before);
  if (file.outcome === 'preserved') session.preserved.add(file.path);
  if (file.outcome === 'too-large') session.wanted.delete(foldName(file.path));
}

async function deliver(
  session: TreeSession,
  chunks: TreeChunks,
  options: TreeOptions,
): Promise<TreeReport> {
  const counts = {
    written: 0,
    unchanged: 0,
    preserved: 0,
    'too-large': 0,
    unreadable: 0,
    removed: 0,
  };
  let bytesWritten = 0;
  const stopIfAborted = () => {
    if (options.signal?.aborted === true)
      throw new AbortedError('Publishing was stopped; every file that was written is whole.');
  };
  for await (const chunk of chunks)
    for (const file of chunk) {
      stopIfAborted();
      claim(session, file.path);
      const done =
        file.kind === 'text'
          ? await deliverText(session, file)
          : await deliverStream(session, file, options);
      record(session, done);
      counts[done.outcome]++;
      if (done.outcome === 'written') bytesWritten += done.bytes ?? 0;
      options.onFile?.(done);
    }
  stopIfAborted();
  const removed = await removeObsolete(session, options.prune ?? true);
  counts.removed = removed;
  counts.preserved = session.preserved.size;
  return { counts, bytesWritten, preserved: [...session.preserved].sort() };
}

/**
 * Makes the folder hold exactly the given files, `manifest-sha256.txt`, and what is someone's own.
 * @param folder the Markdown folder; made if it is not there.
 * @param chunks the files, attachments first: a page's chunk can then leave out a link to one that
 *   `onFile` reported as too large or unreadable.
 * @throws OutputError when the folder cannot be written, a link leads out of it, or the disk is
 *   full; AbortedError when the signal fires. Files are whole either way, and the manifest lists
 *   what is there.
 */
export async function publishTree(
  folder: string,
  chunks: TreeChunks,
  options: TreeOptions = {},
): Promise<TreeReport> {
  const session = openSession(folder, false);
  try {
    const report = await deliver(session, chunks, options);
    closeSession(session, true);
    return report;
  } catch (error) {
    try {
      closeSession(session, false);
    } catch {
      // The first error says what is wrong; the journal stays for the next run.
    }
    throw error;
  }
}

/** What `publishTree` would do with the same arguments. Reads only; writes nothing at all. */
export async function planTree(
  folder: string,
  chunks: TreeChunks,
  options: TreeOptions = {},
): Promise<TreeReport> {
  return deliver(openSession(folder, true), chunks, options);
}

/**
 * A file that an earlier publication wrote, in pieces: the copy of an attachment whose source is
 * not at hand any more. `path` is relative to the Markdown folder.
 */
export function readPublished(folder: string, path: string): AsyncIterable<Uint8Array> {
  if (!isTreePath(path)) throw new Error('it has no place in the tree');
  return disk.readPieces(join(folder, path));
}
