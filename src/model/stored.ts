/** What the archive hands back: rows for planning an import and for publishing. */
import type { BrokenLink, NamedFile } from './audit.ts';
import type { Diagnostic, DiagnosticCode } from './diagnostics.ts';
import type { SourceFormat } from './document.ts';
import type { SkipReason } from './imports.ts';
import type { IsoDate, LinkKind, PageRecord, PageType } from './page.ts';

/** A file of an earlier import, to recognise it without parsing it again. */
export interface KnownFile {
  readonly path: string;
  readonly sha256: string;
  /** Identifies the rules and options that converted it; another value means converting again. */
  readonly conversion: string;
  /** The page it became; null for files that became none. */
  readonly pageId: number | null;
  /** The page's title, for reports; null for files that became no page. */
  readonly title: string | null;
  /** Why it became no page; null for pages, `older-copy` for their past. */
  readonly skipped: SkipReason | null;
  /** What its source said of it without reading it, and where it lay; null where not known. */
  readonly stamp: string | null;
  /** The export date that the file states; null for none, and for files that became no page. */
  readonly exportedOn: IsoDate | null;
}

/** What decides whether a found page is new, changed, moved or the same. */
export interface StoredIdentity {
  readonly pageId: number;
  readonly confluenceId: string | null;
  readonly format: SourceFormat;
  readonly title: string | null;
  readonly parentRef: string | null;
  readonly sourcePath: string;
  readonly sourceSha256: string;
  readonly conversion: string;
  /** When the wiki had what is stored. */
  readonly seenOn: IsoDate | null;
  readonly status: 'current' | 'removed';
  /** Identifies what is stored, apart from the file that said it; null in older archives. */
  readonly contentDigest: string | null;
}

/** One converted page, and the place that the plan gave it. */
export interface PlannedPage {
  readonly record: PageRecord;
  /** The row it replaces; null for a new page. */
  readonly pageId: number | null;
  /** When the wiki had the page so; null for unknown. */
  readonly seenOn?: IsoDate | null;
}

/** A space's index as the archive stores it: details, and the tree by names of pages. */
export interface SpaceTree {
  readonly format: SourceFormat;
  readonly key: string | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly exportedOn: IsoDate | null;
  readonly entries: readonly {
    /** Names under which the entry's page may be known, best first. */
    readonly refs: readonly string[];
    /** Index into `entries`; null at the top. */
    readonly parent: number | null;
    readonly position: number;
    readonly isHome: boolean;
  }[];
}

/** What the archive keeps of a file that was a space's index. */
export interface StoredIndex {
  readonly tree: SpaceTree;
  /** What reading it told. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The few columns from which all output paths follow; every current page that is no duplicate. */
export interface PageSummary {
  readonly id: number;
  readonly spaceKey: string | null;
  readonly spaceName: string | null;
  readonly confluenceId: string | null;
  readonly title: string | null;
  readonly type: PageType;
  readonly parentId: number | null;
  /** Place among its siblings as the export's index has it; null where there was none. */
  readonly position: number | null;
  readonly sourcePath: string;
  /** Where the last publication put it, relative to the Markdown folder; null if never. */
  readonly markdownPath: string | null;
}

/** One step of the path above a page whose parent is not in the archive. */
export interface UnplacedBreadcrumb {
  readonly pageId: number;
  readonly title: string;
  /** Name of the page that the step means; null for the space itself. */
  readonly ref: string | null;
  readonly ancestorId: number | null;
}

export interface PublishableLink {
  readonly kind: LinkKind;
  /** As the source wrote it. */
  readonly href: string;
  /** The symbolic name without fragment as it stands in the Markdown; null for other addresses. */
  readonly target: string | null;
  readonly fragment: string | null;
  readonly targetPageId: number | null;
  readonly targetAttachmentId: number | null;
  /** The file name of that attachment, which may be another page's. */
  readonly targetFileName: string | null;
  /** GitHub's anchor on the target page for `fragment`; null when there is none. */
  readonly targetAnchor: string | null;
  /** The title of the target page, for links that show nothing but an address. */
  readonly targetTitle: string | null;
}

export interface StoredAttachment {
  readonly id: number;
  readonly pageId: number;
  readonly confluenceId: string | null;
  readonly fileName: string;
  readonly mediaType: string | null;
  /** Relative to the source of the import that brought it. */
  readonly sourcePath: string | null;
  readonly status: 'present' | 'missing';
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly publishedPath: string | null;
}

/** With what tells whether its file must be read again. */
export interface KnownAttachment extends StoredAttachment {
  /** What the source said of the file without reading it; null where not known. */
  readonly stamp: string | null;
}

export interface PublishableComment {
  readonly author: string | null;
  readonly createdAt: IsoDate | null;
  readonly createdRaw: string | null;
  readonly markdown: string;
}

export interface PublishablePage {
  readonly summary: PageSummary;
  readonly breadcrumbs: readonly string[];
  readonly creator: string | null;
  readonly createdOn: IsoDate | null;
  readonly lastModifier: string | null;
  readonly lastModifiedOn: IsoDate | null;
  readonly exportedOn: IsoDate | null;
  readonly labels: readonly string[];
  readonly format: SourceFormat;
  readonly sourcePath: string;
  readonly sourceSha256: string;
  readonly markdown: string;
  readonly report: {
    readonly series: string | null;
    readonly periodLabel: string | null;
    readonly periodStart: IsoDate | null;
    readonly periodEnd: IsoDate | null;
    readonly publishedOn: IsoDate | null;
    readonly authors: readonly string[];
  } | null;
  readonly links: readonly PublishableLink[];
  readonly attachments: readonly StoredAttachment[];
  readonly comments: readonly PublishableComment[];
}

/** What a page's records say of content that is not in its Markdown. */
export interface PageLedger {
  readonly macros: readonly { readonly name: string; readonly detail: string | null }[];
  readonly diagnostics: readonly { readonly code: DiagnosticCode; readonly message: string }[];
  /** Links that lost their address. */
  readonly links: readonly { readonly text: string; readonly kind: LinkKind }[];
  /** Links whose words are an address, and the title that they show instead. */
  readonly retitled: readonly { readonly address: string; readonly title: string }[];
}

export interface AuditTotals {
  readonly links: readonly { readonly status: string; readonly count: number }[];
  readonly broken: readonly BrokenLink[];
  readonly present: number;
  readonly missing: readonly NamedFile[];
  readonly unreferenced: readonly NamedFile[];
  readonly macros: readonly {
    readonly name: string;
    readonly outcome: string;
    readonly count: number;
  }[];
}

/** A source file whose bytes are kept. */
export interface OriginalRow {
  /** Relative to its source. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** What the source said of the file without reading it; null where it said nothing. */
  readonly stamp: string | null;
}

/** Stored bytes, with one of the paths where they were found. */
export interface StoredBytes {
  readonly sha256: string;
  readonly bytes: number;
  readonly path: string | null;
}

/** What SQLite finds wrong with an archive file. */
export interface FileCheck {
  /** Sentences of SQLite's own. */
  readonly damage: readonly string[];
  /** Tables with rows that refer to rows which are not there. */
  readonly orphans: readonly { readonly table: string; readonly count: number }[];
}

/** A file that the archive knows of as published. */
export interface PublishedFile {
  readonly kind: 'page' | 'attachment';
  /** Relative to the Markdown folder. */
  readonly path: string;
  readonly sha256: string;
}

/** The import that began last. */
export interface LastImport {
  readonly id: number;
  readonly status: 'running' | 'completed' | 'failed';
  /** Whether it is `running` and its process is there. */
  readonly isAtWork: boolean;
}
