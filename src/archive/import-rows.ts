/** The tables of runs and files: `imports`, `source_files`, `diagnostics`. */
import { ArchiveError } from '../model/errors.ts';
import type { Counts, LocatedDiagnostic } from '../model/imports.ts';
import type { KnownFile } from '../model/stored.ts';
import type { Archive, SeenFile } from './archive.ts';
import { rememberIndexes, storedIndex } from './index-rows.ts';
import { insertRows } from './batch.ts';
import type { Database, Queries } from './driver.ts';

export function importRows(
  database: Database,
  clock: () => Date,
): Pick<
  Archive,
  'beginImport' | 'finishImport' | 'knownFiles' | 'rememberFiles' | 'storedIndex' | 'addDiagnostics'
> {
  return {
    beginImport: ({ source, format, toolVersion, exclusive = false }) =>
      database.transaction(async () => {
        await failDeadRuns(database, exclusive);
        await database.run(
          `INSERT INTO imports (started_at, tool_version, source, format, status, process_id)
           VALUES (?, ?, ?, ?, 'running', ?)`,
          [clock().toISOString(), toolVersion, source, format, process.pid],
        );
        const row = await database.get<{ id: number }>('SELECT last_insert_rowid() AS id');
        const id = row?.id ?? 0;
        liveRuns.add(runKey(database, id));
        return id;
      }),
    async finishImport(id, status, counts) {
      liveRuns.delete(runKey(database, id));
      await finishImport(database, id, status, counts, clock());
    },
    // Bytes that the page has left behind are not known: the file may have gone back to them.
    knownFiles: () =>
      database.all<KnownFile>(
        `SELECT source_files.path, source_files.sha256, source_files.conversion,
           source_files.page_id AS pageId, title, skipped, stamp,
           page_copies.exported_on AS exportedOn
         FROM source_files LEFT JOIN pages ON pages.id = source_files.page_id
         LEFT JOIN page_copies ON page_copies.page_id = source_files.page_id
           AND page_copies.source_path = source_files.path
           AND page_copies.source_sha256 = source_files.sha256
         WHERE source_files.page_id IS NULL OR page_copies.id IS NOT NULL
           AND (skipped IS NOT NULL
             OR source_files.sha256 = pages.source_sha256 AND pages.status = 'current')`,
      ),
    rememberFiles: (importId, files) =>
      database.transaction(() => rememberFiles(database, importId, files)),
    storedIndex: (path, sha256) => storedIndex(database, path, sha256),
    addDiagnostics: (importId, diagnostics) =>
      database.transaction(() => addDiagnostics(database, importId, diagnostics)),
  };
}

/**
 * A run whose process is gone did not finish.
 *
 * @throws ArchiveError when `exclusive` is asked for and a run is still at work.
 */
async function failDeadRuns(database: Database, exclusive: boolean): Promise<void> {
  const running = await database.all<{ id: number; started_at: string; process_id: number }>(
    "SELECT id, started_at, process_id FROM imports WHERE status = 'running'",
  );
  for (const { id, started_at: startedAt, process_id: processId } of running) {
    const isHere = processId === process.pid;
    const isLive = isHere ? liveRuns.has(runKey(database, id)) : isAlive(processId);
    if (isLive && exclusive) {
      throw new ArchiveError(
        `Another import holds the archive "${database.path}": number ${String(id)}, begun ` +
          `${startedAt} by process ${String(processId)}.`,
        'Wait until it has finished, then run the command again.',
      );
    }
    if (isLive) continue;
    await database.run("UPDATE imports SET status = 'failed' WHERE id = ?", [id]);
  }
}

/** Imports of this process that have begun and not ended. */
const liveRuns = new Set<string>();

const runKey = (database: Database, id: number): string => `${database.path}\n${String(id)}`;

export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // Of somebody else, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function finishImport(
  queries: Queries,
  id: number,
  status: 'completed' | 'failed',
  counts: Counts,
  at: Date,
): Promise<void> {
  const { created, updated, unchanged, moved, removed, failed } = counts;
  await queries.run(
    // A run that failed may have counted pages that were not kept.
    `UPDATE imports SET finished_at = ?2, status = ?3, updated = ?5, unchanged = ?6, moved = ?7,
       removed = ?8, failed = ?9, created = iif(?3 = 'completed', ?4,
         min(?4, (SELECT count(*) FROM page_facts WHERE first_import_id = ?1)))
     WHERE id = ?1`,
    [id, at.toISOString(), status, created, updated, unchanged, moved, removed, failed],
  );
}

async function rememberFiles(
  queries: Queries,
  importId: number,
  files: readonly SeenFile[],
): Promise<void> {
  if (files.length === 0) return;
  await insertRows(
    queries,
    'source_files',
    [
      'path',
      'sha256',
      'bytes',
      'modified_ms',
      'conversion',
      'page_id',
      'skipped',
      'stamp',
      'import_id',
    ],
    files.map((file) => ({
      path: file.path,
      sha256: file.sha256,
      bytes: file.bytes,
      modified_ms: file.modifiedMs === null ? null : Math.round(file.modifiedMs),
      conversion: file.conversion,
      page_id: file.pageId,
      skipped: file.skipped,
      stamp: file.stamp,
      import_id: importId,
    })),
    `ON CONFLICT (path, sha256) DO UPDATE SET conversion = excluded.conversion,
       page_id = excluded.page_id, skipped = excluded.skipped, import_id = excluded.import_id,
       modified_ms = excluded.modified_ms, stamp = excluded.stamp`,
  );
  await rememberIndexes(queries, importId, files);
}

async function addDiagnostics(
  queries: Queries,
  importId: number,
  diagnostics: readonly LocatedDiagnostic[],
): Promise<void> {
  await insertRows(
    queries,
    'diagnostics',
    ['import_id', 'source_path', 'severity', 'code', 'message'],
    diagnostics.map(({ sourcePath, severity, code, message }) => ({
      import_id: importId,
      source_path: sourcePath,
      severity,
      code,
      message,
    })),
  );
  await queries.run(
    // Two sources of one run may have files of one path; then it is not known which is meant.
    `UPDATE diagnostics SET page_id =
       (SELECT iif(count(*) = 1, min(id), NULL) FROM pages
        WHERE pages.source_path = diagnostics.source_path AND last_import_id = ?1)
     WHERE import_id = ?1 AND source_path IS NOT NULL AND page_id IS NULL`,
    [importId],
  );
}
