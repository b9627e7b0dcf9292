/** The listings over an archive that has something of everything. */
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/open.ts';
import {
  listAttachments,
  listLinks,
  listPages,
  listPeople,
  UsageError,
  type ListAttachmentsOptions,
  type ListLinksOptions,
  type ListPagesOptions,
  type ListPeopleOptions,
} from '../../src/index.ts';
import { fullArchive, REMOVED_TITLE } from '../support/full-archive.ts';
import { query } from '../support/query.ts';

const archive = fullArchive();

type Asked<Options> = Omit<Options, 'archive'>;

const pages = (options: Asked<ListPagesOptions> = {}) => listPages({ archive, ...options });
const people = (options: Asked<ListPeopleOptions> = {}) => listPeople({ archive, ...options });
const files = (options: Asked<ListAttachmentsOptions> = {}) =>
  listAttachments({ archive, ...options });
const links = (options: Asked<ListLinksOptions> = {}) => listLinks({ archive, ...options });

const titles = async (options: Asked<ListPagesOptions>) =>
  (await pages(options)).map(({ title }) => title);

const SEALS = { space: 'SEALS' };

describe('pages', () => {
  it('are the current ones that repeat no other, by space and title', async () => {
    const listed = await pages();
    const [stored] = await query(
      archive,
      "SELECT count(*) AS count FROM pages WHERE status = 'current' AND duplicate_of IS NULL",
    );
    expect(listed).toHaveLength(Number(stored?.count));
    const keys = [...new Set(listed.map(({ spaceKey }) => spaceKey))];
    expect(keys.at(-1)).toBeNull();
    expect(keys.slice(0, -1)).toEqual(keys.slice(0, -1).sort());
    expect(await titles({ filter: SEALS })).toEqual([
      '2024-02-14 Meeting Notes',
      'Field Handbook',
      'Harbour Seals Working Group',
      'Haul-out Counts',
      'Meetings',
      'Mid-Year 2023 Report',
      'Photo Identification',
      'Q1 2024 Report',
      'Quarterly/Semi-Annual Reports',
      'Who may join the counts?',
    ]);
  });

  it('have what the schema says of them', async () => {
    const [page] = await pages({ filter: SEALS, under: 'Meetings' });
    expect(page).toEqual({
      id: expect.any(Number) as number,
      spaceKey: 'SEALS',
      spaceName: 'Harbour Seals Working Group',
      confluenceId: '41026050',
      title: '2024-02-14 Meeting Notes',
      type: 'page',
      status: 'current',
      duplicateOf: null,
      parentId: expect.any(Number) as number,
      parentTitle: 'Meetings',
      path: 'Harbour Seals Working Group / Harbour Seals Working Group / Meetings',
      creator: 'Priya Oduya',
      createdOn: null,
      lastModifier: expect.any(String) as string,
      lastModifiedOn: '2024-02-15',
      wordCount: expect.any(Number) as number,
      labels: null,
      children: 0,
      linkingPages: 2,
      attachments: 0,
      comments: 0,
      versions: 1,
      sourceFormat: 'confluence-html',
      sourcePath: '2024-02-14-Meeting-Notes_41026050.html',
      markdownPath: 'SEALS/Harbour Seals Working Group/Meetings/2024-02-14 Meeting Notes.md',
    });
  });

  it('can be those below a page, of a type, a status, a label, unlinked or orphans', async () => {
    expect(await titles({ under: 'SEALS/Harbour Seals Working Group' })).toHaveLength(9);
    expect(await titles({ under: 'Field Handbook' })).toEqual(['Photo Identification']);
    expect(await titles({ type: 'home', filter: SEALS })).toEqual(['Harbour Seals Working Group']);
    expect(await titles({ status: 'removed' })).toEqual([REMOVED_TITLE]);
    expect((await pages({ status: 'duplicate' })).every(({ duplicateOf }) => duplicateOf)).toBe(
      true,
    );
    const counts = await Promise.all(
      (['current', 'removed', 'duplicate', 'all'] as const).map(
        async (status) => (await pages({ status })).length,
      ),
    );
    expect(counts[3]).toBe((counts[0] ?? 0) + (counts[1] ?? 0) + (counts[2] ?? 0));
    expect((await pages({ filter: { label: 'gate' } })).map(({ labels }) => labels)).toEqual([
      'gate, paint',
    ]);
    const unlinked = await pages({ isUnlinked: true });
    expect(new Set(unlinked.map(({ linkingPages }) => linkingPages))).toEqual(new Set([0]));
    const orphans = await pages({ isOrphan: true });
    expect(orphans.length).toBeGreaterThan(0);
    expect(orphans.every(({ parentId, type }) => parentId === null && type !== 'home')).toBe(true);
  });

  it('come in the order and number that is asked for', async () => {
    const words = (await pages({ order: 'words' })).map(({ wordCount }) => wordCount);
    expect(words).toEqual([...words].sort((one, other) => other - one));
    const few = (await pages({ order: 'words', isReversed: true, limit: 3 })).map(
      ({ wordCount }) => wordCount,
    );
    expect(few).toEqual(words.slice(-3).reverse());
    const dates = (await pages({ order: 'modified', isReversed: true })).map(
      ({ lastModifiedOn, createdOn }) => lastModifiedOn ?? createdOn ?? '~',
    );
    expect(dates).toEqual([...dates].sort());
    const paths = await titles({ order: 'path', filter: SEALS, limit: 2 });
    expect(paths).toEqual(['Harbour Seals Working Group', 'Field Handbook']);
  });

  it('are found by dates and people, and what there is not is said', async () => {
    expect(await titles({ filter: { ...SEALS, since: '2024-02' } })).toContain('Q1 2024 Report');
    expect(await titles({ filter: { ...SEALS, until: '2023' } })).not.toContain('Q1 2024 Report');
    await expect(pages({ filter: { space: 'OTTERS' } })).rejects.toThrow(UsageError);
    await expect(pages({ under: 'No such page' })).rejects.toThrow('is called “No such page”');
    await expect(pages({ under: 'seals' })).rejects.toMatchObject({
      message: expect.stringMatching(/^No page of .* is called “seals”\.$/) as string,
      advice: '“seals” is a space: --space seals narrows a listing to it.',
    });
  });
});

