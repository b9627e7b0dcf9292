/** The tables `originals` and `original_files`: which bytes are stored, and where they were found. */
import type { OriginalRow, StoredBytes } from '../model/stored.ts';
import type { Archive } from './archive.ts';
import { insertRows } from './batch.ts';
import type { Database } from './driver.ts';

export function originalRows(
  database: Database,
): Pick<Archive, 'stampedOriginals' | 'rememberOriginals' | 'storedOriginals'> {
  return {
    stampedOriginals: () =>
      database.all<OriginalRow>(
        `SELECT path, sha256, bytes, stamp FROM original_files JOIN originals USING (sha256)
         WHERE stamp IS NOT NULL`,
      ),
    storedOriginals: () =>
      database.all<StoredBytes>(
        `SELECT sha256, bytes,
           (SELECT min(path) FROM original_files WHERE original_files.sha256 = originals.sha256)
             AS path
         FROM originals ORDER BY sha256`,
      ),
    rememberOriginals: (importId, rows) =>
      database.transaction(async () => {
        await insertRows(
          database,
          'originals',
          ['sha256', 'bytes', 'import_id'],
          rows.map(({ sha256, bytes }) => ({ sha256, bytes, import_id: importId })),
          'ON CONFLICT (sha256) DO NOTHING',
        );
        await insertRows(
          database,
          'original_files',
          ['path', 'sha256', 'import_id', 'stamp'],
          rows.map(({ path, sha256, stamp }) => ({ path, sha256, import_id: importId, stamp })),
          `ON CONFLICT (path, sha256) DO UPDATE SET import_id = excluded.import_id,
             stamp = excluded.stamp`,
        );
      }),
  };
}
