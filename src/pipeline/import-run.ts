/** One run over sources that are open: from their files to the archive's rows and the tree. */
import type { Archive, Settled } from '../archive/archive.ts';
import type { Checkpoint } from '../model/checkpoint.ts';
import { diagnostic } from '../model/diagnostics.ts';
import type { ImportReport } from '../model/imports.ts';
import type { VocabularyChanges, VocabularyReport } from '../model/vocabulary-changes.ts';
import { importedBytes } from './attachment-bytes.ts';
import { hashAttachments, locateAttachments, type Located } from './attachments.ts';
import { createConverter } from './converter.ts';
import { markDuplicates } from './duplicates.ts';
import { newestFirst } from './export-order.ts';
import { ingestExport } from './ingest.ts';
import type { Ingest } from './ingest-run.ts';
import { createKeeper, type Keeper, type PastCopy } from './keeper.ts';
import { aborted, type ResolvedOptions } from './options.ts';
import { keepOriginals, type KeptOriginals } from './originals.ts';
import { pastAttachments } from './past-attachments.ts';
import { publishArchive, type Publication } from './publication.ts';
import type { Scan } from './scan.ts';
import type { Tally } from './tally.ts';
import { putInUse, vocabularyReport } from './use-vocabulary.ts';
import { readVocabulary, vocabularyInUse, type ChosenVocabulary } from './vocabulary-file.ts';

/** What an import did, but for the time that it took. */
export type Done = Omit<ImportReport, 'elapsedMs'>;

/** How the last run left the archive and the tree. */
export interface Ground {
  readonly checkpoint: Checkpoint;
  /** Of the files of the tree, from `treeStamp`; empty where there is none. */
  readonly stamps: ReadonlyMap<string, string>;
}

export interface Job {
  readonly found: Scan;
  readonly options: ResolvedOptions;
  /** How archive and tree were left by the last run, and still were when this one began to watch. */
  readonly ground: Ground | null;
}

export interface Ran {
  readonly done: Done;
  /** Of the Markdown tree as it was delivered; null where none was. */
  readonly tree: string | null;
  /** Whether the same run again would find each page unchanged, and no copies of other times. */
  readonly isSettled: boolean;
  readonly published: Checkpoint['published'];
}

/** What is done sooner need not lock the archive. */
const FILES_WORTH_FILLING = 1000;

/** @throws as `importExport`. */
export async function importInto(
  archive: Archive,
  importId: number,
  tally: Tally,
  { found, options, ground }: Job,
): Promise<Ran> {
  const { chosen: vocabulary, changes } = await chooseVocabulary(archive, options);
  const used = changes === null ? null : vocabularyReport(vocabulary, changes);
  const keeper = await createKeeper(archive, importId);
  const startedOn = options.clock().toISOString().slice(0, 16);
  const run = { options, archive, vocabulary, importId, startedOn, keeper, tally };
  const ingest = () => ingestAll(found, run);
  const files = found.exports.reduce((sum, group) => sum + group.length, 0);
  const written = await (files < FILES_WORTH_FILLING ? ingest() : archive.fill(ingest));
  options.onProgress({ phase: 'linking', done: 0, total: 1 });
  const { snapshots, gone, removed } = await settle(run);
  await saveTrees(run, ground);
  const duplicates = await markDuplicates(archive, [...written]);
  for (const { path, found: item } of duplicates) tally.reportStanding(path, [item]);
  const located = await locateAttachments(archive, keeper.owners, options);
  for (const { path, found: item } of located.diagnostics) tally.reportStanding(path, [item]);
  await archive.resolve(importId);
  options.onProgress({ phase: 'linking', done: 1, total: 1 });
  const kin = { owners: keeper.owners, paths: located.paths };
  const kept = options.keepOriginals
    ? await keepOriginals(archive, found, importId, kin, options)
    : null;
  for (const { path, found: item } of kept?.diagnostics ?? []) tally.report(path, [item]);
  const publication = await publish(archive, importId, { kin, options, ground });
  for (const { path, found: item } of publication.remarks) tally.reportStanding(path, [item]);
  const copies = [...keeper.pastCopies, ...(await copiesOf(gone, archive, keeper))];
  const past = await pastAttachments(copies, options);
  await archive.saveAttachmentVersions(snapshots, past);
  const attached = [...located.paths.values(), ...past.map(({ path }) => path)];
  skipOthers(found, new Set(attached), tally);
  const { backup } = archive;
  const done = reportOf(found, options, tally, {
    ...{ importId, backup, vocabulary: used, kept, located, publication },
  });
  await archive.addDiagnostics(importId, done.diagnostics);
  const isSettled = gone.length + removed.length + done.skipped['older-copy'] === 0;
  return { done, tree: publication.stamp, isSettled, published: publication.remarks };
}

/** A vocabulary that is new to the archive is in use for all of its pages before others come. */
async function chooseVocabulary(
  archive: Archive,
  { vocabulary }: ResolvedOptions,
): Promise<{ readonly chosen: ChosenVocabulary; readonly changes: VocabularyChanges | null }> {
  const chosen =
    vocabulary === null ? await vocabularyInUse(archive) : await readVocabulary(vocabulary);
  // Older pages of this import's sources are converted anew anyway.
  const changes = await putInUse(archive, chosen, false);
  return { chosen, changes: vocabulary === null ? null : changes };
}

