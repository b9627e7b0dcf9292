import type { ExportReport } from '../../src/index.ts';

/** The report of a small tree, written without trouble. */
export const sampleExport = (changes: Partial<ExportReport> = {}): ExportReport => ({
  archive: 'output/archive.sqlite',
  folder: 'wiki-2023',
  asOf: '2023-12-31',
  pages: 7,
  filesWritten: 9,
  files: [],
  preserved: [],
  untold: [],
  diagnostics: [],
  ...changes,
});
