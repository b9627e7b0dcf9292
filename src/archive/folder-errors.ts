/** What the system's errors mean for the files that lie beside an archive. */
import { ArchiveError } from '../model/errors.ts';

const DENIED = {
  finding: 'it is read-only or belongs to someone else',
  advice: 'Make it writable for the current user, or keep the archive elsewhere.',
};
const FULL = {
  finding: 'the disk is full',
  advice: 'Free some space and run the command again; every file that was written is whole.',
};
const IN_THE_WAY = {
  finding: 'a file stands where a folder is needed, or a folder where a file is',
  advice: 'Move it away, then run the command again.',
};

const MEANINGS: Readonly<Record<string, { readonly finding: string; readonly advice: string }>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: DENIED,
  ENOTDIR: IN_THE_WAY,
  EEXIST: IN_THE_WAY,
  EISDIR: IN_THE_WAY,
};

/** An error of the file system as the error that stops a run. */
export function folderError(path: string, error: unknown): ArchiveError {
  if (error instanceof ArchiveError) return error;
  const meaning = MEANINGS[error instanceof Error && 'code' in error ? String(error.code) : ''];
  const finding = meaning?.finding ?? (error instanceof Error ? error.message : String(error));
  return new ArchiveError(
    `Cannot read or write ${path}: ${finding}.`,
    meaning?.advice ?? 'Check the disk, then run the command again.',
    { cause: error },
  );
}
