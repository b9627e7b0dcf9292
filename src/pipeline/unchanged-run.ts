/** An import that finds everything as the last one left it. */
import type { RunLog } from '../archive/run-log.ts';
import type { Checkpoint } from '../model/checkpoint.ts';
import type { Done } from './import-run.ts';
import type { ResolvedOptions } from './options.ts';

/** Notes in the archive that this import, too, met what is there. */
export async function confirmRun(
  log: RunLog,
  checkpoint: Checkpoint,
  done: Done,
): Promise<{
  readonly done: Done;
  readonly counts: Done['counts'];
  readonly checkpoint: Checkpoint;
  readonly isRenewed: true;
}> {
  const importId = done.importId ?? 0;
  await log.confirmImport(importId, checkpoint.importId);
  await log.addDiagnostics(importId, done.diagnostics);
  const renewed = { ...checkpoint, importId };
  return { done, counts: done.counts, checkpoint: renewed, isRenewed: true };
}

/** @param importId null for a dry run. */
export function unchangedReport(
  { report }: Checkpoint,
  sources: readonly string[],
  options: ResolvedOptions,
  importId: number | null,
): Done {
  const { filesFound, skipped, skippedFiles, attachments, diagnostics } = report;
  const total = report.pages.length;
  options.onProgress({ phase: 'converting', done: total, total });
  return {
    importId,
    dryRun: options.dryRun,
    sources,
    archive: options.archive,
    backup: null,
    vocabulary: null,
    markdownDir: options.markdown,
    filesFound,
    ...{ skipped, skippedFiles, attachments, diagnostics },
    counts: { created: 0, updated: 0, unchanged: total, moved: 0, failed: 0, removed: 0 },
    pages: report.pages.map(([path, title]) => ({ path, title, outcome: 'unchanged' })),
    removedPages: [],
    work: { filesRead: 0, pagesConverted: 0, reconverted: 0 },
    originals: null,
    filesWritten: 0,
    files: [],
    preserved: [],
  };
}
