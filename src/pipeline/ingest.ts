/** Reads the candidates of one export, converts what changed, and hands batches to the archive. */
import pLimit from 'p-limit';
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { SpaceIndex } from '../model/document.ts';
import type { SkipReason } from '../model/imports.ts';
import type { IsoDate, PageRecord, SpaceRef } from '../model/page.ts';
import type { KnownFile, SpaceTree } from '../model/stored.ts';
import { treeOf } from '../extract/space-index.ts';
import { conversionId } from './conversion.ts';
import { convertPage } from './convert.ts';
import type { Ingest } from './ingest-run.ts';
import type { Keeper } from './keeper.ts';
import { aborted, knownSpace } from './options.ts';
import { parseFile, readBytes, shouldBePage, type FileContent } from './read-file.ts';
import { saveConverted, type Converted } from './save-converted.ts';
import { chunksOf, isIndexName, type Candidate } from './scan.ts';
import type { Tally } from './tally.ts';

/** Pages per transaction: enough to make transactions cheap, few enough to keep memory flat. */
const CHUNK = 64;

/** What the index of an export says, once it was read. */
interface Stated {
  readonly space: SpaceRef | null;
  readonly takenOn: IsoDate | null;
}

/** Ingests one export: its index first, because the index knows the space and the export's date. */
export async function ingestExport(group: readonly Candidate[], ingest: Ingest): Promise<void> {
  let stated: Stated = { space: null, takenOn: null };
  ingest.keeper.beginExport();
  const isIndex = ({ entry }: Candidate): boolean => isIndexName(entry.path);
  const pages = group.filter((candidate) => !isIndex(candidate));
  for (const chunk of [group.filter(isIndex), ...chunksOf(pages, CHUNK)]) {
    stated = await ingestChunk(chunk, stated, ingest);
  }
}

interface Confirmed {
  readonly file: KnownFile;
  readonly candidate: Candidate;
}

async function ingestChunk(
  chunk: readonly Candidate[],
  before: Stated,
  ingest: Ingest,
): Promise<Stated> {
  const { options, keeper, tally } = ingest;
  const conversionFor = (space: SpaceRef | null): string =>
    conversionOf(ingest, knownSpace(space, options.space));
  const known = chunk.map(({ source, entry }) =>
    // An index is read in every run: pages that are new or changed need what it says.
    options.checksum || isIndexName(entry.path)
      ? null
      : keeper.knownByStamp(source, entry, conversionFor(before.space)),
  );
  const limit = pLimit(options.jobs);
  const contents = await Promise.all(
    chunk.map((candidate, at) =>
      limit(() => (known[at] === null ? readCounted(candidate, tally) : null)),
    ),
  );
  let stated = before;
  const converted: Converted[] = [];
  const confirmed: Confirmed[] = [];
  for (const [at, candidate] of chunk.entries()) {
    if (options.signal?.aborted === true) throw aborted();
    const content = contents[at] ?? null;
    const file = known[at] ?? null;
    const made =
      content === null
        ? file !== null && { file }
        : await convertFile(candidate, content, stated.space, ingest);
    if (made === false || made === null) continue;
    if ('file' in made) confirmed.push({ file: made.file, candidate });
    else if ('record' in made) converted.push(made);
    else stated = statedBy(made.tree, stated);
  }
  await confirm(confirmed, stated, ingest);
  const { takenOn } = stated;
  await saveConverted(converted, { conversion: conversionFor(stated.space), takenOn }, ingest);
  return stated;
}

function conversionOf({ options, vocabulary }: Ingest, space: SpaceRef): string {
  const { format, tables } = options;
  const { isBuiltIn, vocabulary: used } = vocabulary;
  return conversionId({ format, tables, vocabulary: { isBuiltIn, sha256: used.sha256 } }, space);
}

/** Of several indexes of one folder, the first one counts. */
const statedBy = ({ key, name, exportedOn }: SpaceTree, before: Stated): Stated =>
  before.space === null ? { space: { key, name }, takenOn: exportedOn } : before;

async function readCounted(candidate: Candidate, tally: Tally): Promise<FileContent> {
  tally.work('filesRead');
  return readBytes(candidate);
}

type Made =
  | { readonly tree: SpaceTree }
  | { readonly file: KnownFile }
  | Converted
  /** It is no page; that was told. */
  | null;

/** Parses and converts one file, unless its bytes are known; one bad page never ends a run. */
async function convertFile(
  candidate: Candidate,
  content: FileContent,
  stated: SpaceRef | null,
  ingest: Ingest,
): Promise<Made> {
  const { options, tally, keeper } = ingest;
  const { entry, source } = candidate;
  if (content.kind === 'failed') return fail(entry.path, content.diagnostic, ingest);
  const { bytes, sha256 } = content;
  const space = knownSpace(stated, options.space);
  const made = { sha256, conversion: conversionOf(ingest, space) };
  const known = isIndexName(entry.path) ? null : keeper.knownByHash(entry.path, made);
  if (known !== null) {
    // Its stamp is new; what else is known of it stays.
    const { conversion, pageId, skipped } = known;
    keeper.remember(source, entry, { sha256, conversion }, { pageId, skipped });
    return { file: known };
  }
  try {
    const { result, diagnostics, failure } = await parseFile(entry.path, bytes, options.format);
    if (failure !== null) return fail(entry.path, failure, ingest);
    if (result === null || result.kind === 'index') {
      const skipped: SkipReason = result === null ? 'not-an-export' : 'space-index';
      tally.skip(entry.path, skipped);
      tally.reportStanding(
        entry.path,
        result === null ? [] : [...diagnostics, ...result.diagnostics],
      );
      keeper.remember(source, entry, made, { pageId: null, skipped });
      ingest.onFile();
      return result === null ? null : indexed(result, keeper);
    }
    tally.work('pagesConverted');
    const facts = { sha256, space, diagnostics };
    const ways = { tables: options.tables, vocabulary: ingest.vocabulary.vocabulary };
    const record: PageRecord = convertPage(result, facts, ways);
    return { candidate, sha256, record };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(entry.path, diagnostic('page-failed', reason), ingest);
  }
}

function indexed(index: SpaceIndex, keeper: Keeper): { readonly tree: SpaceTree } {
  const tree = treeOf(index);
  keeper.tree(tree);
  return { tree };
}

function fail(path: string, problem: Diagnostic, { tally, onFile }: Ingest): null {
  const isNoPage = problem.code === 'empty-file' || problem.code === 'binary-content';
  if (isNoPage && !shouldBePage(path)) tally.skip(path, 'not-an-export');
  else {
    tally.page(path, null, 'failed');
    tally.report(path, [problem]);
  }
  onFile();
  return null;
}

/** Files that the archive knows, byte for byte: nothing is parsed, converted or written. */
async function confirm(
  files: readonly Confirmed[],
  { takenOn }: Stated,
  ingest: Ingest,
): Promise<void> {
  const { tally, keeper, written, archive, importId, startedOn } = ingest;
  const pageIds: number[] = [];
  for (const { file, candidate } of files) {
    const { path, sha256, pageId, skipped, title, exportedOn } = file;
    if (skipped !== null) tally.skip(path, skipped);
    else tally.page(path, title, 'unchanged');
    if (pageId !== null) {
      keeper.member({ pageId, path, sha256, seenOn: exportedOn ?? takenOn ?? startedOn });
    }
    if (pageId !== null && skipped === null) {
      pageIds.push(pageId);
      keeper.own(pageId, candidate.source, path);
    }
    ingest.onFile();
  }
  for (const id of pageIds) written.add(id);
  await archive.touchPages(importId, pageIds);
}
