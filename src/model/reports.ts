/** Report pages as they are read, with whatever vocabulary. */
import type { IsoDate, NumberReading, ReportRecord, ReportValue, SectionRecord } from './page.ts';

/** One current report page that repeats no other. */
export interface ReportPage {
  /** The page's row. */
  readonly pageId: number;
  readonly spaceKey: string | null;
  readonly spaceName: string | null;
  readonly title: string | null;
  /** Relative to the Markdown folder; null before the page was published. */
  readonly markdownPath: string | null;
  readonly report: ReportRecord;
  /** In document order. */
  readonly sections: readonly SectionRecord[];
}

/** What is asked of a report's section beside its list items. */
export type ReportSection = Omit<SectionRecord, 'items'>;

/** One current report page with everything that listings of reports say of it. */
export interface StoredReport extends Omit<ReportPage, 'sections'> {
  readonly confluenceId: string | null;
  /** When the wiki last touched the page, as far as the page says. */
  readonly touchedOn: IsoDate | null;
  readonly words: number;
  /** In document order. */
  readonly sections: readonly ReportSection[];
  /** In the order of the text; `section` is a section's position. */
  readonly values: readonly ReportValue[];
}

/** One line of the list of reports: a report, or a stretch of time of which its series has none. */
export interface ReportEntry {
  readonly status: 'present' | 'missing';
  readonly spaceKey: string | null;
  readonly spaceName: string | null;
  /** Null where a report's title leaves nothing after its period. */
  readonly series: string | null;
  /** As the title says it; of a missing report, what it would be called (`Q3 2023`), or null. */
  readonly periodLabel: string | null;
  readonly periodStart: IsoDate | null;
  readonly periodEnd: IsoDate | null;
  readonly publishedOn: IsoDate | null;
  readonly authors: readonly string[];
  /** Keys of the report's main sections in their order, each once. */
  readonly sections: readonly string[];
  /** Words of the whole page; null where there is none. */
  readonly words: number | null;
  readonly title: string | null;
  readonly pageId: number | null;
  readonly confluenceId: string | null;
  readonly markdownPath: string | null;
}

/**
 * What a report has of a section: `text`; `none` (it says that there is nothing to say); `empty`
 * (a heading with nothing under it); `absent` (no such heading); `missing` (no such report).
 */
export const SECTION_STATES = ['text', 'none', 'empty', 'absent', 'missing'] as const;
export type SectionState = (typeof SECTION_STATES)[number];

/** One section of one report. */
export interface SectionOfReport {
  readonly report: ReportEntry;
  readonly state: SectionState;
  /** As the report calls it; null for `absent` and `missing`. */
  readonly heading: string | null;
  /** With its subsections, links by the titles of their targets; null as `heading`. */
  readonly markdown: string | null;
  /** The same words without markup, one block per line. */
  readonly text: string | null;
}

/** One section across reports. */
export interface SectionStory {
  readonly key: string;
  readonly reports: readonly SectionOfReport[];
}

/** Reports by sections. */
export interface ReportPivot {
  /** Keys of the columns, in the order of the reports. */
  readonly keys: readonly string[];
  readonly rows: readonly {
    readonly report: ReportEntry;
    /** By key; a key that is no own property is absent. A heading may be “Constructor”. */
    readonly cells: Readonly<Record<string, PivotCell>>;
  }[];
}

export interface PivotCell {
  readonly state: Exclude<SectionState, 'absent' | 'missing'>;
  /** Words of the section with its subsections. */
  readonly words: number;
}

/** One number of one report. */
export interface ReportMetric extends NumberReading {
  readonly report: ReportEntry;
  /** What is measured, in words that are the same over the years: `average attendees per meeting`. */
  readonly measure: string;
  /** Key of the section that says it. */
  readonly section: string;
  readonly raw: string;
  readonly context: string;
}
