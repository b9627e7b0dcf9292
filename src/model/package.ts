/** What a package holds, as the run that wrote it counted. */
import type { VerifyFinding } from './verify.ts';

export interface PackageReport {
  /** Absolute. */
  readonly folder: string;
  readonly archive: string;
  /** Null when the package has no tree. */
  readonly markdownDir: string | null;
  /** Payload files and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** How many of the files are originals; null when they were left out. */
  readonly originals: number | null;
  /** How many of the files are of the tree; null when it has none. */
  readonly markdownFiles: number | null;
  /** What lies in the Markdown folder and is not part of the package: hidden files and links. */
  readonly leftOut: readonly string[];
  /** What a check found changed or missing in the tree: it was packed as it was. */
  readonly findings: readonly VerifyFinding[];
  readonly elapsedMs: number;
}
