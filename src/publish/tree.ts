/**
 * Delivers the output tree: whole files or none, only what changed, never over someone's edits,
 * never outside the folder. Files come in chunks, so that memory stays bounded.
 */
import { dirname, join } from 'node:path';
import { AbortedError } from '../model/errors.ts';
import type { TreeChange } from '../model/imports.ts';
import { placeBeside } from './beside.ts';
import * as disk from './disk.ts';
import { foldName } from './safe-name.ts';
import { isTreePath } from './manifest.ts';
import { compareText } from './page-order.ts';
import { deliverStream } from './stream-file.ts';
import { noteLeft, removeObsolete } from './prune.ts';
import type {
  DeliveredFile,
  NewVersion,
  TextFile,
  TreeChunks,
  TreeOptions,
  TreeOutcome,
  TreeReport,
} from './tree-file.ts';
import { deliveredStamp } from './tree-stamp.ts';
import {
  absolute,
  announce,
  claim,
  closeSession,
  enterFolder,
  mayReplace,
  openSession,
  type TreeSession,
} from './tree-session.ts';

async function deliverText(session: TreeSession, file: TextFile): Promise<DeliveredFile> {
  const content = typeof file.text === 'string' ? Buffer.from(file.text) : file.text;
  const sha256 = file.sha256 ?? disk.sha256Of(content);
  const done = (outcome: TreeOutcome, newVersion: NewVersion | null = null): DeliveredFile => ({
    path: file.path,
    outcome,
    sha256,
    bytes: content.length,
    reason: null,
    newVersion,
  });
  const write = (path: string): void => {
    if (session.dryRun) return;
    announce(session, path, sha256);
    const place = absolute(session, path);
    disk.writeWhole(dirname(place), place, content);
  };
  const stands = await whatStands(session, file.path, sha256);
  if (stands === 'same') return done('unchanged');
  if (stands === 'foreign') {
    const newVersion = await placeBeside(session, file, sha256);
    if (newVersion?.outcome === 'written') write(newVersion.path);
    return done('preserved', newVersion);
  }
  write(file.path);
  return done('written');
}

async function whatStands(
  session: TreeSession,
  path: string,
  wanted: string,
): Promise<'same' | 'replaceable' | 'foreign'> {
  const hasFolder = await enterFolder(session, path, true);
  const found = hasFolder ? disk.inspect(absolute(session, path)) : null;
  if (found === null || found.kind === 'absent') return 'replaceable';
  if (found.kind !== 'file') return 'foreign';
  const present = await disk.hashFile(absolute(session, path), found.bytes);
  if (present === wanted) return 'same';
  return mayReplace(session, path, present) ? 'replaceable' : 'foreign';
}

function record(session: TreeSession, file: DeliveredFile): void {
  const { path, outcome, sha256, newVersion } = file;
  const hasFile = outcome === 'written' || outcome === 'unchanged';
  if (hasFile && sha256 !== null) {
    session.after.set(path, sha256);
    const stamp = session.dryRun ? null : disk.stampOf(absolute(session, path));
    if (stamp !== null) session.stamps.set(path, stamp);
  }
  const before = session.before.get(path);
  // A source that fails today must not cost the copy of yesterday.
  if (outcome === 'unreadable' && before !== undefined) session.after.set(path, before);
  if (outcome === 'preserved') session.preserved.set(path, newVersion?.path ?? null);
  if (outcome === 'too-large') session.wanted.delete(foldName(path));
  if (newVersion !== null && sha256 !== null) {
    claim(session, newVersion.path);
    session.after.set(newVersion.path, sha256);
  }
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
    beside: 0,
    removed: 0,
  };
  const changes: TreeChange[] = [];
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
      const change = changeOf(done);
      if (change !== null) {
        changes.push(change);
        bytesWritten += done.bytes ?? 0;
      }
      if (change?.outcome === 'beside') counts.beside++;
      options.onFile?.(done);
    }
  stopIfAborted();
  if (options.standing === undefined) {
    await removeObsolete(session, options.prune ?? true);
    await noteLeft(session, options.left ?? []);
  }
  for (const path of session.removed) changes.push({ path, outcome: 'removed' });
  counts.removed = session.removed.size;
  counts.preserved = session.preserved.size;
  return {
    counts,
    bytesWritten,
    changes: changes.sort((a, b) => compareText(a.path, b.path)),
    preserved: [...session.preserved]
      .map(([path, newVersion]) => ({ path, newVersion }))
      .sort((a, b) => compareText(a.path, b.path)),
  };
}

/** Begins with what stands, where the files that are given are not all that there are to be. */
function startFrom(session: TreeSession, { standing }: TreeOptions): TreeSession {
  if (standing === undefined) return session;
  return { ...session, after: new Map(session.before), stamps: new Map(standing) };
}

function changeOf({ path, outcome, newVersion }: DeliveredFile): TreeChange | null {
  if (outcome === 'written') return { path, outcome };
  return newVersion?.outcome === 'written' ? { path: newVersion.path, outcome: 'beside' } : null;
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
  const session = startFrom(openSession(folder, options, false), options);
  try {
    const report = await deliver(session, chunks, options);
    closeSession(session, true);
    options.onStamp?.(deliveredStamp(session));
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
  return deliver(startFrom(openSession(folder, options, true), options), chunks, options);
}

/**
 * A file that an earlier publication wrote, in pieces: the copy of an attachment whose source is
 * not at hand any more. `path` is relative to the Markdown folder.
 */
export function readPublished(folder: string, path: string): AsyncIterable<Uint8Array> {
  if (!isTreePath(path)) throw new Error('it has no place in the tree');
  return disk.readPieces(join(folder, path));
}
