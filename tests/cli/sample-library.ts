import type { Library } from '../../src/cli/library.ts';
import { sampleAudit } from './sample-audit.ts';
import { sampleBag, sampleCheck, samplePackage } from './sample-check.ts';
import { sampleReport } from './sample-report.ts';

/** A library whose calls do nothing and answer with samples; with the calls that a test watches. */
export const sampleLibrary = (watched: Partial<Library> = {}): Library => ({
  importExport: () => Promise.resolve(sampleReport()),
  auditArchive: () => Promise.resolve(sampleAudit()),
  verifyArchive: () => Promise.resolve(sampleCheck()),
  packageArchive: () => Promise.resolve(samplePackage()),
  validatePackage: () => Promise.resolve(sampleBag()),
  ...watched,
});
