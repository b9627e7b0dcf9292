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

describe('a batch of something else that fails meanwhile', () => {
  it('leaves no names behind that were undone with it', async () => {
    const { file, archive, importId, create } = await workshop();
    await archive.fill(async () => {
      await create(page('Slipway', { labels: ['repairs'] }));
      const impossible = {
        code: null as unknown as 'page-failed',
        severity: 'info',
        message: '',
      } as const;
      await expect(
        archive.addDiagnostics(importId, [{ ...impossible, sourcePath: null }]),
      ).rejects.toThrow(ArchiveError);
      await create(page('Mast', { labels: ['repairs'] }));
    });
    expect(await titles(file)).toEqual([{ title: 'Mast' }]);
    expect(await query(file, 'SELECT name FROM labels')).toEqual([{ name: 'repairs' }]);
  });

  it('counts no page of a failed run that is not there', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(page('Slipway'));
    const counts = { created: 64, updated: 0, unchanged: 0, moved: 0, failed: 0, removed: 0 };
    await archive.finishImport(importId, 'failed', counts);
    expect(await query(file, 'SELECT status, created FROM imports')).toEqual([
      { status: 'failed', created: 1 },
    ]);
  });
});

describe('a group of transactions', () => {
  it('that SQLite has undone by itself tells why, and not that nothing was left to commit', async () => {
    const database = await openDatabase(newFile(), { access: 'write', busyTimeoutMs: 0 });
    await database.exec('CREATE TABLE cargo (text TEXT); PRAGMA max_page_count = 20');
    const filling = database.grouped(async () => {
      await database.transaction(() => database.run('INSERT INTO cargo VALUES (?)', ['rope']));
      await database.run('INSERT INTO cargo VALUES (?)', ['x'.repeat(1_000_000)]);
    });
    await expect(filling).rejects.toThrow(/the disk is full/);
    await database.transaction(() => database.run('INSERT INTO cargo VALUES (?)', ['timber']));
    expect(await database.all('SELECT text FROM cargo')).toEqual([{ text: 'timber' }]);
    await database.close();
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
