/** The schema keeps its contract with people who query the file with any SQLite client. */
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/archive/migrations/index.ts';
import { query } from '../support/query.ts';
import { newFile, opened, page, workshop } from './samples.ts';

/** What users may rely on; more columns may be there. */
const CONTRACT: Readonly<Record<string, string>> = {
  imports:
    'id started_at finished_at tool_version source format status created updated unchanged moved removed failed',
  spaces: 'id key name description homepage_id exported_on',
  pages:
    'id space_id confluence_id title type parent_id position creator_id created_on last_modifier_id last_modified_on metadata_raw exported_on source_format source_path source_sha256 markdown text word_count markdown_path status duplicate_of first_import_id last_import_id',
  breadcrumbs: 'page_id position title href ancestor_id',
  people: 'id display_name username account_id profile_url',
  contributions: 'page_id person_id role',
  sections: 'id page_id parent_id position level heading key anchor markdown text',
  section_items: 'section_id position depth text markdown',
  reports: 'page_id series period_label period_start period_end published_on published_raw',
  labels: 'name',
  page_labels: 'page_id label_id',
  attachments:
    'id page_id confluence_id file_name media_type source_path bytes sha256 status published_path',
  comments: 'id page_id position author_id created_at markdown text',
  links: 'id page_id position kind href text target_page_id target_attachment_id fragment status',
  macros: 'id page_id name outcome detail',
  diagnostics: 'id import_id page_id source_path severity code message',
  page_versions: 'page_id number import_id recorded_at change title source_sha256 markdown text',
  search: 'title headings text',
};

async function newArchive(): Promise<string> {
  const file = newFile();
  await (await opened(file)).close();
  return file;
}

describe('the schema', () => {
  it.each(Object.entries(CONTRACT))('has %s with the columns it promises', async (table, list) => {
    const columns = await query(await newArchive(), 'SELECT name FROM pragma_table_info(?)', table);
    expect(columns.map(({ name }) => name)).toEqual(expect.arrayContaining(list.split(' ')));
  });

  it('is strict, but for the search index', async () => {
    const loose = await query(
      await newArchive(),
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
         AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
    );
    expect(loose).toEqual([]);
  });

  it('declares a key for every column that names a row of another table', async () => {
    const file = await newArchive();
    const columns = await query(
      file,
      `SELECT t.name || '.' || c.name AS place FROM pragma_table_list AS t
       JOIN pragma_table_info(t.name) AS c
       WHERE t.schema = 'main' AND t.type = 'table' AND (c.name LIKE '%\\_id' ESCAPE '\\')
         AND c.name NOT IN ('confluence_id', 'account_id', 'process_id', 'application_id')
         AND NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS f WHERE f."from" = c.name)`,
    );
    expect(columns).toEqual([]);
  });

  it('has an index that begins with each such column, so that nothing is searched row by row', async () => {
    const missing = await query(
      await newArchive(),
      `SELECT t.name || '.' || f."from" AS place FROM pragma_table_list AS t
       JOIN pragma_foreign_key_list(t.name) AS f
       WHERE t.schema = 'main' AND NOT EXISTS (
         SELECT 1 FROM pragma_index_list(t.name) AS i JOIN pragma_index_info(i.name) AS c
         WHERE c.seqno = 0 AND c.name = f."from")
       AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) AS p WHERE p.pk = 1
         AND p.name = f."from")`,
    );
    expect(missing).toEqual([]);
  });

  it('counts its migrations, names its program, and is written ahead', async () => {
    const file = await newArchive();
    const pragma = async (name: string): Promise<unknown> =>
      (await query(file, `PRAGMA ${name}`))[0]?.[name];
    expect(await pragma('user_version')).toBe(MIGRATIONS.length);
    expect(await pragma('application_id')).toBe(0x436e6641);
    expect(await pragma('journal_mode')).toBe('wal');
  });

  it('is the same after opening again, and keeps what is there', async () => {
    const { file, archive, create } = await workshop();
    await create(page('Slipway'));
    await archive.close();
    const schema = await query(file, 'SELECT * FROM sqlite_schema ORDER BY name');
    await (await opened(file)).close();
    expect(await query(file, 'SELECT * FROM sqlite_schema ORDER BY name')).toEqual(schema);
    expect(await query(file, 'SELECT title FROM pages')).toEqual([{ title: 'Slipway' }]);
  });

  it('has foreign keys on while it writes', async () => {
    const { archive } = await workshop();
    const orphan = {
      sourcePath: null,
      severity: 'info',
      code: 'empty-file',
      message: '.',
    } as const;
    await expect(archive.addDiagnostics(999, [orphan])).rejects.toThrow(/FOREIGN KEY/);
  });
});
