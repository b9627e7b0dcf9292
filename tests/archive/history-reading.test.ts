/** What the commands about the past read of an archive. */
import { describe, expect, it } from 'vitest';
import { pageByTitle } from '../../src/model/refs.ts';
import { attachment, change, page, workshop } from './samples.ts';

describe('names of pages and attachments', () => {
  it('are those of the page that a link would lead to, or of one that is gone', async () => {
    const { archive, create, file } = await workshop();
    const shared = pageByTitle('DOCK', 'Plan');
    const [old = 0, , copy = 0, richer = 0] = await create(
      page('Old plan', { refs: [shared] }),
      page('Plan', {
        refs: [shared],
        attachments: [attachment('a.png', { refs: ['attachment:id/7'] })],
      }),
      page('copy', { refs: ['page:id/5'] }),
      page('Whole', { refs: ['page:id/6'] }),
    );
    await archive.setDuplicates([{ pageId: copy, duplicateOf: richer }]);
    await change(
      file,
      `UPDATE page_facts SET status = 'removed' WHERE id IN (${String(old)}, ${String(richer)})`,
    );
    const refs = [shared, 'page:id/5', 'page:id/6', 'attachment:id/7', 'page:id/none'];
    expect(Object.fromEntries(await archive.refNames(refs))).toEqual({
      [shared]: { title: 'Plan', spaceKey: 'DOCK' },
      'page:id/5': { title: 'Whole', spaceKey: 'DOCK' },
      'page:id/6': { title: 'Whole', spaceKey: 'DOCK' },
      'attachment:id/7': { title: 'a.png', spaceKey: null },
    });
  });
});

describe('versions', () => {
  it('that do not exist, or whose record is not stored, are left out', async () => {
    const { archive, create } = await workshop();
    const [pageId = 0] = await create(page('Plan'));
    expect(await archive.versionContents([{ pageId, number: 9 }])).toEqual([]);
    expect((await archive.versionParents([{ pageId, number: 9 }])).size).toBe(0);
    expect(await archive.versions(pageId + 1)).toEqual([]);
  });
});

describe('stored pages', () => {
  it('are read whether they are published or not', async () => {
    const { archive, create, file } = await workshop();
    const [pageId = 0] = await create(page('Plan'));
    await change(file, "UPDATE page_facts SET status = 'removed'");
    expect(await archive.publishablePages([pageId])).toEqual([]);
    expect(await archive.storedPages([pageId])).toMatchObject([{ markdown: 'About Plan.' }]);
  });
});
