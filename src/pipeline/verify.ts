/** Checks that everything is still what it was: the archive, its originals, and the tree. */
import { resolve as absolute } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import { openArchive } from '../archive/open.ts';
import {
  findOriginal,
  hashOriginal,
  listOriginals,
  originalPath,
  originalsFolder,
} from '../archive/originals-folder.ts';
import { ArchiveError } from '../model/errors.ts';
import type { ProgressEvent } from '../model/imports.ts';
import type { VerifyFinding, VerifyReport } from '../model/verify.ts';
import { checkFixity, isPublishedFile, type Fixity } from '../publish/fixity.ts';
import { MANIFEST_FILE } from '../publish/manifest.ts';
import { listTree } from '../publish/tree-listing.ts';
import { aborted } from './options.ts';

export interface VerifyOptions {
  /** Path of the SQLite file of an import. */
  readonly archive: string;
  /** The Markdown folder of that import; null to leave it out. */
  readonly markdown: string | null;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined;
}

/**
 * Reads all there is and holds it against the hashes that were noted when it was written: SQLite's
 * own checks of the archive; the stored originals, unpacked; the published files against the
 * manifest, and the manifest against the archive. Writes nothing.
 *
 * @throws ArchiveError, OutputError when there is no archive or tree; AbortedError.
 */
export async function verifyArchive(options: VerifyOptions): Promise<VerifyReport> {
  const started = performance.now();
  const archive = await openArchive(options.archive, { mode: 'read' });
  try {
    const file = await checkFile(archive);
    const originals = file.isReadable ? await checkOriginals(archive, options) : NO_ORIGINALS;
    const tree = file.isReadable ? await checkTree(archive, options) : null;
    return {
      archive: absolute(options.archive),
      markdownDir: tree === null ? null : absolute(options.markdown ?? ''),
      checked: { originals: originals.checked, ...(tree?.checked ?? NO_FILES) },
      findings: [...file.findings, ...originals.findings, ...(tree?.findings ?? [])],
      strays: originals.strays,
      ownFiles: tree?.ownFiles ?? 0,
      elapsedMs: Math.round(performance.now() - started),
    };
  } finally {
    await archive.close();
  }
}

const NO_FILES = { files: 0, pages: 0, attachments: 0 };

async function checkFile(
  archive: Archive,
): Promise<{ readonly findings: readonly VerifyFinding[]; readonly isReadable: boolean }> {
  const findings: VerifyFinding[] = [];
  try {
    const { damage, orphans } = await archive.check();
    for (const detail of damage) findings.push({ problem: 'archive-damaged', path: null, detail });
    for (const { table, count } of orphans) {
      const detail = `${table}: ${String(count)}`;
      findings.push({ problem: 'archive-inconsistent', path: null, detail });
    }
    const last = await archive.lastImport();
    if (last !== null && last.status !== 'completed') {
      const detail = `number ${String(last.id)}, ${last.isAtWork ? 'at work' : 'stopped'}`;
      findings.push({ problem: 'import-unfinished', path: null, detail });
    }
    return { findings, isReadable: damage.length === 0 };
  } catch (error) {
    // So damaged that SQLite gives up: that is a finding too.
    if (!(error instanceof ArchiveError)) throw error;
    const finding = { problem: 'archive-damaged', path: null, detail: error.message } as const;
    return { findings: [...findings, finding], isReadable: false };
  }
}

interface Originals {
  readonly checked: number;
  readonly findings: readonly VerifyFinding[];
  readonly strays: readonly string[];
}

const NO_ORIGINALS: Originals = { checked: 0, findings: [], strays: [] };

async function checkOriginals(
  archive: Archive,
  { archive: path, signal, onProgress = () => undefined }: VerifyOptions,
): Promise<Originals> {
  const folder = originalsFolder(absolute(path));
  const stored = await archive.storedOriginals();
  const findings: VerifyFinding[] = [];
  const expected = new Set<string>();
  for (const [at, { sha256, path: detail }] of stored.entries()) {
    if (signal?.aborted === true) throw aborted();
    const file = findOriginal(folder, sha256);
    const place = originalPath(sha256, file?.isPacked ?? true);
    if (file === null) findings.push({ problem: 'original-missing', path: place, detail });
    else if ((await hashOriginal(file)) !== sha256) {
      findings.push({ problem: 'original-changed', path: place, detail });
    }
    expected.add(place);
    onProgress({ phase: 'verifying', done: at + 1, total: stored.length });
  }
  const strays = listOriginals(folder).filter((name) => !expected.has(name));
  return { checked: stored.length, findings, strays };
}

interface Tree {
  readonly checked: Omit<VerifyReport['checked'], 'originals'>;
  readonly findings: readonly VerifyFinding[];
  readonly ownFiles: number;
}

/** Null when nothing was published. @throws OutputError when something was, and there is no tree. */
async function checkTree(archive: Archive, options: VerifyOptions): Promise<Tree | null> {
  const { markdown: folder, signal, onProgress = () => undefined } = options;
  const published = await archive.publishedFiles();
  if (folder === null || published.length === 0) return null;
  const fixity = await checkFixity(folder, (done, total) => {
    if (signal?.aborted === true) throw aborted();
    onProgress({ phase: 'checking', done, total });
  });
  const ofKind = (kind: string): number => published.filter((file) => file.kind === kind).length;
  return {
    checked: {
      files: fixity.listed.length,
      pages: ofKind('page'),
      attachments: ofKind('attachment'),
    },
    findings: [...treeFindings(fixity), ...disagreements(published, fixity, folder)],
    ownFiles: ownFiles(folder, fixity),
  };
}

const treeFindings = ({ changed, missing }: Fixity): readonly VerifyFinding[] => [
  ...changed.map((path) => ({ problem: 'file-changed', path, detail: null }) as const),
  ...missing.map((path) => ({ problem: 'file-missing', path, detail: null }) as const),
];

/** Where the archive says something else of a file than the manifest does. */
function disagreements(
  published: Awaited<ReturnType<Archive['publishedFiles']>>,
  { hashes }: Fixity,
  folder: string,
): readonly VerifyFinding[] {
  return published.flatMap(({ kind, path, sha256 }): readonly VerifyFinding[] => {
    const listed = hashes.get(path);
    if (listed === sha256) return [];
    if (listed !== undefined) return [{ problem: `${kind}-differs`, path, detail: null }];
    // A file that somebody edited left the manifest with the import that found it so: it is theirs.
    if (isPublishedFile(folder, path)) return [];
    return [{ problem: 'file-missing', path, detail: 'not in the manifest either' }];
  });
}

function ownFiles(folder: string, { hashes }: Fixity): number {
  return listTree(folder).files.filter((path) => !hashes.has(path) && path !== MANIFEST_FILE)
    .length;
}
