/**
 * What a report vocabulary says: which headings mean which section, which words of a title name a
 * period, and which pages are reports.
 */

/** What a section is read as, beside its Markdown and its words. */
export const VALUE_TYPES = ['text', 'items', 'people', 'date', 'numbers'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

export interface VocabularySection {
  /** Stable name, kebab-case: `planned-work`. */
  readonly key: string;
  /** Its name for people: `Planned work`. */
  readonly title: string;
  readonly values: ValueType;
}

/** The part of a vocabulary that tells what headings and words mean. */
export interface SectionVocabulary {
  /** In the order of the file, which is the order of a report. */
  readonly sections: readonly VocabularySection[];
  /** The section that a heading opens; null for a heading that no entry claims. */
  keyOf(heading: string): string | null;
  /** Whether a whole text (a line, an item) says that there is nothing to say: `N/A`, `None`, `-`. */
  isNone(text: string): boolean;
}

export const PERIOD_LENGTHS = ['week', 'month', 'quarter', 'half-year', 'year'] as const;
/** From short to long. */
export type PeriodLength = (typeof PERIOD_LENGTHS)[number];

/**
 * A word of a title that names a period, or a part of its name. `value` by kind:
 * - `year`: the year, and by how many months it begins before (-) or after its January;
 * - `months`, `weeks`: the first and the last one, counted in a year (a winter is 12 to 14);
 * - `days`: the first and the last day, in days since 1970;
 * - `name`: nothing, for the word alone does not say which days it means.
 */
export interface PeriodWord {
  readonly at: number;
  readonly end: number;
  readonly kind: 'year' | 'months' | 'weeks' | 'days' | 'name';
  readonly value: readonly number[];
  /** A year that cannot be a mere number, such as `FY2021`. */
  readonly isSure: boolean;
}

export interface PeriodVocabulary {
  /** The words of a title that name a period, in their order. */
  wordsIn(title: string): readonly PeriodWord[];
  /** Whether nothing but signs and words like “of” stands between two words of one period. */
  joins(between: string): boolean;
  /** Whether the title says “from … to”. */
  saysUntil(title: string): boolean;
  /** How long the periods are that a title speaks of: `Quarterly`, `Annual`. */
  lengthsIn(title: string): ReadonlySet<PeriodLength>;
}

/** Which pages are reports, and where they say by whom and when. */
export interface ReportRules {
  /** Keys of the sections that name the group, its authors, and the day of publication. */
  readonly group: string | null;
  readonly authors: string | null;
  readonly published: string | null;
  /** Whether there is anything by which a page can be a report. */
  readonly canBeReports: boolean;
  /** Sections that pages of other kinds hardly have. */
  readonly telling: ReadonlySet<string>;
  /** So many telling sections make any page a report; fewer do where the title names a period. */
  readonly enough: number;
  readonly enoughWithPeriod: number;
  /** Words that a page needs outside of links to be more than a list of reports. */
  readonly ownWords: number;
  /** In lower case; a page with one of these is a report, unless its title speaks against it. */
  readonly labels: ReadonlySet<string>;
  /** Keys and names in lower case; null when pages of all spaces may be reports. */
  readonly spaces: ReadonlySet<string> | null;
  /** The title alone makes it a report. */
  isReportTitle(title: string): boolean;
  saysReport(title: string): boolean;
  saysNoReport(title: string): boolean;
  /** Headings that name authors only where the page is known to be a report. */
  isAuthorHeading(heading: string): boolean;
  /** Words around a series' name that are no part of it: `Report`, `Quarterly`. */
  isGeneric(word: string): boolean;
}

export interface Vocabulary extends SectionVocabulary {
  readonly name: string;
  readonly version: string;
  /** The file as it was written. */
  readonly yaml: string;
  /** Hash of all that it says, what it extends included, in lower-case hex. */
  readonly sha256: string;
  /** Sections whose first line is what the heading asks for, such as a name or a day. */
  readonly asking: ReadonlySet<string>;
  readonly periods: PeriodVocabulary;
  readonly reports: ReportRules;
}
