/** What SQLite's result codes mean for somebody who has an archive file, and what to do. */
import { ArchiveError } from '../model/errors.ts';

interface Meaning {
  /** Follows `The archive "…" `. */
  readonly finding: string;
  readonly advice: string;
}

/** By primary result code: https://sqlite.org/rescode.html */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  SQLITE_NOTADB: {
    finding: 'is not an SQLite file',
    advice: 'Name another file, or move this one away; it was not changed.',
  },
  SQLITE_CORRUPT: {
    finding: 'is damaged',
    advice: 'Restore it from a copy, or import into a new archive.',
  },
  SQLITE_FULL: {
    finding: 'could not be written: the disk is full',
    advice: 'Free some space and run the import again; what was imported before is whole.',
  },
  SQLITE_IOERR: {
    finding: 'could not be read or written: the disk reported an error or is full',
    advice: 'Check the disk and its free space, then run the command again.',
  },
  SQLITE_READONLY: {
    finding: 'is write-protected',
    advice: 'Make the file and its folder writable, or name another file.',
  },
  SQLITE_CANTOPEN: {
    finding: 'cannot be opened: it is a folder, or its folder does not exist or is not writable',
    advice: 'Check the path and the permissions of the folder, or name another file.',
  },
  SQLITE_PERM: {
    finding: 'may not be opened by this user',
    advice: 'Check the permissions of the file, or name another file.',
  },
  SQLITE_BUSY: {
    finding: 'is in use by another program',
    advice: 'Wait until the other program (perhaps another import) is done, then try again.',
  },
  SQLITE_LOCKED: {
    finding: 'is in use by another part of this program',
    advice: 'Wait until the other import is done, then try again.',
  },
  SQLITE_MISUSE: {
    finding: 'was closed before',
    advice: 'Open it again.',
  },
};

/** SQLite's result code, such as `SQLITE_ERROR`; null for other errors. */
export const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

export const isBusy = (error: unknown): boolean =>
  error instanceof ArchiveError && codeOf(error.cause) === 'SQLITE_BUSY';

/** What SQLite says when it would have to make a file beside the archive, and may not. */
export const needsFolder = (error: unknown): boolean =>
  error instanceof ArchiveError &&
  ['SQLITE_CANTOPEN', 'SQLITE_READONLY'].includes(codeOf(error.cause) ?? '');

/** Wraps an error of the sqlite3 package; what has no known meaning is a defect of this tool. */
export function archiveError(path: string, error: unknown): ArchiveError {
  if (error instanceof ArchiveError) return error;
  const meaning = MEANINGS[codeOf(error) ?? ''];
  const reason = error instanceof Error ? error.message : String(error);
  if (meaning === undefined) {
    return new ArchiveError(
      `The archive "${path}" could not be read or written: ${reason}`,
      'This is a defect of this tool; please report it.',
      { cause: error },
    );
  }
  return new ArchiveError(`The archive "${path}" ${meaning.finding} (${reason}).`, meaning.advice, {
    cause: error,
  });
}

/** The package sqlite3 is there, but not the compiled part that npm builds on installation. */
export function bindingsError(error: unknown): ArchiveError {
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return new ArchiveError(
    `SQLite could not be loaded: ${reason}`,
    'Run `npm rebuild sqlite3` in the folder where this tool is installed.',
    { cause: error },
  );
}
