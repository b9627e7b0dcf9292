/** What a search of the archive answers. */
import type { IsoDate } from './page.ts';

/** A piece of a text that was found. */
export interface SnippetPart {
  readonly text: string;
  /** The words that were looked for. */
  readonly isMatch: boolean;
}

export interface SearchHit {
  readonly pageId: number;
  readonly confluenceId: string | null;
  readonly spaceKey: string | null;
  readonly spaceName: string | null;
  readonly title: string | null;
  /** The heading above the words; null above the first heading, and where only the title has them. */
  readonly heading: string | null;
  /** The words with some around them; from the beginning of the page where only its title has them. */
  readonly snippet: readonly SnippetPart[];
  readonly createdOn: IsoDate | null;
  readonly lastModifiedOn: IsoDate | null;
  /** Relative to the Markdown folder, with `/`; null if it was never published. */
  readonly markdownPath: string | null;
  readonly sourcePath: string;
  /** How well the page fits, the higher the better; comparable within one search only. */
  readonly score: number;
}

/** A word or phrase of a query, and how many pages have it. */
export interface TermCount {
  readonly words: string;
  readonly pages: number;
}

export interface SearchAnswer {
  readonly archive: string;
  readonly query: string;
  /** How many pages fit, those beyond the limit included. */
  readonly total: number;
  /** Best first. */
  readonly hits: readonly SearchHit[];
  /**
   * When nothing fits: how many pages have each word alone, by the same filters and in the same
   * sections; else empty.
   */
  readonly alone: readonly TermCount[];
}
