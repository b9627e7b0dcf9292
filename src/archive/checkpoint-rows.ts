/**
 * The tables `checkpoint` and `checkpoint_report`: how the last import left the archive, for as long
 * as nobody has written to it since. Whoever opens the archive to write takes the checkpoint away;
 * only an import that ends well sets a new one, and only while nobody else has opened the archive
 * meanwhile.
 */
import { randomUUID } from 'node:crypto';
import type { Checkpoint } from '../model/checkpoint.ts';
import type { Archive } from './archive.ts';
import type { Database, Queries } from './driver.ts';

interface Row {
  readonly importId: number | null;
  readonly sources: string | null;
  readonly tree: string | null;
  readonly ways: string | null;
  readonly report: string;
  readonly published: string;
}

async function read(queries: Queries): Promise<Checkpoint | null> {
  const row = await queries.get<Row>(
    `SELECT import_id AS importId, sources, tree, ways, report, published
     FROM checkpoint JOIN checkpoint_report USING (id)`,
  );
  if (row === null) return null;
  const { importId, sources, tree, report, ways, published } = row;
  if (importId === null || sources === null || ways === null) return null;
  return {
    ...{ importId, ways, sources, tree },
    report: JSON.parse(report) as Checkpoint['report'],
    published: JSON.parse(published) as Checkpoint['published'],
  };
}

export interface Held {
  readonly holder: string;
  /** The import whose checkpoint was taken away; null where there was none. */
  readonly importId: number | null;
}

/** Takes the checkpoint away for as long as this connection, or what comes of it, may write. */
export const holdCheckpoint = (database: Database): Promise<Held> =>
  database.transaction(async () => {
    const holder = randomUUID();
    const row = await database.get<Pick<Held, 'importId'>>(
      'SELECT import_id AS importId FROM checkpoint',
    );
    await database.run('INSERT OR REPLACE INTO checkpoint (id, holder) VALUES (1, ?)', [holder]);
    return { holder, importId: row?.importId ?? null };
  });

/** Whether nobody else has opened the archive to write since the checkpoint was taken away. */
export async function isHeld(queries: Queries, held: Held | null): Promise<boolean> {
  const row = await queries.get<Pick<Held, 'holder'>>('SELECT holder FROM checkpoint');
  return held !== null && row?.holder === held.holder;
}

/** @param held by a connection that writes; null for one that reads. */
export function checkpointRows(
  database: Database,
  held: Held | null,
): Pick<Archive, 'checkpointOf' | 'checkpoint' | 'setCheckpoint' | 'confirmImport'> {
  return {
    checkpointOf: held?.importId ?? null,
    checkpoint: () => read(database),
    setCheckpoint: ({ importId, ways, sources, tree }, said) =>
      database.transaction(async () => {
        const holder = held?.holder ?? null;
        if (said !== null) {
          await database.run(
            `INSERT OR REPLACE INTO checkpoint_report (id, report, published)
             SELECT id, ?, ? FROM checkpoint WHERE holder = ?`,
            [JSON.stringify(said.report), JSON.stringify(said.published), holder],
          );
        }
        await database.run(
          'UPDATE checkpoint SET import_id = ?, ways = ?, sources = ?, tree = ? WHERE holder = ?',
          [importId, ways, sources, tree, holder],
        );
      }),
    confirmImport: (importId, earlier) =>
      database.run('UPDATE imports SET confirmed_by = ?1 WHERE id = ?2 OR confirmed_by = ?2', [
        importId,
        earlier,
      ]),
  };
}
