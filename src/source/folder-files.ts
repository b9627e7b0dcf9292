/**
 * fast-glob's view of the disk, with three things that it lacks: a folder that cannot be read is
 * reported instead of ending or silently shortening the walk; names that are not UTF-8, or that hold
 * line breaks, stay reachable; hidden folders are not entered.
 */
import { isUtf8 } from 'node:buffer';
import { readdir, type Dirent } from 'node:fs';
import { relative, sep } from 'node:path';
import type { FileSystemAdapter } from 'fast-glob';
import { hiddenPart } from './file-kind.ts';

export interface FolderFiles {
  readonly adapter: Partial<FileSystemAdapter>;
  /** Relative paths of folders that could not be read, and of names that cannot be told apart. */
  readonly unreadable: string[];
  /** Where a listed path is on the disk. */
  locate(path: string): string | Buffer;
}

/** A name as text, without line breaks; unzipping old exports leaves names in GBK and the like. */
function readableName(raw: Buffer): string {
  return raw.toString(isUtf8(raw) ? 'utf8' : 'latin1').replace(/[\r\n]/g, '\uFFFD');
}

/** A name that may have been other bytes. */
const UNSURE = /[\r\n\uFFFD]/;

type Done = (error: Error | null, files: Dirent[]) => void;

interface Names extends Pick<FolderFiles, 'unreadable' | 'locate'> {
  /** The files of a folder, by its relative path, '' for the root. */
  readonly list: (folder: string, done: Done) => void;
}

/** @param root absolute path of the folder */
function namesBelow(root: string): Names {
  // Paths are clean already: to normalise each takes as long as to look at its file.
  const base = root.endsWith(sep) ? root : `${root}${sep}`;
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

  const listBytes = (folder: string, done: Done): void => {
    readdir(locate(folder), { withFileTypes: true, encoding: 'buffer' }, (error, found) => {
      const files = error === null ? found.map((dirent) => named(dirent, folder)) : [];
      done(
        error,
        files.filter((dirent) => dirent !== null),
      );
    });
  };

  const list = (folder: string, done: Done): void => {
    if (rawPaths.has(folder)) {
      listBytes(folder, done);
      return;
    }
    readdir(locate(folder), { withFileTypes: true }, (error, found) => {
      // Almost every folder has only names that are what they read as.
      if (error === null && found.some(({ name }) => UNSURE.test(name))) listBytes(folder, done);
      else done(error, error === null ? found : []);
    });
  };
  return { unreadable, locate, list };
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
  let files = 0;
  const readdirOf = (folder: string, _options: unknown, done: Done): void => {
    const path = relative(root, folder).split(sep).join('/');
    if (path !== '' && hiddenPart(`${path}/`) !== null) {
      done(null, []);
      return;
    }
    list(path, (error, found) => {
      if (error !== null && path !== '') unreadable.push(path);
      for (const dirent of found) if (!dirent.isDirectory()) files += 1;
      const problem = error !== null && path === '' ? error : problemWith(files);
      done(problem, problem === null ? found : []);
    });
  };
  const adapter = { readdir: readdirOf };
  return { adapter: adapter as unknown as Partial<FileSystemAdapter>, unreadable, locate };
}
