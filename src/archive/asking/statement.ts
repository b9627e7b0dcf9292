/** Sees to it that SQL is one question whose parameters are all there. */
import { UsageError } from '../../model/errors.ts';
import type { QueryValue } from '../../model/query.ts';
import { shownPlace } from './shown-place.ts';
import { parameterNames, sqlTokens, type SqlToken } from './sql-tokens.ts';

export interface Statement {
  /** The SQL without what ends it. */
  readonly body: string;
  /** By parameter as it stands in the SQL. */
  readonly values: Readonly<Record<string, QueryValue>>;
}

const MAX_CHARACTERS = 1_000_000;

/** @throws UsageError */
export function checkedStatement({
  sql,
  parameters,
}: {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, QueryValue>>;
}): Statement {
  if (sql.length > MAX_CHARACTERS) {
    throw new UsageError(
      `The query has ${String(sql.length)} characters, more than ${String(MAX_CHARACTERS)}.`,
    );
  }
  const tokens = sqlTokens(sql).filter(({ kind }) => kind !== 'comment');
  const end = tokens.findIndex(isEnd);
  const statement = end === -1 ? tokens : tokens.slice(0, end);
  if (end !== -1 && tokens.slice(end).some((token) => !isEnd(token))) {
    throw new UsageError(
      'The query has more than one statement.',
      'Ask one question at a time: nothing but white space may follow the semicolon.',
    );
  }
  checkVerb(statement[0]);
  checkMain(statement);
  checkEnds(sql, statement);
  const last = statement.at(-1);
  const body = sql.slice(0, (last?.at ?? 0) + (last?.text.length ?? 0));
  return { body, values: boundValues(statement, parameters) };
}

const isEnd = ({ kind, text }: SqlToken): boolean => kind === 'mark' && text === ';';

const OTHER_WAYS: Readonly<Record<string, string>> = {
  PRAGMA: "Ask the function of the same name: SELECT * FROM pragma_table_info('pages').",
  EXPLAIN: 'Ask the sqlite3 shell for its plan.',
};

function checkVerb(first: SqlToken | undefined): void {
  if (first === undefined) {
    throw new UsageError('The query is empty.', 'Expected a SELECT, or the name of a query.');
  }
  const verb = first.text.toUpperCase();
  if (['SELECT', 'WITH', 'VALUES'].includes(verb)) return;
  throw new UsageError(`The query begins with “${first.text}”.`, OTHER_WAYS[verb] ?? EXPECTED);
}

const EXPECTED = 'Expected SELECT, WITH or VALUES: the archive can be asked, and not changed.';

/** What follows the tables of a WITH may change something as well. */
function checkMain(tokens: readonly SqlToken[]): void {
  if (tokens[0]?.text.toUpperCase() !== 'WITH') return;
  let depth = 0;
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind === 'mark' && text === '(') depth += 1;
    if (kind === 'mark' && text === ')') depth -= 1;
    if (kind !== 'word' || depth !== 0) continue;
    const word = text.toUpperCase();
    if (word === 'SELECT' || word === 'VALUES') return;
    const isReplace = word === 'REPLACE' && tokens[at + 1]?.text.toUpperCase() === 'INTO';
    if (isReplace || ['DELETE', 'INSERT', 'UPDATE'].includes(word)) {
      throw new UsageError(`The query is a “${text}” behind its WITH.`, EXPECTED);
    }
  }
}

const wrongAt = (sql: string, message: string, at: number): UsageError =>
  new UsageError([message, ...shownPlace(sql, at)].join('\n'), adviceOnQuotes(sqlTokens(sql)));

/** What word processors make of quotes; to SQLite they are letters of a name. Null without any. */
export function adviceOnQuotes(tokens: readonly SqlToken[]): string | null {
  const isMeant = ({ kind, text }: SqlToken): boolean =>
    kind === 'mark' || (kind === 'string' && isOpen({ kind, text, at: 0 }));
  const curly = tokens.filter(isMeant).flatMap(({ text }) => /[“”„‘’‚]/u.exec(text) ?? []);
  const [quote] = curly;
  return quote === undefined
    ? null
    : `The query has a curly quote, ${quote} – use straight quotes: 'text', "name".`;
}

/** What is left open would take in the words that follow the query, and what is closed end them. */
function checkEnds(sql: string, tokens: readonly SqlToken[]): void {
  const last = tokens.at(-1);
  if (last !== undefined && isOpen(last)) {
    throw wrongAt(sql, `The query does not close this ${last.text.charAt(0)}`, last.at);
  }
  const open: number[] = [];
  for (const { kind, text, at } of tokens) {
    if (kind === 'mark' && text === '(') open.push(at);
    if (kind === 'mark' && text === ')' && open.pop() === undefined) {
      throw wrongAt(sql, 'The query closes a parenthesis that it did not open', at);
    }
  }
  const [first] = open;
  if (first !== undefined) {
    throw wrongAt(sql, 'The query opens a parenthesis that it does not close', first);
  }
}

const isOpen = ({ kind, text }: SqlToken): boolean =>
  (kind === 'string' || kind === 'name') &&
  (text.length === 1 || text.at(-1) !== text.charAt(0).replace('[', ']'));

function boundValues(
  tokens: readonly SqlToken[],
  given: Readonly<Record<string, QueryValue>>,
): Readonly<Record<string, QueryValue>> {
  const parameters = tokens.filter(({ kind }) => kind === 'parameter');
  if (parameters.some(({ text }) => text.startsWith('?'))) {
    throw new UsageError(
      'The query has a parameter without a name: “?”.',
      'Write it as :name, and give it with --param name=value.',
    );
  }
  const wanted = parameterNames(parameters);
  const unknown = Object.keys(given).filter((name) => !wanted.includes(name));
  if (unknown.length > 0) {
    throw new UsageError(
      `The query has no parameter “${unknown.join('”, “')}”.`,
      wanted.length === 0 ? 'It has no parameters.' : `It has ${wanted.join(', ')}.`,
    );
  }
  const missing = wanted.filter((name) => !(name in given));
  if (missing.length > 0) {
    throw new UsageError(
      `The query has parameters without a value: ${missing.join(', ')}.`,
      `Give them with ${missing.map((name) => `--param ${name}=…`).join(' ')}.`,
    );
  }
  return Object.fromEntries(parameters.map(({ text }) => [text, given[text.slice(1)] ?? null]));
}
