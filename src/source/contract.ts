/** What every source of bytes offers, whether a folder, a zip, one file or memory. */
import type { Readable } from 'node:stream';
import type { Limits, LocatedDiagnostic, SkipReason } from '../model/imports.ts';

export interface SourceEntry {
  /** Relative to the source, with `/`. */
  readonly path: string;
  /** Unpacked size. */
  readonly bytes: number;
  /** Milliseconds since 1970; null where the source states no time. */
  readonly modifiedMs: number | null;
  /**
   * What the source says of the file without reading it, such that while it is the same, so are the
   * bytes. Opaque: to be compared with the stamp of the same path in a source of the same kind. Null
   * where the source can say nothing of this kind.
   */
  readonly stamp: string | null;
}

export interface SkippedFile {
  /** A folder that was skipped whole ends in `/`. */
  readonly path: string;
  readonly reason: SkipReason;
}

export interface Source {
  /** Absolute, as the user named it (a link in it is not resolved). */
  readonly location: string;
  readonly kind: 'directory' | 'zip' | 'file' | 'memory';
  /** Every file that may be part of an export, in the order of the code units of `path`. */
  readonly entries: readonly SourceEntry[];
  /** What was left aside without looking into it, in the same order. */
  readonly skipped: readonly SkippedFile[];
  /** Folders and files that could not even be listed (`unreadable-file`). */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** The entry of exactly this path; null if there is none. A single file finds its neighbours. */
  stat(path: string): Promise<SourceEntry | null>;
  /** A whole file. Throws SourceError: not there, unreadable, damaged, over `maxPageBytes`. */
  read(path: string): Promise<Uint8Array>;
  /** A file in pieces. SourceError as for `read`, but of any size; it may also come in the stream. */
  stream(path: string): Promise<Readable>;
  /** Frees what is open; entries cannot be read afterwards. */
  close(): Promise<void>;
}

export interface SourceOptions {
  /** `DEFAULT_LIMITS` if not given. */
  readonly limits?: Limits | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Order by code units: the same on every system and in every locale. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
