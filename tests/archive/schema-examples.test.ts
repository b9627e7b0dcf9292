/** The examples of the schema’s page answer, here and in the shell, and the file is one for others. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/archive/table-docs/examples.ts';
import { STORED_TABLES } from '../../src/archive/table-docs/stored.ts';
import { VIEWS } from '../../src/archive/table-docs/views.ts';
import { runQuery } from '../../src/index.ts';
import { fullArchive } from '../support/full-archive.ts';
import { query } from '../support/query.ts';

const examples = EXAMPLES.flatMap((topic) => topic.examples);
const hasShell = spawnSync('sqlite3', ['--version']).status === 0;
if (!hasShell)
  console.warn('No sqlite3 shell on the PATH: what it makes of an archive is not tested.');

const archive = fullArchive();

/** What the shell prints. */
function shell(file: string, input: string, ...options: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync('sqlite3', ['-bail', ...options, file], {
    input,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

describe('the examples of the schema', () => {
  it('are at least ten questions', () => {
    expect(examples.length).toBeGreaterThanOrEqual(10);
    expect(examples.filter(({ question }) => !/^[A-Z].*\?/.test(question))).toEqual([]);
    expect(examples.filter(({ sql }) => !sql.endsWith(';'))).toEqual([]);
  });

  it.each(examples.map(({ question, sql }) => [question, sql] as const))(
    '%s',
    async (_question, sql) => {
      const answer = await runQuery({ archive, query: { sql } });
      expect(answer.rows.length).toBeGreaterThan(0);
    },
  );

  it.skipIf(!hasShell)('answer the same in the sqlite3 shell', async () => {
    for (const { sql } of examples) {
      const { rows } = await runQuery({ archive, query: { sql } });
      const found = JSON.parse(shell(archive, sql, '-readonly', '-json')) as object[];
      expect([sql, found.length]).toEqual([sql, rows.length]);
    }
  });
});

describe('the views', () => {
  it('are all that there are, but for that of the search and those that put tables together', async () => {
    const composed = ['pages', ...STORED_TABLES.map(({ name }) => name.replace('stored_', ''))];
    const views = await query(archive, "SELECT name FROM sqlite_schema WHERE type = 'view'");
    const names = views
      .map(({ name }) => String(name))
      .filter((name) => !name.includes('searchable') && !composed.includes(name));
    expect(VIEWS.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });

  it.each(VIEWS.map(({ name }) => name))('%s has rows, each once', async (name) => {
    const [row] = await query(archive, `SELECT count(*) AS count FROM ${name}`);
    expect(row?.count).toBeGreaterThan(0);
    const [id] = await query(archive, `SELECT name FROM pragma_table_info('${name}') LIMIT 1`);
    if (id?.name !== 'id' && id?.name !== 'section_id') return;
    const twice = `SELECT ${id.name} FROM ${name} GROUP BY 1 HAVING count(*) > 1`;
    expect(await query(archive, twice)).toEqual([]);
  });

  it('hold current pages that repeat no other', async () => {
    const [counts] = await query(
      archive,
      `SELECT (SELECT count(*) FROM page_list) AS listed, (SELECT count(*) FROM all_pages) AS whole,
         (SELECT count(*) FROM pages WHERE status = 'current' AND duplicate_of IS NULL) AS current,
         (SELECT count(*) FROM pages) AS stored`,
    );
    expect(counts?.listed).toBe(counts?.current);
    expect(counts?.whole).toBe(counts?.stored);
    expect(counts?.stored).toBeGreaterThan(Number(counts?.current));
  });

  it('find hosts in addresses of every form', async () => {
    const file = `${archive}.hosts`;
    copyFileSync(archive, file);
    const hosts: Readonly<Record<string, string | null>> = {
      'http://Example.org': 'example.org',
      'https://user:secret@a.example.org:8080/x@y?z': 'a.example.org',
      'https://b.example.org?x=/': 'b.example.org',
      '//c.example.org#d/e': 'c.example.org',
      'mailto:a@b.example': null,
      'page.html': null,
      'http://': null,
    };
    const { default: sqlite3 } = await import('sqlite3');
    const database = new sqlite3.Database(file);
    for (const href of Object.keys(hosts)) {
      database.run(
        `INSERT INTO links (page_id, position, kind, source_kind, href, text, status, removed)
         SELECT min(id), 900, 'external', 'external', ?, '', 'external', 0 FROM page_list`,
        href,
      );
    }
    await new Promise((resolve) => {
      database.close(resolve);
    });
    const rows = await query(file, 'SELECT href, host FROM link_list WHERE position = 900');
    expect(Object.fromEntries(rows.map(({ href, host }) => [href, host]))).toEqual(hosts);
    rmSync(file);
  });
});

describe.skipIf(!hasShell)('an archive in the sqlite3 shell', () => {
  it('is whole', () => {
    expect(shell(archive, 'PRAGMA integrity_check; PRAGMA foreign_key_check;')).toBe('ok\n');
  });

  it('can be dumped and made anew', () => {
    const file = `${archive}.again`;
    shell(file, shell(archive, '.dump', '-readonly'));
    const count = 'SELECT count(*) FROM link_list; SELECT count(*) FROM people_list;';
    expect(shell(file, count)).toBe(shell(archive, count, '-readonly'));
    rmSync(file);
  });

  it('gives any view as CSV', () => {
    const out = shell(archive, 'SELECT * FROM page_list LIMIT 2;', '-csv', '-header');
    expect(out.split('\n')[0]).toMatch(/^id,space_key,space_name,/);
  });
});
