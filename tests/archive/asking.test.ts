/** SQL that others wrote: what it may do, how it is bounded, and what is said of its mistakes. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  parameterNames,
  replaceParameters,
  sqlTokens,
} from '../../src/archive/asking/sql-tokens.ts';
import {
  importExport,
  openArchive,
  runQuery,
  UsageError,
  type Archive,
  type QueryAnswer,
} from '../../src/index.ts';

const DEMO = join(import.meta.dirname, '..', '..', 'fixtures', 'demo-space', 'source');
const work = mkdtempSync(join(tmpdir(), 'confluence-archive-asking-'));
const archive = join(work, 'archive.sqlite');

beforeAll(async () => {
  await importExport({ sources: [DEMO], archive, markdown: join(work, 'tree') });
});
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

type Values = Readonly<Record<string, string | number | null>>;

const ask = (
  sql: string,
  { parameters = {}, ...bounds }: { parameters?: Values; limit?: number; timeoutMs?: number } = {},
): Promise<QueryAnswer> => runQuery({ archive, query: { sql, parameters }, ...bounds });

/** What the user is told: the message, and the advice below it. */
async function complaint(sql: string, options: Parameters<typeof ask>[1] = {}): Promise<string> {
  const error = await ask(sql, options).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect([sql, error]).toEqual([sql, expect.any(UsageError)]);
  const { message, advice } = error as UsageError;
  return [message, advice ?? ''].join('\n');
}

const bytes = (): string => createHash('sha256').update(readFileSync(archive)).digest('hex');

const ENDLESS = 'WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)';

