/** The open archive: what the pipeline may ask of it and tell it. */
import type { Addresses, Delivered, SourceRow } from '../model/addresses.ts';
import type { SourceFormat } from '../model/document.ts';
import type { IsoDate, PageRecord } from '../model/page.ts';
import type { Checkpoint } from '../model/checkpoint.ts';
import type { Counts, LocatedDiagnostic } from '../model/imports.ts';
import type {
  AuditTotals,
  FileCheck,
  KnownAttachment,
  KnownFile,
  LastImport,
  OriginalRow,
  PageLedger,
  PageSummary,
  PlannedPage,
  PublishablePage,
  PublishedFile,
  SpaceTree,
  StoredAttachment,
  StoredBytes,
  StoredIdentity,
  StoredIndex,
  UnplacedBreadcrumb,
} from '../model/stored.ts';
import type { Asking } from './asking/ask.ts';
import type { HistoryReading } from './history-reading.ts';
import type { ReportReading } from './report-reading.ts';
import type { VocabularyReading } from './vocabulary-reading.ts';
import type { RecordReading } from './record-reading.ts';
import type { SearchReading } from './search-reading.ts';
import type { ListingReading } from './listing-reading.ts';

export interface SeenFile extends Omit<KnownFile, 'title' | 'exportedOn'> {
  readonly bytes: number;
  readonly modifiedMs: number | null;
  /** What it says, if it is a space's index; null leaves what is stored. */
  readonly index: StoredIndex | null;
}

/** By what a found page may be the same as a stored one. */
export interface FoundIdentity {
  readonly sourcePath: string;
  readonly confluenceId: string | null;
  readonly format: SourceFormat;
  /** `page:title/…` names, one for the space's key and one for its name. */
  readonly titleRefs: readonly string[];
}

export interface AttachmentUpdate {
  readonly id: number;
  readonly status: StoredAttachment['status'];
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly publishedPath: string | null;
  /** What was delivered there; left as it is where nothing was. */
  readonly publishedSha256?: string | null | undefined;
  /** What its source says of the file without reading it; undefined leaves what is stored. */
  readonly stamp?: string | null | undefined;
  /** Where the file was found, if that is not where the page says. */
  readonly foundAt?: string | undefined;
}

export interface DuplicateSide {
  readonly pageId: number;
  readonly title: string | null;
  readonly format: SourceFormat;
  readonly wordCount: number;
  readonly sourcePath: string;
}

export interface DuplicateCandidate {
  readonly one: DuplicateSide;
  readonly other: DuplicateSide;
}

/** One folder of a source, as a run found it. */
export interface FoundExport {
  readonly members: readonly {
    readonly pageId: number;
    readonly path: string;
    readonly sha256: string;
    /** When the wiki had the page so: its own export date, else that of the export, else now. */
    readonly seenOn: IsoDate;
  }[];
  /** What its index says; null without one. */
  readonly tree: SpaceTree | null;
}

interface SettledPage {
  readonly pageId: number;
  readonly title: string | null;
  readonly sourcePath: string;
}

/** What became of pages once all exports are laid side by side. */
export interface Settled {
  /** Pages that were there before the run and are not any more. */
  readonly removed: readonly SettledPage[];
  /** Pages that this run brought, but that a newer export does not have. */
  readonly gone: readonly (SettledPage & { readonly copyId: number | null })[];
  /** The snapshots that the run's exports are, known ones included. */
  readonly snapshots: readonly number[];
}

/** How much of what is known counts: all, up to an import, or up to a moment of the wiki. */
export interface Bound {
  readonly importId: number | null;
  readonly on: IsoDate | null;
}

/** An attachment's bytes as an import found them; null where it was missing. */
export interface AttachmentAt {
  readonly pageId: number;
  /** As in `attachment_versions`. */
  readonly name: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
}

/** What there was at some moment. */
export interface PastState {
  readonly pages: readonly { readonly pageId: number; readonly copyId: number }[];
  readonly trees: readonly SpaceTree[];
  readonly attachments: readonly AttachmentAt[];
  /** Titles of pages of which only older versions of this tool kept anything. */
  readonly untold: readonly string[];
}

