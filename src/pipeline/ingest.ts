/** Reads the candidates of one export, converts what changed, and hands batches to the archive. */
import pLimit from 'p-limit';
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { SpaceIndex } from '../model/document.ts';
import type { SkipReason } from '../model/imports.ts';
import type { PageRecord, SpaceRef } from '../model/page.ts';
import type { KnownFile, PlannedPage } from '../model/stored.ts';
import { treeOf } from '../extract/space-index.ts';
import { conversionId } from './conversion.ts';
import { convertPage } from './convert.ts';
import type { Keeper } from './keeper.ts';
import { aborted, knownSpace, type ResolvedOptions } from './options.ts';
import { decide, newestFirst } from './plan.ts';
import { parseFile, readBytes, shouldBePage } from './read-file.ts';
import { chunksOf, isIndexName, type Candidate } from './scan.ts';
import type { Tally } from './tally.ts';

/** Pages per transaction: enough to make transactions cheap, few enough to keep memory flat. */
const CHUNK = 64;

export interface Ingest {
  readonly options: ResolvedOptions;
  readonly keeper: Keeper;
  readonly tally: Tally;
  /** Rows that this run wrote or confirmed. */
  readonly written: Set<number>;
  /** Called after each file. */
  readonly onFile: () => void;
}

/** A file whose bytes are new to the archive, converted. */
interface Converted {
  readonly candidate: Candidate;
  readonly sha256: string;
  readonly record: PageRecord;
}

/** Ingests one export: its index first, because the index knows the space's key and name. */
export async function ingestExport(group: readonly Candidate[], ingest: Ingest): Promise<void> {
  let stated: SpaceRef | null = null;
  for (const chunk of chunksOf(group, CHUNK)) {
    const indexes: SpaceIndex[] = await ingestChunk(chunk, stated, ingest);
    stated = indexes[0] ?? stated;
  }
}

async function ingestChunk(
  chunk: readonly Candidate[],
  before: SpaceRef | null,
  ingest: Ingest,
): Promise<SpaceIndex[]> {
  const { options, keeper } = ingest;
  const limit = pLimit(options.jobs);
  const contents = await Promise.all(chunk.map((candidate) => limit(() => readBytes(candidate))));
  const indexes: SpaceIndex[] = [];
  const converted: Converted[] = [];
  const confirmed: { readonly file: KnownFile; readonly candidate: Candidate }[] = [];
  for (const [at, candidate] of chunk.entries()) {
    if (options.signal?.aborted === true) throw aborted();
    const content = contents[at];
    const { path } = candidate.entry;
    if (content === undefined) continue;
    if (content.kind === 'failed') {
      fail(path, content.diagnostic, ingest);
      continue;
    }
    const known = await keeper.knownFile(
      path,
      content.sha256,
      conversionId(options, knownSpace(indexes[0] ?? before, options.space)),
    );
    // An index is read in every run: pages that are new or changed need what it says.
    if (known !== null && !isIndexName(path)) {
      confirmed.push({ file: known, candidate });
      continue;
    }
    const space = indexes[0] ?? before;
    const made = await convertFile(candidate, content, space, ingest);
    if (made?.kind === 'index') indexes.push(made.index);
    if (made?.kind === 'page')
      converted.push({ candidate, sha256: content.sha256, record: made.record });
  }
  await confirm(confirmed, ingest);
  const space = knownSpace(indexes[0] ?? before, options.space);
  await save(converted, conversionId(options, space), ingest);
  for (const index of indexes) await keeper.tree(treeOf(index));
  return indexes;
}

type Made =
  | { readonly kind: 'index'; readonly index: SpaceIndex }
  | { readonly kind: 'page'; readonly record: PageRecord }
  | null;

