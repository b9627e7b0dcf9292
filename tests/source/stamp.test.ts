/** What a source says of a file without reading it: the same as long as the file is. */
import { appendFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openMemory } from '../../src/source/memory.ts';
import { openSource } from '../../src/source/source.ts';
import { PIXEL, wordExport } from '../support/word-export.ts';
import { fileOf, temporaryFolder, zipBytes } from './temporary.ts';

async function stampOf(location: string, path: string): Promise<string | null> {
  const source = await openSource(location);
  try {
    return (await source.stat(path))?.stamp ?? null;
  } finally {
    await source.close();
  }
}

/** Overwrites a file so that neither its size nor its time of modification tells. */
async function replaceUnseen(file: string, content: string): Promise<void> {
  const before = statSync(file);
  await sleep(20);
  writeFileSync(file, content);
  utimesSync(file, before.atime, before.mtime);
  expect(statSync(file).size).toBe(before.size);
}

describe.each([
  ['a folder', (folder: string) => folder],
  ['a single file', (folder: string) => join(folder, 'a.html')],
])('the stamp of a file in %s', (_what, locationIn) => {
  const setting = (): { readonly file: string; readonly location: string } => {
    const folder = temporaryFolder({ 'a.html': 'one', 'b.html': 'other' });
    utimesSync(join(folder, 'a.html'), new Date('2020-05-06'), new Date('2020-05-06'));
    return { file: join(folder, 'a.html'), location: locationIn(folder) };
  };

  it('stays while the file stays', async () => {
    const { location } = setting();
    const stamp = await stampOf(location, 'a.html');
    expect(stamp).not.toBeNull();
    expect(await stampOf(location, 'a.html')).toBe(stamp);
    const source = await openSource(location);
    expect(source.entries[0]).toEqual(await source.stat('a.html'));
    await source.close();
  });

  it('tells of a longer file, and of one written anew with the same bytes', async () => {
    const { file, location } = setting();
    const stamps = [await stampOf(location, 'a.html')];
    await sleep(20);
    writeFileSync(file, 'one');
    stamps.push(await stampOf(location, 'a.html'));
    appendFileSync(file, '!');
    stamps.push(await stampOf(location, 'a.html'));
    expect(new Set(stamps).size).toBe(3);
  });

  it.skipIf(process.platform === 'win32')(
    'tells of other bytes of the same size and time',
    async () => {
      const { file, location } = setting();
      const before = await stampOf(location, 'a.html');
      await replaceUnseen(file, 'two');
      const overwritten = await stampOf(location, 'a.html');
      expect(overwritten).not.toBe(before);
      const other = `${file}.new`;
      writeFileSync(other, 'six');
      utimesSync(other, new Date('2020-05-06'), new Date('2020-05-06'));
      await sleep(20);
      renameSync(other, file);
      expect(await stampOf(location, 'a.html')).not.toBe(overwritten);
    },
  );
});

describe('the stamp of a file in a zip', () => {
  it('depends on the file alone, not on the zip around it', async () => {
    const alone = fileOf(await zipBytes({ 'a.html': 'one' }));
    const among = fileOf(
      await zipBytes({ '0.html': 'more', 'a.html': 'one' }, { compress: false }),
    );
    const stamp = await stampOf(alone, 'a.html');
    expect(stamp).not.toBeNull();
    expect(await stampOf(among, 'a.html')).toBe(stamp);
  });

  it('tells of other bytes of the same size and time', async () => {
    const one = fileOf(await zipBytes({ 'a.html': 'one' }));
    const two = fileOf(await zipBytes({ 'a.html': 'two' }));
    expect(await stampOf(two, 'a.html')).not.toBe(await stampOf(one, 'a.html'));
  });
});

describe('the stamp of a file in a Word export', () => {
  const message = (content: Uint8Array): Buffer =>
    wordExport({ parts: [{ location: 'file:///C:/aa', content }] });

  it('is there where the export has one, and tells of another export', async () => {
    const larger = Buffer.concat([PIXEL, Buffer.from('more')]);
    const one = fileOf(await zipBytes({ 'Ropes.doc': message(PIXEL) }));
    const two = fileOf(await zipBytes({ 'Ropes.doc': message(larger) }));
    const stamp = await stampOf(one, 'Ropes.doc/aa.png');
    expect(stamp).toContain(await stampOf(one, 'Ropes.doc'));
    expect(await stampOf(one, 'Ropes.doc/aa.png')).toBe(stamp);
    expect(await stampOf(two, 'Ropes.doc/aa.png')).not.toBe(stamp);
  });
});

describe('files in memory', () => {
  it('have none: nothing is known of them but their bytes', async () => {
    const source = openMemory(new Map([['a.html', 'one']]));
    expect(await source.stat('a.html')).toMatchObject({ stamp: null });
  });
});
