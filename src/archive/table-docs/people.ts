/** People, and what they had to do with pages. */
import { describeTable, type TableDoc } from './table-doc.ts';

export const PEOPLE_TABLES: readonly TableDoc[] = [
  describeTable(
    'people',
    'One person, told apart by account id, else by user name, else by display name.',
    {
      id: 'Row number.',
      display_name: 'Name as the pages show it.',
      username: 'User name (Server, Data Center); null where no page tells it.',
      account_id: 'Account id (Cloud); null where no page tells it.',
      profile_url: 'Address of the profile; null where no page tells it.',
    },
  ),
  describeTable('contributions', 'One part that a person had in a page.', {
    page_id: 'The page.',
    person_id: 'The person.',
    role: '`creator`, `last-modifier`, `report-author`, `commenter` or `mentioned`.',
    position: 'Place among the page’s contributions from 0; it orders the authors of a report.',
  }),
  describeTable('comments', 'One comment on a page.', {
    id: 'Row number.',
    page_id: 'Page that was commented on.',
    position: 'Place among the page’s comments from 0.',
    confluence_id: 'Confluence’s id of the comment; null where the export has none.',
    author_id: 'Person who wrote it; null where the export does not say.',
    created_at: 'When it was written (`2016-08-03T14:10`); null where it cannot be read.',
    created_raw: 'That date as the page shows it; null without one.',
    markdown: 'The comment as Markdown, with symbolic links.',
    text: 'Its words without markup, one block per line.',
  }),
];
