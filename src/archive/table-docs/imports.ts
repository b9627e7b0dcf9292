/** What imports did, and what they met. */
import { describeTable, type TableDoc } from './table-doc.ts';

export const IMPORT_TABLES: readonly TableDoc[] = [
  describeTable('imports', 'One run of `import`.', {
    id: 'Number of the run, counted from 1.',
    started_at: 'When the run began, in UTC (`2025-01-02T03:04:05.000Z`).',
    finished_at: 'When the run ended, in UTC; null while it runs and when it was killed.',
    tool_version: 'Version of confluence-archive that ran.',
    source: 'Absolute paths of the sources, one per line: the only absolute paths of the archive.',
    format: 'Format that `--format` asked for; null when each file was read by its content.',
    status: '`running`, `completed`, or `failed` (stopped by an error, by Ctrl-C, or killed).',
    created: 'How many pages were new.',
    updated: 'How many pages had changed.',
    unchanged: 'How many pages were as the archive had them.',
    moved: 'How many pages had another title or parent than before.',
    removed: 'How many pages a full export no longer held.',
    failed: 'How many files could not become a page.',
    process_id: 'Process that runs or ran it, so that a later run notices when it died.',
    confirmed_by: 'Last of the runs that found everything as this one had left it; null for none.',
  }),
  describeTable('source_files', 'One version of a file that an import read.', {
    path: 'Path of the file relative to its source, with `/`.',
    sha256: 'SHA-256 of the file’s bytes, in lower-case hex.',
    bytes: 'Size of the file in bytes.',
    modified_ms:
      'When the file was last changed, in milliseconds since 1970; null where not known.',
    conversion: 'Names the rules and options that converted it; when they change it is read again.',
    page_id: 'Page that it became; null when it became none.',
    skipped: 'Why it became no page: one of the reasons in the README; null for pages.',
    import_id:
      'Last import that met this version of the file, but for those that found nothing new at all.',
    stamp:
      'What its source says of the file without reading it (place, size, times, checksum), as one hash; while it is the same, so is the file; null where not known.',
  }),
  describeTable('diagnostics', 'One remark of an import about a page, a file or the source.', {
    id: 'Row number.',
    import_id: 'Import that made the remark.',
    page_id: 'Page that the remark is about; null when the file became no page.',
    source_path:
      'File that the remark is about, relative to its source; null for none in particular.',
    severity:
      '`info`, `warning` (something was lost or is in doubt) or `error` (no page came of it).',
    code: 'What kind of remark it is: one of the codes in the README.',
    message: 'The code’s sentence, followed by what it is about in parentheses.',
  }),
  describeTable(
    'checkpoint',
    'How the last import left the archive, in one row, so that one which finds the same need not look further.',
    {
      id: 'Always 1.',
      holder: 'Random name of whoever opened the archive to write last.',
      import_id: 'Last import; null while anything may have been written since.',
      sources: 'SHA-256 of the list of the sources’ files; null likewise.',
      tree: 'SHA-256 of sizes and times of the published files; null likewise, and where none were.',
      ways: 'SHA-256 of the options and of where the sources lie; null likewise.',
    },
  ),
  describeTable(
    'checkpoint_report',
    'What goes with the checkpoint, in one row; of no meaning while that has no import.',
    {
      id: 'Always 1.',
      report: 'What the import said that the next one will say again, as JSON.',
      published: 'What publishing said of pages and attachments, as JSON.',
    },
  ),
  describeTable(
    'source_indexes',
    'What the indexes of spaces say, as they were read, so that they need not be read again.',
    {
      path: 'As in `source_files`.',
      sha256: 'As in `source_files`.',
      tree: 'The space’s details and its tree of pages, as JSON.',
      diagnostics: 'What reading it had to tell, as JSON.',
    },
  ),
];
