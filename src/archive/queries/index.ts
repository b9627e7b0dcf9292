/** The table of named queries, in the order in which they are listed. */
import type { NamedQuery } from '../../model/query.ts';
import { IMPORT_QUERIES } from './imports.ts';
import { LINK_QUERIES } from './links.ts';
import { PAGE_QUERIES } from './pages.ts';
import { PEOPLE_QUERIES } from './people.ts';
import { REPORT_QUERIES } from './reports.ts';

export const NAMED_QUERIES: readonly NamedQuery[] = [
  ...REPORT_QUERIES,
  ...PEOPLE_QUERIES,
  ...PAGE_QUERIES,
  ...LINK_QUERIES,
  ...IMPORT_QUERIES,
];
