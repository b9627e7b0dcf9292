/** The search index holds the words of exactly the pages that are there and repeat no other. */
import { expect, it, describe } from 'vitest';
import type { Archive } from '../../src/archive/archive.ts';
import { hitsOf } from '../support/search.ts';
import { change, page, workshop } from './samples.ts';

const titles = async (archive: Archive, words: string): Promise<(string | null)[]> =>
  (await hitsOf(archive, words)).map(({ title }) => title).sort();

/** Compares the whole index with the pages; fails where one word is too many or too few. */
const checkIndex = (file: string): Promise<void> =>
  change(file, "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)");

describe('the search index', () => {
  it('follows pages that come, change and go', async () => {
    const { file, archive, create, update } = await workshop();
    const [slipway, mast] = await create(
      page('Slipway', { text: 'Grease the rails.' }),
      page('Mast', { text: 'Tar the rigging.' }),
    );
    await checkIndex(file);
    await update(slipway!, page('Ramp', { text: 'Sand the planks.' }));
    await checkIndex(file);
    expect(await titles(archive, 'grease')).toEqual([]);
    expect(await titles(archive, 'planks')).toEqual(['Ramp']);
    await change(file, `UPDATE page_facts SET status = 'removed' WHERE id = ${mast}`);
    await checkIndex(file);
    expect(await titles(archive, 'rigging')).toEqual([]);
    await update(mast!, page('Mast', { text: 'Oil the rigging.' }));
    await change(file, `UPDATE page_facts SET status = 'current' WHERE id = ${mast}`);
    await checkIndex(file);
    expect(await titles(archive, 'rigging')).toEqual(['Mast']);
    await change(file, `DELETE FROM page_facts WHERE id = ${mast}`);
    await checkIndex(file);
    expect(await titles(archive, 'rigging')).toEqual([]);
  });

  it('leaves out duplicates for as long as they are duplicates', async () => {
    const { file, archive, create, update } = await workshop();
    const text = 'Tide tables of the harbour.';
    const [rich, poor] = await create(
      page('Rich', { text }),
      page('Poor', { text, format: 'plain-text' }),
    );
    const pair = { pageId: poor!, duplicateOf: rich! };
    await archive.setDuplicates([pair]);
    await checkIndex(file);
    expect(await titles(archive, 'tide')).toEqual(['Rich']);
    await update(poor!, page('Poor', { text: 'Tide and wind.', format: 'plain-text' }));
    await checkIndex(file);
    expect(await titles(archive, 'tide')).toEqual(['Poor', 'Rich']);
    await archive.setDuplicates([pair]);
    await change(file, `DELETE FROM page_facts WHERE id = ${rich}`);
    await checkIndex(file);
    expect(await titles(archive, 'tide')).toEqual(['Poor']);
  });

  it('brings a duplicate back when the page that it repeats is removed or changed', async () => {
    const { file, archive, importId, create, update } = await workshop();
    const [rich, poor] = await create(page('Rich'), page('Poor'));
    await archive.setDuplicates([{ pageId: poor!, duplicateOf: rich! }]);
    await change(file, `UPDATE page_facts SET status = 'removed' WHERE id = ${rich}`);
    await archive.resolve(importId);
    await checkIndex(file);
    expect(await titles(archive, 'about')).toEqual(['Poor']);
    await update(rich!, page('Rich'));
    await archive.setDuplicates([{ pageId: poor!, duplicateOf: rich! }]);
    await update(rich!, page('Rich', { text: 'Something else.' }));
    await checkIndex(file);
    expect(await titles(archive, 'poor')).toEqual(['Poor']);
  });

  it('finds words in titles, headings and text, with or without accents', async () => {
    const { archive, create } = await workshop();
    const heading = {
      ...{ position: 0, parent: null, level: 2, key: 'k', anchor: null, markdown: '', text: '' },
      heading: 'Café timetable',
      items: [],
    };
    await create(page('Slipway', { sections: [heading], text: 'Grease the rails.' }));
    for (const words of ['slipway', 'cafe', 'CAFÉ rails', 'grease']) {
      expect(await titles(archive, words)).toEqual(['Slipway']);
    }
    expect(await titles(archive, 'slipway mast')).toEqual([]);
  });
});
