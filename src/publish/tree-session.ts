/** What one publication knows of the tree: what is ours in it, what it wants, what it did. */
import { join } from 'node:path';
import { OutputError } from '../model/errors.ts';
import type { OnEdited } from '../model/imports.ts';
import * as disk from './disk.ts';
import {
  formatManifest,
  isTreePath,
  MANIFEST_FILE,
  manifestLine,
  parseManifest,
} from './manifest.ts';
import { JOURNAL_FILE } from './root-files.ts';
import { foldName } from './safe-name.ts';
import type { TreeOptions } from './tree-file.ts';

export interface TreeSession {
  /** Real path of the Markdown folder; its given path while it does not exist. */
  readonly root: string;
  readonly dryRun: boolean;
  readonly onEdited: OnEdited;
  /** Folded paths that belong to pages and attachments, today or earlier. */
  readonly reserved: () => Promise<ReadonlySet<string>>;
  /** Hashes that we have written, by folded path. */
  readonly known: ReadonlyMap<string, readonly string[]>;
  /** The last manifest: hash by path. */
  readonly before: ReadonlyMap<string, string>;
  /** Every path we may have written: the manifest's and the journal's. */
  readonly written: ReadonlySet<string>;
  /** When the last manifest was written, in milliseconds; 0 if never. */
  readonly manifestMs: number;
  /** Every path of this run by its folded form, preserved ones included. */
  readonly wanted: Map<string, string>;
  /** The next manifest: hash by path. */
  readonly after: Map<string, string>;
  /** What the file system said of each file as soon as it was delivered, by path. */
  readonly stamps: Map<string, string>;
  /** Paths where something that is not ours was left alone, with the path of our new version. */
  readonly preserved: Map<string, string | null>;
  /** Files of ours that were taken away, or in a dry run would be. */
  readonly removed: Set<string>;
  /** Folders that were found sound, relative to the root. */
  readonly entered: Set<string>;
  journal: disk.AppendOnly | null;
}

function readKnown(root: string): Pick<TreeSession, 'known' | 'before' | 'written' | 'manifestMs'> {
  const manifestPath = join(root, MANIFEST_FILE);
  const manifest = disk.readText(manifestPath);
  const before = parseManifest(manifest ?? '');
  if (disk.inspect(join(root, 'bagit.txt')).kind !== 'absent')
    throw new OutputError(
      `The Markdown folder ${root} is a BagIt package.`,
      'Choose another folder: a package must not be changed.',
    );
  if (manifest !== null && manifest.trim() !== '' && before.length === 0)
    throw new OutputError(
      `${manifestPath} was not written by this tool.`,
      'Move it away, or choose another Markdown folder.',
    );
  const journal = parseManifest(disk.readText(join(root, JOURNAL_FILE)) ?? '');
  const known = new Map<string, string[]>();
  for (const [path, sha256] of [...before, ...journal]) {
    const key = foldName(path);
    const hashes = known.get(key);
    if (hashes === undefined) known.set(key, [sha256]);
    else hashes.push(sha256);
  }
  return {
    known,
    before: new Map(before),
    written: new Set([...before, ...journal].map(([path]) => path)),
    manifestMs: disk.inspect(manifestPath).modifiedMs,
  };
}

/** They are asked for only where somebody has edited a file or a new version is left. */
function foldedOnce(reserved: TreeOptions['reserved']): () => Promise<ReadonlySet<string>> {
  let folded: Promise<ReadonlySet<string>> | null = null;
  const fold = async (): Promise<ReadonlySet<string>> =>
    new Set(Array.from((await reserved?.()) ?? [], foldName));
  return () => (folded ??= fold());
}

/** @throws OutputError when the folder is a file, or holds a manifest that is not ours. */
export function openSession(
  folder: string,
  { onEdited = 'beside', reserved }: TreeOptions,
  dryRun: boolean,
): TreeSession {
  if (!dryRun) disk.makeFolder(folder);
  const root = disk.realFolder(folder);
  if (root !== null && !dryRun) disk.removeLeftovers(root);
  return {
    ...(root === null
      ? { known: new Map(), before: new Map(), written: new Set(), manifestMs: 0 }
      : readKnown(root)),
    root: root ?? folder,
    dryRun,
    onEdited,
    reserved: foldedOnce(reserved),
    wanted: new Map(),
    after: new Map(),
    stamps: new Map(),
    preserved: new Map(),
    removed: new Set(),
    entered: new Set(),
    journal: null,
  };
}

