/** What an index says of parents, places and the home page. */
import { describe, expect, it } from 'vitest';
import type { SpaceTree } from '../../src/model/stored.ts';
import { pageByTitle } from '../../src/model/refs.ts';
import { query } from '../support/query.ts';
import { begin, change, page, workshop } from './samples.ts';

/** A tree from an indented list; `*` marks the home page. */
function tree(lines: string, fields: Partial<SpaceTree> = {}): SpaceTree {
  const rows = lines.split('\n').filter((line) => line.trim() !== '');
  const depths = rows.map((line) => line.search(/\S/));
  const entries = rows.map((line, at) => {
    const parent = depths.slice(0, at).findLastIndex((depth) => depth < depths[at]!);
    const siblings = rows.filter(
      (_, other) =>
        other < at &&
        depths[other] === depths[at] &&
        depths.slice(0, other).findLastIndex((depth) => depth < depths[at]!) === parent,
    );
    return {
      refs: [pageByTitle('DOCK', line.trim().replace('*', ''))],
      parent: parent === -1 ? null : parent,
      position: siblings.length,
      isHome: line.includes('*'),
    };
  });
  return {
    format: 'confluence-html',
    key: 'DOCK',
    name: 'Dockyard',
    description: null,
    exportedOn: '2024-01-01',
    entries,
    ...fields,
  };
}

/** `title < parent @ position`, by title. */
async function places(file: string): Promise<string[]> {
  const rows = await query(
    file,
    `SELECT pages.title, parent.title AS parent, pages.position FROM pages
     LEFT JOIN pages AS parent ON parent.id = pages.parent_id ORDER BY pages.title`,
  );
  return rows.map(({ title, parent, position }) => `${title} < ${parent} @ ${position}`);
}

const homes = async (file: string): Promise<unknown[]> =>
  (await query(file, "SELECT title FROM pages WHERE type = 'home' ORDER BY 1")).map(
    ({ title }) => title,
  );

const homepage = async (file: string): Promise<unknown> =>
  (await query(file, 'SELECT title FROM spaces JOIN pages ON pages.id = homepage_id'))[0]?.title;

const pagesA2D = ['A', 'B', 'C', 'D'].map((title) => page(title));

describe('an index', () => {
  it('gives parents and places, and survives resolving', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(...pagesA2D);
    await archive.saveTree(importId, tree('A*\n  C\n  B\nD'));
    await archive.resolve(importId);
    expect(await places(file)).toEqual(['A < null @ 0', 'B < A @ 1', 'C < A @ 0', 'D < null @ 1']);
    expect(await homes(file)).toEqual(['A']);
    expect(await homepage(file)).toBe('A');
  });

  it('overrules breadcrumbs', async () => {
    const { file, archive, importId, create } = await workshop();
    const child = page('C', { parentRef: pageByTitle('DOCK', 'B') });
    await create(page('A'), page('B'), child);
    await archive.saveTree(importId, tree('A\n  C\nB'));
    await archive.resolve(importId);
    expect(await places(file)).toContain('C < A @ 0');
  });

  it('leaves the children of a page that is missing with its nearest ancestor, in order', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(...pagesA2D);
    await archive.saveTree(importId, tree('A\n  Lost\n    Gone\n      B\n    C\n  D\nAbsent'));
    expect(await places(file)).toEqual(['A < null @ 0', 'B < A @ 2', 'C < A @ 3', 'D < A @ 4']);
  });

  it('puts a page that is listed twice where it is listed first', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(...pagesA2D);
    await archive.saveTree(importId, tree('A\n  B\n    A\n      C\nD\n  B'));
    expect(await places(file)).toEqual(['A < null @ 0', 'B < A @ 0', 'C < A @ 1', 'D < null @ 1']);
  });

  it('lets go of pages that this import brought and it lists no more', async () => {
    const { file, archive, importId, create } = await workshop();
    const ids = await create(
      page('A'),
      page('B', { parentRef: pageByTitle('DOCK', 'D') }),
      ...pagesA2D.slice(2),
    );
    await archive.saveTree(importId, tree('A\n  B\n  C\nD'));
    const later = await begin(archive);
    await archive.touchPages(later, ids.slice(0, 2));
    await archive.saveTree(later, tree('A'));
    await archive.resolve(later);
    // C was no part of the second export, so nothing new is known of it.
    expect(await places(file)).toEqual([
      'A < null @ 0',
      'B < D @ null',
      'C < A @ 1',
      'D < null @ 1',
    ]);
  });

  it('may come in two parts', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(...pagesA2D);
    await archive.saveTree(importId, tree('A\n  B'));
    await archive.saveTree(importId, tree('C\n  D'));
    expect(await places(file)).toEqual(['A < null @ 0', 'B < A @ 0', 'C < null @ 0', 'D < C @ 0']);
  });

  it('that is older fills gaps only', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(...pagesA2D);
    await archive.saveTree(
      importId,
      tree('A*\n  B', { description: 'Ships', exportedOn: '2024-01-01T10:00' }),
    );
    const older = tree('B*\n  A\n  C', {
      name: 'Old yard',
      description: 'Boats',
      exportedOn: '2020-01-01',
    });
    await archive.saveTree(importId, older);
    await archive.resolve(importId);
    expect(await places(file)).toEqual([
      'A < null @ 0',
      'B < A @ 0',
      'C < B @ 1',
      'D < null @ null',
    ]);
    expect(await homepage(file)).toBe('A');
    expect(await query(file, 'SELECT name, description, exported_on FROM spaces')).toEqual([
      { name: 'Dockyard', description: 'Ships', exported_on: '2024-01-01T10:00' },
    ]);
  });

  it('that is newer brings the details up to date', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(...pagesA2D);
    await archive.saveTree(importId, tree('A*\n  B', { description: 'Ships' }));
    await archive.saveTree(
      importId,
      tree('B*\n  A', { name: 'Harbour', exportedOn: '2025-01-01' }),
    );
    expect(await query(file, 'SELECT name, description, exported_on FROM spaces')).toEqual([
      { name: 'Harbour', description: 'Ships', exported_on: '2025-01-01' },
    ]);
    expect(await homes(file)).toEqual(['B']);
    expect(await homepage(file)).toBe('B');
    await create(page('E', { space: { key: 'DOCK', name: 'Harbour' } }));
    expect(await query(file, 'SELECT name FROM spaces')).toEqual([{ name: 'Harbour' }]);
  });

  it('is remembered when the home page alone is imported again', async () => {
    const { file, archive, importId, create, update } = await workshop();
    const [id] = await create(page('A'));
    await archive.saveTree(importId, tree('A*'));
    await update(id!, page('A', { text: 'New.' }));
    expect(await homes(file)).toEqual(['A']);
  });

  it('without key and name places pages all the same', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(page('A'), page('B'));
    await archive.saveTree(importId, tree('A\n  B', { key: null, name: null }));
    expect(await places(file)).toEqual(['A < null @ 0', 'B < A @ 0']);
  });

  it('places no page that was removed', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(page('A'), page('B'));
    await change(file, "UPDATE page_facts SET status = 'removed' WHERE title = 'A'");
    await archive.saveTree(importId, tree('A\n  B'));
    expect(await places(file)).toContain('B < null @ 1');
  });
});

describe('without an index', () => {
  it('a page that is marked as home page is the space’s', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(page('A'), page('B', { type: 'home' }));
    await archive.resolve(importId);
    expect(await homepage(file)).toBe('B');
  });
});
