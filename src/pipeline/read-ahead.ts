/** What can be done with files before the archive has taken those before them: reading, converting. */
import pLimit from 'p-limit';
import type { SpaceRef } from '../model/page.ts';
import type { KnownFile } from '../model/stored.ts';
import type { Outcome, UnreadFile } from './convert-files.ts';
import { conversionId } from './conversion.ts';
import type { Ingest } from './ingest-run.ts';
import { readBytes } from './read-file.ts';
import { isIndexName, type Candidate } from './scan.ts';

/** Files that go to a converter together: few enough to share, enough to be worth a message. */
const PORTION = 8;
const PORTION_BYTES = 512 * 1024;

export interface Prepared {
  readonly candidate: Candidate;
  /** Null where its bytes were not read, or could not be. */
  readonly sha256: string | null;
  readonly isRead: boolean;
  readonly found: Outcome | { readonly kind: 'known'; readonly file: KnownFile };
}

/** Reads and converts what is not known; an item for each of the files, in their order. */
export async function prepare(
  files: readonly Candidate[],
  space: SpaceRef,
  ingest: Ingest,
): Promise<readonly Prepared[]> {
  const limit = pLimit(ingest.options.jobs);
  const conversion = conversionFor(space, ingest);
  const portions = portionsOf(files).map(async (portion) => {
    const read = await limit(() => readEach(portion, conversion, ingest));
    return converted(read, space, ingest);
  });
  return (await Promise.all(portions)).flat();
}

/** Names what a record of this run depends on, if it is one of this space. */
export function conversionFor(space: SpaceRef, { options, vocabulary }: Ingest): string {
  const { format, tables } = options;
  const { isBuiltIn, vocabulary: used } = vocabulary;
  return conversionId({ format, tables, vocabulary: { isBuiltIn, sha256: used.sha256 } }, space);
}

function portionsOf(files: readonly Candidate[]): Candidate[][] {
  const portions: Candidate[][] = [];
  let room = 0;
  for (const candidate of files) {
    const last = portions.at(-1);
    room -= candidate.entry.bytes;
    if (last !== undefined && last.length < PORTION && room >= 0) last.push(candidate);
    else {
      portions.push([candidate]);
      room = PORTION_BYTES - candidate.entry.bytes;
    }
  }
  return portions;
}

interface Unconverted {
  readonly candidate: Candidate;
  readonly file: UnreadFile;
}

/** One after the other: files are read at a time as often as there are portions. */
async function readEach(
  portion: readonly Candidate[],
  conversion: string,
  ingest: Ingest,
): Promise<(Prepared | Unconverted)[]> {
  const items: (Prepared | Unconverted)[] = [];
  for (const candidate of portion) items.push(await readOne(candidate, conversion, ingest));
  return items;
}

async function readOne(
  candidate: Candidate,
  conversion: string,
  { keeper, options }: Ingest,
): Promise<Prepared | Unconverted> {
  const { source, entry } = candidate;
  const { path } = entry;
  if (!options.checksum) {
    const file = keeper.knownByStamp(source, entry, conversion);
    const found = file === null ? null : await foundBefore(file, keeper);
    if (file !== null && found !== null) {
      const sha256 = found.kind === 'index' ? file.sha256 : null;
      return { candidate, sha256, isRead: false, found };
    }
  }
  const content = await readBytes(candidate);
  if (content.kind === 'failed') {
    return { candidate, sha256: null, isRead: true, found: content };
  }
  const { bytes, sha256 } = content;
  // An index that has to be read is converted, too: pages need what it says.
  const file = isIndexName(path) ? null : keeper.knownByHash(path, { sha256, conversion });
  return file === null
    ? { candidate, file: { path, bytes, sha256 } }
    : { candidate, sha256, isRead: true, found: { kind: 'known', file } };
}

/** What an earlier import made of the file: of an index all that it says, which pages need. */
async function foundBefore(
  file: KnownFile,
  keeper: Ingest['keeper'],
): Promise<Prepared['found'] | null> {
  if (!isIndexName(file.path)) return { kind: 'known', file };
  const index = file.skipped === 'space-index' ? await keeper.indexOf(file) : null;
  return index === null ? null : { kind: 'index', ...index };
}

async function converted(
  items: readonly (Prepared | Unconverted)[],
  space: SpaceRef,
  { converter }: Ingest,
): Promise<Prepared[]> {
  const files = items.flatMap((item) => ('file' in item ? [item.file] : []));
  const outcomes = files.length === 0 ? [] : await converter.convert({ files, space });
  let next = 0;
  return items.flatMap((item): Prepared[] => {
    if (!('file' in item)) return [item];
    const found = outcomes[next++];
    const { candidate, file } = item;
    return found === undefined ? [] : [{ candidate, sha256: file.sha256, isRead: true, found }];
  });
}
