import type { BagReport } from '../../src/model/bag.ts';
import type { PackageReport } from '../../src/model/package.ts';
import type { VerifyReport } from '../../src/model/verify.ts';

/** The report of a check that found everything as it was, with changes. */
export const sampleCheck = (changes: Partial<VerifyReport> = {}): VerifyReport => ({
  archive: '/here/archive.sqlite',
  markdownDir: '/here/markdown',
  checked: { originals: 17, files: 13, pages: 11, attachments: 2 },
  findings: [],
  strays: [],
  ownFiles: 0,
  elapsedMs: 1200,
  ...changes,
});

/** The report of a package that was written, with changes. */
export const samplePackage = (changes: Partial<PackageReport> = {}): PackageReport => ({
  folder: '/here/package',
  archive: '/here/archive.sqlite',
  markdownDir: '/here/markdown',
  files: 32,
  bytes: 1_234_567,
  originals: 17,
  markdownFiles: 14,
  leftOut: [],
  findings: [],
  elapsedMs: 1200,
  ...changes,
});

/** The report of a valid package, with changes. */
export const sampleBag = (changes: Partial<BagReport> = {}): BagReport => ({
  folder: '/here/package',
  version: '1.0',
  algorithms: ['sha256'],
  payload: { files: 32, bytes: 1_234_567 },
  findings: [],
  remarks: [],
  ...changes,
});
