/** Archives as earlier versions left them: made by their migrations, with rows of their time. */
import { MIGRATIONS } from '../../src/archive/migrations/index.ts';
import { change } from './samples.ts';

/** Only columns of the first schema. */
const ROWS = `
INSERT INTO imports (id, started_at, tool_version, source, status, process_id)
  VALUES (1, '2020-01-01T00:00:00Z', '0.0.1', '/exports/dock', 'completed', 1);
INSERT INTO spaces (id, key, name) VALUES (1, 'DOCK', 'Dockyard');
INSERT INTO pages (id, space_id, confluence_id, title, type, source_format, source_path,
    source_sha256, conversion, word_count, fingerprint, first_import_id, last_import_id, markdown,
    headings, text)
  VALUES
    (1, 1, '100001', 'Slipway', 'page', 'confluence-html', 'Slipway_100001.html', 'a1', 'old', 2,
      '', 1, 1, 'About the **Slipway**.', '', 'About the Slipway.'),
    (2, 1, '100002', 'Ropes', 'page', 'confluence-html', 'Ropes_100002.html', 'b2', 'old', 2,
      '', 1, 1, 'About Ropes.', '', 'About Ropes.');
INSERT INTO page_versions (page_id, number, import_id, recorded_at, change, title, source_sha256,
    markdown, text)
  VALUES
    (1, 1, 1, '2020-01-01T00:00:01Z', 'created', 'Slipway', 'a0', 'Old.', 'Old.'),
    (1, 2, 1, '2020-01-01T00:00:02Z', 'updated', 'Slipway', 'a1', 'About the **Slipway**.',
      'About the Slipway.'),
    (2, 1, 1, '2020-01-01T00:00:01Z', 'created', 'Ropes', 'b2', 'About Ropes.', 'About Ropes.');
`;

/**
 * Makes an archive of an older schema: the first migrations, as the version of their time ran them.
 * @param afterwards more statements, run by the same connection
 */
export const writeOlderArchive = (file: string, schema: number, afterwards = ''): Promise<void> =>
  change(
    file,
    `PRAGMA journal_mode = WAL;
     ${MIGRATIONS.slice(0, schema).join('\n')}
     PRAGMA application_id = ${String(0x436e6641)}; PRAGMA user_version = ${String(schema)};
     ${ROWS} ${afterwards}`,
  );

/** Every schema that archives of earlier versions may have. */
export const OLDER_SCHEMAS = MIGRATIONS.slice(0, -1).map((_, at) => at + 1);
