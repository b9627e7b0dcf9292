/** What is wrong with somebody's SQL: SQLite's words, the place, and the nearest names. */
import { ArchiveError, UsageError } from '../../model/errors.ts';
import type { Database } from '../driver.ts';
import { codeOf } from '../sqlite-errors.ts';
import { nearest } from './nearest.ts';
import { shownPlace } from './shown-place.ts';
import { adviceOnQuotes } from './statement.ts';
import { sqlTokens, type SqlToken } from './sql-tokens.ts';

/** Result codes that speak of the statement, and not of the file. */
const OF_THE_STATEMENT = new Set([
  ...['SQLITE_ERROR', 'SQLITE_RANGE', 'SQLITE_MISMATCH', 'SQLITE_AUTH'],
]);

/** What to do about values that would fill the memory. */
export const ASK_FOR_LESS =
  'Ask for a part of it, with substr(…), or for its size, with length(…); `show` prints whole pages.';

const UNFINISHED = 'near ")": syntax error';

/** The error to throw instead of one that running `sql` threw. */
export async function explained(
  database: Database,
  sql: string,
  timeoutMs: number,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof ArchiveError) || !(error.cause instanceof Error)) return error;
  const code = codeOf(error.cause) ?? '';
  if (code === 'SQLITE_INTERRUPT') {
    return new UsageError(
      `The query was stopped: it took longer than ${String(timeoutMs / 1000)} s.`,
      'Give it more time with --timeout, or ask for less.',
      { cause: error },
    );
  }
  if (code === 'SQLITE_TOOBIG') {
    return new UsageError('The query makes or reads a value of more than 16 MB.', ASK_FOR_LESS, {
      cause: error,
    });
  }
  if (code === 'SQLITE_READONLY' && /\bpragma_/i.test(sql)) {
    return new UsageError(
      'The query asks a pragma that would change the archive.',
      'The archive can be asked, and not changed.',
      { cause: error },
    );
  }
  if (!OF_THE_STATEMENT.has(code)) return error;
  const told = error.cause.message.replace(/^SQLITE_\w+: /, '');
  const place = await placeOf(database, sql, told);
  // It met the parenthesis that is ours.
  const words = place === null && told === UNFINISHED ? 'incomplete input' : told;
  const lines = [
    `SQLite cannot run the query: ${words}`,
    ...(place === null ? [] : shownPlace(sql, place)),
  ];
  const advice = adviceOnQuotes(sqlTokens(sql)) ?? (await adviceOn(database, words));
  return new UsageError(lines.join('\n'), advice, { cause: error });
}

const MOST_PLACES = 40;
const MOST_LISTED = 40;

/** Where SQLite stumbled; it names the token, and not which of several. Null where not known. */
async function placeOf(database: Database, sql: string, words: string): Promise<number | null> {
  const near = /^near "(.*)": syntax error$/s.exec(words)?.[1];
  const unread = /^unrecognized token: "(.*)"$/s.exec(words)?.[1];
  const name = /^(?:no such (?:column|table|function)|ambiguous column name): (\S+)$/.exec(
    words,
  )?.[1];
  const tokens = sqlTokens(sql).filter(({ kind }) => kind !== 'comment');
  if (unread !== undefined) return found(sql.indexOf(unread));
  if (near !== undefined) {
    const places = tokens.filter(({ text }) => text === near).slice(0, MOST_PLACES);
    for (const { at, text } of places) {
      if (await failsAt(database, sql.slice(0, at + text.length), words)) return at;
    }
  }
  return name === undefined ? null : placeOfName(tokens, name);
}

const found = (at: number): number | null => (at === -1 ? null : at);

/** Whether a beginning of the query is wrong already, and not only unfinished. */
async function failsAt(database: Database, beginning: string, words: string): Promise<boolean> {
  try {
    // Nothing is run: no beginning that SQLite could read is one in which it stumbles.
    await database.step({
      sql: `EXPLAIN ${beginning}`,
      values: {},
      take: () => false,
      timeoutMs: 1000,
      maxBytes: 1_000_000,
    });
    return false;
  } catch (error) {
    const cause = error instanceof ArchiveError ? error.cause : null;
    return cause instanceof Error && cause.message.endsWith(words);
  }
}

/** `p.title` stands as `p`, `.`, `title`. */
function placeOfName(tokens: readonly SqlToken[], name: string): number | null {
  const parts = name.toLowerCase().split('.');
  const at = tokens.findIndex((_, start) =>
    parts.every((part, step) => {
      const token = tokens[start + 2 * step];
      const isJoined = step === 0 || tokens[start + 2 * step - 1]?.text === '.';
      return isJoined && token !== undefined && bare(token) === part;
    }),
  );
  return tokens[at]?.at ?? null;
}

const bare = ({ kind, text }: SqlToken): string =>
  (kind === 'name' ? text.slice(1, -1) : kind === 'string' ? '' : text).toLowerCase();

async function adviceOn(database: Database, words: string): Promise<string> {
  const [, kind, full = ''] = /^no such (column|table): (\S+)$/.exec(words) ?? [];
  const name = full.split('.').at(-1) ?? '';
  if (kind === 'table') {
    return near(name, await namesOf(database, TABLES), 'It has the tables and views');
  }
  if (kind === 'column') {
    return near(name, await namesOf(database, COLUMNS), 'There are columns called');
  }
  if (words.startsWith('fts5:')) {
    return 'That is about the words after MATCH: put each into double quotes, as in \'"high" "water"\'.';
  }
  return 'The tables, views and columns are described in src/archive/schema.md of this tool.';
}

const IS_OURS = "name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'";
const TABLES = `SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND ${IS_OURS}`;
const COLUMNS = `SELECT DISTINCT columns.name FROM (${TABLES}) AS tables
  JOIN pragma_table_info(tables.name) AS columns`;

async function namesOf(database: Database, sql: string): Promise<readonly string[]> {
  return (await database.all<{ name: string }>(sql)).map(({ name }) => name);
}

function near(name: string, names: readonly string[], otherwise: string): string {
  const ranked = nearest(name, names);
  if (ranked.length > 0) return `Did you mean ${ranked.join(', ')}?`;
  return `${otherwise} ${names.slice(0, MOST_LISTED).join(', ')}.`;
}
