/** What an archive tells of its report vocabulary, and of pages to read with another one. */
import type { SourceFormat } from '../model/document.ts';
import type { PageFilter } from '../model/page-filter.ts';
import type {
  Contribution,
  IsoDate,
  ReportRecord,
  ReportValue,
  SectionRecord,
  SpaceRef,
} from '../model/page.ts';

/** A vocabulary as the archive keeps it. */
export interface StoredVocabulary {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly yaml: string;
  /** The one that comes with the tool; each version of the tool has its own. */
  readonly isBuiltIn: boolean;
}

/** What tells whether a page has to be read again. */
export interface PageOutline {
  readonly pageId: number;
  readonly title: string | null;
  readonly space: SpaceRef;
  readonly labels: readonly string[];
  /** By which rules the page was read. */
  readonly conversion: string;
  /** One block per line. */
  readonly text: string;
  readonly headings: readonly string[];
  readonly isReport: boolean;
  /** Neither removed nor the copy of another page. */
  readonly isShown: boolean;
}

/** Pages that were read by the same rules. */
export interface ReadBy {
  readonly conversion: string;
  readonly pages: number;
  readonly reports: number;
}

/** A page with all that follows from its vocabulary, and from which it follows. */
export interface StoredText {
  readonly pageId: number;
  readonly title: string | null;
  readonly space: SpaceRef;
  readonly labels: readonly string[];
  readonly markdownPath: string | null;
  /** Neither removed nor the copy of another page. */
  readonly isShown: boolean;
  readonly format: SourceFormat;
  readonly markdown: string;
  /** The page's dates, to settle a numeric date that could be two days. */
  readonly near: readonly IsoDate[];
  readonly sections: readonly SectionRecord[];
  /** Null for pages that are no reports. */
  readonly report: ReportRecord | null;
  readonly contributions: readonly Contribution[];
}

/** What a page is read as, with another vocabulary. */
export interface Reread {
  readonly pageId: number;
  readonly sections: readonly SectionRecord[];
  readonly report: ReportRecord | null;
  readonly reportValues: readonly ReportValue[];
  /** All of the page's, the report's authors among them. */
  readonly contributions: readonly Contribution[];
}

export interface VocabularyReading {
  /** The vocabulary in use; null before anything was imported. */
  storedVocabulary(): Promise<StoredVocabulary | null>;
  /**
   * Pages after this row, in the order of rows; at most so many.
   *
   * @throws UsageError for a filter that names what there is not.
   */
  pageOutlines(filter: PageFilter, after: number, limit: number): Promise<PageOutline[]>;
  storedTexts(pageIds: readonly number[]): Promise<StoredText[]>;
  /** By which rules the pages were read that are there and repeat no other; how many of them. */
  conversions(): Promise<readonly ReadBy[]>;
  /** The report pages that are there and repeat no other, by row. */
  reportPageIds(): Promise<readonly number[]>;
  /**
   * Puts a vocabulary in use: stores it and what it makes of pages, all or nothing. Pages that are not
   * given are the same with it.
   *
   * @param conversions what those pages are called from now on that an earlier version had read.
   * @param inexact pages that their sources, once met again, may be read from better.
   */
  useVocabulary(
    vocabulary: StoredVocabulary,
    rereads: readonly Reread[],
    inexact: readonly number[],
    conversions: ReadonlyMap<number, string>,
  ): Promise<void>;
}
