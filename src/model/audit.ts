/** What an audit finds: how much of the sources is in the published tree, and what is not, and why. */
import type { DiagnosticCode } from './diagnostics.ts';

/** What is counted of each page, with the words for it in reports. */
export const MEASURES = {
  words: 'words',
  headings: 'headings',
  items: 'list items',
  cells: 'table cells',
  code: 'code blocks',
  links: 'links',
  images: 'images',
  attachments: 'attachments',
} as const;
export type Measure = keyof typeof MEASURES;

/** Of `total` things in the source, `kept` are in the tree and `explained` are lost for a reason. */
export interface Measured {
  readonly total: number;
  readonly kept: number;
  readonly explained: number;
}

/** One thing of the source that is not in the published file. */
export interface Loss {
  readonly measure: Measure;
  /** The word, cell, line or text that is missing. */
  readonly text: string;
  /** The diagnostic that accounts for it; null when nothing does, which is a bug. */
  readonly reason: DiagnosticCode | null;
}

export interface PageAudit {
  readonly title: string;
  readonly sourcePath: string;
  /** Relative to the Markdown folder. */
  readonly markdownPath: string;
  readonly measures: Readonly<Record<Measure, Measured>>;
  /** How many words the published file shows, outside what publishing adds. */
  readonly shownWords: number;
  readonly losses: readonly Loss[];
  /** Words of the published file that its source does not have. */
  readonly foreignWords: readonly string[];
  /** HTML tags of the published file outside the documented few. */
  readonly foreignTags: readonly string[];
  /** Links of the published file to a file or heading that is not there. */
  readonly deadLinks: readonly string[];
}

/** Why a page could not be audited. Each has a phrase for the summary. */
export const UNAUDITED = {
  'source-not-given': 'its source is not there; name it after `audit`',
  'source-changed': 'its source has other bytes than when it was imported',
  'source-unreadable': 'its source cannot be read as a page any more',
  'not-published': 'it has no file in the Markdown folder',
} as const;
export type UnauditedReason = keyof typeof UNAUDITED;

/** Why a link of the source is none in the tree, or leads nowhere. Each has a phrase. */
export const BROKEN_LINKS = {
  'page-not-in-export': 'the page is not in the archive',
  'page-never-written': 'the page was never written (a red link)',
  'attachment-not-in-export': 'the file is not in the export',
  'heading-not-on-page': 'the page has no such heading or anchor',
  'address-unusable': 'the address works only inside Confluence, or is unsafe',
} as const;
export type BrokenLinkReason = keyof typeof BROKEN_LINKS;

export interface BrokenLink {
  readonly sourcePath: string;
  readonly href: string;
  readonly text: string;
  readonly reason: BrokenLinkReason;
}

export interface NamedFile {
  /** Source path of the page that the attachment belongs to. */
  readonly page: string;
  readonly fileName: string;
}

/** A line of the summary: of `total`, what is neither `kept` nor `explained` is amiss. */
export interface Check extends Measured {
  readonly name: string;
  /** What is kept or explained, in percent, rounded down to hundredths; null of nothing. */
  readonly score: number | null;
}

export interface AuditReport {
  readonly archive: string;
  readonly markdownDir: string;
  readonly sources: readonly string[];
  /** One for each kind of thing that can be lost, added or broken. */
  readonly checks: readonly Check[];
  /** The lowest check in percent, rounded down to hundredths; 100 when nothing is amiss. */
  readonly score: number;
  /** Every published page that could be compared; the worst first. */
  readonly pages: readonly PageAudit[];
  readonly unaudited: readonly { readonly path: string; readonly reason: UnauditedReason }[];
  readonly links: {
    readonly resolved: number;
    readonly external: number;
    readonly broken: readonly BrokenLink[];
  };
  readonly attachments: {
    readonly present: number;
    readonly missing: readonly NamedFile[];
    /** In the archive, but no page's text leads to them: listed at the end of their page. */
    readonly unreferenced: readonly NamedFile[];
  };
  readonly macros: readonly {
    readonly name: string;
    readonly outcome: string;
    readonly count: number;
  }[];
  /** The published files against `manifest-sha256.txt`. */
  readonly files: {
    readonly listed: number;
    readonly changed: readonly string[];
    readonly missing: readonly string[];
  };
  readonly elapsedMs: number;
}
