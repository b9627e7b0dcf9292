/** Keeps the sources' own bytes beside the archive: what no conversion can lose. */
import pLimit from 'p-limit';
import type { Archive } from '../archive/archive.ts';
import { openOriginals, type Originals } from '../archive/keep-original.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import { SourceError } from '../model/errors.ts';
import type { ImportReport } from '../model/imports.ts';
import type { OriginalRow } from '../model/stored.ts';
import type { Source, SourceEntry } from '../source/source.ts';
import type { Owners } from './attachments.ts';
import { aborted, type ResolvedOptions } from './options.ts';
import type { Scan } from './scan.ts';

export interface KeptOriginals {
  readonly counts: NonNullable<ImportReport['originals']>;
  readonly diagnostics: readonly { readonly path: string; readonly found: Diagnostic }[];
}

/** What of an import's attachments lies beside its sources' own files. */
export interface Attached {
  readonly owners: Owners;
  /** Where each attachment that is there lies in its source, by row id. */
  readonly paths: ReadonlyMap<number, string>;
}

const FILES_PER_CHUNK = 500;

interface FileOfSource {
  readonly source: Source;
  readonly entry: SourceEntry;
}

/**
 * Stores the bytes of every file of the sources, except hidden files and links: pages, indexes,
 * attachments, whatever was skipped, and the export's style sheets and icons, so that the export
 * can be put together again. A file whose stamp is known is not read again, but with `checksum`.
 *
 * With `dryRun` nothing is written; the counts are those of the run that would follow.
 * @throws ArchiveError when the folder of originals cannot be written; AbortedError.
 */
export async function keepOriginals(
  archive: Archive,
  found: Scan,
  importId: number,
  attached: Attached,
  options: ResolvedOptions,
): Promise<KeptOriginals> {
  const originals = openOriginals(options.archive, options.dryRun);
  const keep = keeperOf(
    originals,
    options.checksum ? new Map() : await stampedFiles(archive),
    options,
  );
  const files = await filesOf(archive, found, attached);
  const counts = { stored: 0, known: 0, bytes: 0 };
  const diagnostics: { path: string; found: Diagnostic }[] = [];
  const limit = pLimit(options.jobs);
  for (let from = 0; from < files.length; from += FILES_PER_CHUNK) {
    options.onProgress({ phase: 'keeping', done: from, total: files.length });
    const chunk = files.slice(from, from + FILES_PER_CHUNK);
    const results = await Promise.all(chunk.map((file) => limit(() => keep(file))));
    for (const [at, result] of results.entries()) {
      if (result.kind === 'failed') {
        diagnostics.push({ path: chunk[at]?.entry.path ?? '', found: result.diagnostic });
      } else {
        counts[result.isNew ? 'stored' : 'known'] += 1;
        if (result.isNew) counts.bytes += result.row.bytes;
      }
    }
    // The files first: a row without its file would be a promise that is not kept.
    originals.settle();
    const rows = results.flatMap((result) => (result.kind === 'kept' ? [result.row] : []));
    if (!options.dryRun) await archive.rememberOriginals(importId, rows);
  }
  options.onProgress({ phase: 'keeping', done: files.length, total: files.length });
  return { counts, diagnostics };
}

type Result =
  | { readonly kind: 'kept'; readonly row: OriginalRow; readonly isNew: boolean }
  | { readonly kind: 'failed'; readonly diagnostic: Diagnostic };

const keyOf = (path: string, stamp: string): string => `${stamp}\n${path}`;

async function stampedFiles(archive: Archive): Promise<ReadonlyMap<string, OriginalRow>> {
  const rows = await archive.stampedOriginals();
  return new Map(rows.map((row) => [keyOf(row.path, row.stamp ?? ''), row]));
}

function keeperOf(
  originals: Originals,
  stamped: ReadonlyMap<string, OriginalRow>,
  { limits, signal }: ResolvedOptions,
): (file: FileOfSource) => Promise<Result> {
  return async ({ source, entry: { path, stamp, bytes } }) => {
    if (signal?.aborted === true) throw aborted();
    const before = stamp === null ? undefined : stamped.get(keyOf(path, stamp));
    if (before !== undefined && originals.has(before.sha256)) {
      return { kind: 'kept', row: before, isNew: false };
    }
    const failed = (reason: string): Result => ({
      kind: 'failed',
      diagnostic: diagnostic('original-not-kept', reason),
    });
    if (bytes > limits.maxAttachmentBytes) return failed('it is larger than the limit');
    try {
      const { isNew, ...digest } = await originals.store(await source.stream(path));
      return { kind: 'kept', row: { path, stamp, ...digest }, isNew };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return failed(error.message);
    }
  };
}

/**
 * The sources' files, and the attachments that are no files of their own there: those inside Word
 * exports, and those beside a single page.
 */
async function filesOf(
  archive: Archive,
  found: Scan,
  { owners, paths }: Attached,
): Promise<readonly FileOfSource[]> {
  const files = found.sources.flatMap((source) =>
    source.entries.map((entry) => ({ source, entry })),
  );
  const listed = new Map<Source, Set<string>>(
    found.sources.map((source) => [source, new Set(source.entries.map(({ path }) => path))]),
  );
  for (const { id, pageId } of await archive.attachments()) {
    const [source, path] = [owners.get(pageId)?.source, paths.get(id)];
    const known = source === undefined ? undefined : listed.get(source);
    if (source === undefined || path === undefined || known?.has(path) !== false) continue;
    known.add(path);
    const entry = await source.stat(path);
    if (entry !== null) files.push({ source, entry });
  }
  return files;
}
