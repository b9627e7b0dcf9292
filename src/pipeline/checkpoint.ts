/** Whether there is anything for an import to do: what the last one left, beside what is there now. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { archiveExists } from '../archive/opening.ts';
import { openRunLog } from '../archive/run-log.ts';
import type { Checkpoint } from '../model/checkpoint.ts';
import { ArchiveError } from '../model/errors.ts';
import { VERSION } from '../model/version.ts';
import type { Source } from '../source/source.ts';
import { treeStamp } from '../publish/tree-stamp.ts';
import { CONVERSION } from './conversion.ts';
import type { Done, Ground, Ran } from './import-run.ts';
import type { ResolvedOptions } from './options.ts';
import type { Scan } from './scan.ts';
import type { Tally } from './tally.ts';

/** All that decides what an import does, but for the archive and the tree themselves. */
export type Digest = Pick<Checkpoint, 'ways' | 'sources'>;

/**
 * Digests of the options and the rules of this version, and of the sources' files as they are
 * listed. Null where files cannot be known without reading them, or are to be read anyway.
 */
export function digestOf(sources: readonly Source[], options: ResolvedOptions): Digest | null {
  // The originals' folder is beside the archive: whether all of them are there is looked up.
  if (options.checksum || options.keepOriginals) return null;
  const { format, space, tables, onEdited, prune, redirects, partial, limits } = options;
  const { vocabulary, markdown } = options;
  // Its bytes are told by the vocabulary in use, which is the archive's own.
  if (vocabulary !== null) return null;
  const tree = markdown === null ? null : resolve(markdown);
  const given = { format, space, tables, onEdited, prune, redirects, partial, limits, tree };
  const places = sources.map(({ kind, location }) => [kind, location]);
  const ways = createHash('sha256').update(JSON.stringify([VERSION, CONVERSION, given, places]));
  const hash = createHash('sha256');
  for (const { kind, location, entries, skipped, diagnostics } of sources) {
    // A single file finds its attachments beside it, where nothing was listed.
    if (kind === 'file') return null;
    if (entries.some(({ stamp }) => stamp === null)) return null;
    hash.update(JSON.stringify([location, kind, skipped, diagnostics]));
    hash.update(entries.map(({ path, stamp }) => `${path}\n${stamp ?? ''}\n`).join(''));
  }
  return { ways: ways.digest('hex'), sources: hash.digest('hex') };
}

/** The checkpoint of the archive, if this run goes the same ways and the tree is as it left it; else null. */
export async function standingCheckpoint(
  digest: Digest,
  { archive: path, markdown }: ResolvedOptions,
): Promise<Ground | null> {
  if (!archiveExists(path)) return null;
  try {
    const log = await openRunLog(path);
    const checkpoint = await log.checkpoint().finally(() => log.close());
    if (checkpoint?.ways !== digest.ways) return null;
    const stamps = new Map<string, string>();
    // A run without news publishes nothing.
    const noted = checkpoint.sources === digest.sources ? undefined : stamps;
    const isSame = markdown === null || checkpoint.tree === treeStamp(markdown, noted);
    return isSame ? { checkpoint, stamps } : null;
  } catch (error) {
    // What is wrong with it is told when it is opened for the import.
    if (error instanceof ArchiveError) return null;
    throw error;
  }
}

/** What the next run may rely on after this one; null where it has to look again. */
export function checkpointOf(
  { done, tree, isSettled, published }: Ran,
  tally: Tally,
  { importId, digest, found }: { importId: number; digest: Digest; found: Scan },
): Checkpoint | null {
  const diagnostics = tally.standing();
  const mayMend = diagnostics.some(({ code }) => code === 'unreadable-file');
  if (!isSettled || done.counts.failed > 0 || done.preserved.length > 0 || mayMend) return null;
  if (done.markdownDir !== null && tree === null) return null;
  const { filesFound, skipped, skippedFiles, attachments } = done;
  const pages = inReadingOrder(done.pages, found).map(({ path, title }) => [path, title] as const);
  const report = { filesFound, skipped, skippedFiles, attachments, diagnostics, pages };
  return { importId, ...digest, tree, report, published };
}

/** As a run tells them that reads no page: export by export, as these were met, file by file. */
function inReadingOrder(pages: Done['pages'], { exports }: Scan): Done['pages'] {
  const places = new Map<string, readonly [group: number, at: number]>();
  for (const [group, candidates] of exports.entries()) {
    for (const [at, { entry }] of candidates.entries()) places.set(entry.path, [group, at]);
  }
  const placeOf = ({ path }: Done['pages'][number]) => places.get(path) ?? [0, 0];
  const ranks = new Map<number, number>();
  for (const page of pages) {
    const [group] = placeOf(page);
    if (!ranks.has(group)) ranks.set(group, ranks.size);
  }
  return pages.toSorted((a, b) => {
    const [[groupA, atA], [groupB, atB]] = [placeOf(a), placeOf(b)];
    return groupA === groupB ? atA - atB : (ranks.get(groupA) ?? 0) - (ranks.get(groupB) ?? 0);
  });
}
