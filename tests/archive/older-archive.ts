/** Archives as earlier versions left them: made by their migrations, with rows of their time. */
import { MIGRATIONS } from '../../src/archive/migrations/index.ts';
import { change } from './samples.ts';

/** Since schema 9 texts that are pieces of others are put together by views. */
const versionsIn = (schema: number): string =>
  schema < 9 ? 'page_versions' : 'stored_page_versions';

const PAGES = [
  ['100001', 'Slipway', 'a1', 'About the **Slipway**.', 'About the Slipway.'],
  ['100002', 'Ropes', 'b2', 'About Ropes.', 'About Ropes.'],
] as const;

const cells = (values: readonly (string | number)[]): string =>
  `(${values.map((value) => (typeof value === 'number' ? value : `'${value}'`)).join(', ')})`;

/** Since schema 10 the long texts of pages have a table of their own. */
function pageRows(schema: number): string {
  const facts = PAGES.map(([id, title, sha256], at) => [
    ...[at + 1, 1, id, title, 'page', 'confluence-html', `${title}_${id}.html`, sha256, 'old'],
    ...[2, '', 1, 1],
  ]);
  const texts = PAGES.map(([, , , markdown, text]) => [markdown, '', text]);
  const columns = `id, space_id, confluence_id, title, type, source_format, source_path,
    source_sha256, conversion, word_count, fingerprint, first_import_id, last_import_id`;
  const rows = (items: readonly (readonly (string | number)[])[]): string =>
    items.map(cells).join(', ');
  if (schema < 10) {
    const both = facts.map((row, at) => [...row, ...(texts[at] ?? [])]);
    return `INSERT INTO pages (${columns}, markdown, headings, text) VALUES ${rows(both)};`;
  }
  return `INSERT INTO page_facts (${columns}) VALUES ${rows(facts)};
    INSERT INTO page_texts (page_id, markdown, headings, text)
      VALUES ${rows(texts.map((row, at) => [at + 1, ...row]))};`;
}

/** Only columns of the first schema. */
const rowsOf = (schema: number): string => `
INSERT INTO imports (id, started_at, tool_version, source, status, process_id)
  VALUES (1, '2020-01-01T00:00:00Z', '0.0.1', '/exports/dock', 'completed', 1);
INSERT INTO spaces (id, key, name) VALUES (1, 'DOCK', 'Dockyard');
${pageRows(schema)}
INSERT INTO ${versionsIn(schema)} (page_id, number, import_id, recorded_at, change, title,
    source_sha256, markdown, text)
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
     ${rowsOf(schema)} ${afterwards}`,
  );

/** Every schema that archives of earlier versions may have. */
export const OLDER_SCHEMAS = MIGRATIONS.slice(0, -1).map((_, at) => at + 1);
