/** Converted pages into the archive: what is newest becomes the page, the rest its past. */
import { contentOf } from '../archive/page-content.ts';
import { diagnostic } from '../model/diagnostics.ts';
import type { IsoDate, PageRecord } from '../model/page.ts';
import type { PlannedPage } from '../model/stored.ts';
import type { Ingest } from './ingest.ts';
import { decide, newestFirst, type Decision } from './plan.ts';
import type { Candidate } from './scan.ts';

/** A file whose bytes are new to the archive, converted. */
export interface Converted {
  readonly candidate: Candidate;
  readonly sha256: string;
  readonly record: PageRecord;
}

interface Dated extends Converted {
  readonly seenOn: IsoDate;
}

export interface Made {
  readonly conversion: string;
  /** The export's date, as its index says it. */
  readonly takenOn: IsoDate | null;
}

/** Writes a chunk of pages; each is counted, told and remembered. */
export async function saveConverted(
  converted: readonly Converted[],
  { conversion, takenOn }: Made,
  ingest: Ingest,
): Promise<void> {
  const { keeper, tally, written, archive, importId, startedOn } = ingest;
  const newest = converted
    .map((item): Dated => {
      return { ...item, seenOn: item.record.exportedOn ?? takenOn ?? startedOn };
    })
    .toSorted(newestFirst);
  const stored = await keeper.match(newest.map(({ record }) => record));
  const planned: { readonly item: Dated; readonly page: PlannedPage }[] = [];
  const older: { readonly item: Dated; readonly of: () => number | undefined }[] = [];
  const same: number[] = [];
  /** Where the row of each page of this chunk will be found. */
  const rowOf = new Map<string, () => number | undefined>();
  const ids: number[] = [];
  for (const item of newest) {
    const { record, seenOn } = item;
    const digest = contentOf(record).digest;
    const found = { ...record, digest, seenOn };
    const decision = decide(found, stored.get(record.sourcePath) ?? null, conversion, written);
    const key = record.confluenceId === null ? null : `${record.format} ${record.confluenceId}`;
    const inChunk = key === null ? undefined : rowOf.get(key);
    ingest.onFile();
    if (inChunk !== undefined || decision.outcome === 'older-copy') {
      older.push({ item, of: inChunk ?? (() => decision.pageId ?? undefined) });
      continue;
    }
    tell(item, decision, ingest);
    if (decision.pageId !== null) written.add(decision.pageId);
    const place = planned.length;
    const { outcome, pageId } = decision;
    if (outcome === 'unchanged') same.push(pageId);
    else planned.push({ item, page: { record, pageId, seenOn } });
    const row = outcome === 'unchanged' ? () => pageId : () => ids[place];
    if (key !== null) rowOf.set(key, row);
    if (outcome === 'unchanged') note(item, pageId, { conversion, isPast: false }, ingest);
  }
  await archive.touchPages(importId, same);
  const pages = planned.map(({ page }) => page);
  ids.push(...(await archive.savePages(importId, pages, conversion)));
  for (const [at, { item }] of planned.entries()) {
    const id = ids[at];
    if (id === undefined) continue;
    written.add(id);
    note(item, id, { conversion, isPast: false }, ingest);
  }
  await archive.saveCopies(
    importId,
    older.flatMap(({ item: { record }, of }) => {
      const pageId = of();
      return pageId === undefined ? [] : [{ pageId, record }];
    }),
    conversion,
  );
  for (const { item, of } of older) {
    const { path } = item.candidate.entry;
    tally.skip(path, 'older-copy');
    tally.report(path, [diagnostic('older-copy', item.record.title ?? path)]);
    const pageId = of();
    if (pageId !== undefined) note(item, pageId, { conversion, isPast: true }, ingest);
  }
  await keeper.flush();
}

function tell({ candidate, record }: Converted, { outcome }: Decision, { tally }: Ingest): void {
  const { path } = candidate.entry;
  if (outcome === 'reconverted') tally.work('reconverted');
  const shown =
    outcome === 'reconverted'
      ? 'updated'
      : outcome === 'refreshed' || outcome === 'older-copy'
        ? 'unchanged'
        : outcome;
  tally.page(path, record.title, shown);
  tally.report(path, record.diagnostics);
}

/** The file is a page's, now or once; the next import knows it. */
function note(
  { candidate: { source, entry }, sha256, seenOn }: Dated,
  pageId: number,
  { conversion, isPast }: { readonly conversion: string; readonly isPast: boolean },
  { keeper }: Ingest,
): void {
  const skipped = isPast ? 'older-copy' : null;
  keeper.member({ pageId, path: entry.path, sha256, seenOn });
  if (!isPast) keeper.own(pageId, source, entry.path);
  keeper.remember(source, entry, { sha256, conversion }, { pageId, skipped });
}
