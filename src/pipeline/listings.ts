/** Lists what an archive holds, narrowed down to what is asked for. */
import type { Archive } from '../archive/archive.ts';
import type {
  AttachmentListing,
  LinkListing,
  PageListing,
  PeopleListing,
} from '../archive/listing-reading.ts';
import type { ListedAttachment, ListedLink, ListedPage, ListedPerson } from '../model/listings.ts';
import { EVERY_PAGE, type PageFilter } from '../model/page-filter.ts';
import { findPage, reading } from './find-page.ts';

/** What all listings may be asked. Pages are named as for `pageHistory`. */
export interface ListOptions {
  /** Path of the SQLite file. */
  readonly archive: string;
  /** Which pages it is about; default: all current ones. */
  readonly filter?: Partial<PageFilter>;
  /** The most rows to answer; default: all. */
  readonly limit?: number | null;
}

type Choices<Listing, Pages extends keyof Listing = never> = Partial<
  Omit<Listing, 'filter' | 'limit' | Pages>
>;

export interface ListPagesOptions extends ListOptions, Choices<PageListing, 'under'> {
  /** The page below which to look, at any depth. */
  readonly under?: string | null;
}

export interface ListPeopleOptions extends ListOptions, Choices<PeopleListing> {}

export interface ListAttachmentsOptions extends ListOptions, Choices<AttachmentListing, 'pageId'> {
  /** The page whose attachments to list. */
  readonly page?: string | null;
}

export interface ListLinksOptions extends ListOptions, Choices<LinkListing, 'from' | 'to'> {
  /** The page whose links to list. */
  readonly from?: string | null;
  /** The page to which they lead; one that was removed is answered, too. */
  readonly to?: string | null;
}

const common = ({ filter, limit }: Omit<ListOptions, 'archive'>) => ({
  filter: { ...EVERY_PAGE, ...filter },
  limit: limit ?? null,
});

/** The row of a named page; of a page that repeats another, the other one. @throws UsageError */
async function rowOf(archive: Archive, selector: string | null | undefined) {
  if (selector === null || selector === undefined) return null;
  const page = await findPage(archive, selector);
  return page.duplicateOf ?? page.pageId;
}

/** Pages by space and title, or as `order` says. @throws UsageError, ArchiveError */
export const listPages = ({
  archive: path,
  under,
  ...options
}: ListPagesOptions): Promise<readonly ListedPage[]> =>
  reading(path, async (archive) =>
    archive.listPages({
      type: options.type ?? null,
      status: options.status ?? 'current',
      isUnlinked: options.isUnlinked ?? false,
      isOrphan: options.isOrphan ?? false,
      order: options.order ?? 'title',
      isReversed: options.isReversed ?? false,
      under: await rowOf(archive, under),
      ...common(options),
    }),
  );

/**
 * One row a person, those with the most pages first. One human may have several rows, where pages
 * name them differently. @throws UsageError, ArchiveError
 */
export const listPeople = ({
  archive: path,
  ...options
}: ListPeopleOptions): Promise<readonly ListedPerson[]> =>
  reading(path, (archive) =>
    archive.listPeople({
      role: options.role ?? null,
      name: options.name ?? null,
      ...common(options),
    }),
  );

/** Attachments by space and page, or as `order` says. @throws UsageError, ArchiveError */
export const listAttachments = ({
  archive: path,
  page,
  ...options
}: ListAttachmentsOptions): Promise<readonly ListedAttachment[]> =>
  reading(path, async (archive) =>
    archive.listAttachments({
      status: options.status ?? null,
      isUnreferenced: options.isUnreferenced ?? false,
      mediaType: options.mediaType ?? null,
      order: options.order ?? 'page',
      pageId: await rowOf(archive, page),
      ...common(options),
    }),
  );

/** Links by space, page and their place there. @throws UsageError, ArchiveError */
export const listLinks = ({
  archive: path,
  from,
  to,
  ...options
}: ListLinksOptions): Promise<readonly ListedLink[]> =>
  reading(path, async (archive) =>
    archive.listLinks({
      isBroken: options.isBroken ?? false,
      kind: options.kind ?? null,
      host: options.host ?? null,
      from: await rowOf(archive, from),
      to: await rowOf(archive, to),
      ...common(options),
    }),
  );
