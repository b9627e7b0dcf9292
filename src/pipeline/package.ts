/** Packs archive, originals and tree as one BagIt package, for keeping or for handing over. */
import { resolve as absolute } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import { openArchive } from '../archive/open.ts';
import {
  findOriginal,
  originalPath,
  originalsFolder,
  readStored,
} from '../archive/originals-folder.ts';
import { validateBag } from '../bagit/validate-bag.ts';
import { assertFree, writeBag, type PayloadFile } from '../bagit/write-bag.ts';
import type { BagReport } from '../model/bag.ts';
import { ArchiveError, UsageError } from '../model/errors.ts';
import type { ProgressEvent } from '../model/imports.ts';
import type { PackageReport } from '../model/package.ts';
import { VERIFY_PROBLEMS, type VerifyReport } from '../model/verify.ts';
import { VERSION } from '../model/version.ts';
import { listTree, readListed, type TreeListing } from '../publish/tree-listing.ts';
import { describePackage } from './package-description.ts';
import { verifyArchive } from './verify.ts';

export interface PackageOptions {
  /** Where the package will be; not there yet, or empty. */
  readonly folder: string;
  /** Path of the SQLite file of an import. */
  readonly archive: string;
  /** The Markdown folder of that import; null to leave it out. */
  readonly markdown: string | null;
  /** False leaves the originals out; default: true. */
  readonly originals?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined;
  readonly clock?: (() => Date) | undefined;
}

/**
 * Writes a BagIt 1.0 package (RFC 8493): `data/archive.sqlite`, a copy in one file;
 * `data/archive.originals`, where `verify` and `openOriginal` look for them; `data/markdown`.
 *
 * Everything is checked first. What was changed in the tree is packed as it is and reported, since
 * people edit it; a package never gives new checksums to a damaged archive or to damaged originals.
 *
 * @throws UsageError without a folder; ArchiveError when archive or originals are damaged, or an
 *   import is at work; OutputError when there is something at `folder`, there is no tree, or the
 *   package cannot be written; AbortedError. No part of a package is left then.
 */
export async function packageArchive(options: PackageOptions): Promise<PackageReport> {
  const started = performance.now();
  const folder = target(options.folder);
  const archive = await openArchive(options.archive, { mode: 'read' });
  try {
    const begun = await settledImport(archive);
    const checked = await verifyArchive(options);
    refuseDamage(checked, options);
    const { payload, ...contents } = await contentsOf(archive, checked, options);
    const copy = (place: string): Promise<void> => copyUnchanged(archive, begun, place);
    const info = [
      ['Bagging-Date', (options.clock ?? (() => new Date()))().toISOString().slice(0, 10)],
      ['Bag-Software-Agent', `confluence-archive ${VERSION}`],
      ['External-Description', describePackage(await archive.pageSummaries(), contents)],
    ] as const;
    // The archive last: by then it is known whether an import has changed what was copied before.
    const written = await writeBag(
      folder,
      [...payload, { path: 'archive.sqlite', make: copy }],
      info,
      {
        signal: options.signal,
        onFile: (done, total) => options.onProgress?.({ phase: 'packing', done, total }),
      },
    );
    return {
      folder,
      archive: checked.archive,
      markdownDir: checked.markdownDir,
      ...written,
      ...contents,
      findings: checked.findings,
      elapsedMs: Math.round(performance.now() - started),
    };
  } finally {
    await archive.close();
  }
}

/** Asked before anything is read: who names the wrong folder should not wait to be told. */
function target(folder: string): string {
  if (folder === '') throw new UsageError('No folder for the package was given.');
  assertFree(absolute(folder));
  return absolute(folder);
}

/** The number of the last import; 0 before the first. @throws ArchiveError when it is at work. */
async function settledImport(archive: Archive): Promise<number> {
  const last = await archive.lastImport();
  if (last?.isAtWork !== true) return last?.id ?? 0;
  throw new ArchiveError(
    `An import is changing the archive ${archive.path} (number ${String(last.id)}).`,
    'Wait until it has finished, then run the command again.',
  );
}

async function copyUnchanged(archive: Archive, begun: number, place: string): Promise<void> {
  await archive.copyTo(place);
  if ((await settledImport(archive)) === begun) return;
  throw new ArchiveError(
    'An import has changed the archive while it was packed, so the package was given up.',
    'Run the command again.',
  );
}

const OF_ORIGINALS: readonly string[] = ['original-missing', 'original-changed'];
const OF_ARCHIVE: readonly string[] = ['archive-damaged', 'archive-inconsistent'];

function refuseDamage({ findings }: VerifyReport, { originals = true }: PackageOptions): void {
  const fatal = [...OF_ARCHIVE, ...(originals ? OF_ORIGINALS : [])];
  const [first] = findings.filter(({ problem }) => fatal.includes(problem));
  if (first === undefined) return;
  const about = [first.path, first.detail].filter((part) => part !== null).join(', ');
  const { sentence, advice } = VERIFY_PROBLEMS[first.problem];
  throw new ArchiveError(
    `No package was written of what is damaged. ${sentence} (${about})`,
    `${advice} \`confluence-archive verify\` lists everything.`,
  );
}

type Contents = Pick<PackageReport, 'originals' | 'markdownFiles' | 'leftOut'>;

async function contentsOf(
  archive: Archive,
  { markdownDir }: VerifyReport,
  options: PackageOptions,
): Promise<Contents & { readonly payload: readonly PayloadFile[] }> {
  const tree = markdownDir === null ? NO_TREE : listTree(markdownDir);
  const markdown = tree.files.map((path): PayloadFile => ({
    path: `markdown/${path}`,
    open: () => readListed(markdownDir ?? '', path),
  }));
  const originals = options.originals === false ? null : await originalsOf(archive);
  return {
    payload: [...(originals ?? []), ...markdown],
    originals: originals?.length ?? null,
    markdownFiles: markdownDir === null ? null : markdown.length,
    leftOut: tree.leftOut,
  };
}

const NO_TREE: TreeListing = { files: [], leftOut: [] };

async function originalsOf(archive: Archive): Promise<readonly PayloadFile[]> {
  const folder = originalsFolder(archive.path);
  const stored = await archive.storedOriginals();
  return stored.flatMap(({ sha256 }): readonly PayloadFile[] => {
    const file = findOriginal(folder, sha256);
    if (file === null) return [];
    const path = `archive.originals/${originalPath(sha256, file.isPacked)}`;
    return [{ path, open: () => readStored(file) }];
  });
}

export interface ValidateOptions {
  /** Folder of a BagIt package, whoever wrote it. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined;
}

/**
 * Validates a BagIt package completely: its form, and every checksum. Without findings it is valid.
 * @throws OutputError when there is no such folder, or a file cannot be read; AbortedError.
 */
export const validatePackage = ({
  folder,
  signal,
  onProgress,
}: ValidateOptions): Promise<BagReport> =>
  validateBag(folder, {
    signal,
    onFile: (done, total) => onProgress?.({ phase: 'checking', done, total }),
  });
