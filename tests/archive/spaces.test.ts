/** Which space is which: by key, else by name; what is learned later completes a row. */
import { describe, expect, it } from 'vitest';
import { spaceRegister } from '../../src/archive/space-register.ts';
import type { SpaceRef } from '../../src/model/page.ts';
import { query } from '../support/query.ts';
import { page, workshop } from './samples.ts';

const space = (key: string | null, name: string | null): SpaceRef => ({ key, name });

function rowsOf(...spaces: readonly SpaceRef[]): (number | null)[] {
  const register = spaceRegister([]);
  return spaces.map((ref) => register.find(ref));
}

describe('spaces', () => {
  it.each([
    ['a page may have none', [space(null, null)], [null]],
    ['a key is a space', [space('DOCK', null), space('DOCK', 'Dockyard')], [1, 1]],
    ['keys are the same in any case', [space('DOCK', null), space('dock', null)], [1, 1]],
    ['a name is a space', [space(null, 'Dockyard'), space(null, 'Dockyard')], [1, 1]],
    [
      'a key that is learned later completes the row',
      [space(null, 'Dockyard'), space('DOCK', 'Dockyard'), space(null, 'Dockyard')],
      [1, 1, 1],
    ],
    [
      'two keys are two spaces even under one name',
      [space('DOCK', 'Dockyard'), space('YARD', 'Dockyard'), space('DOCK', 'Dockyard')],
      [1, 2, 1],
    ],
    [
      'a name that was completed is not completed again',
      [space(null, 'Dockyard'), space('DOCK', 'Dockyard'), space('YARD', 'Dockyard')],
      [1, 1, 2],
    ],
    [
      'a name that two keys have belongs to neither',
      [
        space('DOCK', 'Dockyard'),
        space('YARD', 'Dockyard'),
        space(null, 'Dockyard'),
        space('PIER', 'Dockyard'),
        space(null, 'Dockyard'),
      ],
      [1, 2, 3, 4, 3],
    ],
    [
      'a key keeps its row when the space is renamed',
      [space('DOCK', 'Dockyard'), space('DOCK', 'Harbour')],
      [1, 1],
    ],
  ])('%s', (_, spaces, rows) => {
    expect(rowsOf(...spaces)).toEqual(rows);
  });

  it.each(['one batch', 'three batches'])(
    'become one when a page knows the key and the name, in %s',
    async (how) => {
      const { file, archive, create } = await workshop();
      const records = [
        page('Slipway', { space: space(null, 'Dockyard') }),
        page('Mast', { space: space('DOCK', null) }),
        page('Boom', { space: space('DOCK', 'Dockyard') }),
        page('Keel', { space: space(null, 'Dockyard') }),
      ];
      if (how === 'one batch') await create(...records);
      else for (const record of records) await create(record);
      expect(await query(file, 'SELECT key, name FROM spaces')).toEqual([
        { key: 'DOCK', name: 'Dockyard' },
      ]);
      const pages = await archive.pageSummaries();
      expect(pages.map(({ spaceKey }) => spaceKey)).toEqual(['DOCK', 'DOCK', 'DOCK', 'DOCK']);
    },
  );

  it('keep what an index said of them when they become one', async () => {
    const { file, archive, importId, create } = await workshop();
    await archive.saveTree(importId, {
      format: 'confluence-html',
      key: null,
      name: 'Dockyard',
      description: 'Ships and slips',
      exportedOn: '2024-01-01',
      entries: [],
    });
    await create(page('Mast', { space: space('DOCK', null) }));
    await create(page('Boom', { space: space('DOCK', 'Dockyard') }));
    expect(await query(file, 'SELECT key, name, description, exported_on FROM spaces')).toEqual([
      { key: 'DOCK', name: 'Dockyard', description: 'Ships and slips', exported_on: '2024-01-01' },
    ]);
  });
});