/** Reserves a path for this run. @throws OutputError for a path outside the tree or taken twice. */
export function claim(session: TreeSession, path: string): void {
  const key = foldName(path);
  const problem = !isTreePath(path)
    ? 'is no path of the tree'
    : session.wanted.has(key)
      ? 'was wanted twice'
      : null;
  if (problem !== null)
    throw new OutputError(
      `The output path ${JSON.stringify(path)} ${problem}.`,
      'This is a defect of this tool; please report it.',
    );
  session.wanted.set(key, path);
}

export const absolute = (session: TreeSession, path: string): string => join(session.root, path);

/** Whether a file at `path` with this hash is one that we wrote and nobody changed. */
export function isOurs(session: TreeSession, path: string, sha256: string): boolean {
  return session.known.get(foldName(path))?.includes(sha256) === true;
}

/** Whether our version may take the place of a file with this hash. */
export const mayReplace = (session: TreeSession, path: string, sha256: string): boolean =>
  session.onEdited === 'overwrite' || isOurs(session, path, sha256);

async function clearTheWay(session: TreeSession, folder: string, bytes: number): Promise<void> {
  const path = absolute(session, folder);
  // A page called `a.md` once was a file where now the folder of another page must be.
  if (!isOurs(session, folder, await disk.hashFile(path, bytes)))
    throw new OutputError(
      `Cannot make the folder ${path}: a file stands there that this tool did not write.`,
      'Move that file away, or choose another Markdown folder.',
    );
  session.removed.add(folder);
  if (!session.dryRun) disk.removeFile(path);
}

/**
 * Checks every folder from the root down to the one that holds `path`: none may be a link.
 * @param create makes those that are not there, unless this is a dry run.
 * @returns whether the folder exists now.
 * @throws OutputError when a link or a foreign file stands in the way.
 */
export async function enterFolder(
  session: TreeSession,
  path: string,
  create: boolean,
): Promise<boolean> {
  const segments = path.split('/').slice(0, -1);
  for (let depth = 1; depth <= segments.length; depth++) {
    const folder = segments.slice(0, depth).join('/');
    if (session.entered.has(folder)) continue;
    const found = disk.inspect(absolute(session, folder));
    if (found.kind === 'link' || found.kind === 'other')
      throw new OutputError(
        `Refusing to follow ${absolute(session, folder)}: it is a link, not a folder.`,
        'Remove the link, or choose another Markdown folder.',
      );
    if (found.kind !== 'folder' && !create) return false;
    if (found.kind === 'file') await clearTheWay(session, folder, found.bytes);
    if (session.dryRun && found.kind !== 'folder') return false;
    if (found.kind === 'folder') {
      if (!session.dryRun) disk.removeLeftovers(absolute(session, folder));
    } else disk.makeFolder(absolute(session, folder));
    session.entered.add(folder);
  }
  return true;
}

/** Notes that the file at `path` is about to become one with this hash. */
export function announce(session: TreeSession, path: string, sha256: string): void {
  session.journal ??= disk.openAppend(join(session.root, JOURNAL_FILE));
  session.journal.append(manifestLine(path, sha256));
}

/** Files that a stopped run did not come to, or could not replace: they are there as before. */
function untouched(session: TreeSession): (readonly [path: string, sha256: string])[] {
  return [...session.before].filter(([path]) => {
    const wanted = session.wanted.get(foldName(path)) ?? path;
    const isSettled = session.after.has(wanted) || session.preserved.has(wanted);
    return !isSettled && !session.removed.has(path);
  });
}

/**
 * Writes the manifest if it changed, and ends the journal.
 * @param isComplete false for a run that was stopped: its journal stays for the next run.
 */
export function closeSession(session: TreeSession, isComplete: boolean): void {
  session.journal?.close();
  session.journal = null;
  const entries = new Map([...(isComplete ? [] : untouched(session)), ...session.after]);
  const path = join(session.root, MANIFEST_FILE);
  const text = formatManifest(entries);
  if (text !== (disk.readText(path) ?? ''))
    disk.writeWhole(session.root, path, [Buffer.from(text)]);
  if (isComplete) disk.removeFile(join(session.root, JOURNAL_FILE));
}
