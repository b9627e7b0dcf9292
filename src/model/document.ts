/** What a reader yields: the page as its file tells it, nothing interpreted yet. */
import type { Diagnostic } from './diagnostics.ts';
import type { Element } from './dom.ts';

export const SOURCE_FORMATS = [
  'confluence-html',
  'confluence-word',
  'crawled-markdown',
  'plain-text',
] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

/** One file as text, given to a reader. */
export interface ReadableFile {
  /** Relative to the source that was given, with `/`. */
  readonly path: string;
  readonly text: string;
  /** What was around the text, if the file is a Word export. */
  readonly envelope?: Envelope;
}

/** A file that lies inside the page's own file. */
export interface EnclosedFile {
  /** By what the page's markup may name it: `file:///C:/3f1c…`, or the last part of that. */
  readonly location: string;
  /** The source presents the file under this name, below the path of the page's file. */
  readonly name: string;
  readonly mediaType: string | null;
}

/** The message that a Word export is, around the page's HTML. */
export interface Envelope {
  /** The moment of the export as written: `Thu, 15 Oct 2020 21:46:24 +0000 (UTC)`. */
  readonly date: string | null;
  /** The message has its end; without it, page or images may be cut off. */
  readonly isWhole: boolean;
  readonly enclosed: readonly EnclosedFile[];
}

export interface RawBreadcrumb {
  readonly title: string;
  /** As written in the file; null for an item without a link. */
  readonly href: string | null;
}

/** The line “Created by … on …”. */
export interface RawMetadata {
  /** White space collapsed to single spaces, trimmed, no-break spaces included. */
  readonly text: string;
  /** Where the markup itself marks the names (`span.author`, `span.editor`), exactly those. */
  readonly creator: string | null;
  readonly modifier: string | null;
}

/** One line of the attachments block at the end of a page. */
export interface RawAttachment {
  readonly fileName: string;
  readonly href: string;
  readonly mediaType: string | null;
}

export interface RawComment {
  /** Confluence's comment id, from the `comment-123` anchor; null where the export has none. */
  readonly confluenceId: string | null;
  readonly author: string | null;
  /** The date as the page shows it, such as `Aug 03, 2016 14:10`. */
  readonly date: string | null;
  /** A detached element whose children are the comment's raw markup. */
  readonly body: Element;
}

export interface ExportDocument {
  readonly kind: 'page';
  readonly format: SourceFormat;
  readonly sourcePath: string;
  /** Name of the generation profile or dump shape, for diagnostics and statistics. */
  readonly profile: string;
  /** The page's heading as shown, such as `Space : Title`; white space collapsed; null if none. */
  readonly heading: string | null;
  /** As the page lists them, the space first where it does; the page itself is not among them. */
  readonly breadcrumbs: readonly RawBreadcrumb[];
  /** The page carries the mark of the space's home page. */
  readonly isHome: boolean;
  readonly metadata: RawMetadata | null;
  /** A detached element whose children are the body's raw markup (no header, blocks or footer). */
  readonly body: Element;
  readonly attachments: readonly RawAttachment[];
  /** Files inside the page's own file: attachments if the body shows them, for icons lie there too. */
  readonly enclosed?: readonly RawAttachment[];
  readonly comments: readonly RawComment[];
  readonly labels: readonly string[];
  /** The footer's date as written, such as `Nov 26, 2024 16:34`; null if there is no footer. */
  readonly footerDate: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** One page in the tree of a space's index, in document order. */
export interface IndexEntry {
  readonly title: string;
  readonly href: string;
  /** Index into `SpaceIndex.entries` of the parent; null at the top. */
  readonly parent: number | null;
  /** Place among its siblings, from 0. */
  readonly position: number;
  readonly isHome: boolean;
}

/** A space's `index.html`: space details and the page tree. */
export interface SpaceIndex {
  readonly kind: 'index';
  readonly format: SourceFormat;
  readonly sourcePath: string;
  readonly key: string | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly footerDate: string | null;
  readonly entries: readonly IndexEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

export type ReadResult = ExportDocument | SpaceIndex;

/** A reader for one input format: a line in the table `reader/index.ts`. */
export interface Reader {
  readonly format: SourceFormat;
  /** One sentence for the documentation. */
  readonly summary: string;
  /** Whether the content looks like this format. Cheap: no parsing. */
  recognises(file: ReadableFile): boolean;
  /** Never throws for bad content; what is odd goes into `diagnostics`. */
  read(file: ReadableFile): ReadResult;
}
