/** Whose file it is, and how far its schema has come. */
import { ArchiveError } from '../model/errors.ts';
import type { Database } from './driver.ts';

/** Marks the file as ours for `file(1)` and for us: “CnfA”. */
export const APPLICATION_ID = 0x436e6641;

/** The number of migrations, which are loaded only for a file that has not been through them. */
export const LATEST = 13;

/** @throws ArchiveError for a file that is not an archive of exactly this version's schema. */
export async function checkReadable(database: Database): Promise<void> {
  const version = await checkOwner(database);
  if (version === LATEST) return;
  throw version === 0
    ? new ArchiveError(
        `${database.path} is empty, not an archive.`,
        'Import an export into it with `confluence-archive import`, or name another file.',
      )
    : new ArchiveError(
        `${database.path} was made by an older version of confluence-archive ` +
          `(schema ${String(version)}; this one reads ${String(LATEST)}).`,
        'Run `confluence-archive import` with it once; that brings it up to date.',
      );
}

/** The number of migrations that the file has been through; 0 for an empty one. */
export async function checkOwner(database: Database): Promise<number> {
  const owner = await pragma(database, 'application_id');
  const version = await pragma(database, 'user_version');
  const tables = await database.get<{ count: number }>(
    'SELECT count(*) AS count FROM sqlite_schema',
  );
  const isEmpty = owner === 0 && version === 0 && tables?.count === 0;
  if (owner !== APPLICATION_ID && !isEmpty) {
    throw new ArchiveError(
      `${database.path} is an SQLite database of another program.`,
      'Choose another file with `--archive`; this one was not changed.',
    );
  }
  if (version > LATEST) {
    throw new ArchiveError(
      `${database.path} was made by a newer version of confluence-archive ` +
        `(schema ${String(version)}; this one knows ${String(LATEST)}).`,
      'Update confluence-archive.',
    );
  }
  return version;
}

async function pragma(database: Database, name: string): Promise<number> {
  const row = await database.get<Record<string, number>>(`PRAGMA ${name}`);
  return row?.[name] ?? 0;
}
