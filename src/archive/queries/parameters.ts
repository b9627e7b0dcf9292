/** The form of named queries, and parameters that several of them have. */
import type { NamedQuery, QueryParameter } from '../../model/query.ts';

export const SPACE: QueryParameter = {
  name: 'space',
  type: 'space',
  least: null,
  standard: null,
  summary: 'Key or name of a space; without it, all spaces.',
};

export const IN_SPACE = '(:space IS NULL OR :space COLLATE NOCASE IN (space_key, space_name))';

/** What a space is called. */
export const SPACE_CALLED = 'coalesce(space_key, space_name) AS space';

export const integer = (
  name: string,
  { standard, least }: { readonly standard: number; readonly least: number },
  summary: string,
): QueryParameter => ({
  name,
  type: 'integer',
  least,
  standard,
  summary,
});

export const query = (
  name: string,
  summary: string,
  parameters: readonly QueryParameter[],
  sql: string,
): NamedQuery => ({ name, summary, parameters, sql: sql.trim() });
