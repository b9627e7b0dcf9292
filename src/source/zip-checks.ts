/** What is refused about a zip before anything of it is read. */
import type { Entry } from 'yauzl';
import { SourceError } from '../model/errors.ts';
import type { Limits } from '../model/imports.ts';

const UNTRUSTED =
  'Do not trust this zip; if you made it yourself, pack it again without such entries.';

/** A zip that is refused; says what was found, and where. */
export function refusal(location: string, found: string, advice: string = UNTRUSTED): SourceError {
  return new SourceError(`The zip ${location} is refused: it holds ${found}.`, advice);
}

/** POSIX file types, in the upper half of the external attributes (Info-ZIP, external file attrs). */
const TYPE_MASK = 0o170000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;

const fileType = (entry: Entry): number => (entry.externalFileAttributes >>> 16) & TYPE_MASK;

export const isFolder = (entry: Entry, name: string): boolean =>
  name.endsWith('/') || (fileType(entry) === FOLDER && entry.uncompressedSize === 0);

const RATIO_COUNTS_FROM = 1024 * 1024;

/** Throws SourceError for links, special files, encryption, unknown methods, absurd ratios. */
export function checkEntry(entry: Entry, name: string, location: string, limits: Limits): void {
  const type = fileType(entry);
  if (type !== 0 && type !== REGULAR && type !== FOLDER) {
    throw refusal(location, `a symbolic link or special file (${name})`);
  }
  if (entry.isEncrypted()) {
    throw refusal(location, `encrypted files (${name})`, 'Unpack it with its password first.');
  }
  if (!entry.canDecodeFileData()) {
    const method = String(entry.compressionMethod);
    const found = `a file packed by method ${method} (${name}), where “stored” or “deflate” is expected`;
    throw refusal(location, found, 'Unpack it with another tool first.');
  }
  const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
  if (entry.uncompressedSize > RATIO_COUNTS_FROM && ratio > limits.maxCompressionRatio) {
    throw refusal(location, `a file that unpacks to ${ratio.toFixed(0)} times its size (${name})`);
  }
}

export interface ZipTotals {
  readonly packedBytes: number;
  readonly unpackedBytes: number;
}

/** Throws SourceError for sums that are over the limits, or that cannot be true of this file. */
export function checkTotals(
  { packedBytes, unpackedBytes }: ZipTotals,
  fileBytes: number,
  location: string,
  limits: Limits,
): void {
  if (unpackedBytes > limits.maxTotalBytes) {
    throw refusal(
      location,
      `${String(unpackedBytes)} bytes unpacked, where at most ${String(limits.maxTotalBytes)} are expected`,
      'If this is really an export, raise the limit for zips (maxTotalBytes).',
    );
  }
  if (packedBytes > fileBytes) throw refusal(location, 'entries that overlap');
  const ratio = unpackedBytes / Math.max(fileBytes, 1);
  if (ratio > limits.maxCompressionRatio) {
    throw refusal(location, `files that unpack to ${ratio.toFixed(0)} times its size`);
  }
}
