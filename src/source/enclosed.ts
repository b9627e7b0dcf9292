/**
 * Presents the files inside Word exports as files below them (`Title.doc/3f1c….png`), as the files
 * inside a zip are presented: so their size, hash and copy come about as those of any attachment,
 * whether the export lies in a folder, in a zip or alone.
 */
import { Readable } from 'node:stream';
import { SourceError } from '../model/errors.ts';
import { abortable } from './abort.ts';
import type { Source, SourceEntry, SourceOptions } from './contract.ts';
import { HEAD_BYTES, isWordExport, openMessage, type Enclosed } from './message.ts';

/** Names that Word exports have, or get so that browsers open them. What they are, content tells. */
export const hasWordExportName = (path: string): boolean => /\.(?:doc|mht|mhtml)$/i.test(path);

/** Whether the file is a Word export, by its first bytes; what cannot be read is none. */
export async function holdsWordExport(source: Source, path: string): Promise<boolean> {
  try {
    const pieces: Buffer[] = [];
    let bytes = 0;
    for await (const piece of await source.stream(path)) {
      pieces.push(piece as Buffer);
      bytes += (piece as Buffer).length;
      if (bytes >= HEAD_BYTES) break;
    }
    return isWordExport(Buffer.concat(pieces));
  } catch (error) {
    if (error instanceof SourceError) return false;
    throw error;
  }
}

type Files = ReadonlyMap<string, Enclosed>;

/**
 * The same source, in which `stat`, `read` and `stream` also find enclosed files; `entries` are the
 * real files still. One export is open at a time, and its size is bounded by `maxPageBytes`.
 */
export function withEnclosed(source: Source, options: SourceOptions): Source {
  let opened: { readonly path: string; readonly files: Promise<Files> } | null = null;
  const filesOf = (path: string): Promise<Files> => {
    if (opened?.path !== path) opened = { path, files: filesIn(source, path) };
    return opened.files;
  };
  const find = async (path: string): Promise<{ holder: SourceEntry; file: Enclosed } | null> => {
    const at = path.lastIndexOf('/');
    const holder = at === -1 ? null : await source.stat(path.slice(0, at));
    if (holder === null) return null;
    const file = (await filesOf(holder.path)).get(path.slice(at + 1));
    return file === undefined ? null : { holder, file };
  };
  return {
    ...source,
    async stat(path) {
      const real = await source.stat(path);
      if (real !== null) return real;
      const found = await find(path);
      if (found === null) return null;
      const { content, name } = found.file;
      const { modifiedMs, stamp: holder } = found.holder;
      const stamp = holder === null ? null : `${holder} ${name}`;
      return { path, bytes: content.length, modifiedMs, stamp };
    },
    async read(path) {
      return (await find(path))?.file.content ?? source.read(path);
    },
    async stream(path) {
      const found = await find(path);
      if (found === null) return source.stream(path);
      const content = Readable.from([found.file.content], { objectMode: false });
      return abortable(content, options.signal);
    },
  };
}

async function filesIn(source: Source, path: string): Promise<Files> {
  if (!(await holdsWordExport(source, path))) return new Map();
  try {
    const message = await openMessage(await source.read(path));
    return new Map(message?.enclosed.map((file) => [file.name, file]));
  } catch (error) {
    if (error instanceof SourceError) return new Map();
    throw error;
  }
}
