/**
 * The only file that knows the `sqlite3` package: a small interface of our own, in promises, whose
 * failures are `ArchiveError`s that say what to do. It is loaded when the first archive is opened.
 */
import { pathToFileURL } from 'node:url';
import type sqlite3 from 'sqlite3';
import { archiveError, bindingsError } from './sqlite-errors.ts';
import { transactionsOf, type Transactions } from './transactions.ts';

export type Value = string | number | null;

/** Asking and telling; what a function of one table needs. */
export interface Queries {
  run(sql: string, values?: readonly Value[]): Promise<void>;
  all<Row>(sql: string, values?: readonly Value[]): Promise<Row[]>;
  get<Row>(sql: string, values?: readonly Value[]): Promise<Row | null>;
}

/** Rows one after the other, within bounds. */
export interface Stepping {
  readonly sql: string;
  /** By parameter as it stands in the SQL, with its mark. */
  readonly values: Readonly<Record<string, Value>>;
  /** Takes a row; false ends it. */
  readonly take: (row: Readonly<Record<string, unknown>>) => boolean;
  /** After so many milliseconds SQLite is interrupted, with all that it does on this connection. */
  readonly timeoutMs: number;
  /** The longest text or BLOB that SQLite may read or make from now on, in bytes. */
  readonly maxBytes: number;
}

export interface Database extends Queries, Transactions {
  readonly path: string;
  /**
   * Runs the first statement of `sql`, and holds one row at a time.
   * @throws ArchiveError, caused by SQLite's own error: SQLITE_INTERRUPT after the time.
   */
  step(stepping: Stepping): Promise<void>;
  /** Statements without parameters, several at once. */
  exec(sql: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * `write` makes the file if it is not there. `read` refuses every change, but may tidy up after a
 * program that died (https://sqlite.org/wal.html#read_only_databases). `immutable` reads a file
 * that nobody can change, and leaves no trace even where the folder may not be written.
 */
export type Access = 'write' | 'read' | 'immutable';

export interface Opening {
  readonly access: Access;
  /** How long to wait for another process that holds the archive, in milliseconds. */
  readonly busyTimeoutMs: number;
}

/** Opens the file, and reads nothing of it yet. @throws ArchiveError */
export async function openDatabase(
  path: string,
  { access, busyTimeoutMs }: Opening,
): Promise<Database> {
  const sqlite = await loadSqlite();
  const flags = {
    write: sqlite.OPEN_READWRITE | sqlite.OPEN_CREATE,
    read: sqlite.OPEN_READWRITE,
    immutable: sqlite.OPEN_READONLY | sqlite.OPEN_URI,
  };
  const name = access === 'immutable' ? `${pathToFileURL(path).href}?immutable=1` : path;
  const connection = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite.Database(name, flags[access], (error) => {
      if (error === null) resolve(opened);
      else reject(archiveError(path, error));
    });
  });
  connection.configure('busyTimeout', busyTimeoutMs);
  const database = databaseOf(connection, path);
  if (access !== 'write') await database.exec('PRAGMA query_only = ON');
  return database;
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
    try {
      call((error, result) => {
        if (error === null) resolve(result);
        else reject(archiveError(path, error));
      });
    } catch (error) {
      // The package throws at once when the connection is closed.
      reject(archiveError(path, error));
    }
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
    step: (stepping) => step(connection, path, stepping),
    ...transactionsOf(exec),
    close: () =>
      promise<undefined>(path, (done) => {
        connection.close((error) => {
          done(error, undefined);
        });
      }),
  };
}

/** https://sqlite.org/c3ref/c_limit_attached.html */
const LIMIT_LENGTH = 0;

/** A long search may end no row for minutes: only the interrupt reaches into a step. */
async function step(connection: sqlite3.Database, path: string, stepping: Stepping): Promise<void> {
  const { sql, values, take, timeoutMs, maxBytes } = stepping;
  connection.configure('limit', LIMIT_LENGTH, maxBytes);
  const since = performance.now();
  // Again and again: an interrupt between two statements stops neither.
  const timer = setInterval(() => {
    connection.interrupt();
  }, timeoutMs);
  let statement: sqlite3.Statement | null = null;
  try {
    const prepared = await promise<sqlite3.Statement>(path, (done) => {
      const made: sqlite3.Statement = connection.prepare(sql, (error: Error | null) => {
        done(error, made);
      });
    });
    statement = prepared;
    const next = (...given: [Readonly<Record<string, Value>>] | []) =>
      promise<Record<string, unknown> | undefined>(path, (done) => prepared.get(...given, done));
    let row = await next(values);
    while (row !== undefined && take(row)) {
      if (performance.now() - since > timeoutMs) throw archiveError(path, INTERRUPTED);
      row = await next();
    }
  } finally {
    clearInterval(timer);
    statement?.finalize();
  }
}

/** As the package tells it when SQLite was at work. */
const INTERRUPTED: Error = Object.assign(new Error('SQLITE_INTERRUPT: interrupted'), {
  code: 'SQLITE_INTERRUPT',
});