describe('an answer', () => {
  it('has the columns in their order, whatever they are called', async () => {
    const answer = await ask(
      `SELECT title, 1 AS "2021", id, id, 'x' AS "7", NULL AS none FROM pages ORDER BY id LIMIT 1`,
    );
    expect(answer.columns).toEqual(['title', '2021', 'id', 'id:1', '7', 'none']);
    expect(answer.rows).toEqual([[expect.any(String), 1, 1, 1, 'x', null]]);
    expect(answer.cut).toBeNull();
  });

  it('has columns without rows', async () => {
    expect(await ask('SELECT title, count(*) AS "3" FROM pages WHERE 0 GROUP BY 1')).toEqual({
      columns: ['title', '3'],
      rows: [],
      cut: null,
    });
  });

  it('keeps the order that was asked for', async () => {
    const { rows } = await ask('SELECT title FROM page_list ORDER BY title DESC -- so\n ; ');
    const titles = rows.map(([title]) => String(title));
    expect(titles.length).toBeGreaterThan(5);
    const sorted = await ask('SELECT title FROM page_list ORDER BY title');
    expect(titles).toEqual(sorted.rows.map(([title]) => String(title)).reverse());
  });

  it('shows bytes as hex, and takes VALUES', async () => {
    expect((await ask("SELECT x'00ff', zeroblob(0), 0.5")).rows).toEqual([['00ff', '', 0.5]]);
    expect((await ask('VALUES (1, 2), (3, 4)')).rows).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('has columns that are called as what JavaScript or this tool calls its own', async () => {
    expect(await ask('SELECT 1 AS __proto__')).toMatchObject({
      columns: ['__proto__'],
      rows: [[1]],
    });
    expect(await ask('SELECT 1 AS __proto__, NULL AS b, 3 AS __proto__')).toMatchObject({
      columns: ['__proto__', 'b', '__proto__:1'],
      rows: [[1, null, 3]],
    });
    const names = ['counted ', 'answer', 'c1', 'c0', 'constructor', 'toString', '', '0', ':a'];
    const answer = await ask(
      `SELECT ${names.map((name, at) => `${String(at)} AS "${name}"`).join()}`,
    );
    expect(answer).toEqual({ columns: names, rows: [names.map((_, at) => at)], cut: null });
  });

  it('tells integers exactly, as text where numbers cannot, and what is endless', async () => {
    const sql =
      'SELECT 9007199254740993, -9223372036854775808, 9007199254740991, 1e400, -1e400, 1e300, 2e17';
    expect((await ask(sql)).rows).toEqual([
      [
        '9007199254740993',
        '-9223372036854775808',
        9007199254740991,
        'Infinity',
        '-Infinity',
        1e300,
        2e17,
      ],
    ]);
  });

  it('may begin with tables of its own, whatever they are called', async () => {
    const sql = 'WITH replace AS (SELECT 1 AS "delete"), b AS (SELECT 2) SELECT * FROM replace, b';
    expect((await ask(sql)).rows).toEqual([[1, 2]]);
    expect((await ask('SELECT 1 AS “one”')).columns).toEqual(['“one”']);
  });

  it('works out each value once', async () => {
    const twice = 'SELECT a, a FROM (SELECT random() AS a FROM pages LIMIT 50)';
    const { rows } = await ask(twice);
    expect(rows.filter(([one, other]) => one !== other)).toEqual([]);
  });

  it('takes parameters, each value as it is', async () => {
    const sql = 'SELECT :a, @b, $a, typeof(:n), \'it:x\' || ":a" /* :c */ -- :d';
    const answer = await ask(sql.replace(' || ":a"', ''), {
      parameters: { a: "'); DROP TABLE pages; --", b: null, n: 5 },
    });
    const text = "'); DROP TABLE pages; --";
    expect(answer.rows).toEqual([[text, null, text, 'integer', 'it:x']]);
  });
});

describe('bounds', () => {
  it('cut off rows', async () => {
    const answer = await ask(`${ENDLESS} SELECT x FROM c`, { limit: 1000 });
    expect([answer.rows.length, answer.cut]).toEqual([1000, 'limit']);
    expect((await ask('VALUES (1), (2)', { limit: 2 })).cut).toBeNull();
  });

  it.each([
    `${ENDLESS} SELECT count(*) FROM c`,
    `${ENDLESS} SELECT x FROM c ORDER BY x DESC`,
    `${ENDLESS} SELECT x FROM c WHERE x < 0`,
    'SELECT count(*) FROM links a, links b, links c, links d, links e, links f, links g',
  ])('stop %s', async (sql) => {
    const began = performance.now();
    expect(await complaint(sql, { timeoutMs: 200 })).toBe(
      'The query was stopped: it took longer than 0.2 s.\nGive it more time with --timeout, or ask for less.',
    );
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it('stop a query whose rows come slowly but steadily', async () => {
    const slow = `${ENDLESS} SELECT x FROM c WHERE x % 20000 = 0`;
    expect(await complaint(slow, { timeoutMs: 200, limit: 1e9 })).toContain('was stopped');
  });

  it('refuse values that fill the memory, and cut off many long ones', async () => {
    const tooLong = /more than 16 MB.*substr/s;
    expect(await complaint('SELECT hex(zeroblob(900000000))')).toMatch(tooLong);
    expect(await complaint('SELECT zeroblob(268435456)')).toMatch(tooLong);
    const signs = "SELECT replace(hex(zeroblob(55000000)), '0', char(1)) AS x";
    expect(await complaint(signs)).toMatch(tooLong);
    const wide = Array.from({ length: 6 }, () => 'hex(zeroblob(7500000))').join();
    expect(await complaint(`SELECT ${wide}`)).toContain('The first row of the answer has 90000000');
    const long = `${ENDLESS} SELECT hex(zeroblob(5000000)) FROM c`;
    const { rows, cut } = await ask(long, { limit: 100_000 });
    expect(cut).toBe('size');
    expect(rows.length).toBeLessThan(20);
  });
});

describe('nothing is changed', () => {
  const before = (): readonly string[] => readdirSync(dirname(archive)).sort();

  it.each([
    'DELETE FROM pages',
    'INSERT INTO labels (name) VALUES (1)',
    'UPDATE pages SET title = 1 RETURNING title',
    'CREATE TABLE x (y)',
    'DROP VIEW page_list',
    'PRAGMA query_only = OFF',
    'PRAGMA journal_mode = DELETE',
    "ATTACH '/tmp/other.sqlite' AS other",
    "VACUUM INTO '/tmp/copy.sqlite'",
    'BEGIN',
    'REINDEX',
    'EXPLAIN SELECT 1',
    'WITH x AS (SELECT 1) DELETE FROM pages',
    'WITH x AS (SELECT 1) INSERT INTO labels (name) SELECT * FROM x',
    "SELECT load_extension('/tmp/x.so')",
    "SELECT writefile('/tmp/x', 'y')",
    "SELECT readfile('/etc/passwd')",
    'SELECT 1; DELETE FROM pages',
    'SELECT 1); DELETE FROM pages; SELECT (1',
    'SELECT 1) UNION SELECT (2',
    '/* SELECT */ DELETE FROM pages',
    '-- SELECT\nDELETE FROM pages',
    "SELECT * FROM pragma_query_only('OFF')",
    'SELECT * FROM pragma_optimize',
    "SELECT edit('x')",
    "SELECT fts3_tokenizer('x', 'y')",
  ])('by %s', async (sql) => {
    const [files, sum] = [before(), bytes()];
    await complaint(sql);
    expect([before(), bytes()]).toEqual([files, sum]);
  });

  it('by anything made of pieces of SQL, which is answered or explained', async () => {
    const pieces = [
      ...['SELECT', 'WITH', 'VALUES', '*', '1', 'FROM', 'pages', 'WHERE', 'title', '(', ')', ';'],
      ...[
        "'",
        '"',
        '--',
        '/*',
        '*/',
        '\n',
        ',',
        '=',
        'DELETE',
        'x AS',
        ':a',
        'search',
        'MATCH',
        '?',
      ],
    ];
    const sum = bytes();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 10 }), async (parts) => {
        const sql = ['SELECT', ...parts].join(' ');
        const names = parameterNames(sqlTokens(sql).filter(({ text }) => text.startsWith(':')));
        await ask(sql, {
          parameters: Object.fromEntries(names.map((name) => [name, 1])),
          timeoutMs: 2000,
        }).catch((error: unknown) => {
          if (!(error instanceof UsageError)) throw error;
        });
      }),
      { numRuns: 200 },
    );
    expect(bytes()).toBe(sum);
  });
});

