/** Pages, their places and their names. */
import { describeTable, type TableDoc } from './table-doc.ts';

/** The columns of `pages`. */
const PAGES = {
  id: 'Row number, which the page keeps from import to import.',
  space_id: 'Space of the page; null when nothing names one.',
  confluence_id: 'Confluence’s page id, in digits; null where it cannot be known.',
  title: 'Title without the space’s name; null where the file states none (plain-text dumps).',
  type: '`page`, `home` (the space’s home page) or `blogpost`.',
  parent_id: 'Parent page; null at the top, and when the parent is not in the archive.',
  parent_ref: 'Symbolic name of the parent that the breadcrumb gives; null without one.',
  parent_from_index:
    '1 when the space’s index gave parent and position, 0 when the breadcrumb did.',
  position: 'Place among its siblings from 0, as in the index; null for pages it does not list.',
  creator_id: 'Person who created the page; null where the page does not say.',
  created_on: 'Day of creation (`2024-07-15`); null where the page does not say.',
  last_modifier_id: 'Person who last changed the page; null where the page does not say.',
  last_modified_on: 'Day of the last change; null where the page does not say.',
  metadata_raw: 'The line about authors and dates as the page shows it; null without one.',
  exported_on: 'Day or minute of the export, from the footer or the Word export; null without one.',
  source_format: '`confluence-html`, `confluence-word`, `crawled-markdown` or `plain-text`.',
  source_path: 'File of the page relative to its source, with `/`.',
  source_sha256: 'SHA-256 of that file’s bytes, in lower-case hex.',
  conversion: 'Names the rules and options that converted the page.',
  word_count: 'How many words the body has.',
  fingerprint: 'Up to 16 numbers, as JSON, that near-identical texts share.',
  markdown_path: 'Published file relative to the Markdown folder; null if never published.',
  published_sha256:
    'SHA-256 of what was last delivered for it, beside an edited file too; null if not published.',
  status: '`current`, or `removed` when a newer full export of the space does not have the page.',
  duplicate_of: 'Richer copy of the same page; null for pages that repeat no other.',
  first_import_id: 'Import that brought the page.',
  last_import_id: 'Last import that found the page.',
  markdown: 'The body as Markdown, with `page:` and `attachment:` names in place of paths.',
  headings: 'The headings of the page’s sections, one per line.',
  text: 'The body’s words without markup, one block per line.',
  seen_on:
    'When the wiki had what the row says: the date of the export; null until a page of an older archive is imported again.',
  published_essence:
    'SHA-256 of what was last delivered without the lines that say which export it is from; null if not published.',
  profile:
    'Form of the file, such as `confluence-5`, by which its pieces were found; null where an older version read it.',
  search_title:
    'The title as the full-text index has it, a zero-width space (U+200B) between characters of scripts without spaces; null where it is the title.',
  search_headings: 'The same of `headings`; null where it is those.',
  search_text: 'The same of `text`; null where it is that.',
};

const TEXT_COLUMNS = new Set([
  'markdown',
  'headings',
  'text',
  'search_title',
  'search_headings',
  'search_text',
]);

const FACTS = Object.fromEntries(
  Object.entries(PAGES).filter(([column]) => !TEXT_COLUMNS.has(column)),
);

export const PAGE_TABLES: readonly TableDoc[] = [
  describeTable('spaces', 'One space, known by its key or its name.', {
    id: 'Row number.',
    key: 'Confluence’s key of the space, such as `SEALS`; null where no file tells it.',
    name: 'Name of the space; null where no file tells it.',
    description: 'Description from the space’s index; null without one.',
    homepage_id: 'The space’s home page; null where neither the index nor a page marks one.',
    exported_on: 'When the newest index of the space was exported; null where it does not say.',
  }),
  describeTable(
    'pages',
    'One page, in a view of `page_facts` and `page_texts` (which has an `id`, but no `rowid`); a page met in two formats has two rows.',
    PAGES,
  ),
  describeTable('page_facts', 'What is known of a page, but for its texts: read `pages`.', FACTS),
  describeTable('page_texts', 'The long texts of a page: read `pages`.', {
    page_id: 'Page whose texts they are.',
    search_title: PAGES.search_title,
    search_headings: PAGES.search_headings,
    headings: PAGES.headings,
    markdown: PAGES.markdown,
    text: PAGES.text,
    search_text: PAGES.search_text,
  }),
  describeTable('page_refs', 'One name by which a link may mean a page.', {
    ref: 'Symbolic name, such as `page:id/123`, by which stored links mean the page.',
    page_id: 'Page of that name.',
    rank: 'Place among the names of the page from 0, the best first.',
  }),
  describeTable('page_fingerprints', 'One number of a page’s fingerprint.', {
    page_id: 'Page with that number.',
    hash: 'One number of `pages.fingerprint`; pages that share several are compared.',
  }),
  describeTable('page_versions', 'One state of a page, in the order in which the wiki had them.', {
    page_id: 'Page whose state it is.',
    number: 'Number of the state, counted from 1 for each page.',
    import_id: 'Import that brought the state.',
    recorded_at: 'When the state was stored, in UTC.',
    change: '`created`, `updated`, `moved` (another title or parent), or `removed`.',
    title: 'Title in that state; null without one.',
    source_sha256: 'SHA-256 of the first file that showed that state; of a removed page, the last.',
    markdown: 'Body in that state, as in `pages.markdown`; empty for a removed page.',
    text: 'Words in that state, as in `pages.text`; empty for a removed page.',
    seen_on:
      'When the wiki was known to be in that state: the date of the export; null for states stored before schema 5.',
    copy_id: 'First file that showed that state; null for a removed page.',
  }),
  describeTable('breadcrumbs', 'One step of the path above a page.', {
    page_id: 'Page that shows the path.',
    position: 'Place in the path from 0, the space first.',
    title: 'Words of the step.',
    href: 'Address of the step as the page has it; null without one.',
    ref: 'Symbolic name of the page that the step means; null for the space itself.',
    ancestor_id: 'That page; null when it is not in the archive.',
  }),
  describeTable('anchors', 'One place in a page that links may lead to.', {
    page_id: 'Page with the place.',
    name: 'Name of the place in Confluence, such as `PageTitle-SomeHeading`.',
    slug: 'Anchor of the heading there in the published file; empty for the top of the page.',
  }),
  describeTable('labels', 'One label.', {
    id: 'Row number.',
    name: 'The label.',
  }),
  describeTable('page_labels', 'One label of one page.', {
    page_id: 'Page that has the label.',
    label_id: 'The label.',
  }),
];
