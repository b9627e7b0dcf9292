import type { Library } from '../../src/cli/library.ts';
import { sampleAudit } from './sample-audit.ts';
import { sampleChanges, sampleDiff, sampleHistory, sampleShown } from './sample-history.ts';
import { sampleExport } from './sample-export.ts';
import { sampleBag, sampleCheck, samplePackage } from './sample-check.ts';
import { sampleVocabulary } from './sample-vocabulary.ts';
import { sampleReport } from './sample-report.ts';

/** A library whose calls do nothing and answer with samples; with the calls that a test watches. */
export const sampleLibrary = (watched: Partial<Library> = {}): Library => ({
  importExport: () => Promise.resolve(sampleReport()),
  auditArchive: () => Promise.resolve(sampleAudit()),
  pageHistory: () => Promise.resolve(sampleHistory()),
  diffPage: () => Promise.resolve(sampleDiff()),
  listChanges: () => Promise.resolve(sampleChanges()),
  changesMarkdown: () => '# Changes\n',
  exportArchive: () => Promise.resolve(sampleExport()),
  showPage: () => Promise.resolve(sampleShown()),
  listReports: () => Promise.resolve([]),
  readReportSection: ({ section }) => Promise.resolve({ key: section, reports: [] }),
  pivotReports: () => Promise.resolve({ keys: [], rows: [] }),
  listReportMetrics: () => Promise.resolve([]),
  verifyArchive: () => Promise.resolve(sampleCheck()),
  packageArchive: () => Promise.resolve(samplePackage()),
  validatePackage: () => Promise.resolve(sampleBag()),
  showVocabulary: () => Promise.resolve({ yaml: 'name: Reports\n', isBuiltIn: true }),
  checkVocabulary: () => Promise.resolve(sampleVocabulary()),
  useVocabulary: () => Promise.resolve(sampleVocabulary()),
  listUnmatchedHeadings: () => Promise.resolve([]),
  ...watched,
});