describe('people', () => {
  it('are counted by what they did on current pages', async () => {
    const listed = await people();
    expect(listed.length).toBeGreaterThan(20);
    expect(listed.every((person) => person.pages > 0)).toBe(true);
    const counts = listed.map((person) => person.pages);
    expect(counts).toEqual([...counts].sort((one, other) => other - one));
    for (const { id, reportsWritten, created, mentioned } of listed) {
      const [row] = await query(archive, 'SELECT * FROM people_list WHERE id = ?', id);
      expect(row).toMatchObject({ created, reports_written: reportsWritten, mentioned });
    }
  });

  it('can be those of a role, a space or a name', async () => {
    const authors = await people({ role: 'report-author' });
    expect(authors.length).toBeGreaterThan(1);
    const written = authors.map(({ reportsWritten }) => reportsWritten);
    expect(written).toEqual([...written].sort((one, other) => other - one));
    expect(written.at(-1)).toBeGreaterThan(0);
    const all = await people();
    for (const author of authors) {
      const whole = all.find(({ id }) => id === author.id);
      expect({ ...author, firstOn: whole?.firstOn, lastOn: whole?.lastOn }).toEqual(whole);
    }
    const inSeals = await people({ filter: SEALS });
    expect(inSeals.length).toBeLessThan(all.length);
    const named = await people({ name: 'oduya' });
    expect(named.map(({ displayName }) => displayName)).toEqual(['Priya Oduya']);
    await expect(people({ name: 'Nobody at all' })).rejects.toThrow(UsageError);
  });
});

