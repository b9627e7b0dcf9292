import { describe, expect, it } from 'vitest';
import { idInFile, ownFileNames, titleFileNames } from '../../src/extract/file-names.ts';
import { identify } from '../../src/extract/identity.ts';
import { treeOf } from '../../src/extract/space-index.ts';

type Source = Parameters<typeof identify>[0];

const NOWHERE = { key: null, name: null };
const page = (part: Partial<Source>): Source => ({
  profile: 'confluence-5',
  heading: 'Harbour Team : Tide Tables',
  breadcrumbs: [
    { title: 'Harbour Team', href: 'index.html' },
    { title: 'Harbour Team Home', href: 'Harbour-Team-Home_7340036.html' },
    { title: 'Tables', href: '7340040.html' },
  ],
  attachments: [],
  isHome: false,
  sourcePath: 'export/Tide-Tables_7340050.html',
  ...part,
});
const attachment = (href: string) => ({ fileName: 'x.png', href, mediaType: null });

describe('identify', () => {
  it('reads space, title, id, ancestors and parent', () => {
    expect(identify(page({}), NOWHERE)).toEqual({
      space: { key: null, name: 'Harbour Team' },
      title: 'Tide Tables',
      type: 'page',
      confluenceId: '7340050',
      breadcrumbs: [
        { position: 0, title: 'Harbour Team', href: 'index.html', ref: null },
        {
          position: 1,
          title: 'Harbour Team Home',
          href: 'Harbour-Team-Home_7340036.html',
          ref: 'page:id/7340036',
        },
        { position: 2, title: 'Tables', href: '7340040.html', ref: 'page:id/7340040' },
      ],
      parentRef: 'page:id/7340040',
      refs: [
        'page:id/7340050',
        'page:file/harbour%20team/tide-tables_7340050.html',
        'page:title/harbour%20team/tide%20tables',
        'page:file/harbour%20team/tide%2Btables.html',
        'page:file/harbour%20team/tide-tables.html',
      ],
    });
  });

  it('keeps titles whole that hold the separator themselves', () => {
    const heading = 'Lab : Notes : Tests : Day 1';
    const breadcrumbs = [{ title: 'Lab : Notes', href: 'index.html' }];
    expect(identify(page({ heading, breadcrumbs }), NOWHERE)).toMatchObject({
      space: { name: 'Lab : Notes' },
      title: 'Tests : Day 1',
    });
    const known = { key: 'LAB', name: 'Lab' };
    expect(identify(page({ heading, breadcrumbs: [] }), known)).toMatchObject({
      space: known,
      title: 'Notes : Tests : Day 1',
    });
  });

  it('cuts at the first separator where no space is known', () => {
    const found = identify(page({ heading: 'Lab : Notes : Tests', breadcrumbs: [] }), NOWHERE);
    expect(found).toMatchObject({
      space: { name: 'Lab' },
      title: 'Notes : Tests',
      parentRef: null,
    });
  });

  it('leaves a heading alone that does not begin with the known space', () => {
    const breadcrumbs = [{ title: 'Guide', href: 'Guide_7340001.html' }];
    const found = identify(page({ heading: 'Input : Output', breadcrumbs }), {
      key: 'LAB',
      name: 'Lab',
    });
    expect(found).toMatchObject({
      space: { key: 'LAB', name: 'Lab' },
      title: 'Input : Output',
      parentRef: 'page:id/7340001',
    });
  });

  it('gives a page of another space no key of this one', () => {
    const found = identify(page({}), { key: 'LAB', name: 'Lab' });
    expect(found.space).toEqual({ key: null, name: 'Harbour Team' });
  });

  it('reads the home page, whose title is the space’s name', () => {
    const found = identify(
      page({
        heading: 'Harbour Team : Harbour Team',
        breadcrumbs: [{ title: 'Harbour Team', href: 'index.html' }],
        isHome: true,
      }),
      NOWHERE,
    );
    expect(found).toMatchObject({ title: 'Harbour Team', type: 'home', parentRef: null });
  });

  it('reads “Space - Page” of Confluence 2.x', () => {
    const part = { profile: 'site-template-2', heading: 'Web Kit - Form - Tags', breadcrumbs: [] };
    expect(identify(page(part), NOWHERE)).toMatchObject({
      space: { name: 'Web Kit' },
      title: 'Form - Tags',
    });
  });

  it('takes the words that a 2.x title lost from the file name', () => {
    const part = { profile: 'site-template-2', heading: 'Web Kit - Tags', breadcrumbs: [] };
    const titleOf = (sourcePath: string) => identify(page({ ...part, sourcePath }), NOWHERE).title;
    expect(titleOf('wiki/Form Tags.html')).toBe('Form Tags');
    expect(titleOf('wiki/Tags.html')).toBe('Tags');
    expect(titleOf('wiki/Hashtags.html')).toBe('Tags');
  });

  it('takes the id from the attachments’ folder only when all agree', () => {
    const sourcePath = '003_51cb53.txt';
    const one = [attachment('attachments/7340050/1.png'), attachment('attachments/7340050/2.png')];
    expect(identify(page({ sourcePath, attachments: one }), NOWHERE).confluenceId).toBe('7340050');
    const two = [...one, attachment('attachments/7340051/3.png')];
    expect(identify(page({ sourcePath, attachments: two }), NOWHERE).confluenceId).toBeNull();
    const odd = [...one, attachment('download/plan.png')];
    expect(identify(page({ sourcePath, attachments: odd }), NOWHERE).confluenceId).toBeNull();
    expect(identify(page({ sourcePath }), NOWHERE).confluenceId).toBeNull();
  });

  it('names ancestors without an id by title', () => {
    const breadcrumbs = [
      { title: 'Lab', href: 'index.html' },
      { title: 'Build 20210', href: 'Build-20210.html' },
      { title: 'Old', href: 'https://wiki.example.org/pages/viewpage.action?pageId=77' },
    ];
    const found = identify(page({ heading: 'Lab : X', breadcrumbs }), { key: 'LAB', name: 'Lab' });
    expect(found.breadcrumbs.map(({ ref }) => ref)).toEqual([
      null,
      'page:title/lab/build%2020210',
      'page:id/77',
    ]);
  });

  it('states nothing where the source states nothing', () => {
    const part = { heading: null, breadcrumbs: [], sourcePath: 'dump.txt' };
    expect(identify(page(part), NOWHERE)).toEqual({
      space: NOWHERE,
      title: null,
      type: 'page',
      confluenceId: null,
      breadcrumbs: [],
      parentRef: null,
      refs: ['page:file/_/dump.html'],
    });
  });

  it('is never its own parent', () => {
    const breadcrumbs = [{ title: 'Tide Tables', href: 'Tide-Tables_7340050.html' }];
    expect(identify(page({ breadcrumbs }), NOWHERE).parentRef).toBeNull();
  });
});

