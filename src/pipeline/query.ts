/** Asks an archive questions in SQL: those that have a name, and others. */
import type { Archive } from '../archive/archive.ts';
import { nearest } from '../archive/asking/nearest.ts';
import { literal, replaceParameters } from '../archive/asking/sql-tokens.ts';
import { NAMED_QUERIES } from '../archive/queries/index.ts';
import { UsageError } from '../model/errors.ts';
import type { NamedQuery, QueryAnswer, QueryParameter, QueryValue } from '../model/query.ts';
import { reading } from './find-page.ts';

/** By name, without a mark. */
export type QueryValues = Readonly<Record<string, QueryValue>>;

export interface NamedQueryChoice {
  /** Name of a query. */
  readonly name: string;
  /** Those that are left out have their standard value. */
  readonly parameters?: QueryValues;
}

export interface QueryOptions {
  /** Path of the SQLite file. */
  readonly archive: string;
  /** One SELECT, WITH or VALUES, with parameters as `:name`; or a query that has a name. */
  readonly query: { readonly sql: string; readonly parameters?: QueryValues } | NamedQueryChoice;
  /** The most rows to answer. Default 1,000. */
  readonly limit?: number;
  /** After so many milliseconds the query is stopped. Default 10,000. */
  readonly timeoutMs?: number;
}

const QUERY_LIMIT = 1000;
const QUERY_TIMEOUT_MS = 10_000;
/** What a timer can wait for. */
const LONGEST_MS = 2 ** 31 - 1;

/** All queries that have a name, in the order in which to show them. */
export const namedQueries = (): readonly NamedQuery[] => NAMED_QUERIES;

/**
 * Answers a question without changing the archive.
 *
 * @throws UsageError for an unknown query or parameter, for SQL that is no question or wrong, and
 *   for a query that takes too long; ArchiveError.
 */
export async function runQuery(options: QueryOptions): Promise<QueryAnswer> {
  const { archive: path, query, limit = QUERY_LIMIT, timeoutMs = QUERY_TIMEOUT_MS } = options;
  const asked = 'sql' in query ? { ...query, kinds: {} } : chosen(query);
  return reading(path, async (archive) =>
    archive.ask({
      sql: asked.sql,
      parameters: await stored(archive, asked),
      limit,
      timeoutMs: Math.min(timeoutMs, LONGEST_MS),
    }),
  );
}

interface Asked {
  readonly parameters?: QueryValues;
  readonly kinds: Readonly<Record<string, QueryParameter['type']>>;
}

/** Spaces and people as the archive calls them, so that letters of any case find them. */
async function stored(archive: Archive, { parameters = {}, kinds }: Asked): Promise<QueryValues> {
  const values: Record<string, QueryValue> = { ...parameters };
  for (const [name, value] of Object.entries(parameters)) {
    const kind = kinds[name];
    if (typeof value === 'string' && (kind === 'space' || kind === 'person')) {
      values[name] = await archive.storedAs(kind, value);
    }
  }
  return values;
}

/** The SQL of a named query with its values in place, to run elsewhere. @throws UsageError */
export function queryText(choice: NamedQueryChoice): string {
  const { sql, summary, parameters } = chosen(choice);
  const text = replaceParameters(sql, (name) => literal(parameters[name] ?? null));
  return `-- ${summary}\n${text};\n`;
}

function chosen({ name, parameters: given = {} }: NamedQueryChoice) {
  const query = NAMED_QUERIES.find((candidate) => candidate.name === name);
  if (query === undefined) throw unknownQuery(name);
  const { sql, summary, parameters } = query;
  const names = parameters.map((parameter) => parameter.name);
  const unknown = Object.keys(given).filter((key) => !names.includes(key));
  if (unknown.length > 0) {
    throw new UsageError(
      `The query ${name} has no parameter “${unknown.join('”, “')}”.`,
      parameters.length === 0 ? 'It has none.' : `It has ${parameters.map(told).join('; ')}`,
    );
  }
  const entries = parameters.map(
    (parameter) => [parameter.name, valueOf(query, parameter, given[parameter.name])] as const,
  );
  const kinds = Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.type]));
  return { sql, summary, parameters: Object.fromEntries(entries), kinds };
}

function unknownQuery(name: string): UsageError {
  const near = nearest(
    name,
    NAMED_QUERIES.map((query) => query.name),
  );
  return new UsageError(
    `There is no query called “${name}”.`,
    near.length > 0
      ? `Did you mean ${near.join(', ')}?`
      : '`confluence-archive query --list` lists them all; SQL is given as one word in quotes.',
  );
}

const told = ({ name, type, standard, summary }: QueryParameter): string =>
  `${name} (${type}${standard === null ? '' : `, default ${String(standard)}`}): ${summary}`;

const INTEGER = /^-?\d{1,15}$/;

function valueOf(
  { name }: NamedQuery,
  parameter: QueryParameter,
  given: QueryValue | undefined,
): QueryValue {
  if (given === undefined) return parameter.standard;
  if (given === null) return null;
  if (parameter.type !== 'integer') return String(given);
  const least = parameter.least ?? -Infinity;
  const number = INTEGER.test(String(given)) ? Number(given) : NaN;
  if (number >= least) return number;
  const from = parameter.least === null ? '' : ` from ${String(least)} on`;
  throw new UsageError(
    `The parameter ${parameter.name} of the query ${name} is “${String(given)}”; expected a whole number${from}.`,
    parameter.summary,
  );
}