export interface Archive
  extends
    HistoryReading,
    RecordReading,
    ReportReading,
    SearchReading,
    ListingReading,
    VocabularyReading,
    Asking {
  readonly path: string;
  /**
   * Where the archive lies as it was, if opening it brought it up to date with this version; null
   * otherwise.
   */
  readonly backup: string | null;
  /** Opens an import row with status `running`; runs that died are marked `failed`. */
  beginImport(about: {
    readonly source: string;
    readonly format: SourceFormat | null;
    readonly toolVersion: string;
    /** Refuses to begin while another run is at work: two at once would store pages twice. */
    readonly exclusive?: boolean;
  }): Promise<number>;
  finishImport(id: number, status: 'completed' | 'failed', counts: Counts): Promise<void>;
  /** The import whose checkpoint opening the archive to write has ended; null for none. */
  readonly checkpointOf: number | null;
  /** What the last import left; null where it did not end well, or anything was written since. */
  checkpoint(): Promise<Checkpoint | null>;
  /**
   * Stores what this run leaves; nothing where another process has opened the archive to write.
   * @param said null where that is what the last checkpoint has.
   */
  setCheckpoint(
    checkpoint: Omit<Checkpoint, 'report' | 'published'>,
    said: Pick<Checkpoint, 'report' | 'published'> | null,
  ): Promise<void>;
  /** Notes that an import met all pages that `earlier` had met, as they were. */
  confirmImport(importId: number, earlier: number): Promise<void>;
  /** From now on it is noted which pages this connection writes; see `touched`. */
  watch(): Promise<void>;
  /**
   * The current pages whose files may be others than when `watch` was called, the pages that link to
   * them included; null where more than that may be: names, places, attachments, what another process
   * wrote, or where it was not called.
   */
  touched(): Promise<readonly number[] | null>;
  /** The files of earlier imports whose bytes are what the archive holds of them now. */
  knownFiles(): Promise<KnownFile[]>;
  rememberFiles(importId: number, files: readonly SeenFile[]): Promise<void>;
  /** What this file, a space's index, said when it was read; null where that is not stored. */
  storedIndex(path: string, sha256: string): Promise<StoredIndex | null>;
  /**
   * The stored page that each found page is, by source path; absent where it is new. Copies of a
   * page, which share its id, get the same row; otherwise each row is given once.
   */
  matchPages(found: readonly FoundIdentity[]): Promise<Map<string, StoredIdentity>>;
  /** Writes a batch in one transaction; the rows' ids in the order given. */
  savePages(
    importId: number,
    planned: readonly PlannedPage[],
    conversion: string,
  ): Promise<readonly number[]>;
  /**
   * Runs work that saves many batches. An archive that has no page yet, and that nobody else has open,
   * is locked meanwhile; what was saved is kept every few seconds and at the end, and a call that fails
   * takes with it what was not kept yet.
   */
  fill<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Notes copies of pages that are older than what their rows hold. */
  saveCopies(
    importId: number,
    copies: readonly {
      readonly pageId: number;
      readonly record: PageRecord;
      readonly seenOn?: IsoDate | null;
    }[],
    conversion: string,
  ): Promise<void>;
  /**
   * Adds the exports of a run to those that the archive knows, and derives from all of them which
   * pages there are and what versions they had. Exports that are known change nothing.
   */
  settle(
    importId: number,
    found: readonly FoundExport[],
    run: { readonly startedOn: IsoDate; readonly isPartial: boolean },
  ): Promise<Settled>;
  /** Everything that there was at a moment, by what the archive knows of it. */
  stateAt(bound: Bound): Promise<PastState>;
  /** Says which attachments are there, and what they hold, by their pages and names. */
  setAttachmentBytes(known: readonly AttachmentAt[]): Promise<void>;
  /**
   * Notes which bytes attachments had in these snapshots: those of the pages as they are now, and
   * those of older copies as they were found.
   */
  saveAttachmentVersions(
    snapshots: readonly number[],
    ofCopies: readonly (AttachmentAt & { readonly copySha256: string })[],
  ): Promise<void>;
  /** The records that copies were read as, by copy id. */
  recordsOfCopies(copyIds: Iterable<number>): Promise<ReadonlyMap<number, PageRecord>>;
  /** Notes that pages were found unchanged. */
  touchPages(importId: number, pageIds: readonly number[]): Promise<void>;
  /**
   * Stores a space's details and page tree; its pages must be saved before. What an older index
   * says fills gaps only.
   */
  saveTree(importId: number, tree: SpaceTree): Promise<void>;
  /**
   * Finds the targets of links, breadcrumbs and parents among all pages there are now; after `watch`
   * only those of the pages that were written, while no name means another page than before.
   */
  resolve(importId: number): Promise<void>;
  /** All attachments of current pages that are no duplicates. */
  attachments(): Promise<KnownAttachment[]>;
  setAttachments(updates: readonly AttachmentUpdate[]): Promise<void>;
  /**
   * Pairs of current pages, one of them asked for, that may be one page met in two formats: they
   * share so many numbers of their fingerprints, and have not two titles.
   */
  duplicateCandidates(
    pageIds: readonly number[],
    minimumShared: number,
  ): Promise<DuplicateCandidate[]>;
  /** The plain texts of pages, to compare candidates by; by page id. */
  duplicateTexts(pageIds: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Adds to the duplicates that are known; a page that others repeat never repeats another. */
  setDuplicates(
    pairs: readonly { readonly pageId: number; readonly duplicateOf: number }[],
  ): Promise<void>;
  pageSummaries(): Promise<PageSummary[]>;
  /** The breadcrumbs of pages without a stored parent, by page and position. */
  unplacedBreadcrumbs(): Promise<UnplacedBreadcrumb[]>;
  publishablePages(ids: readonly number[]): Promise<PublishablePage[]>;
  /** Every name under which a page is or was known; removed pages and duplicates too. */
  addresses(): Promise<Addresses>;
  /** The rows of `sources.csv`: the files of the tree as they were last delivered, by path. */
  publishedSources(): Promise<readonly SourceRow[]>;
  /** What was last delivered, by the row ids of pages and of attachments. */
  delivered(): Promise<{
    readonly pages: ReadonlyMap<number, Delivered>;
    readonly attachments: ReadonlyMap<number, Delivered>;
  }>;
  /** Notes what was delivered, and that the pages which are not given have no file any more. */
  setPublished(
    importId: number,
    rows: readonly {
      readonly pageId: number;
      readonly markdownPath: string;
      readonly sha256: string | null;
      /** As in `Delivered`. */
      readonly essence: string | null;
    }[],
  ): Promise<void>;
  addDiagnostics(importId: number, diagnostics: readonly LocatedDiagnostic[]): Promise<void>;
  /** The source files whose bytes are stored and whose stamp is known. */
  stampedOriginals(): Promise<OriginalRow[]>;
  /** Notes source files whose bytes are stored; they must lie in the folder of originals. */
  rememberOriginals(importId: number, rows: readonly OriginalRow[]): Promise<void>;
  /** All stored bytes, by hash. */
  storedOriginals(): Promise<StoredBytes[]>;
  /** What SQLite finds wrong with the file; empty lists for a sound one. */
  check(): Promise<FileCheck>;
  /** The files that the archive knows of as published, with the hash they should have. */
  publishedFiles(): Promise<PublishedFile[]>;
  /** The import that began last; null before the first. */
  lastImport(): Promise<LastImport | null>;
  /**
   * Writes a copy of the last committed state, in one file, while others read or write.
   * @throws ArchiveError when there is something at `path`, or it cannot be written.
   */
  copyTo(path: string): Promise<void>;
  /** Where the imports that brought the published pages found them; absolute paths. */
  sourceLocations(): Promise<readonly string[]>;
  /** Why content of each page may not be in its Markdown, by page id. */
  pageLedgers(ids: readonly number[]): Promise<ReadonlyMap<number, PageLedger>>;
  /** Links, attachments and macros of all published pages. */
  auditTotals(): Promise<AuditTotals>;
  /** Leaves everything in the one file. May be called again. */
  close(): Promise<void>;
}
