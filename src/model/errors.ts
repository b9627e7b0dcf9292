/**
 * The closed list of errors that stop a run. Everything else is a diagnostic.
 *
 * Each class has an exit code for the command line and carries what to do next.
 */

export abstract class ArchiveToolError extends Error {
  abstract readonly exitCode: number;
  /** What the user can do about it, as a sentence; null when the message says it all. */
  readonly advice: string | null;

  constructor(message: string, advice: string | null = null, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.advice = advice;
  }
}

/** The call itself is wrong: an unknown option value, or options that do not go together. */
export class UsageError extends ArchiveToolError {
  readonly exitCode = 2;
}

/** The source cannot be used: missing, empty, no export in it, a broken or hostile zip. */
export class SourceError extends ArchiveToolError {
  readonly exitCode = 3;
}

/** The archive file cannot be used: not SQLite, made by a newer version, locked, disk full. */
export class ArchiveError extends ArchiveToolError {
  readonly exitCode = 4;
}

/** The output folder cannot be written. Shares the archive's exit code: both are our output. */
export class OutputError extends ArchiveToolError {
  readonly exitCode = 4;
}

/** The caller's AbortSignal fired (Ctrl-C on the command line: 128 + SIGINT). */
export class AbortedError extends ArchiveToolError {
  readonly exitCode = 130;
}
