/** Which stored page a found page is: by id, else by space and title, else by file. */
import { describe, expect, it } from 'vitest';
import type { FoundIdentity } from '../../src/archive/archive.ts';
import type { PageRecord } from '../../src/model/page.ts';
import { change, page, workshop } from './samples.ts';

const identityOf = (record: PageRecord): FoundIdentity => ({
  sourcePath: record.sourcePath,
  confluenceId: record.confluenceId,
  format: record.format,
  titleRefs: record.refs.filter((ref) => ref.startsWith('page:title/')),
});

/** Stores pages, looks others up; for each of these the place of the stored page, or null. */
async function matches(
  stored: readonly PageRecord[],
  found: readonly PageRecord[],
  sql = 'SELECT 1',
): Promise<(number | null)[]> {
  const { file, archive, create } = await workshop();
  const ids = await create(...stored);
  await change(file, sql);
  const result = await archive.matchPages(found.map(identityOf));
  return found.map(({ sourcePath }) => {
    const id = result.get(sourcePath)?.pageId;
    return id === undefined ? null : ids.indexOf(id);
  });
}

const slipway = page('Slipway');
const foreign = { space: { key: 'YARD', name: 'Yard' } };

describe('a found page', () => {
  it.each<[string, readonly PageRecord[], readonly PageRecord[], readonly (number | null)[]]>([
    ['is new to an empty archive', [], [slipway], [null]],
    [
      'is the page with its id, whatever its title and file',
      [slipway, page('Ramp', { confluenceId: '12' })],
      [page('Slipway', { confluenceId: '12', sourcePath: 'Slipway_12.html' })],
      [1],
    ],
    [
      'is never a page with another id',
      [page('Slipway', { confluenceId: '12' })],
      [page('Slipway', { confluenceId: '13' })],
      [null],
    ],
    [
      'is the page of its title when one of them has no id',
      [page('Slipway'), page('Mast', { confluenceId: '12' })],
      [page('Slipway', { confluenceId: '11', sourcePath: 'a' }), page('Mast', { sourcePath: 'b' })],
      [0, 1],
    ],
    ['is not a page of another space', [page('Slipway', foreign)], [slipway], [null]],
    [
      'is not a page of another format',
      [page('Slipway', { format: 'plain-text' })],
      [slipway],
      [null],
    ],
    [
      'is not a page with its id in another format',
      [page('Slipway', { confluenceId: '12', format: 'crawled-markdown' })],
      [page('Slipway', { confluenceId: '12' })],
      [null],
    ],
    [
      'is, of several with its title, the one of the same file',
      [page('Slipway', { sourcePath: 'a' }), page('Slipway', { sourcePath: 'b' })],
      [
        page('Slipway', { sourcePath: 'c' }),
        page('Slipway', { sourcePath: 'b' }),
        page('Slipway', { sourcePath: 'd' }),
      ],
      [0, 1, null],
    ],
    [
      'leaves a page to the one that has its id',
      [page('Slipway', { confluenceId: '12' })],
      [slipway, page('Slipway', { confluenceId: '12', sourcePath: 'Slipway_12.html' })],
      [null, 0],
    ],
    [
      'shares its page with its copies',
      [slipway, page('Mast', { confluenceId: '12' })],
      [
        page('Slipway', { confluenceId: '11', sourcePath: 'new/11.html' }),
        page('Slipway', { confluenceId: '11', sourcePath: 'old/11.html' }),
        page('Mast', { confluenceId: '12', sourcePath: 'new/12.html' }),
        page('Mast', { confluenceId: '12', sourcePath: 'old/12.html' }),
      ],
      [0, 0, 1, 1],
    ],
    [
      'with a new title is the page of its file in its space',
      [page('Slipway', { sourcePath: '7.md' })],
      [page('Ramp', { sourcePath: '7.md' })],
      [0],
    ],
    [
      'with a new title is not the page of that file in another space',
      [page('Slipway', { sourcePath: '7.md', ...foreign })],
      [page('Ramp', { sourcePath: '7.md' })],
      [null],
    ],
    [
      'leaves the page of its file to the one that has its title',
      [page('Slipway', { sourcePath: '7.md' })],
      [page('Ramp', { sourcePath: '7.md' }), page('Slipway', { sourcePath: '8.md' })],
      [null, 0],
    ],
    [
      'without a title is the page of its file that has none either',
      [
        page('', { title: null, sourcePath: 'a.txt', refs: [] }),
        page('B', { sourcePath: 'b.txt' }),
      ],
      [
        page('', { title: null, sourcePath: 'a.txt', refs: [] }),
        page('', { title: null, sourcePath: 'b.txt', refs: [] }),
      ],
      [0, null],
    ],
  ])('%s', async (_, stored, found, expected) => {
    expect(await matches(stored, found)).toEqual(expected);
  });

  it('is found again after it was removed, but a page that is there comes first', async () => {
    const twin = page('Slipway', { sourcePath: 'twin.html' });
    const found = [page('Slipway', { sourcePath: 'x.html' })];
    const removed = "UPDATE page_facts SET status = 'removed' WHERE id = 1";
    expect(await matches([slipway], found, removed)).toEqual([0]);
    expect(await matches([slipway, twin], found, removed)).toEqual([1]);
  });

  it('brings back what decides whether it changed', async () => {
    const { archive, create } = await workshop();
    const record = page('Slipway', {
      confluenceId: '12',
      exportedOn: '2024-01-02',
      parentRef: 'page:id/3',
    });
    const [pageId] = await create(record);
    const found = await archive.matchPages([identityOf(record)]);
    expect(found.get('Slipway.html')).toMatchObject({
      pageId,
      confluenceId: '12',
      format: 'confluence-html',
      title: 'Slipway',
      parentRef: 'page:id/3',
      sourcePath: 'Slipway.html',
      sourceSha256: 'sha of Slipway.html',
      conversion: 'rules',
      seenOn: '2024-01-02',
    });
  });
});
