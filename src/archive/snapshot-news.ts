/** What a new snapshot says that the one before it did not: of all other pages the lives stay as told. */
import { timeKey } from '../model/timeline.ts';
import type { IsoDate } from '../model/page.ts';
import type { Queries } from './driver.ts';

interface Row {
  readonly id: number;
  readonly takenOn: IsoDate;
  readonly scope: 'full' | 'partial';
}

/**
 * The pages whose lives the snapshot, which was stored last, may change; null where that cannot be
 * told without their lives.
 *
 * A page that both have with the same copy, seen on the same day, is told nothing new by the second
 * one: its events come right behind those of the first, which the page's life already has. That is
 * so where both are of one moment, or the new one is the last thing that is known of the wiki.
 */
export async function newsOf(
  queries: Queries,
  snapshotId: number,
): Promise<readonly number[] | null> {
  const snapshot = await rowOf(queries, 'id = ?', snapshotId);
  const before = await rowOf(
    queries,
    `id = (SELECT max(before.id) FROM snapshots AS before JOIN snapshots AS new ON new.id = ?
       WHERE before.id < new.id AND before.space_id = new.space_id
         AND before.source_format = new.source_format)`,
    snapshotId,
  );
  if (snapshot === null || before === null) return null;
  const isSameMoment = snapshot.takenOn === before.takenOn && snapshot.scope === before.scope;
  if (!isSameMoment && !(await isNewest(queries, snapshot))) return null;
  const rows = await queries.all<{ pageId: number }>(
    `WITH new AS (SELECT page_id, copy_id, seen_on FROM snapshot_pages WHERE snapshot_id = ?1),
       old AS (SELECT page_id, copy_id, seen_on FROM snapshot_pages WHERE snapshot_id = ?2),
       place AS (SELECT of.id FROM snapshots AS of JOIN snapshots AS this ON this.id = ?1
         WHERE of.space_id = this.space_id AND of.source_format = this.source_format)
     SELECT page_id AS pageId FROM (SELECT * FROM new EXCEPT SELECT * FROM old)
     UNION SELECT page_id FROM (SELECT * FROM old EXCEPT SELECT * FROM new)
     UNION SELECT page_id FROM new JOIN page_facts ON page_facts.id = page_id
       WHERE status <> 'current'
     UNION SELECT page_id FROM snapshot_pages WHERE snapshot_id > ?2 AND snapshot_id <> ?1
     UNION SELECT page_id FROM snapshot_pages JOIN page_facts ON page_facts.id = page_id
       WHERE ?3 AND status = 'current' AND snapshot_id IN place
         AND page_id NOT IN (SELECT page_id FROM new)
     ORDER BY 1`,
    // Only a full export says of a page that it lacks that it is gone.
    [snapshotId, before.id, snapshot.scope === 'full' ? 1 : 0],
  );
  return rows.map(({ pageId }) => pageId);
}

const rowOf = (queries: Queries, where: string, id: number): Promise<Row | null> =>
  queries.get<Row>(`SELECT id, taken_on AS takenOn, scope FROM snapshots WHERE ${where}`, [id]);

/** Whether no other snapshot, and no file of one, tells of a later moment. */
async function isNewest(queries: Queries, { id, takenOn }: Row): Promise<boolean> {
  const days = await queries.all<{ day: IsoDate }>(
    `SELECT DISTINCT taken_on AS day FROM snapshots WHERE id <> ?1
     UNION SELECT DISTINCT seen_on FROM snapshot_pages`,
    [id],
  );
  return days.every(({ day }) => timeKey(day) <= timeKey(takenOn));
}
