/** What the commands about the past read of an archive. */
import type {
  ImportSummary,
  NamedPage,
  ParentName,
  TouchedPage,
  VersionContent,
  VersionKey,
  VersionRow,
} from '../model/history.ts';
import type { SpaceRef } from '../model/page.ts';
import type { PublishablePage } from '../model/stored.ts';

/** Everything that a person’s words for a page may be in the archive; see `pipeline/page-selector`. */
export interface PageNames {
  readonly confluenceId: string | null;
  /** The name that an address means. */
  readonly ref: string | null;
  /** `page:title/…` names, one for each space that may be meant. */
  readonly titleRefs: readonly string[];
  /** Paths relative to a Markdown folder or source that may be meant. */
  readonly paths: readonly string[];
}

/** By which kind of name a page was found. */
export type FoundBy =
  | 'id'
  | 'address'
  | 'title'
  | 'published'
  | 'source'
  | 'published-earlier'
  | 'source-earlier'
  | 'title-earlier';

export interface FoundPage {
  readonly page: NamedPage;
  readonly by: FoundBy;
  /** How good a name it is: of an address its rank, of a path its length, longer is better. */
  readonly weight: number;
}

/** What a symbolic name is called among people. */
export interface RefName {
  readonly title: string | null;
  /** Null for attachments. */
  readonly spaceKey: string | null;
}

export interface HistoryReading {
  spaces(): Promise<SpaceRef[]>;
  pagesNamed(names: PageNames): Promise<FoundPage[]>;
  /** Pages that once had this title, regardless of the case of ASCII letters. */
  pagesOnceTitled(title: string): Promise<FoundPage[]>;
  /** Current pages with any of these words in their titles, best first. */
  pagesLike(words: string, limit: number): Promise<NamedPage[]>;
  /** All states of a page, oldest first. */
  versions(pageId: number): Promise<VersionRow[]>;
  /** In no order; keys that name no version are left out. */
  versionContents(keys: readonly VersionKey[]): Promise<VersionContent[]>;
  /** By `versionKey`; versions whose record is not stored are left out. */
  versionParents(keys: readonly VersionKey[]): Promise<ReadonlyMap<string, ParentName>>;
  /** The imports with numbers from `from` to `to`, oldest first. */
  importsBetween(from: number, to: number): Promise<ImportSummary[]>;
  /** Pages that repeat no other and of which these imports brought states, by row. */
  pagesTouched(from: number, to: number): Promise<TouchedPage[]>;
  /** Titles of pages and file names of attachments by symbolic name; unknown names are left out. */
  refNames(refs: readonly string[]): Promise<ReadonlyMap<string, RefName>>;
  /** As `publishablePages`, whatever the status of the pages, duplicates included. */
  storedPages(ids: readonly number[]): Promise<PublishablePage[]>;
}

export const versionKey = ({ pageId, number }: VersionKey): string =>
  `${String(pageId)}/${String(number)}`;
