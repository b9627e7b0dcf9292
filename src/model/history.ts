/** What people ask of the past: which states a page has been in, and what imports changed. */
import type { IsoDate, SectionItem } from './page.ts';
import type { PageWhole } from './record.ts';

/** How a state of a page began. `moved`: another title or another parent. */
export type VersionChange = 'created' | 'updated' | 'moved' | 'removed';

/** A page of the archive, with what tells it from its namesakes. */
export interface NamedPage {
  /** Row of `pages`. */
  readonly pageId: number;
  readonly confluenceId: string | null;
  readonly title: string | null;
  readonly spaceKey: string | null;
  readonly spaceName: string | null;
  readonly status: 'current' | 'removed';
  /** Row of the richer copy that this page repeats; null for pages that repeat none. */
  readonly duplicateOf: number | null;
  /** Relative to the Markdown folder, with `/`; null if it was never published. */
  readonly markdownPath: string | null;
  readonly sourcePath: string;
}

/** One state of a page, without what it says. */
export interface VersionRow {
  /** From 1, in the order in which the wiki had the states. */
  readonly number: number;
  readonly change: VersionChange;
  readonly title: string | null;
  readonly importId: number;
  /** When that import began, in UTC. */
  readonly importedAt: string;
  /** When the state was stored, in UTC. */
  readonly recordedAt: string;
  /** When an export first showed the wiki in that state; null where that is not known. */
  readonly seenOn: IsoDate | null;
}

/** Words that one text has and another has not, counted one by one wherever they stand. */
export interface WordCounts {
  readonly wordsAdded: number;
  readonly wordsRemoved: number;
}

export interface PageVersion extends VersionRow, WordCounts {
  /** The newest state: what the wiki was last known to be. */
  readonly isCurrent: boolean;
}

export interface PageHistory {
  readonly archive: string;
  readonly page: NamedPage;
  /** Oldest first. */
  readonly versions: readonly PageVersion[];
}

/** Names one version of one page. */
export interface VersionKey {
  readonly pageId: number;
  readonly number: number;
}

export interface VersionContent extends VersionKey {
  readonly markdown: string;
  readonly text: string;
}

/** The page above a page, as its breadcrumb had it. */
export interface ParentName {
  readonly title: string | null;
  /** Symbolic name; null at the top of the space. */
  readonly ref: string | null;
}

/** A piece of a line that both states have, or one of them. */
export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Changed lines with a few unchanged ones around them. */
export interface DiffHunk {
  /** The heading under which the first change stands; null above the first heading. */
  readonly section: string | null;
  /** Lines from 1 in the older and the newer state, where the hunk begins. */
  readonly oldLine: number;
  readonly newLine: number;
  /** A line that one state has, or both with parts that differ. */
  readonly lines: readonly (readonly DiffPart[])[];
}

export interface PageDiff extends WordCounts {
  readonly archive: string;
  readonly page: NamedPage;
  /** Equal to `to` where the page has had one state only. */
  readonly from: VersionRow;
  readonly to: VersionRow;
  readonly hunks: readonly DiffHunk[];
}

/** One import, as the report of changes tells of it. */
export interface ImportSummary {
  readonly id: number;
  /** In UTC. */
  readonly startedAt: string;
  readonly status: 'running' | 'completed' | 'failed';
  readonly sources: readonly string[];
  /** When the exports that it brought were made, oldest first; empty where that is not stored. */
  readonly takenOn: readonly IsoDate[];
  /** It brought states of pages, and all of them are older than what was known before. */
  readonly isOnlyPast: boolean;
}

/**
 * What happened to a page, all imports asked for taken together. `passed`: it came and went within
 * them, or was only ever in an older export; `earlier`: only older states of it were filled in.
 */
export const CHANGE_KINDS = [
  'created',
  'updated',
  'moved',
  'removed',
  'passed',
  'earlier',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A page that imports changed, as the archive finds it. */
export interface TouchedPage extends NamedPage {
  /** The newest state known before the imports; null for a page that was not known. */
  readonly before: number | null;
  readonly beforeChange: VersionChange | null;
  readonly beforeTitle: string | null;
  /** The newest state known after them. */
  readonly after: number;
  readonly afterChange: VersionChange;
  readonly afterTitle: string | null;
  /** Both states have the same content. */
  readonly isSame: boolean;
  /** A state between them, or the last one, began with another title or parent. */
  readonly hasMoved: boolean;
}

export interface PageChange extends WordCounts {
  readonly kind: ChangeKind;
  readonly page: NamedPage;
  /** Title after the imports. */
  readonly title: string | null;
  /** Title before them, where it was another one. */
  readonly oldTitle: string | null;
  /** For `moved`: the pages above, where both are known and differ. */
  readonly parent: string | null;
  readonly oldParent: string | null;
  /** It had been removed before, and is there again. */
  readonly isBack: boolean;
  /** Versions to compare with `diff`; null where there was none before. */
  readonly from: number | null;
  readonly to: number;
}

export interface ChangesReport {
  readonly archive: string;
  /** Oldest first; empty when none is in the range. */
  readonly imports: readonly ImportSummary[];
  /** Key or name of the space that was asked for; null for all. */
  readonly space: string | null;
  readonly counts: Readonly<Record<ChangeKind, number>>;
  /** By space, kind and title. */
  readonly changes: readonly PageChange[];
}

/** A page as it is published, with everything that the archive has of it. */
export interface ShownPage extends PageWhole {
  readonly archive: string;
  readonly page: NamedPage;
  /** The date or import that was asked for; null for the present. */
  readonly asOf: string | null;
  readonly breadcrumbs: readonly string[];
  readonly creator: string | null;
  readonly createdOn: IsoDate | null;
  readonly lastModifier: string | null;
  readonly lastModifiedOn: IsoDate | null;
  readonly exportedOn: IsoDate | null;
  readonly labels: readonly string[];
  readonly sourceFormat: string;
  /** The whole published file: front matter, title, body, attachments, comments. */
  readonly markdown: string;
  readonly versions: readonly VersionRow[];
}

/** A section of a page with those below it. */
export interface ShownSection extends Pick<NamedPage, 'pageId' | 'title' | 'spaceKey'> {
  readonly key: string;
  readonly heading: string;
  /** From 0, among all sections of the page. */
  readonly position: number;
  /** With its heading, as it reads in the page's file. */
  readonly markdown: string;
  /** The list items in it, in order. */
  readonly items: readonly SectionItem[];
}
