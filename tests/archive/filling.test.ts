/** A new archive that is filled by one who has it alone. */
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/archive/driver.ts';
import { ArchiveError } from '../../src/model/errors.ts';
import { query } from '../support/query.ts';
import { begin, created, newFile, opened, page, workshop } from './samples.ts';

const titles = (file: string) => query(file, 'SELECT title FROM pages ORDER BY id');
const mode = (file: string) => query(file, 'PRAGMA journal_mode');

describe('filling an archive without pages', () => {
  it('locks it meanwhile, and leaves it as any other', async () => {
    const { file, archive, create } = await workshop();
    const answer = await archive.fill(async () => {
      await create(page('Slipway'));
      const other = await openDatabase(file, { access: 'read', busyTimeoutMs: 1 });
      await expect(other.all('SELECT * FROM pages')).rejects.toThrow(/in use by another program/);
      await other.close();
      await create(page('Mast'));
      return 'filled';
    });
    expect(answer).toBe('filled');
    expect(await titles(file)).toEqual([{ title: 'Slipway' }, { title: 'Mast' }]);
    expect(await mode(file)).toEqual([{ journal_mode: 'wal' }]);
    expect(await query(file, "SELECT rowid FROM search WHERE search MATCH 'mast'")).toEqual([
      { rowid: 2 },
    ]);
    // Others may write again, too.
    expect(await begin(await opened(file))).toBe(2);
  });

  it('keeps what was saved when the work fails for another reason', async () => {
    const { file, archive, create } = await workshop();
    const filling = archive.fill(async () => {
      await create(page('Slipway'));
      throw new Error('enough');
    });
    await expect(filling).rejects.toThrow('enough');
    expect(await titles(file)).toEqual([{ title: 'Slipway' }]);
  });

  it('loses with a batch that fails what was not kept yet, and goes on', async () => {
    const { file, archive, create } = await workshop();
    const impossible = { ...page('Ramp'), wordCount: 'many' as unknown as number };
    await archive.fill(async () => {
      await create(page('Slipway', { labels: ['repairs'] }));
      await expect(create(impossible)).rejects.toThrow(ArchiveError);
      await create(page('Mast', { labels: ['repairs'] }));
    });
    expect(await titles(file)).toEqual([{ title: 'Mast' }]);
    expect(await query(file, 'SELECT name FROM labels')).toEqual([{ name: 'repairs' }]);
    expect(await query(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });
});

describe('an archive that others may be reading', () => {
  it('is not locked where it has pages', async () => {
    const { file, archive, create } = await workshop();
    await create(page('Slipway'));
    await archive.fill(async () => {
      await create(page('Mast'));
      expect(await titles(file)).toHaveLength(2);
    });
  });

  it('is not locked where somebody has it open', async () => {
    const file = newFile();
    const archive = await opened(file, { busyTimeoutMs: 1 });
    const importId = await begin(archive);
    const reader = await openDatabase(file, { access: 'read', busyTimeoutMs: 1 });
    await reader.all('SELECT * FROM pages');
    await archive.fill(async () => {
      await archive.savePages(importId, [created(page('Slipway'))], 'rules');
      expect(await reader.all('SELECT title FROM pages')).toEqual([{ title: 'Slipway' }]);
    });
    await reader.close();
    expect(await mode(file)).toEqual([{ journal_mode: 'wal' }]);
  });
});
