/** What an import leaves for the next one, which may find that nothing has changed. */
import type { Diagnostic } from './diagnostics.ts';
import type { ImportReport } from './imports.ts';

export interface Checkpoint {
  readonly importId: number;
  /** Digest of the options that matter, of where the sources are, and of the rules. */
  readonly ways: string;
  /** Digest of the sources' files as they were listed. */
  readonly sources: string;
  /** Digest of the Markdown tree as it was left; null where none was published. */
  readonly tree: string | null;
  readonly report: StandingReport;
  readonly published: readonly PublishedRemark[];
}

/** What publishing had to say of a page's file, or of an attachment of the page. */
export interface PublishedRemark {
  readonly pageId: number;
  readonly of: 'page' | 'attachment';
  readonly path: string | null;
  readonly found: Diagnostic;
}

/** What a report says again for as long as nothing changes. */
export interface StandingReport extends Pick<
  ImportReport,
  'filesFound' | 'skipped' | 'skippedFiles' | 'attachments' | 'diagnostics'
> {
  readonly pages: readonly (readonly [path: string, title: string | null])[];
}
