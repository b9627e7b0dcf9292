/** The import: from sources to archive and Markdown, in one call. */
import type { Archive } from '../archive/archive.ts';
import { openRunLog, type RunLog } from '../archive/run-log.ts';
import type { Checkpoint } from '../model/checkpoint.ts';
import type { ImportReport } from '../model/imports.ts';
import type { Source } from '../source/source.ts';
import { VERSION } from '../model/version.ts';
import { checkpointOf, digestOf, standingCheckpoint, type Digest } from './checkpoint.ts';
import type { Done, Ground, Ran } from './import-run.ts';
import { resolveOptions, type ImportOptions, type ResolvedOptions } from './options.ts';
import type { Scan } from './scan.ts';
import { closeSources, noExport, openSources } from './sources.ts';
import { createTally, type Tally } from './tally.ts';
import { confirmRun, unchangedReport } from './unchanged-run.ts';

/**
 * Imports Confluence exports into an archive and publishes it as Markdown.
 *
 * One bad page never ends the run: it is counted as `failed` and named in the diagnostics.
 *
 * @returns what was done, or with `dryRun` what would be; the counts add up to the files found.
 * @throws UsageError for options that cannot be meant, and for mistakes in a vocabulary; SourceError for sources that cannot be
 *   used, before anything is written; ArchiveError and OutputError for files that cannot be
 *   written; AbortedError when the signal fires, with everything written so far whole.
 */
export async function importExport(options: ImportOptions): Promise<ImportReport> {
  const started = performance.now();
  const resolved = resolveOptions(options);
  // What is wrong in it is told before anything is written.
  if (resolved.vocabulary !== null) await checkVocabulary(resolved.vocabulary);
  const sources = await openSources(resolved.sources, resolved.limits, resolved.signal);
  try {
    const done = await importFrom(sources, resolved);
    return { ...done, elapsedMs: Math.round(performance.now() - started) };
  } finally {
    await closeSources(sources);
  }
}

async function checkVocabulary(path: string): Promise<void> {
  await (await import('./vocabulary-file.ts')).readVocabulary(path);
}

/** What only a run that finds something new needs, the parsers above all, is loaded for it alone. */
async function importFrom(sources: readonly Source[], options: ResolvedOptions): Promise<Done> {
  const digest = digestOf(sources, options);
  const standing = digest === null ? null : await standingCheckpoint(digest, options);
  const checkpoint = standing?.checkpoint ?? null;
  if (checkpoint !== null && checkpoint.sources === digest?.sources) {
    const locations = locationsOf(sources);
    if (options.dryRun) return unchangedReport(checkpoint, locations, options, null);
    return writing(locations, options, async (log, importId, tally) => {
      // Another process may have written since the checkpoint was read.
      if (log.checkpointOf === checkpoint.importId) {
        const done = unchangedReport(checkpoint, locations, options, importId);
        return confirmRun(log, checkpoint, done);
      }
      const { scan } = await import('./scan.ts');
      const found = await scan(sources);
      return run(log, importId, tally, { found, options, digest, ground: null });
    });
  }
  const found = await (await import('./scan.ts')).scan(sources);
  const { holdsPages } = await import('./read-file.ts');
  if (!(await holdsPages(found, options.format))) throw noExport(options.sources);
  const job = { found, options, digest, ground: standing };
  return options.dryRun ? rehearse(job) : carryOut(job);
}

const locationsOf = (sources: readonly Source[]): readonly string[] =>
  sources.map(({ location }) => location);

/** The very run, on a copy of the archive that is thrown away, with a tree that is only planned. */
async function rehearse(job: Job): Promise<Done> {
  const { found, options } = job;
  const { openScratch } = await import('../archive/scratch.ts');
  const archive = await openScratch(options.archive, { clock: options.clock });
  try {
    const importId = await begin(archive, locationsOf(found.sources), options);
    const { done } = await importOn(archive, importId, createTally(), job);
    return { ...done, importId: null, backup: null };
  } finally {
    await archive.close();
  }
}

const carryOut = (job: Job): Promise<Done> =>
  writing(locationsOf(job.found.sources), job.options, (log, importId, tally) =>
    run(log, importId, tally, job),
  );

interface Job {
  readonly found: Scan;
  readonly options: ResolvedOptions;
  readonly digest: Digest | null;
  /** How the last run left archive and tree, which are still so; null where that is not known. */
  readonly ground: Ground | null;
}

async function importOn(
  archive: Archive,
  importId: number,
  tally: Tally,
  { found, options, ground }: Job,
): Promise<Ran> {
  const { importInto } = await import('./import-run.ts');
  // Another process may have written since the checkpoint was read.
  const stands = ground !== null && archive.checkpointOf === ground.checkpoint.importId;
  if (stands) await archive.watch();
  return importInto(archive, importId, tally, { found, options, ground: stands ? ground : null });
}

async function run(log: RunLog, importId: number, tally: Tally, job: Job): Promise<Finished> {
  const { found, digest } = job;
  const ran = await importOn(await log.archive(), importId, tally, job);
  const checkpoint = digest === null ? null : checkpointOf(ran, tally, { importId, digest, found });
  return { done: ran.done, counts: tally.counts(), checkpoint, isRenewed: false };
}

interface Finished {
  readonly done: Done;
  readonly counts: ImportReport['counts'];
  /** What the next run may rely on; null where it has to look again. */
  readonly checkpoint: Checkpoint | null;
  /** Whether the checkpoint says what the last one said. */
  readonly isRenewed: boolean;
}

/** Opens the archive and the import's row, and closes both, whatever becomes of `work`. */
async function writing(
  locations: readonly string[],
  options: ResolvedOptions,
  work: (log: RunLog, importId: number, tally: Tally) => Promise<Finished>,
): Promise<Done> {
  const log = await openRunLog(options.archive, { mode: 'write', clock: options.clock });
  try {
    const importId = await begin(log, locations, options);
    const tally = createTally();
    try {
      const { done, counts, checkpoint, isRenewed } = await work(log, importId, tally);
      await log.finishImport(importId, 'completed', counts);
      if (checkpoint !== null) await log.setCheckpoint(checkpoint, isRenewed ? null : checkpoint);
      return done;
    } catch (error) {
      // Where the archive itself fails, this fails too; the next run finds a run that died.
      await log.finishImport(importId, 'failed', tally.counts()).catch(() => undefined);
      throw error;
    }
  } finally {
    await log.close();
  }
}

const begin = (
  log: Pick<Archive, 'beginImport'>,
  locations: readonly string[],
  options: ResolvedOptions,
): Promise<number> =>
  log.beginImport({
    source: locations.join('\n'),
    format: options.format,
    toolVersion: VERSION,
    exclusive: !options.dryRun,
  });
