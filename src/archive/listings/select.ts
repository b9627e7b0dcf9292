/** What all listings have in common: fields of a view, conditions, an order, an end. */
import type { PageFilter } from '../../model/page-filter.ts';
import type { Queries, Value } from '../driver.ts';
import { allOf, ALWAYS, pageConditions, type Condition } from '../page-filter.ts';

/** `space_key` → `spaceKey`. */
const inCamelCase = (name: string): string =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Columns of the archive under the names that the library gives them. */
export const fields = (names: string): string =>
  names
    .split(' ')
    .map((name) => `${name} AS ${inCamelCase(name)}`)
    .join(', ');

/** A condition that was asked for; without a value there is none. */
export const asked = (sql: string, value: Value): readonly Condition[] =>
  value === null ? [] : [{ sql, values: [value] }];

export const onlyIf = (isAsked: boolean, sql: string): readonly Condition[] =>
  isAsked ? [{ sql, values: [] }] : [];

/** The condition that a column is one of the pages which the filter leaves. */
export async function onPages(
  queries: Queries,
  column: string,
  filter: PageFilter,
): Promise<Condition> {
  const { sql, values } = await pageConditions(queries, filter);
  return sql === ALWAYS.sql
    ? ALWAYS
    : { sql: `${column} IN (SELECT pages.id FROM pages WHERE ${sql})`, values };
}

export interface Selection {
  /** What stands before WHERE, and its parameters. */
  readonly select: string;
  readonly values?: readonly Value[];
  readonly where: readonly Condition[];
  /** GROUP BY and HAVING. */
  readonly group?: string;
  readonly order: string;
  readonly limit: number | null;
}

export function list<Row>(queries: Queries, selection: Selection): Promise<Row[]> {
  const { select, where, group = '', order, limit } = selection;
  const { sql, values } = allOf(where);
  return queries.all<Row>(`${select} WHERE ${sql} ${group} ORDER BY ${order} LIMIT ?`, [
    ...(selection.values ?? []),
    ...values,
    limit ?? -1,
  ]);
}
