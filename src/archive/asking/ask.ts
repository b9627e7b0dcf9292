/**
 * Answers a question in SQL that somebody else wrote. It stands in parentheses as a part of a
 * statement of our own, so that it can be nothing but a SELECT, whatever the connection would allow.
 */
import { UsageError } from '../../model/errors.ts';
import type { QueryAnswer, QueryValue } from '../../model/query.ts';
import type { Database } from '../driver.ts';
import { storedName, storedSpace } from '../page-filter.ts';
import { ASK_FOR_LESS, explained } from './mistakes.ts';
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
  /** What the archive calls the space or person that somebody names. @throws UsageError */
  storedAs(kind: 'space' | 'person', asked: string): Promise<string>;
}

/** The longest text or BLOB that SQL may make; each byte of a BLOB is shown as two characters. */
const MAX_BYTES = 16_000_000;
/** All that is answered, as far as it is counted. */
const MAX_CHARACTERS = 64_000_000;

export const asking = (database: Database): Asking => ({
  storedAs: (kind, asked) =>
    kind === 'space' ? storedSpace(database, asked) : storedName(database, asked),
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
  const counted = `SELECT answer.* FROM (SELECT 0) LEFT JOIN ${empty} AS answer ON FALSE`;
  const nulls = await oneRow(database, question, counted);
  // The package sets a column called __proto__ as it does all others, and thereby the prototype.
  const lost = Object.getPrototypeOf(nulls) === null ? 1 : 0;
  const count = Object.keys(nulls).length + lost;
  const places = Array.from({ length: count }, (_, at) => String(at)).join(', ');
  const placed = `SELECT * FROM ${empty} UNION ALL SELECT ${places}`;
  const names = Array.from({ length: count }, () => '__proto__');
  for (const [name, at] of Object.entries(await oneRow(database, question, placed))) {
    names[Number(at)] = name;
  }
  return names;
}

/** Beyond these, a number of JavaScript holds no integer exactly. */
const EXACT = `BETWEEN ${String(Number.MIN_SAFE_INTEGER)} AND ${String(Number.MAX_SAFE_INTEGER)}`;

/**
 * The question with its columns called `c0`, `c1` and so on, and with integers as text where they
 * would not be exact otherwise. The end is told to SQLite at each level: in the question, so that
 * it sorts no more than it must; outside, so that it works out each value only once.
 */
function numbered(sql: string, count: number, limit: number): string {
  const names = Array.from({ length: count }, (_, at) => `c${String(at)}`);
  const end = `LIMIT ${String(limit)}`;
  const shown = names.map(
    (name) =>
      `CASE WHEN typeof(${name}) = 'integer' AND ${name} NOT ${EXACT} THEN CAST(${name} AS TEXT) ELSE ${name} END AS ${name}`,
  );
  return `SELECT ${shown.join(', ')} FROM (
    SELECT ${names.map((name) => `0 AS ${name}`).join(', ')} WHERE FALSE
    UNION ALL SELECT * FROM (SELECT * FROM (\n${sql}\n) ${end}) ${end}) ${end}`;
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
    const cells = columns.map((_, at) => valueOf(row[`c${String(at)}`]));
    for (const cell of cells) characters += typeof cell === 'string' ? cell.length : 8;
    if (rows.length === limit) cut = 'limit';
    else if (characters > MAX_CHARACTERS) cut = 'size';
    else rows.push(cells);
    return cut === null;
  };
  await database.step({
    sql: numbered(sql, columns.length, limit + 1),
    values,
    timeoutMs,
    take,
    maxBytes: MAX_BYTES,
  });
  if (rows.length === 0 && characters > MAX_CHARACTERS) {
    throw new UsageError(
      `The first row of the answer has ${String(characters)} characters, more than ${String(MAX_CHARACTERS)}.`,
      ASK_FOR_LESS,
    );
  }
  return { columns, rows, cut };
}

function valueOf(value: unknown): QueryValue {
  if (Buffer.isBuffer(value)) return value.toString('hex');
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  throw new UsageError(`SQLite answered with a ${typeof value}, which cannot be shown.`);
}
