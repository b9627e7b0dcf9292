/** What imports changed, all of them taken together. */
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import type { ChangesReport } from '../../src/model/history.ts';
import { listChanges, type ChangesOptions } from '../../src/pipeline/changes.ts';
import { changesMarkdown } from '../../src/pipeline/changes-markdown.ts';
import { change, page } from '../archive/samples.ts';
import { remembered, type PastVersion } from './remembered.ts';

const SEA = { key: 'SEA', name: 'Sea' };

async function changesOf(
  versions: readonly PastVersion[],
  options: Partial<ChangesOptions> = {},
): Promise<string[]> {
  const { file } = await remembered(3, [{ record: page('Slipway'), versions }]);
  const { changes } = await listChanges({ archive: file, ...options });
  return changes.map(({ kind, from, to, wordsAdded, wordsRemoved }) =>
    [kind, `${String(from)}→${String(to)}`, `+${String(wordsAdded)}-${String(wordsRemoved)}`].join(
      ' ',
    ),
  );
}

const CREATED: PastVersion = { change: 'created', importId: 1, text: 'one two three' };

describe('the last import', () => {
  it.each<[string, PastVersion[], string[]]>([
    ['a new page', [{ ...CREATED, importId: 3 }], ['created null→1 +3-0']],
    ['a page of an earlier import', [CREATED], []],
    [
      'an update',
      [CREATED, { change: 'updated', importId: 3, text: 'one 2 three four' }],
      ['updated 1→2 +2-1'],
    ],
    ['a removal', [CREATED, { change: 'removed', importId: 3 }], ['removed 1→2 +0-3']],
    [
      'a new title',
      [CREATED, { ...CREATED, change: 'moved', importId: 3, title: 'Ramp' }],
      ['moved 1→2 +0-0'],
    ],
    [
      'a page that is back',
      [CREATED, { change: 'removed', importId: 2 }, { ...CREATED, importId: 3 }],
      ['created 2→3 +3-0'],
    ],
    [
      'an older state',
      [
        { ...CREATED, importId: 3 },
        { change: 'updated', importId: 1 },
      ],
      ['earlier 2→2 +0-0'],
    ],
    [
      'a page that only an older export had',
      [
        { ...CREATED, importId: 3 },
        { change: 'removed', importId: 3 },
      ],
      ['passed null→2 +0-0'],
    ],
    [
      'a page that is as it was before',
      [
        CREATED,
        { change: 'updated', importId: 3, text: 'x' },
        { ...CREATED, change: 'updated', importId: 3 },
      ],
      [],
    ],
  ])('with %s', async (_what, versions, expected) => {
    expect(await changesOf(versions)).toEqual(expected);
  });

  it('is told together with the runs that were stopped before it', async () => {
    const { file } = await remembered(3, [
      { record: page('Slipway'), versions: [{ ...CREATED, importId: 2 }] },
    ]);
    await change(file, "UPDATE imports SET status = 'failed' WHERE id = 2");
    const { imports, counts } = await listChanges({ archive: file });
    expect(imports.map(({ id, status }) => [id, status])).toEqual([
      [2, 'failed'],
      [3, 'completed'],
    ]);
    expect(counts.created).toBe(1);
  });
});

describe('several imports', () => {
  const twice: PastVersion[] = [
    { ...CREATED, importId: 2 },
    { change: 'updated', importId: 3, text: 'one two' },
  ];

  it('create a page that is created and then updated', async () => {
    expect(await changesOf(twice, { since: '2' })).toEqual(['created null→2 +2-0']);
  });

  it.each([
    [{ since: '3' }, ['updated 1→2 +0-1']],
    [{ since: 'import:3' }, ['updated 1→2 +0-1']],
    [{ until: '2' }, ['created null→1 +3-0']],
    [{ since: '2024-01-03' }, ['updated 1→2 +0-1']],
    [{ since: '2024-01' }, ['created null→2 +2-0']],
    [{ since: '2024-01-01', until: '2024-01-02' }, ['created null→1 +3-0']],
    [{ since: '2025-01-01' }, []],
    [{ since: '2', space: 'dock' }, ['created null→2 +2-0']],
    [{ since: '2', space: 'Dockyard' }, ['created null→2 +2-0']],
  ])('of %j are %j', async (options, expected) => {
    expect(await changesOf(twice, options)).toEqual(expected);
  });

  it.each([{ since: '9' }, { until: 'x' }, { since: '' }, { since: '24-1-1' }, { space: 'LAND' }])(
    'of %j are refused',
    async (options) => {
      await expect(changesOf(twice, options)).rejects.toThrow(UsageError);
    },
  );

  it('leave duplicates out', async () => {
    const { file, archive, ids } = await remembered(1, [
      { record: page('Slipway'), versions: [CREATED] },
      { record: page('Copy'), versions: [CREATED] },
    ]);
    await archive.setDuplicates([{ pageId: ids[1] ?? 0, duplicateOf: ids[0] ?? 0 }]);
    expect((await listChanges({ archive: file })).counts.created).toBe(1);
  });
});

