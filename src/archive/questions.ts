/** Everything that is asked of an archive and changes nothing, put together. */
import { asking, type Asking } from './asking/ask.ts';
import type { Database } from './driver.ts';
import { attachmentListing } from './listings/attachments.ts';
import { linkListing } from './listings/links.ts';
import { pageListing } from './listings/pages.ts';
import { peopleListing } from './listings/people.ts';
import type { ListingReading } from './listing-reading.ts';
import { pageLookup } from './page-lookup.ts';
import { versionRows } from './version-rows.ts';

type Questions = ListingReading &
  Asking &
  ReturnType<typeof pageLookup> &
  ReturnType<typeof versionRows>;

export const questions = (database: Database): Questions => ({
  ...pageLookup(database),
  ...versionRows(database),
  ...pageListing(database),
  ...peopleListing(database),
  ...attachmentListing(database),
  ...linkListing(database),
  ...asking(database),
});
