/** What people ask of an archive: its pages by name, their past, their words, everything of one. */
import type { WordHit } from './archive.ts';
import type { Database } from './driver.ts';
import type { HistoryReading } from './history-reading.ts';
import { pageLookup } from './page-lookup.ts';
import { recordReading, type RecordReading } from './record-reading.ts';
import { refNames } from './ref-names.ts';
import { reportReading, type ReportReading } from './report-reading.ts';
import { searchReading, type SearchReading } from './search-reading.ts';
import { search } from './search.ts';
import { versionRows } from './version-rows.ts';

type Questions = Omit<HistoryReading, 'storedPages'> &
  RecordReading &
  ReportReading &
  SearchReading;

export const questionRows = (
  database: Database,
): Questions & { readonly search: (words: string, limit: number) => Promise<WordHit[]> } => ({
  ...pageLookup(database),
  ...versionRows(database),
  ...searchReading(database),
  ...recordReading(database),
  ...reportReading(database),
  refNames: (refs) => refNames(database, refs),
  search: (words, limit) => search(database, words, limit),
});
