/** What stands in pages: sections, reports, attachments, links, macros. */
import { describeTable, type TableDoc } from './table-doc.ts';

export const CONTENT_TABLES: readonly TableDoc[] = [
  describeTable('sections', 'One heading of a page with what stands under it.', {
    id: 'Row number.',
    page_id: 'Page of the section.',
    parent_id: 'Section that contains this one; null at the top.',
    position: 'Place among all sections of the page from 0.',
    level: 'Level of the heading in the Markdown, 2 to 6 as a rule.',
    heading: 'Words of the heading.',
    key: 'Canonical name of a known section of reports (`planned-work`), else the heading’s slug.',
    anchor: 'Anchor in the published file; null for a paragraph that serves as a heading.',
    markdown: 'What stands under the heading up to the next one, as Markdown with symbolic links.',
    text: 'The same without markup, one block per line.',
  }),
  describeTable('section_items', 'One list item of a section.', {
    section_id: 'Section with the list.',
    position: 'Place among all list items of the section from 0.',
    depth: 'How many lists contain the item’s own list; 0 for an outer list.',
    text: 'Words of the item, without those of lists below it.',
    markdown: 'The same as Markdown.',
  }),
  describeTable('reports', 'What a report page says of its period and publication.', {
    page_id: 'Page that is a report.',
    series:
      'Group or project that the report is of: what its title names beside period and words like “Report”, else the space’s name, which also stands for other spellings of it; null where neither is known.',
    period_label: 'Words of the title that name the period, such as `Q1 2024`; null without them.',
    period_start: 'First day of the period; null where the title leaves it open.',
    period_end: 'Last day of the period; null where the title leaves it open.',
    published_on: 'Day of publication that the report states; null without one.',
    published_raw: 'That date as the report shows it; null without one.',
  }),
  describeTable('report_values', 'One number, date or person that a section of a report names.', {
    id: 'Row number.',
    page_id: 'Report with the section.',
    section_id: 'Section that says it.',
    position: 'Place among all values of the page from 0.',
    kind: '`number`, `date`, `person`, or `none`: the section says that there is nothing to say.',
    raw: 'The value’s own words, as they stand there, such as `16.5/General Meeting`.',
    context: 'The sentence, list item or table row around it, cut at 400 characters.',
    number: 'The number, or the lower end of a range; null for other kinds.',
    number_to: 'Other end of a range, or what it changed to; null for a single number.',
    out_of: 'What the number is a part of, as in `6 of 16`; null without one.',
    qualifier:
      '`about` (`~30`), `at-least` (`100+`), `at-most` (`up to 5`) or `change` (`+12%`); null for an exact number.',
    unit: '`%`, a currency’s ISO 4217 code, or a unit of time in the singular; null for a count.',
    noun: 'What is counted, in the text’s words (`followers`); null where it does not say it.',
    label: 'What the text calls the number (`average attendance`); null where it does not.',
    per: 'For each of what the number stands (`General Meeting`); null without such words.',
    date: 'The day; null for other kinds, and where the words may mean two days.',
    person_id: 'The person; null for other kinds.',
  }),
  describeTable(
    'vocabularies',
    'A report vocabulary that was put in use, the last row being the one in use now: it says which headings are which section, and which pages are reports.',
    {
      id: 'Row number.',
      name: 'Name that the vocabulary’s file gives.',
      version: 'Version that the file gives.',
      sha256:
        'SHA-256, in lower-case hex, of all that it says, the vocabulary that it extends included.',
      yaml: 'The file’s text.',
      is_built_in: '1 for the vocabulary that comes with the tool, else 0.',
      used_since: 'When it was put in use, in UTC.',
    },
  ),
  describeTable('attachments', 'One file that a page names as its attachment.', {
    id: 'Row number, which the attachment keeps while its file stays the same.',
    page_id: 'Page that names it.',
    position: 'Place among the page’s attachments from 0.',
    confluence_id: 'Confluence’s id of the attachment; null where it cannot be known.',
    file_name: 'Name under which it was attached.',
    media_type: 'Media type that the page states, such as `image/png`; null without one.',
    source_path:
      'Path relative to the source, whether or not the file is there; null where not known.',
    bytes: 'Size in bytes; null while missing.',
    sha256: 'SHA-256 in lower-case hex; null while missing.',
    status: '`present` in the export, or `missing` from it.',
    published_path: 'Published copy relative to the Markdown folder; null without one.',
    stamp:
      'What its source says of the file without reading it, as one hash; while it is the same, so is the file.',
    published_sha256: 'SHA-256 of what was last delivered there; null if nothing was.',
  }),
  describeTable('attachment_refs', 'One name by which a link may mean an attachment.', {
    ref: 'Symbolic name, such as `attachment:id/456`, by which stored links mean it.',
    attachment_id: 'Attachment of that name.',
  }),
  describeTable('links', 'One link or image of a page.', {
    id: 'Row number.',
    page_id: 'Page with the link.',
    position: 'Place among the page’s links from 0.',
    kind: '`page`, `attachment`, `anchor`, `external`, `mail` or `person`.',
    source_kind:
      'The `kind` that the page alone tells, before the archive is searched for the target.',
    href: 'Address as the page has it.',
    text: 'Words of the link.',
    target_ref: 'Symbolic name of the page or attachment that is meant; null for other links.',
    target_page_id: 'That page; null when it is not in the archive.',
    target_attachment_id: 'That attachment; null when no page names it.',
    fragment: 'What follows `#` in the address, decoded; null without one.',
    status: '`resolved`, `broken`, or `external` (not followed).',
    removed: '1 when the Markdown keeps only the link’s text, because it cannot work; else 0.',
  }),
  describeTable('macros', 'One macro or app of a page.', {
    id: 'Row number.',
    page_id: 'Page with the macro.',
    name: 'Name of the macro, such as `expand`.',
    outcome:
      '`converted`, `placeholder` (name and content kept), `omitted` (a live widget) or `lost-at-source`.',
    detail: 'What else is known of it, such as the text of an omitted widget; null without any.',
  }),
];