describe('file names', () => {
  it.each([
    ['a/Title_123456.html', 'Title', '123456'],
    ['123456.html', 'Überblick', '123456'],
    ['Title_123456.md', 'Title', '123456'],
    ['Cache_6291890.html.rst', 'Cache', '6291890'],
    ['Release_2021.html', 'Release', null],
    ['Build-20210.html', 'Build 20210', null],
    ['Build_20210.html', 'Build_20210', null],
    ['20210.html', '20210', null],
    ['Build-20210_123456.html', 'Build 20210', '123456'],
    ['Title+with+plus.html', 'Title with plus', null],
    ['000_26d0cd5cc28a8b4c.txt', null, null],
  ])('finds the id in %s of “%s”', (path, title, id) => {
    expect(idInFile(path, title)).toBe(id);
  });

  it('gives the names by which links of each generation mean the page', () => {
    expect(ownFileNames('x/Was+nun%3F.markdown')).toEqual(['Was+nun%3F.html']);
    expect(titleFileNames('Was nun?')).toEqual(['Was+nun%3F.html', 'Was-nun?.html']);
    expect(ownFileNames('x/A and B.html')).toEqual(['A and B.html']);
    expect(titleFileNames('A and B')).toEqual(['A+and+B.html', 'A-and-B.html']);
    expect(ownFileNames('in/out.md')).toEqual(['out.html']);
    expect(titleFileNames('In/Out')).toEqual(['In%2FOut.html']);
  });
});

describe('treeOf', () => {
  it('names every entry so that pages can be found', () => {
    const tree = treeOf({
      kind: 'index',
      format: 'confluence-html',
      sourcePath: 'index.html',
      key: 'HT',
      name: 'Harbour Team',
      description: null,
      footerDate: 'Nov 26, 2024 16:34',
      entries: [
        { title: 'Home', href: 'Home_7340036.html', parent: null, position: 0, isHome: true },
        { title: 'A + B', href: 'A%2B%252B%2BB.html', parent: 0, position: 0, isHome: false },
      ],
      diagnostics: [],
    });
    expect(tree).toMatchObject({ key: 'HT', name: 'Harbour Team', exportedOn: '2024-11-26T16:34' });
    expect(tree.entries[0]).toMatchObject({ parent: null, position: 0, isHome: true });
    expect(tree.entries[0]!.refs[0]).toBe('page:id/7340036');
    const own = identify(
      page({
        heading: 'Harbour Team : A + B',
        breadcrumbs: [],
        sourcePath: 'A+%2B+B.html',
      }),
      { key: 'HT', name: 'Harbour Team' },
    );
    expect(tree.entries[1]!.refs).toEqual(own.refs);
  });
});
