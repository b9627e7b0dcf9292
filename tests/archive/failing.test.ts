/** What fails is not half written, and the archive can be used afterwards. */
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/archive/driver.ts';
import { ArchiveError } from '../../src/model/errors.ts';
import { query } from '../support/query.ts';
import { newFile, page, person, workshop } from './samples.ts';

describe('a batch that fails', () => {
  it('leaves nothing behind, not even the people it was the first to name', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(page('Slipway', { creator: person('Wilma Hull') }));
    const bad = page('Bulkhead', {
      creator: person('Odo Keel'),
      labels: ['repairs'],
      space: { key: 'YARD', name: 'Yard' },
    });
    const impossible = { ...bad, wordCount: 'many' as unknown as number };
    await expect(create(page('Mast'), impossible)).rejects.toThrow(ArchiveError);
    expect(await query(file, 'SELECT title FROM pages')).toEqual([{ title: 'Slipway' }]);
    expect(await query(file, 'SELECT count(*) AS n FROM people')).toEqual([{ n: 1 }]);
    expect(await query(file, 'SELECT count(*) AS n FROM spaces')).toEqual([{ n: 1 }]);

    await create(bad);
    await archive.addDiagnostics(importId, []);
    expect(
      await query(
        file,
        `SELECT pages.title, display_name, key, labels.name FROM pages
         JOIN people ON people.id = creator_id JOIN spaces ON spaces.id = space_id
         LEFT JOIN page_labels ON page_id = pages.id LEFT JOIN labels ON labels.id = label_id
         ORDER BY pages.id`,
      ),
    ).toEqual([
      { title: 'Slipway', display_name: 'Wilma Hull', key: 'DOCK', name: null },
      { title: 'Bulkhead', display_name: 'Odo Keel', key: 'YARD', name: 'repairs' },
    ]);
  });

  it('restores an updated page as it was', async () => {
    const { file, create, update } = await workshop();
    const [id] = await create(page('Slipway', { labels: ['old'] }));
    const impossible = { ...page('Ramp'), wordCount: 'many' as unknown as number };
    await expect(update(id!, impossible)).rejects.toThrow(ArchiveError);
    expect(await query(file, 'SELECT title FROM pages')).toEqual([{ title: 'Slipway' }]);
    expect(await query(file, 'SELECT count(*) AS n FROM page_labels')).toEqual([{ n: 1 }]);
    expect(await query(file, 'SELECT count(*) AS n FROM page_refs')).toEqual([{ n: 2 }]);
  });
});

describe('a full disk', () => {
  it('is called so, and what was written before is whole', async () => {
    const file = newFile();
    const database = await openDatabase(file, { access: 'write', busyTimeoutMs: 0 });
    await database.exec('CREATE TABLE cargo (text TEXT); PRAGMA max_page_count = 20');
    await database.run('INSERT INTO cargo VALUES (?)', ['timber']);
    const error: unknown = await database
      .transaction(async () => {
        await database.run('INSERT INTO cargo VALUES (?)', ['rope']);
        await database.run('INSERT INTO cargo VALUES (?)', ['x'.repeat(1_000_000)]);
      })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ArchiveError);
    expect((error as ArchiveError).message).toContain('the disk is full');
    expect(await database.all('SELECT text FROM cargo')).toEqual([{ text: 'timber' }]);
    await database.close();
  });
});
