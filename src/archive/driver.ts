/**
 * The only file that knows the `sqlite3` package: a small interface of our own, in promises, whose
 * failures are `ArchiveError`s that say what to do. It is loaded when the first archive is opened.
 */
import type sqlite3 from 'sqlite3';
import { archiveError, bindingsError } from './sqlite-errors.ts';

export type Value = string | number | null;

/** Asking and telling; what a function of one table needs. */
export interface Queries {
  run(sql: string, values?: readonly Value[]): Promise<void>;
  all<Row>(sql: string, values?: readonly Value[]): Promise<Row[]>;
  get<Row>(sql: string, values?: readonly Value[]): Promise<Row | null>;
}

export interface Database extends Queries {
  readonly path: string;
  /** Statements without parameters, several at once. */
  exec(sql: string): Promise<void>;
  /** Everything in `work` or nothing. Transactions do not nest. */
  transaction<Result>(work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export type Mode = 'read' | 'write';

/** How long to wait for another process that holds the archive, in milliseconds. */
const BUSY_TIMEOUT = 10_000;

/** Opens the file; with `write` it is made if it is not there. @throws ArchiveError */
export async function openDatabase(path: string, mode: Mode): Promise<Database> {
  const sqlite = await loadSqlite();
  const flags = mode === 'read' ? sqlite.OPEN_READONLY : sqlite.OPEN_READWRITE | sqlite.OPEN_CREATE;
  const connection = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite.Database(path, flags, (error) => {
      if (error === null) resolve(opened);
      else reject(archiveError(path, error));
    });
  });
  connection.configure('busyTimeout', BUSY_TIMEOUT);
  return databaseOf(connection, path);
}

async function loadSqlite(): Promise<typeof sqlite3> {
  try {
    return (await import('sqlite3')).default;
  } catch (error) {
    throw bindingsError(error);
  }
}

type Callback<Result> = (error: Error | null, result: Result) => void;

/** One call of the package as a promise. */
function promise<Result>(
  path: string,
  call: (callback: Callback<Result>) => unknown,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    call((error, result) => {
      if (error === null) resolve(result);
      else reject(archiveError(path, error));
    });
  });
}

function databaseOf(connection: sqlite3.Database, path: string): Database {
  const exec = (sql: string): Promise<void> =>
    promise<undefined>(path, (done) =>
      connection.exec(sql, (error) => {
        done(error, undefined);
      }),
    );
  return {
    path,
    exec,
    run: (sql, values = []) =>
      promise<undefined>(path, (done) =>
        connection.run(sql, values, (error: Error | null) => {
          done(error, undefined);
        }),
      ),
    all: (sql, values = []) => promise(path, (done) => connection.all(sql, values, done)),
    async get<Row>(sql: string, values: readonly Value[] = []) {
      const row = await promise<Row | undefined>(path, (done) => connection.get(sql, values, done));
      return row ?? null;
    },
    async transaction(work) {
      await exec('BEGIN IMMEDIATE');
      try {
        const result = await work();
        await exec('COMMIT');
        return result;
      } catch (error) {
        // A full disk rolls back by itself; then there is nothing left to undo.
        await exec('ROLLBACK').catch(() => undefined);
        throw error;
      }
    },
    close: () =>
      promise<undefined>(path, (done) => {
        connection.close((error) => {
          done(error, undefined);
        });
      }),
  };
}
