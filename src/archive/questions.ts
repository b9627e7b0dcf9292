/** Everything that is asked of an archive and changes nothing, put together. */
import { asking, type Asking } from './asking/ask.ts';
import type { Database } from './driver.ts';
import type { HistoryReading } from './history-reading.ts';
import { attachmentListing } from './listings/attachments.ts';
import { linkListing } from './listings/links.ts';
import { pageListing } from './listings/pages.ts';
import { peopleListing } from './listings/people.ts';
import type { ListingReading } from './listing-reading.ts';
import { pageLookup } from './page-lookup.ts';
import { recordReading, type RecordReading } from './record-reading.ts';
import { refNames } from './ref-names.ts';
import { reportReading, type ReportReading } from './report-reading.ts';
import { searchReading, type SearchReading } from './search-reading.ts';
import { versionRows } from './version-rows.ts';

type Questions = Omit<HistoryReading, 'storedPages'> &
  RecordReading &
  ReportReading &
  SearchReading &
  ListingReading &
  Asking;

export const questions = (database: Database): Questions => ({
  ...pageLookup(database),
  ...versionRows(database),
  ...searchReading(database),
  ...recordReading(database),
  ...reportReading(database),
  ...pageListing(database),
  ...peopleListing(database),
  ...attachmentListing(database),
  ...linkListing(database),
  ...asking(database),
  refNames: (refs) => refNames(database, refs),
});
