/** The form of named queries, and parameters that several of them have. */
import type { NamedQuery, QueryParameter } from '../../model/query.ts';

export const SPACE: QueryParameter = {
  name: 'space',
  type: 'text',
  standard: null,
  summary: 'Key of a space; without it, all spaces.',
};

export const IN_SPACE = '(:space IS NULL OR space_key = :space COLLATE NOCASE)';

export const integer = (name: string, standard: number, summary: string): QueryParameter => ({
  name,
  type: 'integer',
  standard,
  summary,
});

export const query = (
  name: string,
  summary: string,
  parameters: readonly QueryParameter[],
  sql: string,
): NamedQuery => ({ name, summary, parameters, sql: sql.trim() });
