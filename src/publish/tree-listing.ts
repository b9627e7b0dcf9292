/** Everything that lies in the Markdown folder, whoever put it there. */
import { join } from 'node:path';
import * as disk from './disk.ts';

export interface TreeListing {
  /** Relative to the folder, with `/`, in order. */
  readonly files: readonly string[];
  /** Hidden files and folders (ending in `/`), links and special files: none is looked into. */
  readonly leftOut: readonly string[];
}

/** Lists a Markdown folder; nothing is followed, nothing is opened. @throws OutputError */
export function listTree(folder: string): TreeListing {
  const files: string[] = [];
  const leftOut: string[] = [];
  const visit = (below: string): void => {
    for (const entry of disk.entriesOf(join(folder, below))) {
      const path = `${below}${entry.name}`;
      const isFolder = entry.isDirectory();
      if (entry.name.startsWith('.')) leftOut.push(isFolder ? `${path}/` : path);
      else if (isFolder) visit(`${path}/`);
      else (entry.isFile() ? files : leftOut).push(path);
    }
  };
  visit('');
  return { files: files.sort(), leftOut: leftOut.sort() };
}

/** A listed file in pieces. What fails comes as an OutputError while reading. */
export async function* readListed(folder: string, path: string): AsyncGenerator<Uint8Array> {
  const place = join(folder, path);
  try {
    for await (const piece of disk.readPieces(place)) yield piece;
  } catch (error) {
    throw disk.readError(place, error);
  }
}
