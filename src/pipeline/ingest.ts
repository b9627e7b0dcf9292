/** Takes the files of an export in their order, and hands batches to the archive. */
import { unpackPage } from '../archive/page-rows.ts';
import type { Diagnostic } from '../model/diagnostics.ts';
import type { SkipReason } from '../model/imports.ts';
import type { IsoDate, SpaceRef } from '../model/page.ts';
import type { KnownFile, SpaceTree } from '../model/stored.ts';
import type { Outcome } from './convert-files.ts';
import type { Ingest } from './ingest-run.ts';
import { aborted, knownSpace } from './options.ts';
import { conversionFor, prepare, type Prepared } from './read-ahead.ts';
import { shouldBePage } from './read-file.ts';
import { saveConverted, type Converted } from './save-converted.ts';
import { chunksOf, isIndexName, type Candidate } from './scan.ts';

/** Pages per transaction: enough to make transactions cheap, few enough to keep memory flat. */
const CHUNK = 64;

/** While a chunk is written, so many are read and converted: enough that no thread waits. */
const chunksAhead = ({ options }: Ingest): number =>
  Math.max(1, Math.ceil((options.workers ?? 1) / 4));

/** What the index of an export says, once it was read. */
interface Stated {
  readonly space: SpaceRef | null;
  readonly takenOn: IsoDate | null;
}

/** A chunk that is being read and converted, for what was stated when that began. */
interface Begun {
  readonly chunk: readonly Candidate[];
  readonly stated: Stated;
  readonly prepared: Promise<readonly Prepared[]>;
}

/** Ingests one export: its index first, because the index knows the space and the export's date. */
export async function ingestExport(group: readonly Candidate[], ingest: Ingest): Promise<void> {
  ingest.keeper.beginExport();
  const isIndex = ({ entry }: Candidate): boolean => isIndexName(entry.path);
  const nothing: Stated = { space: null, takenOn: null };
  let stated = await ingestChunk(begin(group.filter(isIndex), nothing, ingest), nothing, ingest);
  const ahead: Begun[] = [];
  for (const chunk of chunksOf(
    group.filter((candidate) => !isIndex(candidate)),
    CHUNK,
  )) {
    ahead.push(begin(chunk, stated, ingest));
    if (ahead.length <= chunksAhead(ingest)) continue;
    stated = await ingestFirst(ahead, stated, ingest);
  }
  while (ahead.length > 0) stated = await ingestFirst(ahead, stated, ingest);
}

function begin(chunk: readonly Candidate[], stated: Stated, ingest: Ingest): Begun {
  const prepared = prepare(chunk, knownSpace(stated.space, ingest.options.space), ingest);
  // Where an earlier chunk fails, nobody comes to ask for this one.
  prepared.catch(() => undefined);
  return { chunk, stated, prepared };
}

async function ingestFirst(ahead: Begun[], stated: Stated, ingest: Ingest): Promise<Stated> {
  const first = ahead.shift();
  return first === undefined ? stated : ingestChunk(first, stated, ingest);
}

interface Confirmed {
  readonly file: KnownFile;
  readonly candidate: Candidate;
}

interface Taken {
  readonly converted: Converted[];
  readonly confirmed: Confirmed[];
}

async function ingestChunk(begun: Begun, before: Stated, ingest: Ingest): Promise<Stated> {
  const { chunk } = begun;
  const taken: Taken = { converted: [], confirmed: [] };
  let stated = before;
  let current = begun;
  for (let at = 0; at < chunk.length; at += 1) {
    // An index among the pages told of the space meanwhile: what follows it is to know that.
    if (current.stated !== stated) current = begin(chunk.slice(at), stated, ingest);
    const prepared = await current.prepared;
    if (ingest.options.signal?.aborted === true) throw aborted();
    const item = prepared[at - (chunk.length - current.chunk.length)];
    if (item === undefined) continue;
    const tree = take(item, stated, taken, ingest);
    if (tree !== null) stated = statedBy(tree, stated);
  }
  const conversion = conversionFor(knownSpace(stated.space, ingest.options.space), ingest);
  confirm(taken.confirmed, stated, ingest);
  if (taken.converted.length > 0) {
    await saveConverted(taken.converted, { conversion, takenOn: stated.takenOn }, ingest);
  }
  await ingest.keeper.flush();
  return stated;
}

