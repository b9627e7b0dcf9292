/** Search over an archive: ranking, filters, sections, headings, and help where nothing fits. */
import { describe, expect, it } from 'vitest';
import type { PageRecord, SectionRecord } from '../../src/model/page.ts';
import { searchArchive, UsageError, type SearchOptions } from '../../src/index.ts';
import { page, person, workshop } from '../archive/samples.ts';

const section = (
  position: number,
  heading: string,
  fields: Partial<SectionRecord> = {},
): SectionRecord => ({
  ...{ position, parent: null, level: 2, key: heading.toLowerCase(), anchor: null, heading },
  ...{ markdown: '', text: '', items: [] },
  ...fields,
});

const PAGES: readonly PageRecord[] = [
  page('Mooring', {
    text: 'Ropes and rings.\nPlans\nNew ropes, then budget.\nDetails\nTar for the quay.\nNotes\nNone of it.',
    sections: [
      section(0, 'Plans', { key: 'planned-work', text: 'New ropes, then budget.' }),
      section(1, 'Details', { parent: 0, level: 3, text: 'Tar for the quay.' }),
      section(2, 'Notes', { text: 'None of it.' }),
    ],
    creator: person('Odo Keel'),
    contributions: [{ person: person('Odo Keel'), role: 'creator' }],
    createdOn: '2020-05-01',
    labels: ['draft'],
  }),
  page('Budget', { text: 'What things cost.', createdOn: '2021-02-03' }),
  page('Quay', {
    text: 'Stones.\nBudget\nNothing more.',
    sections: [section(0, 'Budget', { text: 'Nothing more.' })],
    lastModifiedOn: '2022-01-01',
    space: { key: 'SHORE', name: 'Shore' },
  }),
  page('係留', { text: '開発の予算について。budget', space: { key: 'JA', name: '日本語' } }),
];

async function file(): Promise<string> {
  const { archive, file: path, create } = await workshop();
  await create(...PAGES);
  await archive.close();
  return path;
}

const search = async (query: string, options: Partial<SearchOptions> = {}) =>
  searchArchive({ archive: await file(), query, ...options });

const titles = async (query: string, options: Partial<SearchOptions> = {}) =>
  (await search(query, options)).hits.map(({ title }) => title);

describe('searchArchive', () => {
  it('ranks titles before headings before text', async () => {
    expect(await titles('budget')).toEqual(['Budget', 'Quay', '係留', 'Mooring']);
  });

  it('says where the words stand', async () => {
    const { hits } = await search('"new ropes"');
    expect(hits[0]).toMatchObject({ title: 'Mooring', heading: 'Plans', spaceKey: 'DOCK' });
    expect(hits[0]?.snippet.filter(({ isMatch }) => isMatch)).toEqual([
      { text: 'New ropes', isMatch: true },
    ]);
  });

  it('gives snippets of Japanese without the separators of the index', async () => {
    const { hits } = await search('開発 予算');
    expect(hits[0]?.snippet.map(({ text }) => text).join('')).toBe('開発の予算について。budget');
    expect(hits[0]?.snippet[0]).toEqual({ text: '開発', isMatch: true });
  });

  it.each<readonly [Partial<SearchOptions>, readonly string[]]>([
    [{ filter: { space: 'shore' } }, ['Quay']],
    [{ filter: { author: 'Odo Keel' } }, ['Mooring']],
    [{ filter: { since: '2021' } }, ['Budget', 'Quay']],
    [{ filter: { until: '2020' } }, ['Mooring']],
    [{ filter: { label: 'draft' } }, ['Mooring']],
    [{ section: 'planned-work' }, ['Mooring']],
    [{ section: 'notes' }, []],
    [{ section: 'budget' }, ['Quay']],
  ])('keeps to %j', async (options, expected) => {
    expect(await titles('budget', options)).toEqual(expected);
  });

  it('searches in the sections below one, and heeds exclusions there only', async () => {
    expect(await titles('tar', { section: 'planned-work' })).toEqual(['Mooring']);
    expect(await titles('ropes -none', { section: 'planned-work' })).toEqual(['Mooring']);
    expect(await titles('ropes -quay', { section: 'planned-work' })).toEqual([]);
    expect(await titles('rings', { section: 'planned-work' })).toEqual([]);
  });

  it('gives no more than asked, and says how many there are', async () => {
    const { total, hits } = await search('budget', { limit: 1 });
    expect([total, hits.length]).toEqual([4, 1]);
  });

  it('counts each word alone where nothing has all of them', async () => {
    const { total, hits, alone } = await search('stones ropes nowhere*');
    expect([total, hits]).toEqual([0, []]);
    expect(alone).toEqual([
      { words: 'stones', pages: 1 },
      { words: 'ropes', pages: 1 },
      { words: 'nowhere*', pages: 0 },
    ]);
  });

  it('counts each word alone in the sections that were asked for', async () => {
    const { alone } = await search('rings ropes title:mooring', { section: 'planned-work' });
    expect(alone).toEqual([
      { words: 'rings', pages: 0 },
      { words: 'ropes', pages: 1 },
      { words: 'mooring', pages: 1 },
    ]);
  });

  it.each<readonly [string, Partial<SearchOptions>, string]>([
    ['"budget', {}, 'not closed'],
    ['budget', { section: 'plannedwork' }, 'No page has a section'],
    ['budget', { filter: { space: 'NONE' } }, 'no space'],
    ['budget', { limit: 0 }, 'limit'],
  ])('refuses %j with %j', async (query, options, message) => {
    const refused = search(query, options);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(search(query, options)).rejects.toThrow(message);
  });
});

describe('the snippet', () => {
  const long = (before: number, after: number, words = 'SELDOM Wörter'): PageRecord =>
    page('Long', {
      text: `${'word '.repeat(before)}${words}${' word'.repeat(after)}`,
    });

  const snippet = async (query: string, record: PageRecord): Promise<string> => {
    const { archive, file: path, create } = await workshop();
    await create(record);
    await archive.close();
    const { hits } = await searchArchive({ archive: path, query });
    return (hits[0]?.snippet ?? [])
      .map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
      .join('');
  };

  it.each([
    ['seldom worter', long(50_000, 9), /^…(?:word )+\[SELDOM\] \[Wörter\](?: word){9}$/],
    ['seld* word', long(3, 99), /^(?:\[word\] ){3}\[SELDOM\] Wörter(?: \[word\]){27}…$/],
    ['"seldom worter"', long(2, 1), /^word word \[SELDOM Wörter\] word$/],
    ['title:long', long(0, 99), /^SELDOM Wörter(?: word){30}…$/],
    ['strasse ещё', long(1, 1, 'Straße еще'), /^word \[Straße\] \[еще\] word$/],
    ['a later', long(1, 60, 'a. Later'), /^word \[a\]. \[Later\](?: word){29}…$/],
    ['later', long(60, 9, 'before. Here later'), /^…Here \[later\](?: word){9}$/],
  ])('of %j shows the best place', async (query, record, expected) => {
    expect(await snippet(query, record)).toMatch(expected);
  });
});
