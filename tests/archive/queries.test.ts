/** Every named query answers something in an archive that has something of everything. */
import { describe, expect, it } from 'vitest';
import { NAMED_QUERIES } from '../../src/archive/queries/index.ts';
import { parameterNames, sqlTokens } from '../../src/archive/asking/sql-tokens.ts';
import { UsageError } from '../../src/model/errors.ts';
import { queryText, runQuery } from '../../src/index.ts';
import { fullArchive } from '../support/full-archive.ts';

const archive = fullArchive();

describe('the named queries', () => {
  it('are many, each with a name of its own', () => {
    const names = NAMED_QUERIES.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(15);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(?:-[a-z]+)*$/.test(name))).toEqual([]);
  });

  it('are described, and so are the parameters that they have', () => {
    for (const { name, summary, parameters, sql } of NAMED_QUERIES) {
      expect([name, summary]).toEqual([name, expect.stringMatching(/^[A-Z].*\?$/)]);
      expect([name, parameters.map((parameter) => parameter.name).sort()]).toEqual([
        name,
        [...parameterNames(sqlTokens(sql))].sort(),
      ]);
      for (const parameter of parameters) expect(parameter.summary).toMatch(/^[A-Z].*\.$/);
    }
  });

  it.each(NAMED_QUERIES.map(({ name }) => name))('%s answers', async (name) => {
    const answer = await runQuery({ archive, query: { name } });
    expect(answer.rows.length).toBeGreaterThan(0);
    expect(answer.columns.filter((column) => !/^[a-z][a-z_]*$/.test(column))).toEqual([]);
    const again = await runQuery({ archive, query: { sql: queryText({ name }) } });
    expect(again).toEqual(answer);
  });

  it('take values of the right type only, and name those that they know', async () => {
    const ask = (name: string, parameters: Record<string, string | number | null>) =>
      runQuery({ archive, query: { name, parameters } });
    const all = await ask('spaces', {});
    const seals = await ask('most-linked-pages', { space: 'seals' });
    expect(all.rows.length).toBeGreaterThan(10);
    expect(new Set(seals.rows.map((row) => row[1]))).toEqual(new Set(['SEALS']));
    expect((await ask('short-pages', { words: '1' })).rows.every(([words]) => words === 0)).toBe(
      true,
    );
    await expect(ask('short-pages', { words: 'few' })).rejects.toThrow(
      'The parameter words of the query short-pages is “few”; expected a whole number.',
    );
    await expect(ask('short-pages', { word: 1 })).rejects.toMatchObject({
      message: 'The query short-pages has no parameter “word”.',
      advice: expect.stringContaining('words (integer, default 20)') as string,
    });
    await expect(ask('short-page', {})).rejects.toThrow(UsageError);
    await expect(ask('short-page', {})).rejects.toMatchObject({
      advice: 'Did you mean short-pages?',
    });
  });

  it('can be taken elsewhere with their values in place', () => {
    const text = queryText({ name: 'stale-pages', parameters: { years: '7', space: "O'Brien" } });
    expect(text).toMatch(/^-- Which pages has nobody changed for years\?\nSELECT /);
    expect(text).toContain("'-' || 7 || ' years'");
    expect(text).toContain("'O''Brien' COLLATE NOCASE IN (space_key, space_name)");
    expect(text).not.toContain(':');
  });
});
