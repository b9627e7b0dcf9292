/** What is measured: a made-up space, or an export that the caller names. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { writeSpace, type SpaceSize } from './space.ts';

export interface PageFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly bytes: number;
}

export interface Subject {
  readonly folder: string;
  /** The HTML files outside of attachments, indexes among them: what an import has to parse. */
  readonly pages: readonly PageFile[];
  readonly files: number;
  /** Null for an export that the caller named. */
  readonly made: SpaceSize | null;
}

export const bytesOf = (pages: readonly PageFile[]): number =>
  pages.reduce((sum, { bytes }) => sum + bytes, 0);

const isPage = (path: string): boolean =>
  /\.html?$/i.test(path) && !/(?:^|\/)(?:attachments|images|styles)\//.test(path);

/** Reads what the folder holds. @throws Error when there is no page in it. */
export function subjectAt(folder: string, made: SpaceSize | null): Subject {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const pages = files
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }))
    .filter(({ name }) => isPage(name))
    .map(({ path, name }) => ({ path: name, bytes: statSync(path).size }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  if (pages.length === 0) throw new Error(`expected an HTML export, found none: ${folder}`);
  return { folder, pages, files: files.length, made };
}

/** Another generator is another space. */
function generatorVersion(): string {
  const hash = createHash('sha256');
  for (const file of ['random.ts', 'page-body.ts', 'space.ts']) {
    hash.update(readFileSync(join(import.meta.dirname, file)));
  }
  return hash.digest('hex').slice(0, 8);
}

/** A made-up space, which stays in the system's folder for temporary files for the next run. */
export function madeSpace(size: SpaceSize, say: (text: string) => void): Subject {
  const name = `${String(size.pages)}-pages-seed-${String(size.seed)}-${generatorVersion()}`;
  const spaces = join(tmpdir(), 'confluence-archive-bench');
  const folder = join(spaces, name);
  if (!existsSync(folder)) {
    say(`making up a space of ${String(size.pages)} pages`);
    mkdirSync(spaces, { recursive: true });
    const unfinished = `${folder}.${String(process.pid)}`;
    try {
      writeSpace(unfinished, size);
      renameSync(unfinished, folder);
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  return subjectAt(folder, size);
}

/**
 * This many pages that together are as large as so many pages of the space are on average: each is
 * one of an equal share of the pages, sorted by size, the one nearest to the mean of its share.
 */
export function drawn(pages: readonly PageFile[], count: number): readonly PageFile[] {
  if (count >= pages.length) return pages;
  const sorted = [...pages].sort((a, b) => a.bytes - b.bytes);
  return Array.from({ length: count }, (_, at) => {
    const share = sorted.slice(
      Math.floor((at * sorted.length) / count),
      Math.floor(((at + 1) * sorted.length) / count),
    );
    const mean = bytesOf(share) / share.length;
    return share.reduce((best, page) =>
      Math.abs(page.bytes - mean) < Math.abs(best.bytes - mean) ? page : best,
    );
  });
}
