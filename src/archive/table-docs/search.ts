/** Full-text search. */
import { describeTable, type TableDoc } from './table-doc.ts';

export const SEARCH_TABLES: readonly TableDoc[] = [
  describeTable(
    'search',
    'Full-text index (FTS5) over current pages that repeat no other; its rowid is `pages.id`.',
    {
      title: 'Words of the title.',
      headings: 'Words of the headings.',
      text: 'Words of the body.',
    },
  ),
  describeTable('searchable_pages', 'View of the pages that the full-text index covers.', {
    id: 'As `pages.id`.',
    title: 'As `pages.title`.',
    headings: 'As `pages.headings`.',
    text: 'As `pages.text`.',
  }),
];
