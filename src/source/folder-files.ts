/**
 * fast-glob's view of the disk, with three things that it lacks: a folder that cannot be read is
 * reported instead of ending or silently shortening the walk; names that are not UTF-8, or that hold
 * line breaks, stay reachable; hidden folders are not entered. fast-glob walks the folders; files
 * are noted as it passes, for to match each with a pattern that takes all costs as much as to list it.
 */
import { isUtf8 } from 'node:buffer';
import { readdirSync, type Dirent } from 'node:fs';
import { sep } from 'node:path';
import type { FileSystemAdapter } from 'fast-glob';
import type { SkippedFile } from './contract.ts';
import { hiddenPart } from './file-kind.ts';

export interface FolderFiles {
  readonly adapter: Partial<FileSystemAdapter>;
  /** Relative paths of folders that could not be read, and of names that cannot be told apart. */
  readonly unreadable: string[];
  /** Relative paths of the files of the folders that were walked, in no order. */
  readonly paths: string[];
  /** What is not in `paths`: hidden files and folders, links and special files. */
  readonly skipped: SkippedFile[];
  /** Where a listed path is on the disk. */
  locate(path: string): string | Buffer;
}

/** What the pattern of all paths, `**`, does not match. */
const LINE_BREAK = /[\r\n\u2028\u2029]/g;

/** A name as text, without line breaks; unzipping old exports leaves names in GBK and the like. */
function readableName(raw: Buffer): string {
  return raw.toString(isUtf8(raw) ? 'utf8' : 'latin1').replace(LINE_BREAK, '\uFFFD');
}

/** A name that may have been other bytes. */
const UNSURE = /[\r\n\u2028\u2029\uFFFD]/;

/**
 * Folders that are read one after the other before anything else may happen. A call that waits for a
 * thread of its own costs more than the folder does. fast-glob's calls nest as deep as this.
 */
const FOLDERS_AT_ONCE = 100;

type Done = (error: Error | null, files: Dirent[]) => void;

interface Names extends Pick<FolderFiles, 'unreadable' | 'locate'> {
  /** The files of a folder, by its relative path, '' for the root. @throws the system's own error */
  readonly list: (folder: string) => Dirent[];
}

/** Paths are clean already: to normalise each takes as long as to look at its file. */
const withSeparator = (root: string): string => (root.endsWith(sep) ? root : `${root}${sep}`);

/** @param root absolute path of the folder */
function namesBelow(root: string): Names {
  const base = withSeparator(root);
  /** Only for the few names that do not survive as text: bytes by relative path. */
  const rawPaths = new Map<string, Buffer>();
  const unreadable: string[] = [];
  const locate = (path: string): string | Buffer => rawPaths.get(path) ?? `${base}${path}`;

  const named = (dirent: Dirent<Buffer>, folder: string): Dirent | null => {
    const name = readableName(dirent.name);
    const path = folder === '' ? name : `${folder}/${name}`;
    if (rawPaths.has(folder) || !dirent.name.equals(Buffer.from(name))) {
      const raw = Buffer.concat([Buffer.from(locate(folder)), Buffer.from('/'), dirent.name]);
      if (rawPaths.has(path)) {
        unreadable.push(path);
        return null;
      }
      rawPaths.set(path, raw);
    }
    return Object.create(dirent, { name: { value: name } }) as Dirent;
  };

  const listBytes = (folder: string): Dirent[] =>
    readdirSync(locate(folder), { withFileTypes: true, encoding: 'buffer' })
      .map((dirent) => named(dirent, folder))
      .filter((dirent) => dirent !== null);

  const list = (folder: string): Dirent[] => {
    if (rawPaths.has(folder)) return listBytes(folder);
    const found = readdirSync(locate(folder), { withFileTypes: true });
    // Almost every folder has only names that are what they read as.
    return found.some(({ name }) => UNSURE.test(name)) ? listBytes(folder) : found;
  };
  return { unreadable, locate, list };
}

/** `readdir` as fast-glob calls it. What is thrown ends the walk. */
function readdirBy(list: (folder: string) => Dirent[]) {
  let folders = 0;
  const read = (folder: string, done: Done): void => {
    let found: Dirent[];
    try {
      found = list(folder);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)), []);
      return;
    }
    done(null, found);
  };
  return (folder: string, _options: unknown, done: Done): void => {
    folders += 1;
    if (folders % FOLDERS_AT_ONCE === 0) setImmediate(read, folder, done);
    else read(folder, done);
  };
}

/**
 * @param root absolute path of the folder
 * @param problemWith asked with the number of files so far; what it returns ends the walk
 */
export function folderFiles(
  root: string,
  problemWith: (files: number) => Error | null,
): FolderFiles {
  const { unreadable, locate, list } = namesBelow(root);
  const base = withSeparator(root);
  const paths: string[] = [];
  const skipped: SkippedFile[] = [];
  let files = 0;
  const note = (dirent: Dirent, folder: string): void => {
    files += 1;
    const path = folder === '' ? dirent.name : `${folder}/${dirent.name}`;
    const hidden = hiddenPart(path);
    if (hidden !== null) skipped.push({ path: hidden, reason: 'hidden-file' });
    else if (dirent.isFile()) paths.push(path);
    else skipped.push({ path, reason: 'link' });
  };
  /** The folders in a folder, once its files are noted; what is thrown ends the walk. */
  const foldersIn = (path: string): Dirent[] => {
    const hidden = path === '' ? null : hiddenPart(`${path}/`);
    if (hidden !== null) {
      skipped.push({ path: hidden, reason: 'hidden-file' });
      return [];
    }
    let found: Dirent[] = [];
    try {
      found = list(path);
    } catch (error) {
      if (path === '') throw error;
      unreadable.push(path);
    }
    const inner: Dirent[] = [];
    for (const dirent of found) {
      if (dirent.isDirectory()) inner.push(dirent);
      else note(dirent, path);
    }
    const problem = problemWith(files);
    if (problem !== null) throw problem;
    return inner;
  };
  const adapter = {
    readdir: readdirBy((folder) => foldersIn(folder === root ? '' : folder.slice(base.length))),
  };
  return {
    adapter: adapter as unknown as Partial<FileSystemAdapter>,
    ...{ unreadable, paths, skipped, locate },
  };
}
