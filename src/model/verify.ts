/** A check of everything that an archive consists of: itself, its originals, and its tree. */

interface ProblemKind {
  readonly sentence: string;
  readonly advice: string;
}

const kind = <const Kinds extends Record<string, ProblemKind>>(kinds: Kinds): Kinds => kinds;

const REPUBLISH = 'Import again: what was not edited is written anew.';
const RESTORE_ORIGINAL =
  'Restore it from a copy; or delete it, and import that export again with --keep-originals.';

/** What a check can find: each is something changed or missing, and has an advice. */
export const VERIFY_PROBLEMS = kind({
  'archive-damaged': {
    sentence: 'The archive file is damaged.',
    advice: 'Restore it from a copy or a package, or import the exports into a new archive.',
  },
  'archive-inconsistent': {
    sentence: 'Rows of the archive refer to rows that are not there.',
    advice: 'Another program changed the archive: restore it from a copy or a package.',
  },
  'import-unfinished': {
    sentence: 'The last import has not finished, so archive and tree may differ.',
    advice: 'Wait until it is done, or run it again.',
  },
  'original-missing': {
    sentence: 'The stored bytes of a source file are gone.',
    advice: 'Restore them from a copy, or import that export again with --keep-originals.',
  },
  'original-changed': {
    sentence: 'The stored bytes of a source file are not those that were stored.',
    advice: RESTORE_ORIGINAL,
  },
  'file-changed': {
    sentence: 'A published file was changed.',
    advice: 'Delete or rename it and import again, unless the change was meant.',
  },
  'file-missing': { sentence: 'A published file is gone.', advice: REPUBLISH },
  'page-differs': {
    sentence: 'The manifest lists another state of a page than the archive published.',
    advice: REPUBLISH,
  },
  'attachment-differs': {
    sentence: 'The manifest lists other bytes of an attachment than the archive knows.',
    advice: REPUBLISH,
  },
});
export type VerifyProblem = keyof typeof VERIFY_PROBLEMS;

export interface VerifyFinding {
  readonly problem: VerifyProblem;
  /**
   * Of the tree: relative to the Markdown folder; of an original: the file that is to hold it.
   * Null for the archive as a whole.
   */
  readonly path: string | null;
  /** What was found, or which source file it is. */
  readonly detail: string | null;
}

export interface VerifyReport {
  readonly archive: string;
  /** Null when no tree was checked. */
  readonly markdownDir: string | null;
  /** How many of each were read and hashed. */
  readonly checked: {
    readonly originals: number;
    readonly files: number;
    /** Of the files, those that the archive knows as pages and as attachments. */
    readonly pages: number;
    readonly attachments: number;
  };
  /** Empty when all is as it was. */
  readonly findings: readonly VerifyFinding[];
  /** Files among the originals that the archive does not know: of a run that was stopped, or somebody's. */
  readonly strays: readonly string[];
  /** How many files of the tree are somebody's own: not in the manifest, or put there by hand. */
  readonly ownFiles: number;
  readonly elapsedMs: number;
}
