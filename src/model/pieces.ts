/** The parts of a page’s file that fields are read from. */

/**
 * Each as a CSS selector in HTML (alternatives in their order), in other files as what the lines
 * look like; null for parts that such a file does not have.
 */
export interface Pieces {
  readonly heading: string | null;
  readonly breadcrumbs: string | null;
  readonly homeMark: string | null;
  readonly metadata: string | null;
  readonly body: string;
  readonly attachments: string | null;
  readonly comments: string | null;
  readonly labels: string | null;
  readonly footer: string | null;
}

/** The parts of a space’s index, in the same way. */
export interface IndexPieces {
  readonly details: string;
  readonly tree: string;
}

/** Where one field of a page came from. */
export interface FieldOrigin {
  /** Table and column as the archive’s schema calls them, such as `pages.title`. */
  readonly field: string;
  /** What the archive has; null for nothing. Of lists, what its entries are called. */
  readonly value: string | number | null | readonly string[];
  /** What stood there, where that is stored; else null. */
  readonly raw: string | null;
  /** The file; null where the value is in no file. */
  readonly sourcePath: string | null;
  readonly sourceSha256: string | null;
  /** The piece of the file, as in `Pieces`; null where it is none, or not known. */
  readonly piece: string | null;
  /** How it was read, as a sentence. */
  readonly how: string;
}
