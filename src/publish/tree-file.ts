/** What goes into the output tree, and what is said of it afterwards. */
import type { OnEdited, PreservedFile, TreeChange } from '../model/imports.ts';

export interface TextFile {
  readonly kind: 'text';
  /** Relative to the Markdown folder, with `/`; from `layoutPaths`. */
  readonly path: string;
  /** The whole file, or its UTF-8 in pieces. */
  readonly text: string | readonly Uint8Array[];
  /** Of its bytes, where that is known already. */
  readonly sha256?: string;
  /** SHA-256 of what an earlier run delivered for it, whatever stands there now; null if nothing. */
  readonly delivered?: string | null;
}

export interface StreamFile {
  readonly kind: 'stream';
  /** Relative to the Markdown folder, with `/`; from `layoutAttachments`. */
  readonly path: string;
  /** As the archive knows them, so that an unchanged file need not be read; null if unknown. */
  readonly sha256: string | null;
  readonly bytes: number | null;
  /** As of a text file. */
  readonly delivered?: string | null;
  /** Opens the source. What it throws, now or while it is read, makes the file `unreadable`. */
  readonly open: () => Promise<AsyncIterable<Uint8Array>>;
}

export type TreeFile = TextFile | StreamFile;

/**
 * `preserved`: someone's file, or our file with someone's edits, stands there and was left alone;
 * `too-large`: over the limit for attachments; `unreadable`: the source failed while it was read.
 */
export type TreeOutcome = 'written' | 'unchanged' | 'preserved' | 'too-large' | 'unreadable';

/** Our version of a file that somebody has edited, put beside it. */
export interface NewVersion {
  readonly path: string;
  /** `unchanged`: it stands there since an earlier run. */
  readonly outcome: 'written' | 'unchanged';
}

export interface DeliveredFile {
  readonly path: string;
  readonly outcome: TreeOutcome;
  /** Of the file as it was wanted; null when it was not read to its end. */
  readonly sha256: string | null;
  readonly bytes: number | null;
  /** Why it could not be read; null otherwise. */
  readonly reason: string | null;
  /** Of a preserved file; null for others, and where there is nothing new to put beside it. */
  readonly newVersion: NewVersion | null;
}

export interface TreeOptions {
  /** Removes the files of pages that moved or are gone; default true. */
  readonly prune?: boolean;
  /** What happens to files that somebody has edited; default `beside`. */
  readonly onEdited?: OnEdited;
  /** Paths of pages and attachments, today or earlier: no new version is put there. */
  readonly reserved?: () => Promise<Iterable<string>>;
  /**
   * Paths that the last run used and this one does not. What a person has made of them is no more
   * in the manifest; it is reported once more, and never touched.
   */
  readonly left?: readonly string[];
  /**
   * What the file system says of each file of the manifest, where all of them are as the last run
   * left them: then those that are not given stay so. None is removed.
   */
  readonly standing?: ReadonlyMap<string, string> | undefined;
  readonly maxAttachmentBytes?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called for each file as soon as it is done, in the order of the chunks. */
  readonly onFile?: (file: DeliveredFile) => void;
  /** Called at the end, but of a plan: with what `treeStamp` will say if nobody touches the tree. */
  readonly onStamp?: (stamp: string | null) => void;
}

/** What a publication did; of a plan, what it would do. */
export interface TreeReport {
  readonly counts: Readonly<Record<TreeOutcome | 'beside' | 'removed', number>>;
  readonly bytesWritten: number;
  /** Everything that was written or removed, by path. */
  readonly changes: readonly TreeChange[];
  /** Files that are not ours, or were edited since, and were neither replaced nor removed. */
  readonly preserved: readonly PreservedFile[];
}

export type TreeChunks = AsyncIterable<readonly TreeFile[]> | Iterable<readonly TreeFile[]>;
