import { describe, expect, it } from 'vitest';
import type { StoredIdentity } from '../../src/model/stored.ts';
import { decide, newestFirst } from '../../src/pipeline/plan.ts';

const found = {
  confluenceId: '1001',
  title: 'Tide Tables',
  parentRef: 'page:id/1000',
  seenOn: '2024-09-27T08:05',
  sourcePath: 'Tide-Tables_1001.html',
  sourceSha256: 'new',
  digest: 'new content',
} as const;

const stored: StoredIdentity = {
  pageId: 7,
  confluenceId: '1001',
  format: 'confluence-html',
  title: 'Tide Tables',
  parentRef: 'page:id/1000',
  sourcePath: 'Tide-Tables_1001.html',
  sourceSha256: 'old',
  conversion: '1::KEY:Name',
  seenOn: '2024-09-01T18:15',
  status: 'current',
  contentDigest: 'old content',
};

const nobody = new Set<number>();

describe('decide', () => {
  it('creates a page that the archive does not have', () => {
    expect(decide(found, null, '1::KEY:Name', nobody)).toEqual({
      outcome: 'created',
      pageId: null,
    });
  });

  it('updates a page whose bytes changed', () => {
    expect(decide(found, stored, '1::KEY:Name', nobody)).toEqual({ outcome: 'updated', pageId: 7 });
  });

  it('leaves a page alone whose bytes and rules are the same', () => {
    const same = { ...stored, sourceSha256: 'new' };
    expect(decide(found, same, '1::KEY:Name', nobody)).toEqual({ outcome: 'unchanged', pageId: 7 });
  });

  it('refreshes a page whose file says the same at another path, because its attachments lie there', () => {
    const elsewhere = { ...found, sourcePath: 'wiki/Tide-Tables_1001.html' };
    const same = { ...stored, sourceSha256: 'new', contentDigest: 'new content' };
    expect(decide(elsewhere, same, '1::KEY:Name', nobody)).toEqual({
      outcome: 'refreshed',
      pageId: 7,
    });
  });

  it('refreshes a page of which a newer export says the same', () => {
    const same = { ...stored, contentDigest: 'new content' };
    expect(decide(found, same, '1::KEY:Name', nobody)).toEqual({ outcome: 'refreshed', pageId: 7 });
  });

  it('creates a page again that had been removed, in its row', () => {
    const gone = { ...stored, status: 'removed' } as const;
    expect(decide(found, gone, '1::KEY:Name', nobody)).toEqual({ outcome: 'created', pageId: 7 });
  });

  it('converts again what an older version of this tool stored, whose content is not known', () => {
    const same = { ...stored, sourceSha256: 'new', contentDigest: null };
    expect(decide(found, same, '1::KEY:Name', nobody).outcome).toBe('reconverted');
  });

  it('converts again when the rules changed', () => {
    const same = { ...stored, sourceSha256: 'new' };
    expect(decide(found, same, '2::KEY:Name', nobody)).toEqual({
      outcome: 'reconverted',
      pageId: 7,
    });
  });

  it('does not make a page poorer when a run knows nothing of its space', () => {
    const same = { ...stored, sourceSha256: 'new' };
    expect(decide(found, same, '1:::', nobody).outcome).toBe('unchanged');
  });

  it.each([
    ['title', { title: 'Tides' }],
    ['parent', { parentRef: null }],
  ])('calls a page moved that has another %s', (_what, change) => {
    expect(decide({ ...found, ...change }, stored, '1::KEY:Name', nobody)).toEqual({
      outcome: 'moved',
      pageId: 7,
    });
  });

  it('does not let an older export overwrite a newer one', () => {
    const older = { ...found, seenOn: '2024-08-31T23:59' };
    expect(decide(older, stored, '1::KEY:Name', nobody).outcome).toBe('older-copy');
  });

  it('compares days only where one of the dates has no time', () => {
    const sameDay = { ...found, seenOn: '2024-09-01' };
    expect(decide(sameDay, stored, '1::KEY:Name', nobody).outcome).toBe('updated');
  });

  it('takes the second file of one run with the same id for an older copy', () => {
    expect(decide(found, stored, '1::KEY:Name', new Set([7])).outcome).toBe('older-copy');
  });

  it('keeps two files of one run that share only a title as two pages', () => {
    const untold = { ...found, confluenceId: null };
    expect(decide(untold, stored, '1::KEY:Name', new Set([7]))).toEqual({
      outcome: 'created',
      pageId: null,
    });
  });
});

describe('newestFirst', () => {
  it('puts the newest export first', () => {
    const copies = ['2020-01-01', '2024-09-01T18:15', '2024-09-27'];
    const sorted = copies.map((seenOn) => ({ seenOn })).sort(newestFirst);
    expect(sorted.map(({ seenOn }) => seenOn)).toEqual([
      '2024-09-27',
      '2024-09-01T18:15',
      '2020-01-01',
    ]);
  });
});
