/** What the listings read of an archive. Pages are rows here; finding them is done before. */
import type {
  AttachmentOrder,
  ListedAttachment,
  ListedLink,
  ListedPage,
  ListedPerson,
  PageOrder,
  PageStatus,
} from '../model/listings.ts';
import type { ContributionRole, LinkKind, PageType } from '../model/page.ts';
import type { PageFilter } from '../model/page-filter.ts';

interface Listing {
  readonly filter: PageFilter;
  /** Null for all. */
  readonly limit: number | null;
}

export interface PageListing extends Listing {
  /** Only what is below this page, at any depth. */
  readonly under: number | null;
  readonly type: PageType | null;
  readonly status: PageStatus;
  /** Only pages that no other page links to. */
  readonly isUnlinked: boolean;
  /** Only pages that have no page above them, but for home pages. */
  readonly isOrphan: boolean;
  readonly order: PageOrder;
  readonly isReversed: boolean;
}

export interface PeopleListing extends Listing {
  readonly role: ContributionRole | null;
  /** A whole name or id, or a part of a name. */
  readonly name: string | null;
}

export interface AttachmentListing extends Listing {
  readonly pageId: number | null;
  readonly status: 'present' | 'missing' | null;
  readonly isUnreferenced: boolean;
  /** `image/*`, `image` or `image/png`. */
  readonly mediaType: string | null;
  readonly order: AttachmentOrder;
}

export interface LinkListing extends Listing {
  readonly from: number | null;
  /** A removed page, too. */
  readonly to: number | null;
  readonly isBroken: boolean;
  readonly kind: LinkKind | null;
  /** This host and those below it. */
  readonly host: string | null;
}

/** Each throws a UsageError as `pageConditions` does. */
export interface ListingReading {
  listPages(listing: PageListing): Promise<ListedPage[]>;
  listPeople(listing: PeopleListing): Promise<ListedPerson[]>;
  listAttachments(listing: AttachmentListing): Promise<ListedAttachment[]>;
  listLinks(listing: LinkListing): Promise<ListedLink[]>;
}
