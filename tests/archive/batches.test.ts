/** Batches of any size and text of any kind go in and come out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { query } from '../support/query.ts';
import { hitsOf } from '../support/search.ts';
import { page, person, workshop } from './samples.ts';

describe('a batch', () => {
  it('may have thousands of pages', async () => {
    const { file, archive, importId, create } = await workshop();
    const records = Array.from({ length: 10_000 }, (_, at) =>
      page(`Berth ${at}`, { creator: person(`Sailor ${at % 500}`), labels: [`pier ${at % 7}`] }),
    );
    const ids = await create(...records);
    expect(new Set(ids).size).toBe(10_000);
    expect(await query(file, 'SELECT count(*) AS n FROM people')).toEqual([{ n: 500 }]);
    expect(await query(file, 'SELECT count(*) AS n FROM page_labels')).toEqual([{ n: 10_000 }]);
    await archive.touchPages(importId, ids);
    await archive.setPublished(
      importId,
      ids.map((pageId) => ({
        pageId,
        markdownPath: `DOCK/${pageId}.md`,
        sha256: null,
        essence: null,
      })),
    );
    expect(await archive.publishablePages(ids)).toHaveLength(10_000);
    expect(await hitsOf(archive, 'berth')).toHaveLength(10_000);
  });

  it('may be empty', async () => {
    const { archive, importId } = await workshop();
    expect(await archive.savePages(importId, [], 'rules')).toEqual([]);
    expect(await archive.matchPages([])).toEqual(new Map());
    await archive.touchPages(importId, []);
    await archive.rememberFiles(importId, []);
    await archive.setAttachments([]);
    await archive.setDuplicates([]);
    await archive.resolve(importId);
    expect(await archive.publishablePages([])).toEqual([]);
    expect(await archive.duplicateCandidates([], 1)).toEqual([]);
  });

  it('may have pages that are larger than a statement should be', async () => {
    const { create, archive } = await workshop();
    const markdown = 'ä'.repeat(5 * 1024 * 1024);
    const ids = await create(page('One', { markdown }), page('Two', { markdown }));
    const stored = await archive.publishablePages(ids);
    expect(stored.map((item) => item.markdown === markdown)).toEqual([true, true]);
  });

  it('keeps every text as it was, but for halves of characters', async () => {
    const { archive, create } = await workshop();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const [id] = await create(page(text, { markdown: text, labels: [text] }));
        const [stored] = await archive.publishablePages([id!]);
        expect(stored?.summary.title).toBe(text);
        expect(stored?.markdown).toBe(text);
        expect(stored?.labels).toEqual([text]);
      }),
      { numRuns: 60 },
    );
    const half = 'tide \ud83c table \\ud83c';
    const whole = 'tide \ufffd table \\ud83c';
    const record = page(half, { text: half, labels: [half], creator: person(half) });
    const spaced = { ...record, space: { key: null, name: half } };
    const [first] = await create(spaced);
    const [second] = await create({ ...spaced, creator: person(half), space: { ...spaced.space } });
    for (const stored of await archive.publishablePages([first!, second!])) {
      expect(stored.summary.title).toBe(whole);
      expect(stored.summary.spaceName).toBe(whole);
      expect(stored.creator).toBe(whole);
      expect(stored.labels).toEqual([whole]);
    }
  });
});
