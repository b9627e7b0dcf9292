/** Converted pages into the archive: what is newest becomes the page, the rest its past. */
import { contentOf } from '../archive/page-content.ts';
import { diagnostic } from '../model/diagnostics.ts';
import type { IsoDate, PageRecord } from '../model/page.ts';
import { pageById } from '../model/refs.ts';
import type { PlannedPage, StoredIdentity } from '../model/stored.ts';
import type { Ingest } from './ingest-run.ts';
import { decide, newestFirst, type Decision, type Found } from './plan.ts';
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

/** What the plan makes of a chunk of pages. */
interface Plan {
  /** Pages to write; their rows' ids are known afterwards, in this order. */
  readonly planned: readonly { readonly item: Dated; readonly page: PlannedPage }[];
  /** Pages whose rows are as they should be. */
  readonly same: readonly { readonly item: Dated; readonly pageId: number }[];
  /** Older copies: of a stored page, or of the one at that place of `planned`. */
  readonly older: readonly { readonly item: Dated; readonly of: Row }[];
}

type Row = { readonly pageId: number } | { readonly place: number };

/** Writes a chunk of pages; each is counted, told and remembered. */
export async function saveConverted(
  converted: readonly Converted[],
  { conversion, takenOn }: Made,
  ingest: Ingest,
): Promise<void> {
  const { written, archive, importId, startedOn } = ingest;
  const dated = converted.map((item): Dated => {
    return { ...item, seenOn: item.record.exportedOn ?? takenOn ?? startedOn };
  });
  const { planned, same, older } = await planFor(dated, conversion, ingest);
  const pages = planned.map(({ page }) => page);
  const ids = await archive.savePages(importId, pages, conversion);
  for (const id of ids) written.add(id);
  for (const { pageId } of same) ingest.confirmed.add(pageId);
  const past = older.flatMap(({ item, of }) => {
    const pageId = 'pageId' in of ? of.pageId : ids[of.place];
    return pageId === undefined ? [] : [{ item, pageId, record: item.record, seenOn: item.seenOn }];
  });
  await archive.saveCopies(importId, past, conversion);
  const present = [
    ...same,
    ...planned.flatMap(({ item }, at) => {
      const pageId = ids[at];
      return pageId === undefined ? [] : [{ item, pageId }];
    }),
  ];
  for (const page of present) note(page, { conversion, isPast: false }, ingest);
  for (const page of past) note(page, { conversion, isPast: true }, ingest);
}

/** Of several copies of a page in one chunk, the newest is the page. */
async function planFor(dated: readonly Dated[], conversion: string, ingest: Ingest): Promise<Plan> {
  const { keeper, written, onFile } = ingest;
  const newest = dated.toSorted(newestFirst);
  const stored = await keeper.match(newest.map(({ record }) => record));
  const planned: Plan['planned'][number][] = [];
  const same: Plan['same'][number][] = [];
  const older: Plan['older'][number][] = [];
  const rows = new Map<string, Row>();
  for (const dump of newest) {
    const known = stored.get(dump.record.sourcePath) ?? null;
    const item = { ...dump, record: withKnownId(dump.record, known) };
    const { record, seenOn } = item;
    const found = { ...foundOf(record), digest: contentOf(record).digest, seenOn };
    const decision = decide(found, known, conversion, written);
    const key = record.confluenceId === null ? null : `${record.format} ${record.confluenceId}`;
    const other = key === null ? undefined : rows.get(key);
    onFile();
    tell(item, other === undefined ? decision.outcome : 'older-copy', ingest);
    const { outcome, pageId } = decision;
    if (other !== undefined) older.push({ item, of: other });
    else if (outcome === 'older-copy') older.push({ item, of: { pageId } });
    else if (outcome === 'unchanged') same.push({ item, pageId });
    else planned.push({ item, page: { record, pageId, seenOn } });
    if (other !== undefined || outcome === 'older-copy') continue;
    if (pageId !== null) written.add(pageId);
    if (key !== null) {
      rows.set(key, outcome === 'unchanged' ? { pageId } : { place: planned.length - 1 });
    }
  }
  return { planned, same, older };
}

/** What `decide` looks at: copying a whole record would read all of it. */
const foundOf = (record: PageRecord): Omit<Found, 'digest' | 'seenOn'> => ({
  confluenceId: record.confluenceId,
  title: record.title,
  parentRef: record.parentRef,
  sourcePath: record.sourcePath,
  sourceSha256: record.sourceSha256,
});

/** A dump that does not tell the page's id does not make the archive forget it. */
function withKnownId(record: PageRecord, stored: StoredIdentity | null): PageRecord {
  const id = stored?.confluenceId ?? null;
  if (record.confluenceId !== null || id === null) return record;
  return { ...record, confluenceId: id, refs: [pageById(id), ...record.refs] };
}

function tell(
  { candidate, record }: Converted,
  outcome: Decision['outcome'],
  { tally }: Ingest,
): void {
  const { path } = candidate.entry;
  if (outcome === 'older-copy') {
    tally.skip(path, 'older-copy');
    tally.report(path, [diagnostic('older-copy', record.title ?? path)]);
    return;
  }
  if (outcome === 'reconverted') tally.work('reconverted');
  const shown =
    outcome === 'reconverted' ? 'updated' : outcome === 'refreshed' ? 'unchanged' : outcome;
  tally.page(path, record.title, shown);
  tally.report(path, record.diagnostics);
}

/** The file is a page's, now or once; the next import knows it. */
function note(
  { item, pageId }: { readonly item: Dated; readonly pageId: number },
  { conversion, isPast }: { readonly conversion: string; readonly isPast: boolean },
  { keeper }: Ingest,
): void {
  const { candidate, sha256, seenOn } = item;
  const { source, entry } = candidate;
  keeper.member({ pageId, path: entry.path, sha256, seenOn });
  if (isPast) keeper.past({ pageId, source, record: item.record });
  else keeper.own(pageId, source, entry.path);
  const skipped = isPast ? 'older-copy' : null;
  keeper.remember(source, entry, { sha256, conversion }, { pageId, skipped, index: null });
}
