/** What the stored snapshots say of pages, as events of their lives. */
import type { IsoDate } from '../model/page.ts';
import { timeKey, type PageEvent } from '../model/timeline.ts';
import type { Bound } from './archive.ts';
import { groupBy, jsonList } from './batch.ts';
import type { Queries } from './driver.ts';

interface SeenRow {
  readonly pageId: number;
  readonly snapshotId: number;
  readonly copyId: number | null;
  readonly contentId: number;
  readonly title: string | null;
  readonly parentRef: string | null;
  readonly sha256: string;
  readonly seenOn: IsoDate;
}

interface SnapshotRow {
  readonly id: number;
  readonly importId: number;
  readonly recordedAt: string;
  readonly takenOn: IsoDate;
  readonly isFull: 0 | 1;
  /** Space and format; null where the space is not known. */
  readonly place: string | null;
}

export const EVERYTHING: Bound = { importId: null, on: null };

/** The events of each page, in no order; `pageIds` null means all pages. */
export async function eventsOf(
  queries: Queries,
  pageIds: readonly number[] | null,
  bound: Bound,
): Promise<ReadonlyMap<number, readonly PageEvent[]>> {
  const snapshots = await queries.all<SnapshotRow>(
    `SELECT id, import_id AS importId, recorded_at AS recordedAt, taken_on AS takenOn,
       scope = 'full' AS isFull, space_id || ' ' || source_format AS place
     FROM snapshots WHERE ?1 IS NULL OR import_id <= ?1 ORDER BY id`,
    [bound.importId],
  );
  const only = pageIds === null ? null : jsonList(pageIds);
  const rows = await queries.all<SeenRow>(
    `SELECT snapshot_pages.page_id AS pageId, snapshot_id AS snapshotId, copy_id AS copyId,
       content_id AS contentId, title, parent_ref AS parentRef,
       source_sha256 AS sha256, seen_on AS seenOn
     FROM snapshot_pages
     LEFT JOIN page_copies ON page_copies.id = copy_id
     LEFT JOIN page_contents ON page_contents.id = content_id
     WHERE ?1 IS NULL OR snapshot_pages.page_id IN (SELECT value FROM json_each(?1))
     ORDER BY snapshot_pages.page_id, copy_id`,
    [only],
  );
  const fullAt = groupBy(
    snapshots.filter(({ isFull }) => isFull === 1),
    ({ place }) => place,
  );
  const byId = new Map(snapshots.map((snapshot) => [snapshot.id, snapshot]));
  const isInTime = ({ on }: PageEvent): boolean =>
    bound.on === null || timeKey(on) <= timeKey(bound.on);
  return new Map(
    [...groupBy(rows, ({ pageId }) => pageId)].map(([pageId, seen]) => {
      const places = new Set(seen.flatMap(({ snapshotId }) => byId.get(snapshotId)?.place ?? []));
      const covering = [...places].flatMap((place) => fullAt.get(place) ?? []);
      const events = [...sightings(seen, byId), ...absences(seen, covering)];
      return [pageId, events.filter(isInTime)];
    }),
  );
}

function sightings(
  rows: readonly SeenRow[],
  snapshots: ReadonlyMap<number, SnapshotRow>,
): readonly PageEvent[] {
  const newest = new Map<number, SeenRow>();
  const events: PageEvent[] = [];
  for (const row of rows) {
    const snapshot = snapshots.get(row.snapshotId);
    if (snapshot === undefined || row.copyId === null) continue;
    const { importId, recordedAt, place } = snapshot;
    events.push({ kind: 'seen', on: row.seenOn, importId, recordedAt, place, copy: copyOf(row) });
    const known = newest.get(row.snapshotId);
    if (known === undefined || timeKey(known.seenOn) < timeKey(row.seenOn)) {
      newest.set(row.snapshotId, row);
    }
  }
  for (const [snapshotId, row] of newest) {
    const snapshot = snapshots.get(snapshotId);
    if (snapshot?.isFull !== 1) continue;
    const { takenOn: on, importId, recordedAt, place } = snapshot;
    events.push({ kind: 'present', on, importId, recordedAt, place, copy: copyOf(row) });
  }
  return events;
}

const copyOf = ({ copyId, contentId, title, parentRef, sha256 }: SeenRow): PageEvent['copy'] =>
  copyId === null ? null : { copyId, contentId, title, parentRef, sha256 };

function absences(
  rows: readonly SeenRow[],
  covering: readonly SnapshotRow[],
): readonly PageEvent[] {
  const members = new Set(rows.map(({ snapshotId }) => snapshotId));
  return covering
    .filter(({ id }) => !members.has(id))
    .map(({ takenOn: on, importId, recordedAt, place }) => {
      return { kind: 'absent', on, importId, recordedAt, place, copy: null };
    });
}
