/** Asks an archive file a question, as any SQLite client would. */
import sqlite3 from 'sqlite3';

export type Row = Record<string, string | number | null>;

export async function query(file: string, sql: string, ...values: unknown[]): Promise<Row[]> {
  const database = new sqlite3.Database(file, sqlite3.OPEN_READONLY);
  try {
    return await new Promise<Row[]>((resolve, reject) => {
      database.all<Row>(sql, values, (error, rows) => {
        if (error === null) resolve(rows);
        else reject(error);
      });
    });
  } finally {
    await new Promise((resolve) => {
      database.close(resolve);
    });
  }
}
