/** What writing a tree from the archive did. */
import type { LocatedDiagnostic, PreservedFile, TreeChange } from './imports.ts';

export interface ExportReport {
  readonly archive: string;
  /** Where the tree was written. */
  readonly folder: string;
  /** The moment that was asked for; null for the present. */
  readonly asOf: string | null;
  readonly pages: number;
  readonly filesWritten: number;
  /** Every file that was written or removed, by path. */
  readonly files: readonly TreeChange[];
  readonly preserved: readonly PreservedFile[];
  /** Titles of pages that may have been there, but of which only their words were kept. */
  readonly untold: readonly string[];
  readonly diagnostics: readonly LocatedDiagnostic[];
}
