import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageSummary } from '../../src/model/stored.ts';
import { layoutAttachments } from '../../src/publish/attachment-paths.ts';
import { isTreePath } from '../../src/publish/manifest.ts';
import { layoutPaths } from '../../src/publish/paths.ts';
import { foldName } from '../../src/publish/safe-name.ts';
import { attachment, summary } from './pages.ts';

const paths = (pages: readonly PageSummary[]): string[] =>
  [...layoutPaths(pages)].sort(([a], [b]) => a - b).map(([, path]) => path);

describe('layoutPaths', () => {
  it('puts a page beside the folder of its children', () => {
    expect(
      paths([
        summary({ id: 1, title: 'Home' }),
        summary({ id: 2, title: 'Rigging', parentId: 1 }),
        summary({ id: 3, title: 'Knots: bowline', parentId: 2 }),
      ]),
    ).toEqual(['BOAT/Home.md', 'BOAT/Home/Rigging.md', 'BOAT/Home/Rigging/Knots - bowline.md']);
  });

  it('names spaces by key, else by name, else no-space, and keeps them apart', () => {
    const found = paths([
      summary({ id: 1, spaceKey: null, spaceName: 'Tide: Tables' }),
      summary({ id: 2, spaceKey: null, spaceName: null }),
      summary({ id: 3, spaceKey: 'no-space' }),
      summary({ id: 4, spaceKey: '~skipper' }),
      summary({ id: 5, spaceKey: '???' }),
    ]);
    expect(found[0]).toBe('Tide - Tables/Page 1.md');
    expect(found[1]).toBe('no-space/Page 2.md');
    expect(found[2]).toMatch(/^no-space \([\da-f]{8}\)\/Page 3\.md$/);
    expect(found[3]).toBe('~skipper/Page 4.md');
    expect(found[4]).toBe('space/Page 5.md');
  });

  it('gives the id to the later of two names that some system takes for one', () => {
    expect(
      paths([
        summary({ id: 9, title: 'Tides' }),
        summary({ id: 10, title: 'TIDES' }),
        summary({ id: 11, title: 'Tides?' }),
      ]),
    ).toEqual(['BOAT/Tides.md', 'BOAT/TIDES (10).md', 'BOAT/Tides (11).md']);
  });

  it('gives a hash of the source path where no id is known', () => {
    const found = paths([
      summary({ id: 1, title: 'Log', confluenceId: null, sourcePath: 'a/Log.html' }),
      summary({ id: 2, title: 'log', confluenceId: null, sourcePath: 'b/Log.html' }),
    ]);
    expect(found[0]).toBe('BOAT/Log.md');
    expect(found[1]).toMatch(/^BOAT\/log \([\da-f]{8}\)\.md$/);
  });

  it('keeps the attachments folder free, and folders apart from files', () => {
    const found = paths([
      summary({ id: 1, title: 'Attachments' }),
      summary({ id: 2, title: 'Crew' }),
      summary({ id: 3, title: 'Crew.md' }),
      summary({ id: 4, title: 'Child', parentId: 3 }),
      summary({ id: 5, title: 'Attachments', parentId: 2 }),
    ]);
    expect(found).toEqual([
      'BOAT/Attachments (1).md',
      'BOAT/Crew.md',
      'BOAT/Crew.md (3).md',
      'BOAT/Crew.md (3)/Child.md',
      'BOAT/Crew/Attachments.md',
    ]);
  });

  it('uses the source file’s name where there is no title', () => {
    expect(paths([summary({ id: 1, title: null, sourcePath: 'dump/000_ab.cd.txt' })])).toEqual([
      'BOAT/000_ab.cd.md',
    ]);
  });

  it('puts pages of a ring, and of unpublished or foreign parents, at the top', () => {
    const ring = [
      summary({ id: 1, title: 'A', parentId: 3 }),
      summary({ id: 2, title: 'B', parentId: 1 }),
      summary({ id: 3, title: 'C', parentId: 2 }),
      summary({ id: 4, title: 'Self', parentId: 4 }),
      summary({ id: 5, title: 'Orphan', parentId: 99 }),
      summary({ id: 6, title: 'Guest', spaceKey: 'PIER', parentId: 1 }),
    ];
    const expected = [
      'BOAT/A.md',
      'BOAT/A/B.md',
      'BOAT/A/B/C.md',
      'BOAT/Self.md',
      'BOAT/Orphan.md',
      'PIER/Guest.md',
    ];
    expect(paths(ring)).toEqual(expected);
    expect(paths(ring.toReversed())).toEqual(expected);
  });

  it('stays short however deep the tree and long the titles are', () => {
    const deep = Array.from({ length: 300 }, (_, index) =>
      summary({
        id: index + 1,
        title: `${'A very long title about the harbour '.repeat(6)}${String(index)}`,
        parentId: index === 0 ? null : index,
      }),
    );
    const found = paths(deep);
    expect(new Set(found).size).toBe(300);
    expect(Math.max(...found.map((path) => path.length))).toBeLessThanOrEqual(240);
  });

  it('lays out 20,000 pages of one folder in time', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => summary({ id: index + 1 }));
    const started = performance.now();
    expect(layoutPaths(many).size).toBe(20_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

const title = fc.oneof(
  fc.constantFrom(
    'A',
    'a',
    'a?',
    'A.md',
    'CON',
    'attachments',
    '..',
    '/',
    'ß',
    'SS',
    'é',
    'e\u0301',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', minLength: 100, maxLength: 300 }),
  fc.constant(null),
);

const forest = fc
  .array(
    fc.record({
      title,
      spaceKey: fc.constantFrom('A', 'a', 'B', '..', null),
      confluenceId: fc.option(fc.string({ maxLength: 4 })),
      parent: fc.nat(20),
    }),
    { maxLength: 20 },
  )
  .map((drafts) =>
    drafts.map(({ parent, ...draft }, index) =>
      summary({
        id: index + 1,
        ...draft,
        spaceName: null,
        parentId: parent === 0 ? null : parent,
        sourcePath: `x/${String(index)}.html`,
      }),
    ),
  );

const WINDOWS_FORBIDDEN =
  /[<>:"|?*\\\u0000-\u001F]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i; // eslint-disable-line no-control-regex -- they are forbidden

describe('every layout', () => {
  it('is unique without regard to case, inside the root, valid on Windows, and short', () => {
    fc.assert(
      fc.property(forest, (pages) => {
        const found = paths(pages);
        expect(found.length).toBe(pages.length);
        const folders = found.map((path) => path.slice(0, -'.md'.length));
        expect(new Set(found.map(foldName)).size).toBe(found.length);
        for (const path of found) {
          expect(isTreePath(path)).toBe(true);
          expect(path.length).toBeLessThanOrEqual(240);
          expect(path).not.toMatch(/^[^/]+\/attachments\//i);
          expect(folders.map(foldName)).not.toContain(foldName(path));
          for (const segment of path.split('/')) {
            expect(segment).not.toMatch(WINDOWS_FORBIDDEN);
            expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(150);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of the pages', () => {
    fc.assert(
      fc.property(
        forest.chain((pages) =>
          fc.tuple(
            fc.constant(pages),
            fc.shuffledSubarray(pages, { minLength: pages.length, maxLength: pages.length }),
          ),
        ),
        ([pages, shuffled]) => {
          expect(paths(shuffled)).toEqual(paths(pages));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('layoutAttachments', () => {
  const pages = [
    summary({ id: 1, title: 'Home' }),
    summary({ id: 2, title: 'Plan', parentId: 1 }),
    summary({ id: 3, title: 'PLAN' }),
  ];
  const layout = (files: Parameters<typeof layoutAttachments>[2]) =>
    layoutAttachments(pages, layoutPaths(pages), files);

  it('keeps the original name under the page’s own folder', () => {
    const found = layout([
      attachment({ id: 7, pageId: 2, fileName: 'Sail plan (v2).PDF' }),
      attachment({ id: 8, pageId: 3, fileName: '帆.png' }),
      attachment({ id: 9, pageId: 3, fileName: 'no extension' }),
    ]);
    expect([...found]).toEqual([
      [7, 'BOAT/attachments/Plan/Sail plan (v2).PDF'],
      [8, 'BOAT/attachments/PLAN (3)/帆.png'],
      [9, 'BOAT/attachments/PLAN (3)/no extension'],
    ]);
  });

  it('tells two files of one name apart by id, before the extension', () => {
    const found = layout([
      attachment({ id: 12, pageId: 2, fileName: 'a.drawio.PNG' }),
      attachment({ id: 11, pageId: 2, fileName: 'A.drawio.png' }),
      attachment({ id: 13, pageId: 2, confluenceId: null, fileName: 'a.drawio.png' }),
    ]);
    expect(found.get(11)).toBe('BOAT/attachments/Plan/A.drawio.png');
    expect(found.get(12)).toBe('BOAT/attachments/Plan/a.drawio (12).PNG');
    expect(found.get(13)).toMatch(/^BOAT\/attachments\/Plan\/a\.drawio \([\da-f]{8}\)\.png$/);
  });

  it('has no path for a missing file, and makes every name safe', () => {
    const found = layout([
      attachment({ id: 1, pageId: 2, status: 'missing' }),
      attachment({ id: 2, pageId: 2, fileName: '../../etc/passwd' }),
      attachment({ id: 3, pageId: 2, fileName: '.htaccess' }),
      attachment({ id: 4, pageId: 2, fileName: '???' }),
      attachment({ id: 5, pageId: 2, fileName: `${'x'.repeat(300)}.jpeg` }),
      attachment({ id: 6, pageId: 99 }),
    ]);
    expect(found.has(1)).toBe(false);
    expect(found.get(2)).toBe('BOAT/attachments/Plan/etc-passwd');
    expect(found.get(3)).toBe('BOAT/attachments/Plan/htaccess');
    expect(found.get(4)).toBe('BOAT/attachments/Plan/attachment');
    expect(found.get(5)).toBe(`BOAT/attachments/Plan/${'x'.repeat(95)}.jpeg`);
    expect(found.has(6)).toBe(false);
  });
});