/** Parses and converts one file; one bad page never ends a run. */
async function convertFile(
  { entry }: Candidate,
  { bytes, sha256 }: { readonly bytes: Uint8Array; readonly sha256: string },
  stated: SpaceRef | null,
  ingest: Ingest,
): Promise<Made> {
  const { options, tally, keeper } = ingest;
  try {
    const { result, diagnostics, failure } = await parseFile(entry.path, bytes, options.format);
    if (failure !== null) {
      fail(entry.path, failure, ingest);
      return null;
    }
    if (result === null || result.kind === 'index') {
      const reason: SkipReason = result === null ? 'not-an-export' : 'space-index';
      tally.skip(entry.path, reason);
      tally.report(entry.path, result === null ? [] : [...diagnostics, ...result.diagnostics]);
      const conversion = conversionId(options, knownSpace(stated, options.space));
      keeper.remember(entry, { sha256, conversion }, null, reason);
      ingest.onFile();
      return result === null ? null : { kind: 'index', index: result };
    }
    const space = knownSpace(stated, options.space);
    return {
      kind: 'page',
      record: convertPage(result, { sha256, space, diagnostics }, options.tables),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    fail(entry.path, diagnostic('page-failed', reason), ingest);
    return null;
  }
}

function fail(path: string, problem: Diagnostic, { tally, onFile }: Ingest): void {
  const isNoPage = problem.code === 'empty-file' || problem.code === 'binary-content';
  if (isNoPage && !shouldBePage(path)) {
    tally.skip(path, 'not-an-export');
    onFile();
    return;
  }
  tally.page(path, null, 'failed');
  tally.report(path, [problem]);
  onFile();
}

/** Files that the archive knows, byte for byte: nothing is parsed, converted or written. */
async function confirm(
  files: readonly { readonly file: KnownFile; readonly candidate: Candidate }[],
  ingest: Ingest,
): Promise<void> {
  const { tally, keeper, written } = ingest;
  const pageIds: number[] = [];
  for (const { file, candidate } of files) {
    const { path, pageId, skipped, title } = file;
    if (skipped !== null) tally.skip(path, skipped);
    else {
      tally.page(path, title, 'unchanged');
      if (pageId !== null) {
        pageIds.push(pageId);
        keeper.own(pageId, candidate.source, path);
      }
    }
    ingest.onFile();
  }
  for (const id of pageIds) written.add(id);
  await keeper.confirm(pageIds);
}

async function save(
  converted: readonly Converted[],
  conversion: string,
  ingest: Ingest,
): Promise<void> {
  const { keeper, tally, written } = ingest;
  const newest = converted.toSorted((a, b) => newestFirst(a.record, b.record));
  const stored = await keeper.match(newest.map(({ record }) => record));
  const batch: { readonly item: Converted; readonly planned: PlannedPage }[] = [];
  const unchanged: number[] = [];
  const inBatch = new Set<string>();
  for (const item of newest) {
    const { record, candidate, sha256 } = item;
    const { path } = candidate.entry;
    const decision = decide(record, stored.get(record.sourcePath) ?? null, conversion, written);
    const copyOf = record.confluenceId === null ? null : `${record.format} ${record.confluenceId}`;
    const isCopy = copyOf !== null && inBatch.has(copyOf);
    ingest.onFile();
    if (decision.outcome === 'older-copy' || isCopy) {
      tally.skip(path, 'older-copy');
      tally.report(path, [diagnostic('older-copy', record.title ?? path)]);
      keeper.remember(candidate.entry, { sha256, conversion }, null, 'older-copy');
      continue;
    }
    if (copyOf !== null) inBatch.add(copyOf);
    tally.page(path, record.title, decision.outcome);
    tally.report(path, record.diagnostics);
    if (decision.outcome === 'unchanged') {
      unchanged.push(decision.pageId);
      keeper.own(decision.pageId, candidate.source, path);
      keeper.remember(candidate.entry, { sha256, conversion }, decision.pageId, null);
    } else {
      const { outcome, pageId } = decision;
      batch.push({ item, planned: { record, outcome, pageId } });
    }
    if (decision.pageId !== null) written.add(decision.pageId);
  }
  await keeper.confirm(unchanged);
  const ids = await keeper.save(
    batch.map(({ item, planned }) => ({ planned, source: item.candidate.source })),
    conversion,
  );
  for (const [at, { item }] of batch.entries()) {
    const id = ids[at];
    if (id === undefined) continue;
    written.add(id);
    keeper.own(id, item.candidate.source, item.candidate.entry.path);
    keeper.remember(item.candidate.entry, { sha256: item.sha256, conversion }, id, null);
  }
  await keeper.flush();
}
