/** Validates a package completely: everything that RFC 8493 says a valid bag must be. */
import { join, resolve } from 'node:path';
import { AbortedError, OutputError } from '../model/errors.ts';
import type { BagReport } from '../model/bag.ts';
import { foldPath } from './bag-path.ts';
import * as disk from './disk.ts';
import {
  checkFetch,
  checkInfo,
  note,
  readDeclaration,
  readManifests,
  type BagManifest,
  type BagReading,
} from './read-tags.ts';

export interface ValidateBagOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onFile?: ((done: number, total: number) => void) | undefined;
}

/** Names of checksums in manifests, and what OpenSSL calls them. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  ...{ md5: 'md5', sha1: 'sha1', sha224: 'sha224', sha256: 'sha256', sha384: 'sha384' },
  ...{ sha512: 'sha512', sha3256: 'sha3-256', sha3384: 'sha3-384', sha3512: 'sha3-512' },
};

/**
 * Reads every file of a package. Nothing outside its folder is looked at, whatever it lists.
 *
 * @returns what breaks the rules, all of it; a package without findings is valid.
 * @throws OutputError when there is no such folder, or a file cannot be read; AbortedError.
 */
export async function validateBag(
  folder: string,
  options: ValidateBagOptions = {},
): Promise<BagReport> {
  const base = resolve(folder);
  if (disk.kindOf(base) !== 'folder') {
    throw new OutputError(`There is no folder ${base}.`, 'Name the folder of a package.');
  }
  const { declared, ...reading } = readDeclaration(base);
  const { files, others } = disk.listBelow(base);
  for (const path of others) note(reading, 'not-a-file', path);
  const payload = files.filter((path) => path.startsWith('data/'));
  if (disk.kindOf(join(base, 'data')) !== 'folder') note(reading, 'payload-missing', 'data');
  const names = files.filter((path) => !path.includes('/'));
  const manifests = readManifests(reading, names);
  const payloadManifests = manifests.filter(({ kind }) => kind === 'payload');
  if (payloadManifests.length === 0) note(reading, 'manifest-missing', null);
  const sizes = payload.map((path) => disk.sizeOf(join(base, path)));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  checkInfo(reading, names, { files: payload.length, bytes });
  checkFetch(reading, names, payloadManifests);
  checkTagManifests(reading, manifests);
  checkListed(reading, payload, payloadManifests);
  await checkChecksums(reading, files, manifests, options);
  const { findings, remarks } = reading;
  return {
    folder: base,
    version: declared,
    algorithms: payloadManifests.map(({ algorithm }) => algorithm),
    payload: { files: payload.length, bytes },
    findings,
    remarks,
  };
}

/** Each tag manifest lists every payload manifest. */
function checkTagManifests(reading: BagReading, manifests: readonly BagManifest[]): void {
  const payloadManifests = manifests.filter(({ kind }) => kind === 'payload');
  for (const { kind, name, checksums } of manifests) {
    if (kind !== 'tag') continue;
    for (const payload of payloadManifests) {
      if (!checksums.has(payload.name)) note(reading, 'manifest-unlisted', payload.name, name);
    }
  }
}

/** Every payload file is in every manifest; before 1.0, in one of them. */
function checkListed(
  reading: BagReading,
  payload: readonly string[],
  manifests: readonly BagManifest[],
): void {
  if (manifests.length === 0) return;
  const known = new Map(
    manifests.flatMap(({ checksums }) =>
      [...checksums.keys()].map((path) => [foldPath(path), path]),
    ),
  );
  const listedIn = (path: string): readonly BagManifest[] =>
    manifests.filter(({ checksums }) => checksums.has(path));
  const isEnough = (count: number): boolean =>
    count === manifests.length || (reading.version !== '1.0' && count > 0);
  for (const path of new Set([
    ...payload,
    ...manifests.flatMap(({ checksums }) => [...checksums.keys()]),
  ])) {
    const lists = listedIn(path);
    if (isEnough(lists.length)) continue;
    if (lists.length > 0) {
      const lacking = manifests.filter((manifest) => !lists.includes(manifest));
      note(reading, 'manifests-disagree', path, lacking.map(({ name }) => name).join(', '));
    } else if (isSameName(known.get(foldPath(path)), path)) {
      // The file is there as its manifest composes its name; checkChecksums finds it.
    } else note(reading, 'file-unlisted', path);
  }
}

const isSameName = (listed: string | undefined, path: string): boolean =>
  listed?.normalize('NFC') === path.normalize('NFC');

/** Reads each listed file once, for all manifests that list it. */
async function checkChecksums(
  reading: BagReading,
  files: readonly string[],
  manifests: readonly BagManifest[],
  { signal, onFile }: ValidateBagOptions,
): Promise<void> {
  const usable = manifests.filter((manifest) => {
    const isKnown = manifest.algorithm in ALGORITHMS;
    if (!isKnown) note(reading, 'algorithm-unknown', manifest.name, manifest.algorithm);
    return isKnown;
  });
  const there = new Set(files);
  const composed = new Map(files.map((path) => [path.normalize('NFC'), path]));
  const listed = [...new Set(manifests.flatMap(({ checksums }) => [...checksums.keys()]))];
  for (const [at, path] of listed.entries()) {
    if (signal?.aborted === true) throw new AbortedError('The check was stopped.');
    onFile?.(at + 1, listed.length);
    const file = there.has(path) ? path : composed.get(path.normalize('NFC'));
    if (file === undefined) {
      note(reading, 'file-missing', path);
      continue;
    }
    if (file !== path) reading.remarks.push({ remark: 'name-composed-otherwise', path });
    const stating = usable.filter(({ checksums }) => checksums.has(path));
    const algorithms = stating.map(({ algorithm }) => ALGORITHMS[algorithm] ?? algorithm);
    const actual = await disk.checksumsOf(join(reading.base, file), algorithms);
    for (const [which, { name, checksums }] of stating.entries()) {
      if (checksums.get(path) !== actual[which]) note(reading, 'file-changed', path, name);
    }
  }
}
