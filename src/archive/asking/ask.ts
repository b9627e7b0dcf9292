/**
 * Answers a question in SQL that somebody else wrote. It stands in parentheses as a part of a
 * statement of our own, so that it can be nothing but a SELECT, whatever the connection would allow.
 */
import { UsageError } from '../../model/errors.ts';
import type { QueryAnswer, QueryValue } from '../../model/query.ts';
import type { Database } from '../driver.ts';
import { explained } from './mistakes.ts';
import { checkedStatement } from './statement.ts';

export interface Question {
  readonly sql: string;
  /** By name, without a mark; exactly those that stand in the SQL. */
  readonly parameters: Readonly<Record<string, QueryValue>>;
  /** The most rows to answer. */
  readonly limit: number;
  readonly timeoutMs: number;
}

export interface Asking {
  /**
   * The rows that a SELECT, WITH or VALUES yields, in its order.
   *
   * While it is at work, nothing else should be asked of the archive: what takes too long is
   * stopped with all that runs beside it.
   * @throws UsageError for SQL that is no question, or wrong, or takes too long; ArchiveError.
   */
  ask(question: Question): Promise<QueryAnswer>;
}

/** The longest text or BLOB that SQL may make; and all that is answered, as far as it is counted. */
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_CHARACTERS = 64 * 1024 * 1024;

export const asking = (database: Database): Asking => ({
  async ask(question) {
    const { limit } = question;
    const { body, values } = checkedStatement(question);
    try {
      const answer = { sql: body, values, timeoutMs: question.timeoutMs };
      const columns = await columnsOf(database, answer);
      return await rowsOf(database, answer, columns, limit);
    } catch (error) {
      throw await explained(database, body, question.timeoutMs, error);
    }
  },
});

interface Wrapped {
  readonly sql: string;
  readonly values: Readonly<Record<string, QueryValue>>;
  readonly timeoutMs: number;
}

async function oneRow(
  database: Database,
  { values, timeoutMs }: Wrapped,
  sql: string,
): Promise<Readonly<Record<string, unknown>>> {
  let found: Readonly<Record<string, unknown>> = {};
  const take = (row: Readonly<Record<string, unknown>>): boolean => {
    found = row;
    return false;
  };
  await database.step({ sql, values, timeoutMs, take, maxBytes: MAX_BYTES });
  return found;
}

/**
 * The names of the columns in their order, which the package does not tell: it yields objects, in
 * which a column called `2021` comes first, and nothing for an empty answer. So a row is made in
 * which each column holds its place. No row of the question itself is worked out.
 */
async function columnsOf(database: Database, question: Wrapped): Promise<readonly string[]> {
  const empty = `(SELECT * FROM (\n${question.sql}\n) LIMIT 0)`;
  const counted = `SELECT * FROM (SELECT 0 AS "counted ") LEFT JOIN ${empty} ON FALSE`;
  const count = Object.keys(await oneRow(database, question, counted)).length - 1;
  const places = Array.from({ length: count }, (_, at) => String(at)).join(', ');
  const placed = `SELECT * FROM ${empty} UNION ALL SELECT ${places}`;
  const row = await oneRow(database, question, placed);
  return Object.entries(row)
    .sort(([, one], [, other]) => Number(one) - Number(other))
    .map(([name]) => name);
}

async function rowsOf(
  database: Database,
  { sql, values, timeoutMs }: Wrapped,
  columns: readonly string[],
  limit: number,
): Promise<QueryAnswer> {
  const rows: (readonly QueryValue[])[] = [];
  let characters = 0;
  let cut: QueryAnswer['cut'] = null;
  const take = (row: Readonly<Record<string, unknown>>): boolean => {
    if (rows.length === limit) cut = 'limit';
    else if (characters > MAX_CHARACTERS) cut = 'size';
    else {
      const cells = columns.map((name) => valueOf(row[name]));
      for (const cell of cells) characters += typeof cell === 'string' ? cell.length : 8;
      rows.push(cells);
    }
    return cut === null;
  };
  await database.step({
    // The end is told to SQLite as well, which then sorts no more than it must.
    sql: `SELECT * FROM (\n${sql}\n) LIMIT ${String(limit + 1)}`,
    values,
    timeoutMs,
    take,
    maxBytes: MAX_BYTES,
  });
  return { columns, rows, cut };
}

function valueOf(value: unknown): QueryValue {
  if (Buffer.isBuffer(value)) return value.toString('hex');
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (value === null || value === undefined) return null;
  throw new UsageError(`SQLite answered with a ${typeof value}, which cannot be shown.`);
}
