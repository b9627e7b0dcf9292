/** Copies one attachment into the tree: as a stream, hashed on the way, within a limit. */
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { AbortedError, OutputError } from '../model/errors.ts';
import { placeBeside } from './beside.ts';
import * as disk from './disk.ts';
import type {
  DeliveredFile,
  NewVersion,
  StreamFile,
  TreeOptions,
  TreeOutcome,
} from './tree-file.ts';
import { absolute, announce, enterFolder, mayReplace, type TreeSession } from './tree-session.ts';

interface Read {
  readonly outcome: 'read' | 'too-large' | 'unreadable';
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly reason: string | null;
}

/** Reads the source to its end; `sink` null only hashes. Errors of the sink are thrown. */
async function readSource(
  file: StreamFile,
  sink: disk.ByteSink | null,
  options: TreeOptions,
): Promise<Read> {
  const hash = createHash('sha256');
  const limit = options.maxAttachmentBytes ?? Infinity;
  let bytes = 0;
  try {
    for await (const chunk of await file.open()) {
      if (options.signal?.aborted === true) throw new AbortedError('Publishing was stopped.');
      bytes += chunk.length;
      if (bytes > limit) return { outcome: 'too-large', sha256: null, bytes: null, reason: null };
      hash.update(chunk);
      await sink?.write(chunk);
    }
  } catch (error) {
    if (error instanceof OutputError || error instanceof AbortedError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: 'unreadable', sha256: null, bytes: null, reason };
  }
  return { outcome: 'read', sha256: hash.digest('hex'), bytes, reason: null };
}

interface Present {
  readonly kind: disk.FileState['kind'];
  /** Null unless it is a file. */
  readonly sha256: string | null;
}

/** Our file, of the size we know, not touched since the manifest was written: not read again. */
function isTrusted(session: TreeSession, file: StreamFile, found: disk.FileState): boolean {
  return (
    file.sha256 !== null &&
    session.before.get(file.path) === file.sha256 &&
    found.bytes === file.bytes &&
    found.modifiedMs <= session.manifestMs
  );
}

async function inspectPresent(session: TreeSession, file: StreamFile): Promise<Present> {
  const hasFolder = await enterFolder(session, file.path, true);
  if (!hasFolder) return { kind: 'absent', sha256: null };
  const path = absolute(session, file.path);
  const found = disk.inspect(path);
  if (found.kind !== 'file') return { kind: found.kind, sha256: null };
  const isSame = isTrusted(session, file, found);
  return {
    kind: 'file',
    sha256: isSame ? file.sha256 : await disk.hashFile(path, found.bytes),
  };
}

interface Decision {
  readonly outcome: TreeOutcome;
  readonly newVersion: NewVersion | null;
}

const isFree = (session: TreeSession, path: string, { kind, sha256 }: Present): boolean =>
  kind === 'absent' || (sha256 !== null && mayReplace(session, path, sha256));

/** What is to be done once the wanted hash is known. */
async function decide(
  session: TreeSession,
  file: StreamFile,
  present: Present,
  wanted: string,
): Promise<Decision> {
  if (present.sha256 === wanted) return { outcome: 'unchanged', newVersion: null };
  if (isFree(session, file.path, present)) return { outcome: 'written', newVersion: null };
  return { outcome: 'preserved', newVersion: await placeBeside(session, file, wanted) };
}

/** Where the bytes go; null when none are needed. */
function destinationOf(path: string, { outcome, newVersion }: Decision): string | null {
  if (outcome === 'written') return path;
  return newVersion?.outcome === 'written' ? newVersion.path : null;
}

/** Somebody's own file stands, whatever has become of the source. */
const unread = (
  session: TreeSession,
  { path }: StreamFile,
  present: Present,
  outcome: Read['outcome'],
): TreeOutcome => (isFree(session, path, present) ? (outcome as TreeOutcome) : 'preserved');

async function copy(
  session: TreeSession,
  file: StreamFile,
  present: Present,
  options: TreeOptions,
): Promise<DeliveredFile> {
  const temporary = disk.temporaryPath(dirname(absolute(session, file.path)));
  const sink = session.dryRun ? null : disk.openSink(temporary);
  let decision: Decision;
  let read: Read;
  try {
    try {
      read = await readSource(file, sink, options);
    } finally {
      await sink?.close();
    }
    decision =
      read.outcome !== 'read' || read.sha256 === null
        ? { outcome: unread(session, file, present, read.outcome), newVersion: null }
        : await decide(session, file, present, read.sha256);
    const destination = destinationOf(file.path, decision);
    if (destination !== null && sink !== null && read.sha256 !== null) {
      announce(session, destination, read.sha256);
      sink.place(absolute(session, destination));
    }
  } finally {
    sink?.discard();
  }
  const { sha256, bytes, reason } = read;
  return { path: file.path, ...decision, sha256, bytes, reason };
}

/** Delivers one attachment; never throws for a bad source. */
export async function deliverStream(
  session: TreeSession,
  file: StreamFile,
  options: TreeOptions,
): Promise<DeliveredFile> {
  const { path, sha256, bytes } = file;
  const done = (decision: Decision): DeliveredFile => ({
    path,
    ...decision,
    sha256,
    bytes,
    reason: null,
  });
  if (bytes !== null && bytes > (options.maxAttachmentBytes ?? Infinity))
    return done({ outcome: 'too-large', newVersion: null });
  const present = await inspectPresent(session, file);
  if (sha256 !== null) {
    const decision = await decide(session, file, present, sha256);
    if (destinationOf(path, decision) === null || session.dryRun) return done(decision);
  }
  return copy(session, file, present, options);
}
