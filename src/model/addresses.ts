/** The names under which pages are and were known, for redirects. */
import type { IsoDate, PageType } from './page.ts';

/** One stored page; removed ones and duplicates too. */
export interface PageAddress {
  readonly id: number;
  /** The page whose file has it: itself, or the richer one that it repeats. */
  readonly publishedAs: number;
  readonly confluenceId: string | null;
  readonly spaceKey: string | null;
  readonly title: string | null;
  readonly type: PageType;
  readonly isHome: boolean;
  readonly createdOn: IsoDate | null;
  readonly status: 'current' | 'removed';
  readonly sourcePath: string;
  readonly sourceSha256: string;
}

/** A title, a path in a source, or a path in the tree that a page has or once had. */
export interface FormerName {
  readonly pageId: number;
  readonly kind: 'title' | 'source' | 'markdown';
  readonly name: string;
}

export interface Addresses {
  readonly pages: readonly PageAddress[];
  /** Titles and paths in sources other than the page's present one; paths in the tree, all. */
  readonly former: readonly FormerName[];
}

/** A line of `sources.csv`: the source file of a file of the tree. */
export interface SourceRow {
  /** Relative to the Markdown folder. */
  readonly path: string;
  /** Relative to the source. */
  readonly source: string | null;
  /** Of the source's bytes. */
  readonly sha256: string | null;
  /** Of the page; of an attachment, its page's. */
  readonly confluenceId: string | null;
}

/** What was last delivered for a page or attachment, whatever stands there now. */
export interface Delivered {
  /** Relative to the Markdown folder. */
  readonly path: string;
  /** Null where an earlier version of this tool did not note it. */
  readonly sha256: string | null;
  /** The same for a page without the lines that say which export it is from; null for attachments. */
  readonly essence: string | null;
}
