/** Reads a package's tag files, and notes where they break the RFC's rules. */
import { join } from 'node:path';
import type { BagFinding, BagProblem, BagRemark, BagReport } from '../model/bag.ts';
import { foldPath, isSafePath } from './bag-path.ts';
import * as disk from './disk.ts';
import { parseManifest } from './manifest.ts';
import { linesOf, parseDeclaration, parseInfo, VERSIONS } from './tag-text.ts';

/** What one validation has learned. */
export interface BagReading {
  readonly base: string;
  readonly version: string;
  readonly encoding: string;
  readonly findings: BagFinding[];
  readonly remarks: BagReport['remarks'][number][];
}

export const note = (
  { findings }: Pick<BagReading, 'findings'>,
  problem: BagProblem,
  path: string | null,
  detail: string | null = null,
): void => void findings.push({ problem, path, detail });

const remark = ({ remarks }: BagReading, what: BagRemark, path: string): void => {
  const isSaid = remarks.some((entry) => entry.remark === what && entry.path === path);
  if (!isSaid) remarks.push({ remark: what, path });
};

const DECLARATION = 'bagit.txt';

/** Reads bagit.txt; what it does not say is taken to be what 1.0 says. */
export function readDeclaration(base: string): BagReading & { readonly declared: string | null } {
  const reading = { base, version: '1.0', encoding: 'UTF-8', findings: [], remarks: [] };
  if (disk.kindOf(join(base, DECLARATION)) !== 'file') {
    note(reading, 'declaration-missing', DECLARATION);
    return { ...reading, declared: null };
  }
  const text = readText({ ...reading, encoding: 'utf-8' }, DECLARATION);
  const found = text === null ? null : parseDeclaration(text);
  if (found === null) {
    if (text !== null) note(reading, 'declaration-malformed', DECLARATION);
    return { ...reading, declared: null };
  }
  if (!VERSIONS.includes(found.version)) {
    note(reading, 'version-unknown', DECLARATION, found.version);
  }
  const isKnown = isEncoding(found.encoding);
  if (!isKnown) note(reading, 'encoding-unknown', DECLARATION, found.encoding);
  const encoding = isKnown ? found.encoding : 'UTF-8';
  return { ...reading, version: found.version, encoding, declared: found.version };
}

function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

const startsWithMark = (bytes: Buffer): boolean =>
  bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));

function readText(reading: BagReading, name: string): string | null {
  const bytes = disk.readBytes(join(reading.base, name));
  const isUtf8 = /^utf-?8$/i.test(reading.encoding);
  if (isUtf8 && startsWithMark(bytes)) note(reading, 'byte-order-mark', name);
  try {
    return new TextDecoder(reading.encoding, { fatal: true }).decode(bytes);
  } catch {
    note(reading, 'tag-file-undecodable', name, reading.encoding);
    return null;
  }
}

/** The lines of a tag file; none when it cannot be decoded. */
function readLines(reading: BagReading, name: string): readonly string[] {
  const text = readText(reading, name);
  if (text === null || text === '') return [];
  const { lines, isTerminated } = linesOf(text);
  if (!isTerminated) remark(reading, 'line-unterminated', name);
  return lines;
}

export interface BagManifest {
  readonly name: string;
  readonly kind: 'payload' | 'tag';
  readonly algorithm: string;
  /** Checksum by path. */
  readonly checksums: ReadonlyMap<string, string>;
}

const MANIFEST = /^(tag)?manifest-([a-z\d]+)\.txt$/;

/** All manifests of the base folder, payload manifests first. */
export function readManifests(reading: BagReading, names: readonly string[]): BagManifest[] {
  const manifests = names.flatMap((name): BagManifest[] => {
    const [, tag, algorithm] = MANIFEST.exec(name) ?? [];
    if (algorithm === undefined) return [];
    const kind = tag === undefined ? 'payload' : 'tag';
    return [{ name, kind, algorithm, checksums: readChecksums(reading, name, kind) }];
  });
  return manifests.sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
}

function readChecksums(
  reading: BagReading,
  name: string,
  kind: BagManifest['kind'],
): ReadonlyMap<string, string> {
  const { entries, malformed } = parseManifest(readLines(reading, name), reading.version);
  for (const line of malformed) note(reading, 'line-malformed', name, line);
  const checksums = new Map<string, string>();
  const folded = new Set<string>();
  for (const { path, checksum, hasAsterisk } of entries) {
    if (hasAsterisk) remark(reading, 'asterisk', name);
    const isMisplaced = path.startsWith('data/') !== (kind === 'payload');
    if (!isSafePath(path)) note(reading, 'path-unsafe', name, path);
    else if (isMisplaced) note(reading, 'path-misplaced', name, path);
    else if (checksums.has(path)) note(reading, 'listed-twice', name, path);
    else {
      checksums.set(path, checksum);
      if (folded.has(foldPath(path))) remark(reading, 'names-alike', path);
      folded.add(foldPath(path));
    }
  }
  return checksums;
}

const INFO = 'bag-info.txt';

/** Holds Payload-Oxum of bag-info.txt, if there is one, against the payload. */
export function checkInfo(
  reading: BagReading,
  names: readonly string[],
  payload: BagReport['payload'],
): void {
  if (!names.includes(INFO)) return;
  const { elements, malformed } = parseInfo(readLines(reading, INFO), reading.version);
  for (const line of malformed) note(reading, 'line-malformed', INFO, line);
  const stated = elements.filter(([label]) => label.toLowerCase() === 'payload-oxum');
  const [[, oxum] = []] = stated;
  if (oxum === undefined) return;
  if (stated.length > 1 || !/^\d+\.\d+$/.test(oxum)) {
    note(reading, 'oxum-malformed', INFO, stated.map(([, value]) => value).join(', '));
    return;
  }
  const actual = `${String(payload.bytes)}.${String(payload.files)}`;
  if (oxum !== actual) note(reading, 'oxum-wrong', INFO, `${oxum} stated, ${actual} found`);
}

const FETCH = 'fetch.txt';

/** Files that are yet to be fetched must be listed; that they are not there, their manifest shows. */
export function checkFetch(
  reading: BagReading,
  names: readonly string[],
  payloadManifests: readonly BagManifest[],
): void {
  if (!names.includes(FETCH)) return;
  for (const line of readLines(reading, FETCH)) {
    const [, text] = /^[a-z][\w+.-]*:\S+[ \t]+(?:\d+|-)[ \t]+([^ \t].*)$/i.exec(line) ?? [];
    const [entry] = parseManifest(
      text === undefined ? [] : [`00 ${text}`],
      reading.version,
    ).entries;
    if (entry === undefined) note(reading, 'line-malformed', FETCH, line);
    else if (!isSafePath(entry.path)) note(reading, 'path-unsafe', FETCH, entry.path);
    else if (!payloadManifests.every(({ checksums }) => checksums.has(entry.path))) {
      note(reading, 'fetch-unlisted', entry.path);
    }
  }
}
