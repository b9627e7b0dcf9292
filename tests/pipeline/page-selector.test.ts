/** One way to name a page, whatever people know of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Archive } from '../../src/archive/archive.ts';
import { openArchive } from '../../src/archive/open.ts';
import { UsageError } from '../../src/model/errors.ts';
import { findPage } from '../../src/pipeline/find-page.ts';
import { change, created, page } from '../archive/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'page-selector-'));
const file = join(folder, 'archive.sqlite');
let archive: Archive;

const SEA = { key: 'SEA', name: 'Sea: all of it' };

const PAGES = [
  page('Slipway', { confluenceId: '100001', sourcePath: 'Slipway_100001.html' }),
  page('Notes', { confluenceId: '100002', sourcePath: 'dock/Notes_100002.html' }),
  page('Notes', { confluenceId: '200002', space: SEA, sourcePath: 'sea/Notes_200002.html' }),
  page('notes on ÖL', { confluenceId: '100003', sourcePath: 'oil.html' }),
  page('Quarterly/Semi-Annual', { confluenceId: '100004' }),
  page('2024', { confluenceId: '100005' }),
  page('Tides', { confluenceId: '200006', space: SEA, sourcePath: 'Tides_200006.html' }),
  page('Tides', { space: SEA, sourcePath: 'tides.txt', format: 'plain-text' }),
  page('Pier', { confluenceId: '200007', space: SEA, sourcePath: 'Pier_200007.html' }),
  page('Pier', { confluenceId: '200008', space: SEA, sourcePath: 'Pier_200008.html' }),
  page('Wreck', { confluenceId: '200009', space: SEA, sourcePath: 'Wreck_200009.html' }),
];

beforeAll(async () => {
  archive = await openArchive(file, { mode: 'write' });
  const about = { source: '/x', format: null, toolVersion: '0' };
  const importId = await archive.beginImport(about);
  const ids = await archive.savePages(importId, PAGES.map(created), 'rules');
  const [slipway = 0] = ids;
  await archive.setDuplicates([{ pageId: ids[7] ?? 0, duplicateOf: ids[6] ?? 0 }]);
  await archive.setPublished(
    importId,
    ids.map((pageId, at) => ({
      pageId,
      markdownPath: `A/${String(at)} é.md`,
      sha256: null,
      essence: null,
    })),
  );
  await change(
    file,
    `UPDATE page_facts SET status = 'removed' WHERE title = 'Wreck' OR confluence_id = '200008';
     INSERT INTO published_paths VALUES ('DOCK/Ramp.md', ${String(slipway)}, ${String(importId)});
     UPDATE spaces SET homepage_id = ${String(slipway)} WHERE key = 'DOCK';
     INSERT INTO stored_page_versions (page_id, number, import_id, recorded_at, change, title,
       source_sha256, markdown, text)
     VALUES (${String(slipway)}, 1, ${String(importId)}, '', 'created', 'Ramp', '', '', '')`,
  );
  await archive.resolve(importId);
});
afterAll(async () => {
  await archive.close();
  rmSync(folder, { recursive: true, force: true });
});

const idOf = async (selector: string): Promise<string | null> =>
  (await findPage(archive, selector)).confluenceId;

describe('a page is found by', () => {
  it.each<[string, string | null, string]>([
    ['100001', '100001', 'its id'],
    [' Slipway ', '100001', 'its title'],
    ['slipWAY', '100001', 'its title in another case'],
    ['Notes on öl', '100003', 'a title with other letters than ASCII'],
    ['Quarterly/Semi-Annual', '100004', 'a title with a slash'],
    ['DOCK/Quarterly/Semi-Annual', '100004', 'the same after the key'],
    ['2024', '100005', 'a title of digits'],
    ['sea/notes', '200002', 'key and title'],
    ['SEA: Notes', '200002', 'key, colon and title'],
    ['Sea: all of it/Notes', '200002', 'the name of the space and title'],
    ['A/1 é.md', '100002', 'its path in the tree'],
    ['./output/markdown/A/1 e\u0301.md', '100002', 'the same below other folders, composed anew'],
    ['DOCK/Ramp.md', '100001', 'an earlier path'],
    ['exports/sea/Notes_200002.html', '200002', 'the path of its source'],
    ['Ramp', '100001', 'an earlier title'],
    [
      'https://wiki.example/pages/viewpage.action?pageId=100001',
      '100001',
      'an address with its id',
    ],
    ['https://wiki.example/wiki/spaces/SEA/pages/200002/Notes', '200002', 'an address of Cloud'],
    ['https://wiki.example/display/SEA/Notes', '200002', 'an address with its title'],
    ['/display/DOCK', '100001', 'the address of its space'],
    ['Tides', '200006', 'a title that a duplicate has too'],
    ['Pier', '200007', 'a title that a removed page has too'],
    ['Wreck', '200009', 'the title of a removed page'],
    ['tides.txt', null, 'the path of a duplicate'],
  ])('%s: %s, %s', async (selector, expected) => {
    expect(await idOf(selector)).toBe(expected);
  });
});

describe('a name', () => {
  const failure = async (selector: string): Promise<UsageError> => {
    const error: unknown = await findPage(archive, selector).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    return error as UsageError;
  };

  it('of several pages is refused with what distinguishes them', async () => {
    const { message } = await failure('Notes');
    expect(message.split('\n')).toEqual([
      '“Notes” may mean 2 pages:',
      'Notes · DOCK · id 100002 · A/1 é.md',
      'Notes · SEA · id 200002 · A/2 é.md',
    ]);
  });

  it('of several removed pages tells that they are', async () => {
    await change(file, "UPDATE page_facts SET status = 'removed' WHERE title = 'Pier'");
    expect((await failure('Pier')).message).toContain(
      'Pier · SEA · id 200007 · removed · A/8 é.md',
    );
    await change(file, "UPDATE page_facts SET status = 'current' WHERE confluence_id = '200007'");
  });

  it('that nothing has is answered with the nearest titles', async () => {
    const { message } = await failure('Slip way notes');
    expect(message).toContain('No page of');
    expect(message).toContain('Slipway · DOCK');
    expect(message).toContain('notes on ÖL');
  });

  it.each([
    '',
    '  ',
    'zzz',
    '999',
    'https://elsewhere.example/x',
    '/etc/passwd',
    '"',
    '%',
    'a:b/c',
  ])('%j is refused', async (selector) => {
    expect((await failure(selector)).exitCode).toBe(2);
  });
});
