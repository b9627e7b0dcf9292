/**
 * Many rows through one bound parameter: `INSERT … SELECT … FROM jsonb_each(?)`, which gives each row
 * in SQLite's binary form (`json_each` would write it as text again for each cell).
 *
 * A statement per row would be a trip to SQLite's thread and back for each.
 */
import { addAll } from '../model/add-all.ts';
import type { Queries } from './driver.ts';

export type Cell = string | number | boolean | null;

/** One row, by column name; true and false become 1 and 0. */
export type RowOf<Column extends string> = Readonly<Record<Column, Cell>>;

/** Characters of JSON per statement, so that a batch with huge pages stays within memory. */
const CHUNK_CHARACTERS = 8 * 1024 * 1024;

const wellFormed = <Given>(cell: Given): Given | string =>
  typeof cell === 'string' ? cell.toWellFormed() : cell;

/** JSON escapes half of a surrogate pair, and SQLite would store it as bytes that are no UTF-8. */
function encode(cells: readonly (Cell | readonly Cell[])[]): string {
  const json = JSON.stringify(cells);
  return json.includes('\\ud')
    ? JSON.stringify(cells, (_, cell: unknown) => wellFormed(cell))
    : json;
}

/** About as many as the row has in JSON; a cell that is no text has a few. */
function charactersOf(cells: readonly Cell[]): number {
  let characters = 0;
  for (const cell of cells) characters += typeof cell === 'string' ? cell.length : 8;
  return characters;
}

/** Rows as JSON, as many at once as the bound allows: to write each by itself takes twice as long. */
function* jsonChunks(rows: Iterable<readonly Cell[]>): Generator<string> {
  let chunk: (readonly Cell[])[] = [];
  let characters = 0;
  for (const row of rows) {
    const more = charactersOf(row);
    if (characters + more > CHUNK_CHARACTERS && chunk.length > 0) {
      yield encode(chunk);
      chunk = [];
      characters = 0;
    }
    chunk.push(row);
    characters += more;
  }
  if (chunk.length > 0) yield encode(chunk);
}

/** A list of ids or names as one parameter, for `IN (SELECT value FROM json_each(?))`. */
export const jsonList = (values: Iterable<string | number>): string => encode([...values]);

/**
 * Runs a statement over rows of cells: it reads them from `json_each(?)` or `jsonb_each(?)`, the cells being
 * `value ->> 0`, `value ->> 1` and so on. Further parameters follow as `?2`, `?3`. A table is joined to
 * them by CROSS JOIN, which keeps the cells in the outer loop (https://sqlite.org/optoverview.html).
 */
export async function runOver(
  queries: Queries,
  sql: string,
  rows: Iterable<readonly Cell[]>,
  ...further: readonly (string | number | null)[]
): Promise<void> {
  for (const json of jsonChunks(rows)) await queries.run(sql, [json, ...further]);
}

/**
 * Inserts rows into a table; `onConflict` is an optional upsert clause. Names of tables and
 * columns come from the code, never from data.
 */
export async function insertRows<Column extends string>(
  queries: Queries,
  table: string,
  columns: readonly Column[],
  rows: Iterable<RowOf<Column>>,
  onConflict = '',
): Promise<void> {
  const values = columns.map((_, place) => `value ->> ${String(place)}`).join(', ');
  const sql = `INSERT INTO ${table} (${columns.join(', ')})
    SELECT ${values} FROM jsonb_each(?) WHERE true ${onConflict}`;
  await runOver(queries, sql, cellsOf(columns, rows));
}

/** SQLite allows 32,766 (https://sqlite.org/limits.html#max_variable_number). */
const PARAMETERS = 32_000;

/**
 * The same for rows of long texts, each cell being a parameter: a page's words need not be written as
 * JSON and read again, which is a sixth of what it costs to save the page. Rows of short cells are
 * faster as JSON.
 */
export async function insertLongRows<Column extends string>(
  queries: Queries,
  table: string,
  columns: readonly Column[],
  rows: Iterable<RowOf<Column>>,
  onConflict = '',
): Promise<void> {
  const row = `(${columns.map(() => '?').join(', ')})`;
  let cells: (string | number | null)[] = [];
  let characters = 0;
  const insert = async (): Promise<void> => {
    const count = cells.length / columns.length;
    const sql = `INSERT INTO ${table} (${columns.join(', ')})
      VALUES ${Array.from({ length: count }, () => row).join(', ')} ${onConflict}`;
    await queries.run(sql, cells);
    cells = [];
    characters = 0;
  };
  for (const values of cellsOf(columns, rows)) {
    for (const cell of values) {
      if (typeof cell === 'string') characters += cell.length;
      cells.push(typeof cell === 'boolean' ? Number(cell) : wellFormed(cell));
    }
    if (characters > CHUNK_CHARACTERS || cells.length + columns.length > PARAMETERS) await insert();
  }
  if (cells.length > 0) await insert();
}

function* cellsOf<Column extends string>(
  columns: readonly Column[],
  rows: Iterable<RowOf<Column>>,
): Generator<readonly Cell[]> {
  for (const row of rows) yield columns.map((column) => row[column]);
}

/** The package holds the rows of a statement a second time until all are there. */
const ROWS_AT_ONCE = 4_000;

/**
 * Rows that are as many as the pages, in the order of their ids, a chunk at a time.
 * @param sql whose last two parameters are the id behind which to go on, and how many rows to read.
 */
export async function* allById<Row extends { readonly id: number }>(
  queries: Queries,
  sql: string,
): AsyncGenerator<readonly Row[]> {
  for (let last = Number.MIN_SAFE_INTEGER; ;) {
    const rows = await queries.all<Row>(sql, [last, ROWS_AT_ONCE]);
    yield rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < ROWS_AT_ONCE) return;
    last = end.id;
  }
}

export async function gather<Row>(chunks: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const gathered: Row[] = [];
  for await (const rows of chunks) addAll(gathered, rows);
  return gathered;
}

/** The first id that is free in a table; safe in a transaction, which owns the write lock. */
export async function firstFreeId(queries: Queries, table: string): Promise<number> {
  const row = await queries.get<{ id: number }>(
    `SELECT coalesce(max(id), 0) + 1 AS id FROM ${table}`,
  );
  return row?.id ?? 1;
}

/** Groups rows by one of their columns, keeping their order. */
export function groupBy<Row, Key>(
  rows: Iterable<Row>,
  key: (row: Row) => Key,
): ReadonlyMap<Key, readonly Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}
