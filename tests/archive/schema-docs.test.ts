/** The description of the schema says what the database has: every table, view and column. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/open.ts';
import { TABLES } from '../../src/archive/schema-docs.ts';
import { query } from '../support/query.ts';

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-schema-'));
const file = join(work, 'archive.sqlite');

beforeAll(async () => {
  await (await openArchive(file, { mode: 'write' })).close();
});
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

/** Columns by table and view; not what SQLite and FTS5 keep for themselves. */
async function columnsByTable(): Promise<Record<string, readonly string[]>> {
  const tables = await query(
    file,
    `SELECT name FROM pragma_table_list
     WHERE schema = 'main' AND type <> 'shadow' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  );
  const entries = tables.map(async ({ name }) => {
    const columns = await query(file, 'SELECT name FROM pragma_table_info(?)', name);
    return [name, columns.map((column) => column.name)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

describe('the description of the schema', () => {
  it('has every table and column of the database, in its order, and no other', async () => {
    const described = Object.fromEntries(
      TABLES.map(({ name, columns }) => [name, columns.map((column) => column.name)]),
    );
    const found = await columnsByTable();
    expect(Object.keys(found).length).toBeGreaterThan(20);
    expect(described).toEqual(found);
  });

  it('describes each in one sentence', () => {
    const sentences = TABLES.flatMap(({ summary, columns }) => [
      summary,
      ...columns.map((column) => column.summary),
    ]);
    expect(sentences.filter((text) => !/^[A-Z`\d].*\.$/.test(text) || text.includes('. '))).toEqual(
      [],
    );
  });

  it('names every value that a CHECK allows', async () => {
    const rows = await query(file, "SELECT name, sql FROM sqlite_schema WHERE type = 'table'");
    const missing = rows.flatMap(({ name, sql }) =>
      [...String(sql).matchAll(/CHECK \((\w+) IN \(('[^)]+)\)\)/g)].flatMap(([, column, list]) => {
        const doc = TABLES.find((table) => table.name === name)?.columns.find(
          (candidate) => candidate.name === column,
        );
        const values = [...(list ?? '').matchAll(/'([^']+)'/g)].map(([, value]) => value ?? '');
        return values
          .filter((value) => !doc?.summary.includes(`\`${value}\``))
          .map((value) => `${String(name)}.${column ?? ''}: ${value}`);
      }),
    );
    // `source_kind` has the values of `kind`, which are listed there.
    expect(missing.filter((line) => !line.startsWith('links.source_kind:'))).toEqual([]);
  });
});
