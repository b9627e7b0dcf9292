/** Several processes and one archive: each connection here is as foreign as another process. */
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/archive/driver.ts';
import { query } from '../support/query.ts';
import { begin, created, newFile, opened, page, person, workshop } from './samples.ts';

describe('an archive that several use', () => {
  it('is made once when all make it at once', async () => {
    const file = newFile();
    // Node has four threads for files; each connection that waits holds one.
    const archives = await Promise.all([opened(file), opened(file), opened(file)]);
    const ids = [];
    for (const archive of archives) ids.push(await begin(archive));
    expect(ids).toEqual([1, 2, 3]);
    expect(await query(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  it('says that it is in use, after waiting as long as it may', async () => {
    const { file } = await workshop();
    const other = await openDatabase(file, { access: 'write', busyTimeoutMs: 0 });
    const impatient = await opened(file, { busyTimeoutMs: 1 });
    await other.transaction(async () => {
      await expect(begin(impatient)).rejects.toThrow(/in use by another program/);
    });
    await other.close();
    expect(await begin(impatient)).toBe(2);
  });

  it('knows the people and spaces that another one has added since', async () => {
    const { file, create } = await workshop();
    await create(page('Slipway', { creator: person('Wilma Hull') }));
    const second = await opened(file);
    const run = await begin(second);
    const bulkhead = page('Bulkhead', {
      creator: person('Odo Keel'),
      space: { key: 'YARD', name: 'Yard' },
    });
    await second.savePages(run, [created(bulkhead)], 'rules');
    await create(
      page('Mast', { creator: person('Ida Spar') }),
      page('Boom', { creator: person('Odo Keel'), space: { key: 'YARD', name: null } }),
    );
    expect(await query(file, 'SELECT display_name FROM people ORDER BY id')).toEqual(
      ['Wilma Hull', 'Odo Keel', 'Ida Spar'].map((display_name) => ({ display_name })),
    );
    expect(await query(file, 'SELECT key FROM spaces ORDER BY id')).toEqual([
      { key: 'DOCK' },
      { key: 'YARD' },
    ]);
  });

  it('does one thing after the other for callers that do not wait', async () => {
    const { file, create } = await workshop();
    const titles = Array.from({ length: 8 }, (_, at) => `Berth ${at}`);
    const ids = await Promise.all(titles.map((title) => create(page(title))));
    expect(new Set(ids.flat()).size).toBe(8);
    expect(await query(file, 'SELECT title FROM pages ORDER BY title')).toEqual(
      titles.map((title) => ({ title })),
    );
  });
});