/** Of several indexes of one folder, the first one counts. */
const statedBy = ({ key, name, exportedOn }: SpaceTree, before: Stated): Stated =>
  before.space === null ? { space: { key, name }, takenOn: exportedOn } : before;

/** Counts and tells what a file is, or puts it to what is to be written; the tree if it is an index. */
function take(item: Prepared, stated: Stated, taken: Taken, ingest: Ingest): SpaceTree | null {
  const { tally, keeper } = ingest;
  const { candidate, sha256, found } = item;
  if (item.isRead) tally.work('filesRead');
  if (found.kind === 'known') {
    const { file } = found;
    if (item.isRead) {
      // Its stamp is new; what else is known of it stays.
      const { sha256: known, conversion, pageId, skipped } = file;
      const { source, entry } = candidate;
      const of = { pageId, skipped, index: null };
      keeper.remember(source, entry, { sha256: known, conversion }, of);
    }
    taken.confirmed.push({ file, candidate });
    return null;
  }
  if (found.kind === 'failed' || sha256 === null) {
    if (found.kind === 'failed') fail(candidate.entry.path, found.diagnostic, ingest);
    return null;
  }
  if (found.kind === 'page') {
    tally.work('pagesConverted');
    taken.converted.push({ candidate, sha256, record: unpackPage(found.page) });
    return null;
  }
  const conversion = conversionFor(knownSpace(stated.space, ingest.options.space), ingest);
  return leaveOut(item, { sha256, conversion }, found, ingest);
}

/** A file that is no page: an index, or somebody else's. */
function leaveOut(
  { candidate: { source, entry }, isRead }: Prepared,
  made: { readonly sha256: string; readonly conversion: string },
  found: Extract<Outcome, { readonly kind: 'index' | 'foreign' }>,
  { tally, keeper, onFile }: Ingest,
): SpaceTree | null {
  const skipped: SkipReason = found.kind === 'foreign' ? 'not-an-export' : 'space-index';
  tally.skip(entry.path, skipped);
  if (found.kind === 'index') tally.reportStanding(entry.path, found.diagnostics);
  if (isRead) {
    const index = found.kind === 'index' ? found : null;
    keeper.remember(source, entry, made, { pageId: null, skipped, index });
  }
  onFile();
  if (found.kind === 'foreign') return null;
  keeper.tree(found.tree, !isRead);
  return found.tree;
}

function fail(path: string, problem: Diagnostic, { tally, onFile }: Ingest): void {
  const isNoPage = problem.code === 'empty-file' || problem.code === 'binary-content';
  if (isNoPage && !shouldBePage(path)) tally.skip(path, 'not-an-export');
  else {
    tally.page(path, null, 'failed');
    tally.report(path, [problem]);
  }
  onFile();
}

/** Files that the archive knows, byte for byte: nothing is parsed, converted or written. */
function confirm(files: readonly Confirmed[], { takenOn }: Stated, ingest: Ingest): void {
  const { tally, keeper, written, confirmed, startedOn } = ingest;
  for (const { file, candidate } of files) {
    const { path, sha256, pageId, skipped, title, exportedOn } = file;
    if (skipped !== null) tally.skip(path, skipped);
    else tally.page(path, title, 'unchanged');
    if (pageId !== null) {
      keeper.member({ pageId, path, sha256, seenOn: exportedOn ?? takenOn ?? startedOn });
    }
    if (pageId !== null && skipped === null) {
      written.add(pageId);
      confirmed.add(pageId);
      keeper.own(pageId, candidate.source, path);
    }
    ingest.onFile();
  }
}
