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

/** Takes the checkpoint away for as long as this connection, or what comes of it, may write. */
export async function holdCheckpoint(database: Database): Promise<string> {
  const holder = randomUUID();
  await database.run('INSERT OR REPLACE INTO checkpoint (id, holder) VALUES (1, ?)', [holder]);
  return holder;
}

/** @param holder of a connection that writes, from `holdCheckpoint`; null for one that reads. */
export function checkpointRows(
  database: Database,
  holder: string | null,
): Pick<Archive, 'checkpoint' | 'setCheckpoint' | 'confirmImport'> {
  return {
    checkpoint: () => read(database),
    setCheckpoint: ({ importId, sources, tree, report }) =>
      database.run(
        `UPDATE checkpoint SET import_id = ?, sources = ?, tree = ?, report = ? WHERE holder = ?`,
        [importId, sources, tree, JSON.stringify(report), holder],
      ),
    confirmImport: (importId, earlier) =>
      database.run('UPDATE page_facts SET last_import_id = ? WHERE last_import_id = ?', [
        importId,
        earlier,
      ]),
  };
}
