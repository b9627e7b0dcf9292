import { diagnostic, type DiagnosticCode } from '../../src/model/diagnostics.ts';
import {
  SKIP_REASONS,
  type Counts,
  type ImportReport,
  type LocatedDiagnostic,
  type SkipReason,
} from '../../src/model/imports.ts';

const NONE_SKIPPED = Object.fromEntries(
  Object.keys(SKIP_REASONS).map((reason) => [reason, 0]),
) as Record<SkipReason, number>;

type Changes = Partial<Omit<ImportReport, 'counts' | 'skipped'>> & {
  readonly counts?: Partial<Counts>;
  readonly skipped?: Partial<Record<SkipReason, number>>;
};

/** A report of a small import without trouble, with changes; its counts add up unless told. */
export function sampleReport(changes: Changes = {}): ImportReport {
  const counts = {
    ...{ created: 4, updated: 3, unchanged: 2, moved: 1, failed: 0, removed: 0 },
    ...changes.counts,
  };
  const skipped = { ...NONE_SKIPPED, 'space-index': 1, 'theme-asset': 5, ...changes.skipped };
  const { removed, ...outcomes } = counts;
  const found = [...Object.values(outcomes), ...Object.values(skipped)];
  return {
    importId: 1,
    dryRun: false,
    sources: ['seals-export'],
    archive: 'output/archive.sqlite',
    backup: null,
    vocabulary: null,
    markdownDir: 'output/markdown',
    filesFound: found.reduce((sum, count) => sum + count, 0),
    skippedFiles: [{ path: 'seals-export/index.html', reason: 'space-index' }],
    pages: [],
    removedPages: [],
    work: { filesRead: 11, pagesConverted: 10, reconverted: 0 },
    attachments: { present: 3, missing: 2 },
    originals: null,
    filesWritten: 11,
    files: [],
    preserved: [],
    diagnostics: [],
    elapsedMs: 1234,
    ...changes,
    counts: { ...outcomes, removed },
    skipped,
  };
}

/** A diagnostic of a page. */
export const located = (
  code: DiagnosticCode,
  about: string,
  sourcePath: string | null = 'Page_1.html',
): LocatedDiagnostic => ({ ...diagnostic(code, about), sourcePath });
