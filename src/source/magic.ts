/** Well-known first bytes (each format's own specification). */

const ascii = (text: string): readonly number[] => [...Buffer.from(text, 'latin1')];

const ZIP_MAGIC: readonly (readonly number[])[] = [
  [0x50, 0x4b, 3, 4],
  [0x50, 0x4b, 5, 6], // without entries
  [0x50, 0x4b, 7, 8], // in several volumes
];

/** Archives that people may hand over instead of a zip. */
const OTHER_ARCHIVES: readonly (readonly [name: string, magic: readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', ascii('Rar!\x1a\x07')],
  ['xz', [0xfd, ...ascii('7zXZ'), 0]],
  ['bzip2', ascii('BZh')],
];

const OTHER_BINARIES: readonly (readonly number[])[] = [
  [0x89, ...ascii('PNG')],
  ascii('%PDF-'),
  ascii('GIF87a'),
  ascii('GIF89a'),
  [0xff, 0xd8, 0xff], // JPEG
  [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], // Word, Excel before 2007
  ascii('SQLite format 3\0'),
];

export function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return bytes.length >= magic.length && magic.every((byte, index) => bytes[index] === byte);
}

export const isZip = (bytes: Uint8Array): boolean =>
  ZIP_MAGIC.some((magic) => startsWith(bytes, magic));

/** The name of the archive format, other than zip, that the bytes begin; null for anything else. */
export function otherArchive(bytes: Uint8Array): string | null {
  return OTHER_ARCHIVES.find(([, magic]) => startsWith(bytes, magic))?.[0] ?? null;
}

const BINARY_MAGIC = [
  ...ZIP_MAGIC,
  // “BZh” alone could begin a text.
  ...OTHER_ARCHIVES.filter(([name]) => name !== 'bzip2').map(([, magic]) => magic),
  ...OTHER_BINARIES,
];

export const hasBinaryMagic = (bytes: Uint8Array): boolean =>
  BINARY_MAGIC.some((magic) => startsWith(bytes, magic));
