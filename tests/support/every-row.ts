/** All that two archives must have alike which two ways to the same end have made. */
import { query } from './query.ts';

/** What is by nature another: where it was, and which files a run that looks closer met. */
const BY_NATURE: Readonly<Record<string, readonly string[]>> = {
  imports: ['process_id', 'source', 'confirmed_by'],
  // As its view tells it, it is compared below.
  page_facts: ['last_import_id'],
  source_files: ['import_id', 'modified_ms', 'stamp'],
  attachments: ['stamp'],
  published_paths: ['import_id'],
};

/** The rows of each table but the checkpoint and the search index's own, by table. */
export async function everyRow(archive: string): Promise<Record<string, unknown>> {
  const tables = await query(archive, "SELECT name FROM sqlite_schema WHERE type = 'table'");
  const rows: Record<string, unknown> = {};
  for (const name of tables.map((row) => String(row.name))) {
    if (/^(?:checkpoint.*|sqlite_.*|search_.*)$/.test(name)) continue;
    const left = BY_NATURE[name] ?? [];
    const found = (await query(archive, `SELECT * FROM "${name}"`)).map((row) =>
      JSON.stringify(Object.entries(row).filter(([column]) => !left.includes(column))),
    );
    // SQLite gives them in the order of whichever index it likes.
    rows[name] = found.sort();
  }
  rows.lastImports = await query(archive, 'SELECT id, last_import_id FROM pages ORDER BY id');
  return rows;
}
