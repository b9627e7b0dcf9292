/** Pages met in two formats: which may be the same, and who points at whom. */
import { describe, expect, it } from 'vitest';
import { query } from '../support/query.ts';
import { change, page, workshop } from './samples.ts';

const print = [1, 2, 3, 4, 5];

async function pointers(file: string): Promise<(number | null)[]> {
  const rows = await query(file, 'SELECT duplicate_of FROM pages ORDER BY id');
  return rows.map((row) => row.duplicate_of as number | null);
}

describe('candidates', () => {
  it('are pairs of two formats that share enough and have not two titles, each once', async () => {
    const { archive, create } = await workshop();
    const dump = { fingerprint: print, format: 'plain-text' } as const;
    const ids = await create(
      page('Html', { fingerprint: print }),
      page('Text', { ...dump, title: 'Html', text: 'Words.', wordCount: 1 }),
      page('Little', { fingerprint: [1, 2, 9], format: 'plain-text', title: 'Html' }),
      page('Html 2', { fingerprint: print }),
      page('Untitled', { ...dump, title: null }),
    );
    const found = await archive.duplicateCandidates(ids, 3);
    expect(found.map(({ one, other }) => [one.sourcePath, other.sourcePath])).toEqual([
      ['Html.html', 'Text.html'],
      ['Html.html', 'Untitled.html'],
      ['Html 2.html', 'Untitled.html'],
    ]);
    expect(found[0]?.other).toEqual({
      pageId: ids[1],
      title: 'Html',
      format: 'plain-text',
      wordCount: 1,
      sourcePath: 'Text.html',
    });
    expect(await archive.duplicateTexts([ids[1]!])).toEqual(new Map([[ids[1], 'Words.']]));
  });

  it('are no more than the pages, where very many are alike', async () => {
    const { archive, create } = await workshop();
    const ids = await create(
      ...Array.from({ length: 400 }, (_, at) => {
        const title = at % 4 === 0 ? null : `Week ${String(at >> 1)}`;
        const format = at % 2 === 0 ? 'plain-text' : 'confluence-html';
        return page(`P${String(at)}`, { fingerprint: print, title, format });
      }),
    );
    // Those with a title find the other of their title; all 20,000 others have the same words.
    expect(await archive.duplicateCandidates(ids, 3)).toHaveLength(100);
  });

  it('are looked for around the pages that are asked for, among those that are there', async () => {
    const { file, archive, create } = await workshop();
    const [html, text] = await create(
      page('Html', { fingerprint: print }),
      page('Text', { fingerprint: print, format: 'plain-text', title: 'Html' }),
      page('Other', { fingerprint: [7, 8, 9] }),
      page('Other text', { fingerprint: [7, 8, 9], format: 'plain-text', title: 'Other' }),
    );
    expect(await archive.duplicateCandidates([text!], 3)).toHaveLength(1);
    await change(file, `UPDATE page_facts SET status = 'removed' WHERE id = ${html}`);
    expect(await archive.duplicateCandidates([text!], 3)).toEqual([]);
  });
});

describe('duplicates', () => {
  it('point at a page that is none itself, in whatever order they are found', async () => {
    const { file, archive, create } = await workshop();
    const [a, b, c] = await create(page('A'), page('B'), page('C'));
    await archive.setDuplicates([{ pageId: a!, duplicateOf: b! }]);
    await archive.setDuplicates([{ pageId: b!, duplicateOf: c! }]);
    expect(await pointers(file)).toEqual([c, c, null]);
  });

  it('change sides when the poorer one became the richer', async () => {
    const { file, archive, create } = await workshop();
    const [a, b, c] = await create(page('A'), page('B'), page('C'));
    await archive.setDuplicates([
      { pageId: a!, duplicateOf: b! },
      { pageId: c!, duplicateOf: b! },
    ]);
    await archive.setDuplicates([{ pageId: b!, duplicateOf: a! }]);
    expect(await pointers(file)).toEqual([null, a, a]);
  });

  it('are not published, nor are their attachments', async () => {
    const { archive, create } = await workshop();
    const [a, b] = await create(page('A'), page('B'));
    await archive.setDuplicates([{ pageId: b!, duplicateOf: a! }]);
    expect((await archive.pageSummaries()).map(({ title }) => title)).toEqual(['A']);
    expect(await archive.publishablePages([a!, b!])).toHaveLength(1);
  });
});