describe('a page that moved', () => {
  const at = (parent: string, importId: number): PastVersion => ({
    change: importId === 1 ? 'created' : 'moved',
    importId,
    parent,
  });

  it('says from below which page to which', async () => {
    const versions = [at('Ships', 1), at('Sheds', 3)];
    const { file } = await remembered(3, [{ record: page('Slipway'), versions }]);
    expect((await listChanges({ archive: file })).changes).toMatchObject([
      { kind: 'moved', parent: 'Sheds', oldParent: 'Ships', oldTitle: null },
    ]);
  });

  it('and is back where it was did not', async () => {
    const versions = [at('Ships', 1), at('Sheds', 2), { ...at('Ships', 3), text: 'new words' }];
    const { file } = await remembered(3, [{ record: page('Slipway'), versions }]);
    expect((await listChanges({ archive: file, since: '2' })).changes).toMatchObject([
      { kind: 'updated', parent: null, oldParent: null },
    ]);
  });
});

describe('the report in Markdown', () => {
  const report = async (): Promise<ChangesReport> => {
    const { file } = await remembered(2, [
      { record: page('Slipway'), versions: [{ ...CREATED, importId: 2 }] },
      {
        record: page('Ramp *new*'),
        versions: [
          { ...CREATED, title: 'Ramp', parent: 'Ships' },
          { change: 'moved', importId: 2, text: 'one two four', parent: 'Sheds' },
        ],
      },
      {
        record: page('Pier', { space: SEA, sourcePath: 'a.html' }),
        versions: [CREATED, { change: 'updated', importId: 2, text: 'one' }],
      },
      {
        record: page('Wreck', { space: SEA, sourcePath: 'b.html' }),
        versions: [CREATED, { change: 'removed', importId: 2 }],
      },
      {
        record: page('Buoy', { space: SEA, sourcePath: 'c.html' }),
        versions: [
          { ...CREATED, importId: 2 },
          { change: 'updated', importId: 1 },
        ],
      },
    ]);
    return listChanges({ archive: file });
  };

  it('can be pasted', async () => {
    expect(changesMarkdown(await report())).toBe(`# Changes: import 2

- Import 2 of 2024-01-02

1 page created, 1 updated, 1 moved, 1 removed, 1 with older states added.

## Dockyard (DOCK)

### Created (1)

- Slipway: 3 words

### Moved (1)

- Ramp \\*new\\*: was “Ramp”; from below “Ships” to below “Sheds”; 1 word added, 1 removed

## Sea (SEA)

### Updated (1)

- Pier: 2 words removed

### Removed (1)

- Wreck

### Older states added to the history (1)

- Buoy
`);
  });

  it('tells of an import that only slotted in an older export', async () => {
    const { file } = await remembered(2, [
      {
        record: page('Slipway'),
        versions: [
          { ...CREATED, importId: 2, seenOn: '2019-01-01' },
          { change: 'updated', importId: 1 },
        ],
      },
      {
        record: page('Wreck'),
        versions: [
          { ...CREATED, importId: 2 },
          { change: 'removed', importId: 2 },
        ],
      },
    ]);
    await change(
      file,
      `INSERT INTO snapshots (import_id, source_format, taken_on, scope, recorded_at)
       VALUES (2, 'confluence-html', '2019-01-01', 'full', '2024-01-02')`,
    );
    const past = await listChanges({ archive: file });
    expect(past.imports).toMatchObject([{ id: 2, takenOn: ['2019-01-01'], isOnlyPast: true }]);
    expect(changesMarkdown(past)).toContain(
      '- Import 2 of 2024-01-02, an export of 2019-01-01: older than what was known, so it only added to the past\n',
    );
    expect((await listChanges({ archive: file, until: '1' })).imports).toMatchObject([
      { isOnlyPast: false },
    ]);
  });

  it('says when nothing changed, and when there was nothing', async () => {
    const { file } = await remembered(2, [{ record: page('Slipway'), versions: [CREATED] }]);
    expect(changesMarkdown(await listChanges({ archive: file }))).toContain('No page changed.');
    const none = await listChanges({ archive: file, since: '2030-01-01' });
    expect(changesMarkdown(none)).toBe('# Changes\n\nThere was no import.\n');
  });
});
