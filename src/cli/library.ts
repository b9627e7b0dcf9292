import type { AuditOptions, ImportOptions } from '../index.ts';
import type { AuditReport } from '../model/audit.ts';
import type { ImportReport } from '../model/imports.ts';

/** What the command line needs of the library; passed in, so that tests can watch the calls. */
export interface Library {
  readonly importExport: (options: ImportOptions) => Promise<ImportReport>;
  readonly auditArchive: (options: AuditOptions) => Promise<AuditReport>;
}
