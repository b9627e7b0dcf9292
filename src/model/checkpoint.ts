/** What an import leaves for the next one, which may find that nothing has changed. */
import type { ImportReport } from './imports.ts';

export interface Checkpoint {
  readonly importId: number;
  /** Digest of the sources' files as they were listed, and of the options that matter. */
  readonly sources: string;
  /** Digest of the Markdown tree as it was left; null where none was published. */
  readonly tree: string | null;
  readonly report: StandingReport;
}

/** What a report says again for as long as nothing changes. */
export interface StandingReport extends Pick<
  ImportReport,
  'filesFound' | 'skipped' | 'skippedFiles' | 'attachments' | 'diagnostics'
> {
  readonly pages: readonly (readonly [path: string, title: string | null])[];
}