describe('mistakes', () => {
  it.each([
    ['SELECT titel FROM pages', ['no such column: titel', 'column 8', 'Did you mean title']],
    ['SELECT p.titel\nFROM pages AS p', ['p.titel', 'in line 1, column 8', 'title']],
    [
      'SELECT * FROM page_lists',
      ['no such table: page_lists', 'column 15', 'Did you mean page_list'],
    ],
    ['SELECT * FROM nothing_like_it', ['no such table', 'It has the tables and views', 'pages']],
    ['SELECT\n  title,\n  FROM pages', ['near "FROM": syntax error', 'in line 3, column 3', '  ^']],
    ["SELECT 'FROM' FROM FROM pages", ['near "FROM"', 'column 20']],
    ['SELECT * FROM', ['incomplete input']],
    ["SELECT 'abc", ["does not close this '", 'column 8']],
    ["SELECT 'a' || 'b''c", ['does not close', 'column 18']],
    ['SELECT 1 + "a', ['does not close this "', 'column 12']],
    ['SELECT [a', ['does not close this [', 'column 8']],
    ['SELECT #', ['unrecognized token', 'column 8']],
    ['SELECT 1)', ['closes a parenthesis', 'column 9']],
    ['SELECT id FROM pages, links', ['ambiguous column name: id', 'column 8']],
    ['SELECT uper(title) FROM pages', ['no such function: uper', 'column 8']],
    ["SELECT * FROM search WHERE search MATCH 'a ('", ['fts5', 'into double quotes']],
    ['', ['The query is empty', 'Expected a SELECT']],
    [' ; -- nothing', ['The query is empty']],
    ['PRAGMA table_info(pages)', ['begins with “PRAGMA”', "pragma_table_info('pages')"]],
    ['SELECT * FROM pragma_optimize', ['would change the archive', 'asked, and not changed']],
    ['WITH x AS (SELECT 1) DELETE FROM pages', ['“DELETE” behind its WITH', 'and not changed']],
    [
      'WITH x (y) AS (VALUES (1)), z AS (SELECT 2)\ninsert INTO labels (name) SELECT 1',
      ['“insert”'],
    ],
    ['WITH x AS (SELECT 1) UPDATE pages SET title = 1', ['“UPDATE”']],
    ['WITH x AS (SELECT 1) REPLACE INTO labels (name) SELECT 1', ['“REPLACE”']],
    ['SELECT title FROM pages WHERE title = “low tide”', ['“ – use straight quotes']],
    ['SELECT ‘low’', ['no such column', '‘ – use straight quotes']],
    ["SELECT 'low’", ["does not close this '", '’ – use straight quotes']],
    ["SELECT '“' || titel FROM pages", ['Did you mean title']],
    ['SELECT (1', ['opens a parenthesis']],
    ['SELECT ?', ['without a name', ':name']],
    ['SELECT :a, :b', ['without a value: a, b', '--param a=… --param b=…']],
  ])('in %s are explained', async (sql, parts) => {
    const told = await complaint(sql);
    for (const part of parts) expect(told).toContain(part);
  });

  it('in length and parameters are explained', async () => {
    expect(await complaint(`SELECT ${' '.repeat(1_000_000)}1`)).toContain('more than 1000000');
    expect(await complaint('SELECT :a', { parameters: { a: 1, b: 2 } })).toBe(
      'The query has no parameter “b”.\nIt has a.',
    );
  });
});

describe('an open archive', () => {
  let open: Archive;
  beforeAll(async () => {
    open = await openArchive(archive);
  });
  afterAll(() => open.close());

  it('can be asked again after a query was stopped', async () => {
    const question = { parameters: {}, limit: 10, timeoutMs: 100 };
    const endless = `${ENDLESS} SELECT count(*) FROM c`;
    await expect(open.ask({ ...question, sql: endless })).rejects.toThrow('stopped');
    expect((await open.ask({ ...question, sql: 'SELECT 1 AS one' })).rows).toEqual([[1]]);
  });
});

describe('the tokens of SQL', () => {
  it('tell strings, names, comments and parameters apart', () => {
    const sql = `a.'b''c' "d:e" \`f\` [g] -- :h\n/* :i */ :j2 1e5 <> 'open`;
    expect(sqlTokens(sql).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      ...['word a', 'mark .', "string 'b'", "string 'c'", 'name "d:e"', 'name `f`', 'name [g]'],
      ...['comment -- :h', 'comment /* :i */', 'parameter :j2', 'number 1e5', 'mark <', 'mark >'],
      "string 'open",
    ]);
    expect(replaceParameters("SELECT ':a', :a + :b", (name) => name.toUpperCase())).toBe(
      "SELECT ':a', A + B",
    );
  });

  it('are found in time that grows with the text alone', () => {
    const began = performance.now();
    for (const piece of ["'", '"', '/*', '--', '[', '`', "''", 'a', ':']) {
      sqlTokens(piece.repeat(200_000));
      sqlTokens(`${piece}${' x'.repeat(200_000)}`);
    }
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
