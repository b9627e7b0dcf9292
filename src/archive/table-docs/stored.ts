/** Tables behind views of a simpler form: they hold no text that another table has. */
import { describeTable, type TableDoc } from './table-doc.ts';

export const STORED_TABLES: readonly TableDoc[] = [
  describeTable('stored_sections', 'One section as it is stored; `sections` is the view to read.', {
    id: 'As `sections.id`.',
    page_id: 'As `sections.page_id`.',
    parent_id: 'As `sections.parent_id`.',
    position: 'As `sections.position`.',
    level: 'As `sections.level`.',
    heading: 'As `sections.heading`.',
    key: 'As `sections.key`.',
    anchor: 'As `sections.anchor`.',
    markdown: 'A Markdown of its own; null where it is a piece of `pages.markdown`.',
    text: 'A text of its own; null where it is a piece of `pages.text`.',
    markdown_at: 'Where that piece begins, in characters from 1; null without one.',
    markdown_length: 'Length of that piece in characters; null without one.',
    text_at: 'Where the piece of `pages.text` begins, in characters from 1; null without one.',
    text_length: 'Length of the piece of `pages.text` in characters; null without one.',
  }),
  describeTable(
    'stored_section_items',
    'One list item as it is stored; `section_items` is the view to read.',
    {
      section_id: 'As `section_items.section_id`.',
      position: 'As `section_items.position`.',
      depth: 'As `section_items.depth`.',
      text: 'As `section_items.text`.',
      markdown: 'Its Markdown; null where it is the same as `text`.',
    },
  ),
  describeTable(
    'stored_page_versions',
    'One state of a page as it is stored; `page_versions` is the view to read.',
    {
      page_id: 'As `page_versions.page_id`.',
      number: 'As `page_versions.number`.',
      import_id: 'As `page_versions.import_id`.',
      recorded_at: 'As `page_versions.recorded_at`.',
      change: '`created`, `updated`, `moved` or `removed`.',
      title: 'As `page_versions.title`.',
      source_sha256: 'As `page_versions.source_sha256`.',
      markdown: 'A Markdown of its own; null where `page_contents` or `pages` has it.',
      text: 'A text of its own; null where `page_contents` or `pages` has it.',
      seen_on: 'As `page_versions.seen_on`.',
      copy_id: 'As `page_versions.copy_id`.',
    },
  ),
];
