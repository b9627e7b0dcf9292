/** The records that extraction makes of one page, and the archive stores. */
import type { Diagnostic } from './diagnostics.ts';
import type { SourceFormat } from './document.ts';
import type { AttachmentRef, PageRef } from './refs.ts';

/** An ISO 8601 day (`2024-07-15`) or minute (`2016-08-03T14:10`); never a guessed time or zone. */
export type IsoDate = string;

export interface SpaceRef {
  readonly key: string | null;
  readonly name: string | null;
}

export interface PersonRef {
  readonly displayName: string;
  readonly username: string | null;
  readonly accountId: string | null;
  readonly profileUrl: string | null;
}

export const CONTRIBUTION_ROLES = [
  'creator',
  'last-modifier',
  'report-author',
  'commenter',
  'mentioned',
] as const;
export type ContributionRole = (typeof CONTRIBUTION_ROLES)[number];

export interface Contribution {
  readonly person: PersonRef;
  readonly role: ContributionRole;
}

export interface Breadcrumb {
  /** From 0, the space first. */
  readonly position: number;
  readonly title: string;
  readonly href: string | null;
  /** Name of the ancestor page; null for the space itself and for items that name no page. */
  readonly ref: PageRef | null;
}

export interface SectionItem {
  /** From 0, over all lists of the section in document order. */
  readonly position: number;
  /** 0 for an item of an outer list. */
  readonly depth: number;
  readonly text: string;
  readonly markdown: string;
}

export interface SectionRecord {
  /** From 0, in document order, over all levels. */
  readonly position: number;
  /** Position of the section that contains this one; null at the top. */
  readonly parent: number | null;
  /** The heading's level in the stored Markdown, 2 to 6 as a rule. */
  readonly level: number;
  readonly heading: string;
  /** Canonical key of the section vocabulary, else the heading's slug. */
  readonly key: string;
  /** GitHub's anchor of the heading in the published file; null for a heading that is a paragraph. */
  readonly anchor: string | null;
  /** What stands under the heading up to the next heading of any level (not the heading itself). */
  readonly markdown: string;
  readonly text: string;
  readonly items: readonly SectionItem[];
}

export interface ReportRecord {
  /** Name of the series the report belongs to: its title without the period; null if unknown. */
  readonly series: string | null;
  /** The words of the title that name the period, such as `Q1/Q2 2024`. */
  readonly periodLabel: string | null;
  readonly periodStart: IsoDate | null;
  readonly periodEnd: IsoDate | null;
  readonly publishedOn: IsoDate | null;
  readonly publishedRaw: string | null;
  readonly authors: readonly PersonRef[];
}

/** How exact a number is meant: `~30`, `100+`, `up to 5`, `+12%` or `grew from 10 to 15`. */
export const NUMBER_QUALIFIERS = ['about', 'at-least', 'at-most', 'change'] as const;
export type NumberQualifier = (typeof NUMBER_QUALIFIERS)[number];

interface ValueBase {
  /** Position of the section that says it. */
  readonly section: number;
  /** From 0, over all sections of the page. */
  readonly position: number;
  /** The value's own words, as they stand there. */
  readonly raw: string;
  /** The sentence, item or table row around it. */
  readonly context: string;
}

/** `average attendance of 16.5/General Meeting`, `140 followers`. */
export interface NumberReading {
  readonly number: number;
  /** The other end of a range, or what it changed to; null for a single number. */
  readonly numberTo: number | null;
  /** What it is a part of, as in `6 of 16`; null for a number that is none. */
  readonly outOf: number | null;
  readonly qualifier: NumberQualifier | null;
  /** `%`, a currency's ISO 4217 code, or a unit of time in the singular; null for a count. */
  readonly unit: string | null;
  /** What is counted, in its own words (`followers`); null where the text does not say it. */
  readonly noun: string | null;
  /** What the text calls the number (`average attendance`); null where it does not. */
  readonly label: string | null;
  /** For each of what (`General Meeting`); null without such words. */
  readonly per: string | null;
}

/** What a section of a report says, with the words in which it says it. */
export type ReportValue = ValueBase &
  (
    | (NumberReading & { readonly kind: 'number' })
    /** Null where the words may mean two days. */
    | { readonly kind: 'date'; readonly date: IsoDate | null }
    | { readonly kind: 'person'; readonly person: PersonRef }
    /** The section says that there is nothing to say: `N/A`, `None`. */
    | { readonly kind: 'none' }
  );

