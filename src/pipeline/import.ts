/** The import: from sources to archive and Markdown, in one call. */
import { archiveExists, openArchive } from '../archive/open.ts';
import type { Archive } from '../archive/archive.ts';
import { diagnostic } from '../model/diagnostics.ts';
import type { ImportReport } from '../model/imports.ts';
import { VERSION } from '../model/version.ts';
import {
  byFolderAndName,
  hashAttachments,
  locate,
  locateAttachments,
  type Located,
} from './attachments.ts';
import { markDuplicates } from './duplicates.ts';
import { ingestExport, type Ingest } from './ingest.ts';
import { archiveKeeper, dryKeeper, type Keeper, type WritingKeeper } from './keeper.ts';
import { aborted, resolveOptions, type ImportOptions, type ResolvedOptions } from './options.ts';
import { keepOriginals, type KeptOriginals } from './originals.ts';
import { publishArchive, type Publication } from './publication.ts';
import { holdsPages } from './read-file.ts';
import { closeSources, noExport, openSources, scan, type Scan } from './scan.ts';
import { createTally, type Tally } from './tally.ts';

/**
 * Imports Confluence exports into an archive and publishes it as Markdown.
 *
 * One bad page never ends the run: it is counted as `failed` and named in the diagnostics.
 *
 * @returns what was done, or with `dryRun` what would be; the counts add up to the files found.
 * @throws UsageError for options that cannot be meant; SourceError for sources that cannot be
 *   used, before anything is written; ArchiveError and OutputError for files that cannot be
 *   written; AbortedError when the signal fires, with everything written so far whole.
 */
export async function importExport(options: ImportOptions): Promise<ImportReport> {
  const started = performance.now();
  const resolved = resolveOptions(options);
  const sources = await openSources(resolved.sources, resolved.limits, resolved.signal);
  try {
    const found = await scan(sources);
    if (!(await holdsPages(found, resolved.format))) throw noExport(resolved.sources);
    const done = resolved.dryRun
      ? await rehearse(found, resolved)
      : await carryOut(found, resolved);
    return { ...done, elapsedMs: Math.round(performance.now() - started) };
  } finally {
    await closeSources(sources);
  }
}

type Done = Omit<ImportReport, 'elapsedMs'>;

async function rehearse(found: Scan, options: ResolvedOptions): Promise<Done> {
  const archive = archiveExists(options.archive)
    ? await openArchive(options.archive, { mode: 'read' })
    : null;
  try {
    const tally = createTally();
    const keeper = await dryKeeper(archive);
    await ingestAll(found, options, keeper, tally);
    const named = await keeper.attachments();
    const elsewhere = byFolderAndName(found.sources);
    const there = await Promise.all(
      named.map(({ source, path }) => locate(source, path, elsewhere)),
    );
    skipOthers(found, new Set(there.flatMap((entry) => entry?.path ?? [])), tally);
    for (const [at, { page, path, fileName }] of named.entries()) {
      if ((there[at] ?? null) === null) {
        tally.report(page, [diagnostic('attachment-missing', path ?? fileName)]);
      }
    }
    const present = there.filter((entry) => entry !== null).length;
    const located = { present, missing: named.length - present };
    return reportOf(found, options, tally, { importId: null, located });
  } finally {
    await archive?.close();
  }
}

async function carryOut(found: Scan, options: ResolvedOptions): Promise<Done> {
  const archive = await openArchive(options.archive, { mode: 'write', clock: options.clock });
  try {
    const importId = await archive.beginImport({
      source: found.sources.map(({ location }) => location).join('\n'),
      format: options.format,
      toolVersion: VERSION,
      exclusive: true,
    });
    const tally = createTally();
    try {
      const done = await importInto(archive, importId, found, options, tally);
      await archive.finishImport(importId, 'completed', tally.counts());
      return done;
    } catch (error) {
      // Where the archive itself fails, this fails too; the next run finds a run that died.
      await archive.finishImport(importId, 'failed', tally.counts()).catch(() => undefined);
      throw error;
    }
  } finally {
    await archive.close();
  }
}

