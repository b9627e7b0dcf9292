/** Pages in scripts without spaces are found in archives of every age, and the index stays in step. */
import { describe, expect, it } from 'vitest';
import { SEARCH } from '../../src/archive/migrations/003-search.ts';
import { SEARCH_COPIES } from '../../src/archive/migrations/006-search.ts';
import { MIGRATIONS } from '../../src/archive/migrations/index.ts';
import { needsSeparating } from '../../src/archive/search-text.ts';
import { query } from '../support/query.ts';
import { OLDER_SCHEMAS, writeOlderArchive } from './older-archive.ts';
import { hitsOf } from '../support/search.ts';
import { change, newFile, opened, page, workshop } from './samples.ts';

const checkIndex = (file: string): Promise<void> =>
  change(file, "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)");

/** The schemas that had the index, but no copies of words. */
const WITHOUT_COPIES = OLDER_SCHEMAS.filter(
  (schema) => schema > MIGRATIONS.indexOf(SEARCH) && schema <= MIGRATIONS.indexOf(SEARCH_COPIES),
);

describe.each(WITHOUT_COPIES)('an archive of schema %i', (schema) => {
  it('gets the copies of its words that the index needs', async () => {
    const file = newFile();
    await writeOlderArchive(
      file,
      schema,
      "UPDATE pages SET title = '係留の方法', text = 'ロープを結ぶ。' WHERE id = 2;",
    );
    const archive = await opened(file);
    expect((await hitsOf(archive, '方法')).map(({ pageId }) => pageId)).toEqual([2]);
    expect((await hitsOf(archive, '結')).map(({ pageId }) => pageId)).toEqual([2]);
    expect((await hitsOf(archive, 'slipway')).map(({ pageId }) => pageId)).toEqual([1]);
    await archive.close();
    await checkIndex(file);
    const copies = await query(file, 'SELECT search_title, search_text FROM pages ORDER BY id');
    expect(copies[0]).toEqual({ search_title: null, search_text: null });
    expect(copies[1]?.search_title).toBe(Array.from('係留の方法').join('\u200B'));
  });
});

describe('the index', () => {
  it('follows a page from one script to another', async () => {
    const { file, archive, create, update } = await workshop();
    const [id] = await create(page('係留', { text: '船を結ぶ。' }));
    await checkIndex(file);
    await update(id!, page('Mooring', { text: 'Ropes.' }));
    await checkIndex(file);
    expect(await hitsOf(archive, '係留')).toEqual([]);
    await update(id!, page('係留', { text: 'Ropes とロープ' }));
    await checkIndex(file);
    expect(await hitsOf(archive, 'ロープ')).toHaveLength(1);
    await change(file, `UPDATE page_facts SET status = 'removed' WHERE id = ${id!}`);
    await checkIndex(file);
    expect(await hitsOf(archive, 'ロープ')).toEqual([]);
  });

  it('answers plain SQL: characters apart as a phrase, and the rank that weighs titles', async () => {
    const { file, create } = await workshop();
    await create(page('Text', { text: '開発。 budget' }), page('Budget', { text: 'Costs.' }));
    const titles = (words: string) =>
      query(
        file,
        `SELECT pages.title FROM search JOIN pages ON pages.id = search.rowid
         WHERE search MATCH ? ORDER BY rank`,
        words,
      );
    expect(await titles('"開 発"')).toEqual([{ title: 'Text' }]);
    expect(await titles('budget')).toEqual([{ title: 'Budget' }, { title: 'Text' }]);
  });
});

describe('the quick look at a text', () => {
  it('leaves out no character that the index needs apart', () => {
    const needed = new RegExp(
      `(?=[\\p{L}\\p{N}])[${['Han', 'Hira', 'Kana', 'Bopo', 'Hang', 'Thai', 'Laoo', 'Khmr', 'Mymr']
        .map((name) => `\\p{scx=${name}}`)
        .join('')}]|[\uFF01-\uFF5E]`,
      'u',
    );
    const others: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code);
      if (needed.test(character) !== needsSeparating(character)) others.push(code.toString(16));
    }
    expect(others).toEqual([]);
    expect(needsSeparating('“Quay” – œuvre, naïve…')).toBe(false);
  });
});
