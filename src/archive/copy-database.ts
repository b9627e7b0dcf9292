/** A whole, consistent copy of an archive file, made while others read or write it. */
import { openDatabase, type Database } from './driver.ts';

/**
 * Copies the last committed state of an archive, that of its write-ahead log included, into a new
 * file of its own (https://sqlite.org/lang_vacuum.html#vacuuminto). The source is only read.
 *
 * @throws ArchiveError when the source cannot be read, or `to` exists or cannot be written; what
 *   was written of `to` until then stays.
 */
export async function copyDatabase(
  from: string,
  to: string,
  busyTimeoutMs = 10_000,
): Promise<void> {
  const database = await openDatabase(from, { access: 'read', busyTimeoutMs });
  try {
    await vacuumInto(database, to);
  } finally {
    await database.close();
  }
}

/** As `copyDatabase`, by a connection that is open already, also one that only reads. */
export async function vacuumInto(database: Database, to: string): Promise<void> {
  const before = await database.get<{ query_only: number }>('PRAGMA query_only');
  // It forbids this statement too, though the archive itself is only read.
  await database.exec('PRAGMA query_only = OFF');
  try {
    await database.run('VACUUM INTO ?', [to]);
  } finally {
    await database.exec(`PRAGMA query_only = ${String(before?.query_only ?? 0)}`);
  }
}
