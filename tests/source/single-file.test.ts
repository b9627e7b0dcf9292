import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/model/errors.ts';
import { openMemory } from '../../src/source/memory.ts';
import { openSource } from '../../src/source/source.ts';
import { fileOf, temporaryFolder } from './temporary.ts';

const posix = process.platform !== 'win32';

describe('a single file as source', () => {
  it('is one entry, and reads what lies beside it', async () => {
    const folder = temporaryFolder({
      'export/Page_1.html': 'page',
      'export/attachments/1/2.png': 'picture',
      'export/.git/config': 'x',
      'other.txt': 'x',
    });
    const source = await openSource(join(folder, 'export/Page_1.html'));
    expect(source.kind).toBe('file');
    expect(source.entries).toMatchObject([{ path: 'Page_1.html', bytes: 4 }]);
    expect(Buffer.from(await source.read('Page_1.html')).toString()).toBe('page');
    expect(await source.stat('attachments/1/2.png')).toMatchObject({ bytes: 7 });
    expect((await buffer(await source.stream('attachments/1/2.png'))).toString()).toBe('picture');
    const closed = ['../other.txt', 'attachments/../../other.txt', join(folder, 'other.txt')];
    for (const path of [...closed, '.git/config', 'attachments', 'missing.png', '', '.', 'a\0b']) {
      expect(await source.stat(path)).toBeNull();
      await expect(source.read(path)).rejects.toThrow(SourceError);
      await expect(source.stream(path)).rejects.toThrow(SourceError);
    }
  });

  it.skipIf(!posix)('does not leave its folder through links', async () => {
    const outside = temporaryFolder({ 'secret.txt': 'x' });
    const folder = temporaryFolder({ 'Page_1.html': 'page' });
    symlinkSync(outside, join(folder, 'attachments'));
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'near.txt'));
    const source = await openSource(join(folder, 'Page_1.html'));
    expect(await source.stat('attachments/secret.txt')).toBeNull();
    expect(await source.stat('near.txt')).toBeNull();
    await expect(source.read('near.txt')).rejects.toThrow(SourceError);
  });

  it.skipIf(!posix)(
    'follows a link that the user names, to the folder of the real file',
    async () => {
      const folder = temporaryFolder({ 'Page_1.html': 'page', 'attachments/1/2.png': 'picture' });
      const link = join(temporaryFolder(), 'latest.html');
      symlinkSync(join(folder, 'Page_1.html'), link);
      const source = await openSource(link);
      expect(source.location).toBe(link);
      expect(source.entries.map((entry) => entry.path)).toEqual(['Page_1.html']);
      expect(await source.stat('attachments/1/2.png')).not.toBeNull();
    },
  );

  it('may be empty or binary: that is for the reader to say', async () => {
    const source = await openSource(fileOf(new Uint8Array(), 'empty.html'));
    expect(source.entries).toMatchObject([{ path: 'empty.html', bytes: 0 }]);
    expect(await source.read('empty.html')).toHaveLength(0);
  });

  it('refuses other archives, with advice', async () => {
    const gzip = openSource(fileOf(new Uint8Array([0x1f, 0x8b, 8, 0]), 'export.tar.gz'));
    await expect(gzip).rejects.toThrow(/found a gzip archive/);
    await expect(gzip).rejects.toMatchObject({
      advice: expect.stringContaining('Unpack') as string,
    });
    await expect(openSource(fileOf(new Uint8Array(), 'a.zip'))).rejects.toThrow(/an empty file/);
    await expect(openSource(fileOf(Buffer.from('hello'), 'a.ZIP'))).rejects.toThrow(/other data/);
  });
});

describe('memory as source', () => {
  it('offers the files of a map', async () => {
    const files = new Map<string, string | Uint8Array>([
      ['b.html', 'bé'],
      ['a/1.bin', new Uint8Array([1, 2])],
      ['.DS_Store', ''],
    ]);
    const source = openMemory(files);
    expect(source.kind).toBe('memory');
    expect(source.entries).toEqual([
      { path: 'a/1.bin', bytes: 2, modifiedMs: null, stamp: null },
      { path: 'b.html', bytes: 3, modifiedMs: null, stamp: null },
    ]);
    expect(source.skipped).toEqual([{ path: '.DS_Store', reason: 'hidden-file' }]);
    expect(await source.read('a/1.bin')).toEqual(new Uint8Array([1, 2]));
    expect((await buffer(await source.stream('b.html'))).toString()).toBe('bé');
    expect(await source.stat('c')).toBeNull();
    await expect(source.read('c')).rejects.toThrow(SourceError);
  });

  it('refuses no files, and paths that lead outside', () => {
    expect(() => openMemory(new Map())).toThrow(SourceError);
    for (const path of ['../a', '/a', 'a//b', './a', 'C:/a', 'a/']) {
      expect(() => openMemory(new Map([[path, 'x']]))).toThrow(SourceError);
    }
  });

  it('streams an empty file as no bytes', async () => {
    const source = openMemory(new Map([['a.html', '']]));
    expect(await buffer(await source.stream('a.html'))).toHaveLength(0);
  });
});
