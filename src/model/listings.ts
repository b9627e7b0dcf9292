/** What the listings answer: rows of the archive's views, in the words of the library. */
import type { LinkKind, PageType } from './page.ts';
import type { SourceFormat } from './document.ts';

export const PAGE_STATUSES = ['current', 'removed', 'duplicate', 'all'] as const;
export type PageStatus = (typeof PAGE_STATUSES)[number];

export const PAGE_TYPES = ['page', 'home', 'blogpost'] as const satisfies readonly PageType[];

/** By title within each space; dates and counts begin with the newest and the most. */
export const PAGE_ORDERS = [
  'title',
  'path',
  'created',
  'modified',
  'words',
  'links',
  'attachments',
] as const;
export type PageOrder = (typeof PAGE_ORDERS)[number];

/** A row of the view `all_pages`, whose description says what each field is. */
export interface ListedPage {
  readonly id: number;
  readonly spaceKey: string | null;
  readonly spaceName: string | null;
  readonly confluenceId: string | null;
  readonly title: string | null;
  readonly type: PageType;
  readonly status: 'current' | 'removed';
  readonly duplicateOf: number | null;
  readonly parentId: number | null;
  readonly parentTitle: string | null;
  /** Titles above the page from the space down, with ` / ` between. */
  readonly path: string | null;
  readonly creator: string | null;
  readonly createdOn: string | null;
  readonly lastModifier: string | null;
  readonly lastModifiedOn: string | null;
  readonly wordCount: number;
  /** With commas between. */
  readonly labels: string | null;
  readonly children: number;
  readonly linkingPages: number;
  readonly attachments: number;
  readonly comments: number;
  readonly versions: number;
  readonly sourceFormat: SourceFormat;
  readonly sourcePath: string;
  readonly markdownPath: string | null;
}

/** A person with what they did on the pages asked for. */
export interface ListedPerson {
  readonly id: number;
  readonly displayName: string;
  readonly username: string | null;
  readonly accountId: string | null;
  /** On how many pages they have a part; the others count the pages by the part. */
  readonly pages: number;
  readonly created: number;
  readonly lastModified: number;
  readonly reportsWritten: number;
  readonly commented: number;
  readonly mentioned: number;
  /** First and last day of which it is known that they did something. */
  readonly firstOn: string | null;
  readonly lastOn: string | null;
  readonly profileUrl: string | null;
}

export const ATTACHMENT_ORDERS = ['page', 'name', 'size'] as const;
export type AttachmentOrder = (typeof ATTACHMENT_ORDERS)[number];

/** A row of the view `attachment_list`. */
export interface ListedAttachment {
  readonly id: number;
  readonly pageId: number;
  readonly spaceKey: string | null;
  readonly spaceName: string | null;
  readonly pageTitle: string | null;
  readonly fileName: string;
  readonly mediaType: string | null;
  /** Null while missing. */
  readonly bytes: number | null;
  readonly status: 'present' | 'missing';
  readonly referringPages: number;
  readonly confluenceId: string | null;
  readonly sha256: string | null;
  readonly sourcePath: string | null;
  readonly publishedPath: string | null;
}

/** A row of the view `link_list`. */
export interface ListedLink {
  readonly id: number;
  readonly pageId: number;
  readonly spaceKey: string | null;
  readonly spaceName: string | null;
  readonly pageTitle: string | null;
  readonly kind: LinkKind;
  readonly status: 'resolved' | 'broken' | 'external';
  /** Why it leads nowhere; null for links that are whole. */
  readonly problem: string | null;
  readonly text: string;
  readonly href: string;
  readonly host: string | null;
  readonly targetPageId: number | null;
  readonly targetTitle: string | null;
  readonly targetStatus: 'current' | 'removed' | null;
  readonly targetAttachmentId: number | null;
  readonly targetFileName: string | null;
  readonly fragment: string | null;
}
