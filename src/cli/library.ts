import type { ImportOptions } from '../index.ts';
import type { ImportReport } from '../model/imports.ts';

/** What the command line needs of the library; passed in, so that tests can watch the calls. */
export interface Library {
  readonly importExport: (options: ImportOptions) => Promise<ImportReport>;
}
