/** The table `source_indexes`: what files that are spaces' indexes say, so that they are not read again. */
import type { StoredIndex } from '../model/stored.ts';
import type { SeenFile } from './archive.ts';
import { insertRows, jsonList } from './batch.ts';
import type { Queries } from './driver.ts';

/** Keeps what each index says in place of what the file at its path said to earlier imports. */
export async function rememberIndexes(
  queries: Queries,
  importId: number,
  files: readonly SeenFile[],
): Promise<void> {
  const indexes = files.flatMap(({ path, sha256, index }) =>
    index === null ? [] : [{ path, sha256, ...index }],
  );
  if (indexes.length === 0) return;
  await queries.run(
    `DELETE FROM source_indexes WHERE path IN (SELECT value FROM json_each(?))
       AND (path, sha256) NOT IN (SELECT path, sha256 FROM source_files WHERE import_id = ?)`,
    [jsonList(indexes.map(({ path }) => path)), importId],
  );
  await insertRows(
    queries,
    'source_indexes',
    ['path', 'sha256', 'tree', 'diagnostics'],
    indexes.map(({ path, sha256, tree, diagnostics }) => ({
      ...{ path, sha256 },
      tree: JSON.stringify(tree),
      diagnostics: JSON.stringify(diagnostics),
    })),
    `ON CONFLICT DO UPDATE SET tree = excluded.tree, diagnostics = excluded.diagnostics`,
  );
}

export async function storedIndex(
  queries: Queries,
  path: string,
  sha256: string,
): Promise<StoredIndex | null> {
  const row = await queries.get<{ tree: string; diagnostics: string }>(
    'SELECT tree, diagnostics FROM source_indexes WHERE path = ? AND sha256 = ?',
    [path, sha256],
  );
  if (row === null) return null;
  return {
    tree: JSON.parse(row.tree) as StoredIndex['tree'],
    diagnostics: JSON.parse(row.diagnostics) as StoredIndex['diagnostics'],
  };
}
