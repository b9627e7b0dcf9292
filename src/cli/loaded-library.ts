/**
 * The library, each part of it loaded when it is first asked for: `--help`, `search` and `show` do not
 * wait for the parsers that an import needs. A test holds what each of them reaches.
 */
import type { Library } from './library.ts';

const listings = () => import('../pipeline/listings.ts');
const queries = () => import('../pipeline/query.ts');
const reports = () => import('../pipeline/reports.ts');
const showing = () => import('../pipeline/show.ts');
const packages = () => import('../pipeline/package.ts');
const vocabularies = () => import('../pipeline/vocabulary.ts');

export const loadedLibrary: Library = {
  importExport: async (options) => (await import('../pipeline/import.ts')).importExport(options),
  auditArchive: async (options) => (await import('../pipeline/audit.ts')).auditArchive(options),
  searchArchive: async (options) => (await import('../pipeline/search.ts')).searchArchive(options),
  showPage: async (options) => (await showing()).showPage(options),
  showSections: async (options) => (await showing()).showSections(options),
  pageProvenance: async (query) => (await showing()).pageProvenance(query),
  listPages: async (options) => (await listings()).listPages(options),
  listPeople: async (options) => (await listings()).listPeople(options),
  listAttachments: async (options) => (await listings()).listAttachments(options),
  listLinks: async (options) => (await listings()).listLinks(options),
  namedQueries: async () => (await queries()).namedQueries(),
  queryText: async (choice) => (await queries()).queryText(choice),
  runQuery: async (options) => (await queries()).runQuery(options),
  listReports: async (options) => (await reports()).listReports(options),
  readReportSection: async (options) => (await reports()).readReportSection(options),
  pivotReports: async (options) => (await reports()).pivotReports(options),
  listReportMetrics: async (options) => (await reports()).listReportMetrics(options),
  listUnmatchedHeadings: async (options) =>
    (await import('../pipeline/unmatched-headings.ts')).listUnmatchedHeadings(options),
  countOlderPages: async (archive) =>
    (await import('../pipeline/older-pages.ts')).countOlderPages(archive),
  showVocabulary: async (options) => (await vocabularies()).showVocabulary(options),
  checkVocabulary: async (options) => (await vocabularies()).checkVocabulary(options),
  useVocabulary: async (options) => (await vocabularies()).useVocabulary(options),
  pageHistory: async (query) => (await import('../pipeline/history.ts')).pageHistory(query),
  diffPage: async (options) => (await import('../pipeline/diff.ts')).diffPage(options),
  listChanges: async (options) => (await import('../pipeline/changes.ts')).listChanges(options),
  changesMarkdown: async (report) =>
    (await import('../pipeline/changes-markdown.ts')).changesMarkdown(report),
  exportArchive: async (options) => (await import('../pipeline/export.ts')).exportArchive(options),
  verifyArchive: async (options) => (await import('../pipeline/verify.ts')).verifyArchive(options),
  packageArchive: async (options) => (await packages()).packageArchive(options),
  validatePackage: async (options) => (await packages()).validatePackage(options),
};
