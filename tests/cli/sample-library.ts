import type { Library } from '../../src/cli/library.ts';
import { sampleAudit } from './sample-audit.ts';
import {
  sampleChanges,
  sampleDiff,
  sampleHistory,
  sampleOrigin,
  sampleSection,
  sampleShown,
} from './sample-history.ts';
import { sampleExport } from './sample-export.ts';
import { sampleBag, sampleCheck, samplePackage } from './sample-check.ts';
import { sampleVocabulary } from './sample-vocabulary.ts';
import { sampleAnswer } from './sample-answer.ts';
import { sampleReport } from './sample-report.ts';

/** A library whose calls do nothing and answer with samples; with the calls that a test watches. */
export const sampleLibrary = (watched: Partial<Library> = {}): Library => ({
  importExport: () => Promise.resolve(sampleReport()),
  auditArchive: () => Promise.resolve(sampleAudit()),
  listPages: () => Promise.resolve([]),
  listPeople: () => Promise.resolve([]),
  listAttachments: () => Promise.resolve([]),
  listLinks: () => Promise.resolve([]),
  namedQueries: () => [],
  queryText: () => 'SELECT 1;\n',
  runQuery: () => Promise.resolve({ columns: ['a'], rows: [[1]], cut: null }),
  pageHistory: () => Promise.resolve(sampleHistory()),
  diffPage: () => Promise.resolve(sampleDiff()),
  listChanges: () => Promise.resolve(sampleChanges()),
  changesMarkdown: () => '# Changes\n',
  exportArchive: () => Promise.resolve(sampleExport()),
  searchArchive: () => Promise.resolve(sampleAnswer()),
  showPage: () => Promise.resolve(sampleShown()),
  listReports: () => Promise.resolve([]),
  readReportSection: ({ section }) => Promise.resolve({ key: section, reports: [] }),
  pivotReports: () => Promise.resolve({ keys: [], rows: [] }),
  listReportMetrics: () => Promise.resolve([]),
  showSections: () => Promise.resolve([sampleSection()]),
  pageProvenance: () => Promise.resolve([sampleOrigin()]),
  verifyArchive: () => Promise.resolve(sampleCheck()),
  packageArchive: () => Promise.resolve(samplePackage()),
  validatePackage: () => Promise.resolve(sampleBag()),
  countOlderPages: () => Promise.resolve({ pages: 0, reports: 0 }),
  showVocabulary: () => Promise.resolve({ yaml: 'name: Reports\n', isBuiltIn: true }),
  checkVocabulary: () => Promise.resolve(sampleVocabulary()),
  useVocabulary: () => Promise.resolve(sampleVocabulary()),
  listUnmatchedHeadings: () => Promise.resolve([]),
  ...watched,
});