export interface AttachmentRecord {
  readonly confluenceId: string | null;
  readonly fileName: string;
  readonly mediaType: string | null;
  /** Relative to the source, with `/`, decoded; whether or not such a file exists. */
  readonly sourcePath: string | null;
  /** Every name by which a link may mean this attachment. */
  readonly refs: readonly AttachmentRef[];
}

export interface CommentRecord {
  readonly position: number;
  readonly confluenceId: string | null;
  readonly author: PersonRef | null;
  readonly createdAt: IsoDate | null;
  readonly createdRaw: string | null;
  readonly markdown: string;
  readonly text: string;
}

export const LINK_KINDS = ['page', 'attachment', 'anchor', 'external', 'mail', 'person'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

export interface LinkRecord {
  readonly position: number;
  readonly kind: LinkKind;
  /** As the source wrote it, entities decoded. */
  readonly href: string;
  readonly text: string;
  /** For links to pages and attachments, the name of the target. An absolute address that could
   * also be a page of the archive is `external` with a target, and becomes `page` if it resolves. */
  readonly target: PageRef | AttachmentRef | null;
  /** The part after `#` as the source wrote it, decoded; null if none. */
  readonly fragment: string | null;
  /** The link was dropped from the Markdown because its address cannot work or is unsafe. */
  readonly removed: boolean;
}

export const MACRO_OUTCOMES = ['converted', 'placeholder', 'omitted', 'lost-at-source'] as const;
export type MacroOutcome = (typeof MACRO_OUTCOMES)[number];

export interface MacroRecord {
  readonly name: string;
  readonly outcome: MacroOutcome;
  readonly detail: string | null;
}

/** Where a link's fragment leads: a Confluence anchor, and GitHub's anchor of the heading there. */
export interface AnchorRecord {
  /** The anchor as Confluence spells it, decoded, such as `PageTitle-SomeHeading`. */
  readonly name: string;
  /** GitHub's anchor; '' means the top of the page. */
  readonly slug: string;
}

export type PageType = 'page' | 'home' | 'blogpost';

export interface PageRecord {
  readonly space: SpaceRef;
  readonly confluenceId: string | null;
  /** Null where the source states none (plain-text dumps). */
  readonly title: string | null;
  readonly type: PageType;
  readonly breadcrumbs: readonly Breadcrumb[];
  /** The nearest ancestor named by the breadcrumb; the index overrules it. */
  readonly parentRef: PageRef | null;
  readonly creator: PersonRef | null;
  readonly createdOn: IsoDate | null;
  readonly lastModifier: PersonRef | null;
  readonly lastModifiedOn: IsoDate | null;
  readonly metadataRaw: string | null;
  readonly exportedOn: IsoDate | null;
  readonly format: SourceFormat;
  /** As in `ExportDocument`; absent in records that older versions stored. */
  readonly profile?: string | null | undefined;
  readonly sourcePath: string;
  /** Lower-case hex of the source file's bytes. */
  readonly sourceSha256: string;
  /** The body with symbolic links, without title and front matter; ends without a newline. */
  readonly markdown: string;
  /** The body's words, one block per line. */
  readonly text: string;
  readonly wordCount: number;
  /** All names by which a link may mean this page. */
  readonly refs: readonly PageRef[];
  readonly anchors: readonly AnchorRecord[];
  readonly sections: readonly SectionRecord[];
  readonly report: ReportRecord | null;
  /** What the sections of a report say as numbers, dates and people; none for other pages. */
  readonly reportValues: readonly ReportValue[];
  readonly labels: readonly string[];
  readonly attachments: readonly AttachmentRecord[];
  readonly comments: readonly CommentRecord[];
  readonly links: readonly LinkRecord[];
  readonly macros: readonly MacroRecord[];
  /** Creator, modifier, report authors, commenters and mentioned people, without repeats. */
  readonly contributions: readonly Contribution[];
  /** Up to 16 numbers that characterise the words, to find near-identical pages; sorted. */
  readonly fingerprint: readonly number[];
  readonly diagnostics: readonly Diagnostic[];
}
