/** What goes into the output tree, and what is said of it afterwards. */

export interface TextFile {
  readonly kind: 'text';
  /** Relative to the Markdown folder, with `/`; from `layoutPaths`. */
  readonly path: string;
  readonly text: string;
}

export interface StreamFile {
  readonly kind: 'stream';
  /** Relative to the Markdown folder, with `/`; from `layoutAttachments`. */
  readonly path: string;
  /** As the archive knows them, so that an unchanged file need not be read; null if unknown. */
  readonly sha256: string | null;
  readonly bytes: number | null;
  /** Opens the source. What it throws, now or while it is read, makes the file `unreadable`. */
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
}

export type TreeFile = TextFile | StreamFile;

/**
 * `preserved`: someone's file, or our file with someone's edits, stands there and was left alone;
 * `too-large`: over the limit for attachments; `unreadable`: the source failed while it was read.
 */
export type TreeOutcome = 'written' | 'unchanged' | 'preserved' | 'too-large' | 'unreadable';

export interface DeliveredFile {
  readonly path: string;
  readonly outcome: TreeOutcome;
  /** Of the file as it was wanted; null when it was not read to its end. */
  readonly sha256: string | null;
  readonly bytes: number | null;
  /** Why it could not be read; null otherwise. */
  readonly reason: string | null;
}

export interface TreeOptions {
  /** Removes what earlier publications wrote and this one does not want; default true. */
  readonly prune?: boolean;
  readonly maxAttachmentBytes?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called for each file as soon as it is done, in the order of the chunks. */
  readonly onFile?: (file: DeliveredFile) => void;
}

/** What a publication did; of a plan, what it would do. */
export interface TreeReport {
  readonly counts: Readonly<Record<TreeOutcome | 'removed', number>>;
  readonly bytesWritten: number;
  /** Files that are not ours, or were edited since, and were neither replaced nor removed. */
  readonly preserved: readonly string[];
}

export type TreeChunks = AsyncIterable<readonly TreeFile[]> | Iterable<readonly TreeFile[]>;
