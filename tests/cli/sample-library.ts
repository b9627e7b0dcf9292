import type { Library } from '../../src/cli/library.ts';
import { sampleAudit } from './sample-audit.ts';
import { sampleReport } from './sample-report.ts';

/** A library whose calls do nothing and answer with samples; with the calls that a test watches. */
export const sampleLibrary = (watched: Partial<Library> = {}): Library => ({
  importExport: () => Promise.resolve(sampleReport()),
  auditArchive: () => Promise.resolve(sampleAudit()),
  ...watched,
});
