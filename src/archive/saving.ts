/** What is being written: a batch of planned pages, and the run that writes it. */
import type { PageRecord } from '../model/page.ts';
import type { PlannedPage } from '../model/stored.ts';

/** A planned page with the id that its row has or gets. */
export interface Saving {
  readonly id: number;
  readonly page: PlannedPage;
}

/** Some fields of a page that is being written, with the id of its row. */
export interface SavingOf<Field extends keyof PageRecord> {
  readonly id: number;
  readonly page: { readonly record: Pick<PageRecord, Field> };
}

/** What changes from run to run but not from page to page. */
export interface Run {
  readonly importId: number;
  readonly conversion: string;
  /** ISO 8601, UTC. */
  readonly recordedAt: string;
}
