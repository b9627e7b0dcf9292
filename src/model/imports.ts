/** An import run: what was planned, what happened, and how it adds up. */
import type { Diagnostic } from './diagnostics.ts';
import type { VocabularyReport } from './vocabulary-changes.ts';

export const PAGE_OUTCOMES = ['created', 'updated', 'unchanged', 'moved', 'failed'] as const;
export type PageOutcome = (typeof PAGE_OUTCOMES)[number];

/** Why a file of the source became no page. Each has a phrase for the summary. */
export const SKIP_REASONS = {
  'space-index': 'space index, read for the space and its page tree',
  attachment: 'attachment, kept with its page',
  'theme-asset': 'icon, style sheet or thumbnail of the export itself',
  'older-copy': 'older copy of a page, kept in the page’s history',
  'not-an-export': 'not written by Confluence',
  'unsupported-type': 'not a page, and no page names it as an attachment',
  'hidden-file': 'hidden or version-control file',
  link: 'symbolic link or special file, never followed',
} as const;
export type SkipReason = keyof typeof SKIP_REASONS;

export type Counts = Readonly<Record<PageOutcome | 'removed', number>>;

export interface LocatedDiagnostic extends Diagnostic {
  readonly sourcePath: string | null;
}

/** How much of the sources had to be looked into. */
export interface Work {
  /** Files whose bytes were read; the others were known by size and time. */
  readonly filesRead: number;
  /** Pages that were parsed and converted. */
  readonly pagesConverted: number;
  /** Of these, pages that are as they were: the tool's rules or options are others now. */
  readonly reconverted: number;
}

/** What happens to a published file that somebody has edited. */
export const EDITED_POLICIES = ['beside', 'keep', 'overwrite'] as const;
export type OnEdited = (typeof EDITED_POLICIES)[number];

/** Forms of the redirects that are written on demand; `redirects.csv` always is. */
export const REDIRECT_FORMS = ['nginx', 'netlify'] as const;
export type RedirectForm = (typeof REDIRECT_FORMS)[number];

/** A file of the tree that is somebody's own, or edited since it was written. */
export interface PreservedFile {
  readonly path: string;
  /** Where our version was put instead; null when there is nothing new to put beside it. */
  readonly newVersion: string | null;
}

/** One change of the tree; `beside` is a new version that stands beside an edited file. */
export interface TreeChange {
  readonly path: string;
  readonly outcome: 'written' | 'beside' | 'removed';
}

/** What one import did, or with `dryRun` would do. */
export interface ImportReport {
  readonly importId: number | null;
  readonly dryRun: boolean;
  readonly sources: readonly string[];
  readonly archive: string;
  /** Copy of the archive as it was, made before it was brought up to date; null where it was. */
  readonly backup: string | null;
  /** The vocabulary that was named, and what it changed of the pages before; null where none was. */
  readonly vocabulary: VocabularyReport | null;
  /** Null when no Markdown was asked for. */
  readonly markdownDir: string | null;
  readonly filesFound: number;
  readonly counts: Counts;
  readonly skipped: Readonly<Record<SkipReason, number>>;
  /** Every file that became no page, but attachments and theme assets, which are only counted. */
  readonly skippedFiles: readonly { readonly path: string; readonly reason: SkipReason }[];
  readonly pages: readonly {
    readonly path: string;
    readonly title: string | null;
    readonly outcome: PageOutcome;
  }[];
  /** Pages that a newer full export does not have any more: kept, with all their versions. */
  readonly removedPages: readonly { readonly path: string; readonly title: string | null }[];
  readonly work: Work;
  readonly attachments: { readonly present: number; readonly missing: number };
  /**
   * The sources' files whose bytes were stored beside the archive, or were there already, and the
   * bytes that this added before compression; null when originals were not to be kept.
   */
  readonly originals: {
    readonly stored: number;
    readonly known: number;
    readonly bytes: number;
  } | null;
  readonly filesWritten: number;
  /** Every file of the tree that was written or removed, by path. */
  readonly files: readonly TreeChange[];
  /** Files of the tree that someone changed since they were written: left as they are. */
  readonly preserved: readonly PreservedFile[];
  /** Worst first, then in source order. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  readonly elapsedMs: number;
}

/** Bounds against hostile or absurd input; sizes in bytes. */
export interface Limits {
  /** Largest page file that is read whole. */
  readonly maxPageBytes: number;
  /** Longest time that the conversion of one page may take, in seconds. */
  readonly maxPageSeconds: number;
  /** Largest single attachment that is copied. */
  readonly maxAttachmentBytes: number;
  /** Most entries of one zip, or files of one folder. */
  readonly maxEntries: number;
  /** Largest sum of unpacked sizes of one zip. */
  readonly maxTotalBytes: number;
  /** Largest ratio of unpacked to packed size, of one zip entry over 1 MiB and of the whole zip. */
  readonly maxCompressionRatio: number;
}

const MiB = 1024 * 1024;

export const DEFAULT_LIMITS: Limits = {
  maxPageBytes: 256 * MiB,
  maxPageSeconds: 60,
  maxAttachmentBytes: 4096 * MiB,
  maxEntries: 1_000_000,
  maxTotalBytes: 64 * 1024 * MiB,
  maxCompressionRatio: 1000,
};

export type ImportPhase =
  | 'scanning'
  | 'converting'
  | 'linking'
  | 'attachments'
  | 'keeping'
  | 'publishing'
  // Of an audit
  | 'checking'
  | 'auditing'
  // Of a check of everything, and of a package
  | 'verifying'
  | 'packing';

/** Progress of a run: `done` of `total` files or pages of the phase; `total` is exact. */
export interface ProgressEvent {
  readonly phase: ImportPhase;
  readonly done: number;
  readonly total: number;
}
