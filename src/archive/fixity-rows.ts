/** What a check of the whole asks of the archive: is the file sound, and what should lie where? */
import type { FileCheck, LastImport, PublishedFile } from '../model/stored.ts';
import type { Archive } from './archive.ts';
import type { Database } from './driver.ts';
import { isAlive } from './import-rows.ts';

const MOST_SENTENCES = 100;

export function fixityRows(
  database: Database,
): Pick<Archive, 'check' | 'publishedFiles' | 'lastImport'> {
  return {
    check: () => check(database),
    publishedFiles: () =>
      database.all<PublishedFile>(
        `SELECT 'page' AS kind, markdown_path AS path, published_sha256 AS sha256 FROM pages
         WHERE status = 'current' AND duplicate_of IS NULL
           AND markdown_path IS NOT NULL AND published_sha256 IS NOT NULL
         UNION ALL
         SELECT 'attachment', published_path, attachments.sha256
         FROM attachments JOIN pages ON pages.id = page_id
         WHERE pages.status = 'current' AND duplicate_of IS NULL
           AND published_path IS NOT NULL AND attachments.sha256 IS NOT NULL
         ORDER BY path`,
      ),
    async lastImport() {
      const row = await database.get<Omit<LastImport, 'isAtWork'> & { processId: number }>(
        'SELECT id, status, process_id AS processId FROM imports ORDER BY id DESC LIMIT 1',
      );
      if (row === null) return null;
      const { processId, ...rest } = row;
      return { ...rest, isAtWork: rest.status === 'running' && isAlive(processId) };
    },
  };
}

async function check(database: Database): Promise<FileCheck> {
  const sentences = await database.all<{ integrity_check: string }>(
    `PRAGMA integrity_check(${String(MOST_SENTENCES)})`,
  );
  const damage = sentences.map(({ integrity_check: sentence }) => sentence);
  if (damage.join() !== 'ok') return { damage, orphans: [] };
  const rows = await database.all<{ table: string }>('PRAGMA foreign_key_check');
  const counts = new Map<string, number>();
  for (const { table } of rows) counts.set(table, (counts.get(table) ?? 0) + 1);
  return { damage: [], orphans: [...counts].map(([table, count]) => ({ table, count })) };
}
