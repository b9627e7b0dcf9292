/** Full-text search. */
import { describeTable, type TableDoc } from './table-doc.ts';

const SEPARATED =
  'a zero-width space between characters of scripts without spaces, such as Japanese';

export const SEARCH_TABLES: readonly TableDoc[] = [
  describeTable(
    'search',
    'Full-text index (FTS5) over current pages that repeat no other; its rowid is `pages.id`, its rank weighs titles and headings, and words of Japanese, Chinese, Korean or Thai are asked for as phrases of single characters: `\'"日 本"\'`.',
    {
      title: 'Words of the title.',
      headings: 'Words of the headings.',
      text: 'Words of the body.',
    },
  ),
  describeTable('searchable_pages', 'View of the pages that the full-text index covers.', {
    id: 'As `pages.id`.',
    title: `As \`pages.title\`, with ${SEPARATED}.`,
    headings: `As \`pages.headings\`, with ${SEPARATED}.`,
    text: `As \`pages.text\`, with ${SEPARATED}.`,
  }),
];
