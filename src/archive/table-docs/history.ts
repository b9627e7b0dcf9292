/** What the archive remembers of earlier exports. */
import { describeTable, type TableDoc } from './table-doc.ts';

export const HISTORY_TABLES: readonly TableDoc[] = [
  describeTable('snapshots', 'One export of a space, as an import found it.', {
    id: 'Row number.',
    import_id: 'Import that brought it.',
    space_id: 'Space that was exported; null when the pages name none.',
    source_format: 'Format of its files, as in `pages`.',
    taken_on:
      'When the export was made, as its index or its newest page says; where none says it, when it was imported.',
    scope:
      '`full`: its index lists the whole space, so a page that it lacks had been removed; `partial`: it says nothing of other pages.',
    recorded_at: 'When it was imported, in UTC.',
    digest: 'Identifies what it holds, to know it again; null for an import that did not finish.',
    tree: 'The page tree of its index, as JSON; null without an index.',
  }),
  describeTable('snapshot_pages', 'One page of one snapshot.', {
    snapshot_id: 'Snapshot that the page is part of.',
    page_id: 'The page.',
    copy_id: 'The file that the page was; null when the index lists it and its file is not there.',
    seen_on: 'When the wiki said so: the export date of the file, else that of the snapshot.',
  }),
  describeTable('page_copies', 'One file that a page was in some export.', {
    id: 'Row number.',
    page_id: 'The page.',
    content_id: 'What the file says.',
    source_path: 'Path of the file relative to its source, with `/`.',
    source_sha256: 'SHA-256 of the file’s bytes, in lower-case hex.',
    exported_on: 'When the page was exported, as the file says; null where it does not.',
    breadcrumbs:
      'The path above the page there, as JSON: it changes when a page above is renamed, and this one stays as it is.',
    space_id: 'Space that the file says the page is in; null for none.',
    import_id: 'Import that read it first.',
    profile: 'As `pages.profile`, of this file; null where an older version read it.',
    dated_on:
      'When the wiki had the page so, as the import took it that read the file first: the page’s own export date, else that of the export, else when the import began; null where an older version read it.',
  }),
  describeTable(
    'page_contents',
    'Something that a page said, once however many exports repeat it: what `export --as-of` publishes.',
    {
      id: 'Row number.',
      page_id: 'The page.',
      digest:
        'Identifies what the page says: without its file’s path, hash and date, and the titles above it.',
      conversion: 'Names the rules and options that converted it.',
      title: 'The page’s title there; null without one.',
      parent_ref: 'Name of its parent there, as in `pages`; null for none.',
      record: 'What the other columns do not say of it, as JSON.',
      markdown: 'Its Markdown, as in `pages`; null while the page’s own row shows it.',
      text: 'Its words, as in `pages`; null while the page’s own row shows them.',
      parts:
        'Its sections and links as JSON, compressed (raw DEFLATE); null while the page has them.',
    },
  ),
  describeTable('attachment_versions', 'An attachment as a snapshot had it.', {
    snapshot_id: 'Snapshot that had these bytes.',
    page_id: 'Page that the attachment belongs to.',
    name: 'Its Confluence id and its file name with `/` between; its file name where it has no id.',
    bytes: 'Size in bytes; null when the file was missing.',
    sha256: 'SHA-256 of its bytes; null when the file was missing.',
  }),
  describeTable('published_paths', 'A path at which a page was published, today or earlier.', {
    path: 'Path relative to the Markdown folder, with `/`.',
    page_id: 'The page.',
    import_id:
      'Last import that rendered the page for it; one that finds it unchanged may leave it.',
  }),
  describeTable('originals', 'Bytes of a source that `--keep-originals` stored, once each.', {
    sha256: 'SHA-256 of the bytes, in lower-case hex; names the file in the folder of originals.',
    bytes: 'Size in bytes before compression.',
    import_id: 'Import that stored them first.',
  }),
  describeTable('original_files', 'A path under which a source held stored bytes.', {
    path: 'Path of the file relative to its source, with `/`.',
    sha256: 'The bytes, in `originals`.',
    import_id: 'Last import that found them there.',
    stamp:
      'What the source said of the file without reading it, by which it is known again; null where it said nothing.',
  }),
];
