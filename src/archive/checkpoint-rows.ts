/**
 * The table `checkpoint`: how the last import left the archive, for as long as nobody has written to
 * it since. Whoever opens the archive to write takes the checkpoint away; only an import that ends
 * well sets a new one, and only while nobody else has opened the archive meanwhile.
 */
import { randomUUID } from 'node:crypto';
import type { Checkpoint } from '../model/checkpoint.ts';
import type { Archive } from './archive.ts';
import type { Database, Queries } from './driver.ts';

interface Row {
  readonly importId: number | null;
  readonly sources: string | null;
  readonly tree: string | null;
  readonly report: string | null;
}

async function read(queries: Queries): Promise<Checkpoint | null> {
  const row = await queries.get<Row>(
    'SELECT import_id AS importId, sources, tree, report FROM checkpoint',
  );
  if (row === null) return null;
  const { importId, sources, tree, report } = row;
  if (importId === null || sources === null || report === null) return null;
  return { importId, sources, tree, report: JSON.parse(report) as Checkpoint['report'] };
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

/** @param held by a connection that writes; null for one that reads. */
export function checkpointRows(
  database: Database,
  held: Held | null,
): Pick<Archive, 'checkpointOf' | 'checkpoint' | 'setCheckpoint' | 'confirmImport'> {
  return {
    checkpointOf: held?.importId ?? null,
    checkpoint: () => read(database),
    setCheckpoint: ({ importId, sources, tree, report }) =>
      database.run(
        `UPDATE checkpoint SET import_id = ?, sources = ?, tree = ?, report = ? WHERE holder = ?`,
        [importId, sources, tree, JSON.stringify(report), held?.holder ?? null],
      ),
    confirmImport: (importId, earlier) =>
      database.run('UPDATE page_facts SET last_import_id = ? WHERE last_import_id = ?', [
        importId,
        earlier,
      ]),
  };
}
