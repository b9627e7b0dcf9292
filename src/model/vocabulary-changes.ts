/** What another vocabulary makes of an archive. */

/** A page that becomes a report, or is one no more. */
export interface NamedReport {
  readonly pageId: number;
  readonly title: string | null;
  readonly spaceKey: string | null;
  readonly spaceName: string | null;
}

export interface VocabularyChanges {
  /** Pages that are read otherwise, those that are not shown included. */
  readonly pages: number;
  /** Sections that get another key. */
  readonly rekeyed: number;
  /** Lines that become headings, and headings that become lines. */
  readonly opened: number;
  readonly closed: number;
  readonly reportsBefore: number;
  readonly reportsAfter: number;
  readonly gained: readonly NamedReport[];
  readonly lost: readonly NamedReport[];
  /** Pages that an earlier version of the tool read, and that are read anew. */
  readonly older: number;
  /** Pages that the next import reads again from their sources, where it meets them. */
  readonly again: number;
}

/** A vocabulary, and what it changes. */
export interface VocabularyReport {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly isBuiltIn: boolean;
  /** How many sections it knows. */
  readonly sections: number;
  /** Whether it says anything by which a page can be a report. */
  readonly canBeReports: boolean;
  /** Null without an archive to compare with. */
  readonly changes: VocabularyChanges | null;
}

/** A heading of reports, or of pages that look like reports, that no entry of the vocabulary claims. */
export interface UnmatchedHeading {
  /** In its most frequent spelling. */
  readonly heading: string;
  /** The key that its sections have now: the heading's slug. */
  readonly key: string;
  /** Pages that have it, and how many of them are reports. */
  readonly pages: number;
  readonly reports: number;
  readonly spaces: readonly string[];
  /** One page that has it, a report where there is one. */
  readonly examplePageId: number;
  readonly exampleTitle: string | null;
}
