/** One page: its states, what changed between two of them, and how it is published. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { pageByFile, pageById, pageByTitle } from '../../src/model/refs.ts';
import type { DiffHunk } from '../../src/model/history.ts';
import { diffPage } from '../../src/pipeline/diff.ts';
import { pageHistory } from '../../src/pipeline/history.ts';
import { importExport } from '../../src/pipeline/import.ts';
import { showPage } from '../../src/pipeline/show.ts';
import { attachment, change, page, temporaryFolder } from '../archive/samples.ts';
import { remembered, type PastVersion } from './remembered.ts';

const DEMO = join(import.meta.dirname, '..', '..', 'fixtures', 'demo-space', 'source');

const VERSIONS: readonly PastVersion[] = [
  { change: 'created', importId: 2, title: 'Ramp', text: 'Two boats.', seenOn: '2019-03-01' },
  { change: 'updated', importId: 1, title: 'Ramp', text: 'Three boats.', seenOn: '2021-03-01' },
  { change: 'moved', importId: 1, text: 'Three boats.' },
  { change: 'updated', importId: 3, text: 'Three boats and a raft.', seenOn: '2024-01-03T09:00' },
];

const slipway = (versions: readonly PastVersion[] = VERSIONS) =>
  remembered(3, [{ record: page('Slipway', { confluenceId: '100001' }), versions }]);

describe('the history of a page', () => {
  it('has its states in the order of the wiki, with what each changed', async () => {
    const { file } = await slipway();
    const { page: found, versions } = await pageHistory({ archive: file, page: '100001' });
    expect(found.title).toBe('Slipway');
    expect(versions).toMatchObject([
      { number: 1, importId: 2, seenOn: '2019-03-01', wordsAdded: 2, isCurrent: false },
      { number: 2, importId: 1, wordsAdded: 1, wordsRemoved: 1 },
      { number: 3, title: 'Slipway', change: 'moved', wordsAdded: 0, seenOn: null },
      { number: 4, importId: 3, wordsAdded: 3, wordsRemoved: 0, isCurrent: true },
    ]);
    expect(versions[0]?.importedAt).toBe('2024-01-02T12:00:00.000Z');
  });

  it('ends with its removal', async () => {
    const { file } = await slipway([...VERSIONS, { change: 'removed', importId: 3 }]);
    const { page: found, versions } = await pageHistory({ archive: file, page: 'Slipway' });
    expect(found.status).toBe('removed');
    expect(versions.at(-1)).toMatchObject({ change: 'removed', wordsRemoved: 5, isCurrent: true });
  });
});

describe('the states that are compared', () => {
  const compared = async (
    from?: string,
    to?: string,
    versions: readonly PastVersion[] = VERSIONS,
  ): Promise<readonly number[]> => {
    const { file } = await slipway(versions);
    const diff = await diffPage({ archive: file, page: 'Slipway', from, to });
    return [diff.from.number, diff.to.number];
  };
  const removed: readonly PastVersion[] = [...VERSIONS, { change: 'removed', importId: 3 }];

  it.each<[string | undefined, string | undefined, readonly number[]]>([
    [undefined, undefined, [3, 4]],
    ['1', undefined, [1, 4]],
    ['1', '2', [1, 2]],
    ['3', '1', [3, 1]],
    [undefined, '3', [1, 3]],
    ['2020-12-31', '2023-12', [1, 2]],
    ['import:1', 'import:3', [3, 4]],
    ['import:2', undefined, [3, 4]],
    ['2024-01-01', '2024-01-03', [3, 4]],
  ])('of %j and %j are %j', async (from, to, expected) => {
    expect(await compared(from, to)).toEqual(expected);
  });

  it('are the last two in which the page was there', async () => {
    expect(await compared(undefined, undefined, removed)).toEqual([3, 4]);
    expect(await compared('4', '5', removed)).toEqual([4, 5]);
  });

  it('is one where there is no other', async () => {
    expect(await compared(undefined, undefined, VERSIONS.slice(0, 1))).toEqual([1, 1]);
  });

  it.each(['0', '5', '2021', '2018-12-31', 'import:0', 'yesterday', '', '-1', '1.5'])(
    'are not %j',
    async (words) => {
      await expect(compared(words)).rejects.toThrow(UsageError);
    },
  );
});

describe('a difference of pages', () => {
  const lines = (hunks: readonly DiffHunk[]): string[] =>
    hunks.flatMap((hunk) =>
      hunk.lines.map((parts) =>
        parts
          .map(({ kind, text }) =>
            kind === 'same' ? text : `${kind === 'added' ? '+' : '-'}${text}`,
          )
          .join('|'),
      ),
    );

  it('has the words that went and came', async () => {
    const { file } = await slipway();
    const diff = await diffPage({ archive: file, page: 'Slipway' });
    expect(diff).toMatchObject({ wordsAdded: 3, wordsRemoved: 0 });
    expect(lines(diff.hunks)).toEqual(['Three boats|+ and a raft|.']);
  });

  it('shows links by the titles that they mean, however an export named them', async () => {
    const target = page('Harbour Office', { confluenceId: '100009', sourcePath: 'Office.html' });
    const sea = page('Tides', { confluenceId: '200001', space: { key: 'SEA', name: 'Sea' } });
    const byId = pageById('100009');
    const text = (ref: string, more: string): string =>
      `See [the office](${ref}), [tides](${pageById('200001')}#High), ![](attachment:id/77) ` +
      `and [gone](${pageByTitle('DOCK', 'Old *Shed*')}) ${more}.`;
    const { file } = await remembered(3, [
      {
        record: page('Slipway', {
          attachments: [attachment('plan.png', { refs: ['attachment:id/77'] })],
        }),
        versions: [
          { change: 'created', importId: 1, text: text(byId, 'first') },
          { change: 'updated', importId: 2, text: text(pageByFile('DOCK', 'Office.html'), 'last') },
        ],
      },
      { record: target, versions: [{ change: 'created', importId: 1 }] },
      { record: sea, versions: [{ change: 'created', importId: 1 }] },
    ]);
    const { hunks } = await diffPage({ archive: file, page: 'Slipway' });
    expect(lines(hunks)).toEqual([
      'See [the office](Harbour Office), [tides](SEA/Tides#High), ![](plan.png) and ' +
        '[gone](old *shed*) |-first|+last|.',
    ]);
  });
});

describe('a page that is shown', () => {
  it('is its published file, and has its fields', async () => {
    const folder = temporaryFolder();
    const [archive, markdown] = [join(folder, 'a.sqlite'), join(folder, 'tree')];
    await importExport({ sources: [DEMO], archive, markdown });
    for (const title of ['Photo Identification', 'Counting a Haul-out', 'Q1 2024 Report']) {
      const shown = await showPage({ archive, page: title });
      const path = shown.page.markdownPath ?? '';
      expect(shown.markdown).toBe(readFileSync(join(markdown, path), 'utf8'));
    }
    expect(await showPage({ archive, page: 'Q1 2024 Report' })).toMatchObject({
      asOf: null,
      page: { spaceKey: 'SEALS', status: 'current' },
      creator: 'Tomas Vreeland',
      lastModifiedOn: '2024-04-11',
      exportedOn: '2024-11-12T09:14',
      sourceFormat: 'confluence-html',
      versions: [{ number: 1, change: 'created' }],
    });
    rmSync(markdown, { recursive: true });
  });

  it('has links where nothing was published, as if it were', async () => {
    const folder = temporaryFolder();
    const archive = join(folder, 'a.sqlite');
    await importExport({ sources: [DEMO], archive, markdown: null });
    const { markdown } = await showPage({ archive, page: 'Photo Identification' });
    expect(markdown).toContain(
      '../../attachments/Photo%20Identification/coat%20pattern%20%28left%20side%29.png',
    );
  });

  it('may be removed, or a duplicate', async () => {
    const { file, archive, ids } = await remembered(1, [
      { record: page('Slipway'), versions: [{ change: 'created', importId: 1 }] },
      { record: page('Copy'), versions: [{ change: 'created', importId: 1 }] },
    ]);
    await archive.setDuplicates([{ pageId: ids[1] ?? 0, duplicateOf: ids[0] ?? 0 }]);
    await change(file, `UPDATE page_facts SET status = 'removed' WHERE id = ${String(ids[0])}`);
    const removed = await showPage({ archive: file, page: 'Slipway' });
    expect(removed.markdown).toContain('\n# Slipway\n\nAbout Slipway.\n');
    expect((await showPage({ archive: file, page: 'Copy' })).markdown).toContain('About Copy.');
  });

  it('as of a date is not there yet', async () => {
    const { file } = await slipway();
    const shown = showPage({ archive: file, page: 'Slipway', asOf: '2020-01-01' });
    await expect(shown).rejects.toThrow(UsageError);
  });
});