/** Lays the exports of this run beside all earlier ones, and tells what that makes of pages. */
async function settle({ archive, importId, keeper, tally, ...run }: Run): Promise<Settled> {
  const settled = await archive.settle(importId, keeper.exports, {
    startedOn: run.startedOn,
    isPartial: run.options.partial,
  });
  const { removed, gone } = settled;
  const told = (page: (typeof removed)[number]) => ({ path: page.sourcePath, title: page.title });
  tally.removed(removed.map(told));
  for (const { sourcePath, title } of gone) {
    tally.report(sourcePath, [diagnostic('removed-since', title ?? sourcePath)]);
  }
  return settled;
}

/**
 * The trees of spaces, unless all are as the last run stored them, and no page came, moved or went
 * since. One of several is never stored alone: it would take pages of the others out of their places.
 */
async function saveTrees({ archive, importId, keeper }: Run, ground: Ground | null): Promise<void> {
  const areKnown = ground !== null && keeper.trees.every(({ isKnown }) => isKnown);
  if (areKnown && (await archive.touched()) !== null) return;
  for (const { tree } of keeper.trees) await archive.saveTree(importId, tree);
}

/** Pages that only an older export has are like older copies: nothing of them is published. */
async function copiesOf(
  gone: Settled['gone'],
  archive: Archive,
  { owners }: Keeper,
): Promise<readonly PastCopy[]> {
  const records = await archive.recordsOfCopies(gone.flatMap(({ copyId }) => copyId ?? []));
  return gone.flatMap(({ pageId, copyId }) => {
    const record = records.get(copyId ?? 0);
    const source = owners.get(pageId)?.source;
    return record === undefined || source === undefined ? [] : [{ pageId, source, record }];
  });
}

/** Files beside the pages: attachments that a page names, and what is left over. */
function skipOthers(found: Scan, attachments: ReadonlySet<string | null>, tally: Tally): void {
  for (const { path, reason } of found.others) {
    tally.skip(path, attachments.has(path) ? 'attachment' : reason);
  }
}

async function publish(
  archive: Archive,
  importId: number,
  job: {
    readonly kin: { readonly owners: Keeper['owners']; readonly paths: Located['paths'] };
    readonly options: ResolvedOptions;
    readonly ground: Ground | null;
  },
): Promise<Publication> {
  const { kin, options, ground } = job;
  const { markdown: folder, dryRun } = options;
  if (folder === null) {
    const remarks = await hashAttachments(archive, kin.owners, kin.paths, options);
    return { filesWritten: 0, files: [], preserved: [], remarks, stamp: null };
  }
  const bytes = importedBytes(kin.owners, kin.paths, { folder, archive: options.archive });
  const pageIds = ground === null ? null : await archive.touched();
  const changes =
    ground === null || pageIds === null
      ? null
      : { pageIds, stamps: ground.stamps, remarks: ground.checkpoint.published };
  return publishArchive(archive, { folder, bytes, importId, dryRun, changes }, options);
}

type Run = Omit<Ingest, 'written' | 'confirmed' | 'onFile' | 'converter'>;

/** Ingests all exports; the rows that this run wrote or confirmed. */
async function ingestAll(found: Scan, run: Run): Promise<ReadonlySet<number>> {
  const { options, tally } = run;
  for (const item of found.diagnostics) tally.reportStanding(item.sourcePath, [item]);
  const total = found.exports.reduce((sum, group) => sum + group.length, 0);
  let done = 0;
  const { format, tables, workers, signal, limits } = options;
  const { maxPageSeconds } = limits;
  const converter = createConverter(total, run.keeper.isNew, {
    ...{ format, tables, vocabulary: run.vocabulary, maxPageSeconds, workers, signal },
  });
  const ingest: Ingest = {
    ...run,
    converter,
    written: new Set(),
    confirmed: new Set(),
    onFile: () => {
      done += 1;
      options.onProgress({ phase: 'converting', done, total });
    },
  };
  options.onProgress({ phase: 'converting', done, total });
  try {
    // So the newest copy of a page is met first, and the others are its past.
    for (const group of await newestFirst(found.exports)) {
      if (signal?.aborted === true) throw aborted();
      await ingestExport(group, ingest);
    }
    await run.archive.touchPages(run.importId, [...ingest.confirmed]);
  } finally {
    await converter.close();
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
    readonly vocabulary: VocabularyReport | null;
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
    vocabulary: extra.vocabulary,
    markdownDir: options.markdown,
    filesFound: found.filesFound,
    ...tally.result(),
    attachments: { present: located?.present ?? 0, missing: located?.missing ?? 0 },
    originals: kept?.counts ?? null,
    filesWritten: publication?.filesWritten ?? 0,
    files: publication?.files ?? [],
    preserved: publication?.preserved ?? [],
  };
}