async function importInto(
  archive: Archive,
  importId: number,
  found: Scan,
  options: ResolvedOptions,
  tally: Tally,
): Promise<Done> {
  const keeper = await archiveKeeper(archive, importId);
  const written = await ingestAll(found, options, keeper, tally);
  await keeper.plantTrees();
  options.onProgress({ phase: 'linking', done: 0, total: 1 });
  const duplicates = await markDuplicates(archive, [...written]);
  for (const { path, found: item } of duplicates) tally.report(path, [item]);
  const located = await locateAttachments(archive, keeper.owners, options);
  for (const { path, found: item } of located.diagnostics) tally.report(path, [item]);
  await archive.resolve(importId);
  options.onProgress({ phase: 'linking', done: 1, total: 1 });
  const attached = { owners: keeper.owners, paths: located.paths };
  const kept = options.keepOriginals
    ? await keepOriginals(archive, found, importId, attached, options)
    : null;
  for (const { path, found: item } of kept?.diagnostics ?? []) tally.report(path, [item]);
  const publication = await publish(archive, keeper, located.paths, options);
  for (const { path, found: item } of publication.diagnostics) tally.report(path, [item]);
  skipOthers(found, new Set(located.paths.values()), tally);
  const { backup } = archive;
  const done = reportOf(found, options, tally, { importId, backup, kept, located, publication });
  await archive.addDiagnostics(importId, done.diagnostics);
  return done;
}

/** Files beside the pages: attachments that a page names, and what is left over. */
function skipOthers(found: Scan, attachments: ReadonlySet<string>, tally: Tally): void {
  for (const { path, reason } of found.others) {
    tally.skip(path, attachments.has(path) ? 'attachment' : reason);
  }
}

async function publish(
  archive: Archive,
  keeper: WritingKeeper,
  located: Located['paths'],
  options: ResolvedOptions,
): Promise<Publication> {
  if (options.markdown !== null) {
    return publishArchive(archive, options.markdown, keeper.owners, located, options);
  }
  const diagnostics = await hashAttachments(archive, keeper.owners, located, options);
  return { filesWritten: 0, preserved: [], diagnostics };
}

/** Ingests all exports; the rows that this run wrote or confirmed. */
async function ingestAll(
  found: Scan,
  options: ResolvedOptions,
  keeper: Keeper,
  tally: Tally,
): Promise<ReadonlySet<number>> {
  for (const item of found.diagnostics) tally.report(item.sourcePath, [item]);
  const total = found.exports.reduce((sum, group) => sum + group.length, 0);
  let done = 0;
  const ingest: Ingest = {
    options,
    keeper,
    tally,
    written: new Set(),
    onFile: () => {
      done += 1;
      options.onProgress({ phase: 'converting', done, total });
    },
  };
  options.onProgress({ phase: 'converting', done, total });
  for (const group of found.exports) {
    if (options.signal?.aborted === true) throw aborted();
    await ingestExport(group, ingest);
  }
  return ingest.written;
}

function reportOf(
  found: Scan,
  options: ResolvedOptions,
  tally: Tally,
  extra: {
    readonly importId: number | null;
    readonly backup?: string | null;
    readonly kept?: KeptOriginals | null;
    readonly located?: { readonly present: number; readonly missing: number };
    readonly publication?: Publication;
  },
): Done {
  const { importId, backup = null, kept = null, located, publication } = extra;
  return {
    importId,
    dryRun: options.dryRun,
    sources: found.sources.map(({ location }) => location),
    archive: options.archive,
    backup,
    markdownDir: options.markdown,
    filesFound: found.filesFound,
    ...tally.result(),
    attachments: { present: located?.present ?? 0, missing: located?.missing ?? 0 },
    originals: kept?.counts ?? null,
    filesWritten: publication?.filesWritten ?? 0,
    preserved: publication?.preserved ?? [],
  };
}
