/** Report pages as they are read, with whatever vocabulary. */
import type { ReportRecord, SectionRecord } from './page.ts';

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
