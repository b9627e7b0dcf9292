/**
 * What every table and column of the archive means, for the generated `schema.md`. A test holds it
 * equal to the database that the migrations make.
 */
import { CONTENT_TABLES } from './table-docs/content.ts';
import { HISTORY_TABLES } from './table-docs/history.ts';
import { IMPORT_TABLES } from './table-docs/imports.ts';
import { PAGE_TABLES } from './table-docs/pages.ts';
import { PEOPLE_TABLES } from './table-docs/people.ts';
import { SEARCH_TABLES } from './table-docs/search.ts';
import { STORED_TABLES } from './table-docs/stored.ts';
import type { TableDoc } from './table-docs/table-doc.ts';
import { VIEWS } from './table-docs/views.ts';

/** All tables and views, but SQLite's own, in the order in which a reader wants them. */
export const TABLES: readonly TableDoc[] = [
  ...PAGE_TABLES,
  ...PEOPLE_TABLES,
  ...CONTENT_TABLES,
  ...SEARCH_TABLES,
  ...IMPORT_TABLES,
  ...HISTORY_TABLES,
  ...STORED_TABLES,
  ...VIEWS,
];