describe('attachments', () => {
  it('can be those that are missing, present, unused, of a page or a type', async () => {
    const all = await files();
    const missing = await files({ status: 'missing' });
    const present = await files({ status: 'present' });
    expect(missing.length + present.length).toBe(all.length);
    expect(missing.every(({ bytes }) => bytes === null)).toBe(true);
    expect(present.every(({ bytes }) => bytes !== null)).toBe(true);
    const unused = await files({ isUnreferenced: true });
    expect(unused.length).toBeGreaterThan(0);
    expect(unused.length).toBeLessThan(all.length);
    const images = await files({ mediaType: 'image/*' });
    expect(images.every(({ mediaType }) => mediaType?.startsWith('image/'))).toBe(true);
    expect(await files({ mediaType: 'image' })).toEqual(images);
    expect(await files({ mediaType: 'IMAGE/PNG' })).not.toEqual([]);
    expect(await files({ mediaType: 'image/p?g' })).toEqual([]);
    const [one] = present;
    const ofPage = await files({ page: String(one?.pageTitle) });
    expect(new Set(ofPage.map(({ pageId }) => pageId))).toEqual(new Set([one?.pageId]));
  });

  it('can come by size', async () => {
    const sizes = (await files({ order: 'size', status: 'present' })).map(
      ({ bytes }) => bytes ?? 0,
    );
    expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
  });
});

describe('links', () => {
  it('are broken where the audit says so, for the same reasons', async () => {
    const open = await openArchive(archive);
    const { broken } = await open.auditTotals().finally(() => open.close());
    const listed = await links({ isBroken: true });
    expect(listed.length).toBeGreaterThan(10);
    const told = (href: string, reason: string | null) => `${String(reason)} ${href}`;
    expect(listed.map(({ href, problem }) => told(href, problem)).sort()).toEqual(
      broken.map(({ href, reason }) => told(href, reason)).sort(),
    );
    expect(new Set(broken.map(({ reason }) => reason)).size).toBeGreaterThan(3);
  });

  it('lead to a page, also to one that was removed', async () => {
    const to = await links({ to: 'Field Handbook' });
    expect(to.length).toBeGreaterThan(2);
    expect(new Set(to.map(({ targetTitle }) => targetTitle))).toEqual(new Set(['Field Handbook']));
    const toGone = await links({ to: REMOVED_TITLE });
    expect(toGone.map(({ pageTitle }) => pageTitle).sort()).toEqual([
      'Field Handbook',
      'Harbour Seals Working Group',
    ]);
    expect(toGone.every(({ targetStatus, problem }) => targetStatus === 'removed' && problem)).toBe(
      true,
    );
  });

  it('can be those of a page, a kind or a host', async () => {
    const from = await links({ from: 'SEALS/Meetings' });
    expect(new Set(from.map(({ pageTitle }) => pageTitle))).toEqual(new Set(['Meetings']));
    const external = await links({ kind: 'external' });
    const hosts = external.flatMap(({ host }) => (host === null ? [] : [host]));
    const [host = ''] = hosts.filter((name) => name.split('.').length === 3);
    const parent = host.split('.').slice(1).join('.');
    const below = await links({ kind: 'external', host: ` ${parent.toUpperCase()} ` });
    expect(below.map((link) => link.host)).toContain(host);
    expect(below.every((link) => `.${String(link.host)}`.endsWith(`.${parent}`))).toBe(true);
    expect(await links({ host: parent.slice(1) })).toEqual([]);
    for (const form of [
      `https://me:pw@${host}:8080/x?y#z`,
      `${host}.`,
      `${host}:443`,
      `//${host}/x`,
      `*.${host}`,
    ]) {
      expect([form, await links({ host: form })]).toEqual([form, await links({ host })]);
    }
    expect(await links({ host })).not.toEqual([]);
    for (const wrong of ['', ' ', 'two words', 'https://', 'a..b', '.']) {
      await expect(links({ host: wrong })).rejects.toMatchObject({
        message: `--host is “${wrong}”, which is no name of a host.`,
        advice: expect.stringContaining('example.org') as string,
      });
    }
    expect((await links({ kind: 'mail' })).every(({ href }) => href.startsWith('mailto:'))).toBe(
      true,
    );
  });
});
