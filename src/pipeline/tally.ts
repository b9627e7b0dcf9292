/** Adds up what an import did, file by file, into the report that must add up. */
import { addAll } from '../model/add-all.ts';
import type { Diagnostic } from '../model/diagnostics.ts';
import {
  PAGE_OUTCOMES,
  SKIP_REASONS,
  type Counts,
  type ImportReport,
  type LocatedDiagnostic,
  type PageOutcome,
  type SkipReason,
  type Work,
} from '../model/imports.ts';

export interface Tally {
  page(path: string, title: string | null, outcome: PageOutcome): void;
  skip(path: string, reason: SkipReason): void;
  work(what: keyof Work): void;
  removed(pages: ImportReport['removedPages']): void;
  report(path: string | null, diagnostics: readonly Diagnostic[]): void;
  /** Reports what will be so in the next run, too, for as long as nothing changes. */
  reportStanding(path: string | null, diagnostics: readonly Diagnostic[]): void;
  standing(): readonly LocatedDiagnostic[];
  counts(): Counts;
  /** Everything of the report that is counted here. */
  result(): Pick<
    ImportReport,
    'counts' | 'skipped' | 'skippedFiles' | 'pages' | 'diagnostics' | 'work' | 'removedPages'
  >;
}

const QUIET_REASONS: ReadonlySet<SkipReason> = new Set(['attachment', 'theme-asset']);
const RANK = { error: 0, warning: 1, info: 2 } as const;

export function createTally(): Tally {
  const pages: { path: string; title: string | null; outcome: PageOutcome }[] = [];
  const skippedFiles: { path: string; reason: SkipReason }[] = [];
  const diagnostics: LocatedDiagnostic[] = [];
  /** A page with one broken link in ten places has one thing to tell. */
  const said = new Set<string>();
  const standing = new Map<string, LocatedDiagnostic>();
  const work = { filesRead: 0, pagesConverted: 0, reconverted: 0 };
  const removedPages: ImportReport['removedPages'][number][] = [];
  const counts = Object.fromEntries(
    [...PAGE_OUTCOMES, 'removed'].map((name) => [name, 0]),
  ) as Record<PageOutcome | 'removed', number>;
  const skipped = Object.fromEntries(
    Object.keys(SKIP_REASONS).map((reason) => [reason, 0]),
  ) as Record<SkipReason, number>;
  const report: Tally['report'] = (sourcePath, found) => {
    for (const item of found) {
      const key = keyOf(sourcePath, item);
      if (said.has(key)) continue;
      said.add(key);
      diagnostics.push({ ...item, sourcePath });
    }
  };
  return {
    page(path, title, outcome) {
      pages.push({ path, title, outcome });
      counts[outcome] += 1;
    },
    skip(path, reason) {
      skipped[reason] += 1;
      if (!QUIET_REASONS.has(reason)) skippedFiles.push({ path, reason });
    },
    work(what) {
      work[what] += 1;
    },
    removed(gone) {
      addAll(removedPages, gone);
      counts.removed += gone.length;
    },
    report,
    reportStanding(sourcePath, found) {
      report(sourcePath, found);
      for (const item of found) standing.set(keyOf(sourcePath, item), { ...item, sourcePath });
    },
    standing: () => worstFirst([...standing.values()]),
    counts: () => ({ ...counts }),
    result: () => ({
      counts,
      work,
      removedPages,
      skipped,
      skippedFiles,
      pages,
      diagnostics: worstFirst(diagnostics),
    }),
  };
}

const keyOf = (sourcePath: string | null, { code, message }: Diagnostic): string =>
  JSON.stringify([sourcePath, code, message]);

const worstFirst = (diagnostics: readonly LocatedDiagnostic[]): LocatedDiagnostic[] =>
  diagnostics.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
