/** The command itself, as its users run it, and what the parts of the bench share. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure, type Usage } from './process.ts';
import type { BenchOptions } from './options.ts';
import type { PageFile, Subject } from './subject.ts';

const DIST = join(import.meta.dirname, '..', '..', 'dist');
export const COMMAND = join(DIST, 'cli', 'main.js');
export const LIBRARY = join(DIST, 'index.js');
export { DIST };

export interface Bench {
  readonly options: BenchOptions;
  readonly subject: Subject;
  /** A folder of this run, which is removed at its end. */
  readonly work: string;
  readonly say: (text: string) => void;
}

/** Where an import writes: archive and tree stand in one folder. */
const targetOf = (folder: string): readonly string[] => [
  '--archive',
  archiveIn(folder),
  '--markdown',
  join(folder, 'markdown'),
];

export const archiveIn = (folder: string): string => join(folder, 'archive.sqlite');

/** How many pages the summary has of a kind. */
const counted = (summary: string, outcome: string): number =>
  Number(new RegExp(`(\\d+) ${outcome}\\b`).exec(summary)?.[1] ?? -1);

/** An import that must do what it is measured for. @throws Error when it did something else. */
async function importRun(
  source: string,
  target: string,
  expected: Readonly<Record<string, number | 'some'>>,
  flags: readonly string[],
): Promise<Usage> {
  const run = await measure([COMMAND, 'import', source, ...targetOf(target)], flags);
  for (const [outcome, wanted] of Object.entries(expected)) {
    const found = counted(run.stdout, outcome);
    if (wanted === 'some' ? found > 0 : found === wanted) continue;
    throw new Error(`expected ${String(wanted)} pages ${outcome}:\n${run.stdout}`);
  }
  return run;
}

let setAside = 0;

/**
 * Imports everything into a folder that is made anew. What was there goes aside until the bench ends:
 * ext4 looks for long at the numbers of files that were just removed before it gives them to new ones.
 */
export function fullImport(
  source: string,
  target: string,
  flags: readonly string[] = [],
): Promise<Usage> {
  if (existsSync(target)) {
    setAside += 1;
    renameSync(target, `${target}-${String(setAside)}`);
  }
  mkdirSync(target, { recursive: true });
  return importRun(source, target, { created: 'some', updated: 0, failed: 0 }, flags);
}

export const noopImport = (source: string, target: string): Promise<Usage> =>
  importRun(source, target, { created: 0, updated: 0, unchanged: 'some', failed: 0 }, []);

export const changeImport = (source: string, target: string): Promise<Usage> =>
  importRun(source, target, { created: 0, updated: 1, failed: 0 }, []);

/** The folder with an import of the subject: that of the last measured one, else made now. */
export async function imported({ subject, work, say }: Bench): Promise<string> {
  const folder = importedFolder(work);
  if (!existsSync(archiveIn(folder))) {
    say('importing once, not measured');
    await fullImport(subject.folder, folder);
  }
  return folder;
}

export const importedFolder = (work: string): string => join(work, 'imported');

/** Writes which files a program is to read; the path of the list. */
export function fileList(
  { work, subject }: Bench,
  name: string,
  pages: readonly PageFile[],
): string {
  const path = join(work, `${name}.json`);
  const files = pages.map((page) => page.path);
  writeFileSync(path, JSON.stringify({ folder: subject.folder, files }));
  return path;
}

export const pageText = ({ subject }: Bench, { path }: PageFile): string =>
  readFileSync(join(subject.folder, path), 'utf8');
