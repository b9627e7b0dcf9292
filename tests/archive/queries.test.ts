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
      'The parameter words of the query short-pages is “few”; expected a whole number from 1 on.',
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

  it('know the spaces and people of the archive, and the least that makes sense', async () => {
    const ask = (name: string, parameters: Record<string, string | number | null>) =>
      runQuery({ archive, query: { name, parameters } });
    await expect(ask('unlinked-pages', { space: 'nosuch' })).rejects.toMatchObject({
      message: 'The archive has no space “nosuch”.',
      advice: expect.stringContaining('BEES') as string,
    });
    await expect(ask('pages-of-person', { name: 'nobody at all' })).rejects.toMatchObject({
      message: 'The archive knows nobody called “nobody at all”.',
    });
    const seals = await ask('unlinked-pages', { space: ' Harbour seals working GROUP ' });
    expect(seals.rows.length).toBeGreaterThan(0);
    expect(await ask('unlinked-pages', { space: 'SEALS' })).toEqual(seals);
    const pages = await ask('pages-of-person', { name: ' ODUYA' });
    expect(new Set(pages.rows.map(([name]) => name))).toEqual(new Set(['Priya Oduya']));
    const all = await ask('pages-of-person', { name: null });
    expect(all.rows.length).toBeGreaterThan(pages.rows.length);
    await expect(ask('stale-pages', { years: '-5' })).rejects.toThrow(
      'The parameter years of the query stale-pages is “-5”; expected a whole number from 0 on.',
    );
    await expect(ask('short-pages', { words: 0 })).rejects.toThrow('from 1 on');
  });

  it('can be taken elsewhere with their values in place', () => {
    const text = queryText({ name: 'stale-pages', parameters: { years: '7', space: "O'Brien" } });
    expect(text).toMatch(/^-- Which pages has nobody changed for years\?\nSELECT /);
    expect(text).toContain("'-' || 7 || ' years'");
    expect(text).toContain("'O''Brien' COLLATE NOCASE IN (space_key, space_name)");
    expect(text).not.toContain(':');
  });
});
