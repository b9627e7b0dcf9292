import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AbortedError, ArchiveToolError, SourceError } from '../../src/model/errors.ts';
import { DEFAULT_LIMITS } from '../../src/model/imports.ts';
import { openSource } from '../../src/source/source.ts';
import { centralHeaders, fileOf, patch, zipBytes } from './temporary.ts';

const open = (bytes: Uint8Array, limits = DEFAULT_LIMITS): ReturnType<typeof openSource> =>
  openSource(fileOf(bytes), { limits });

/** Offsets in a header of the central directory (APPNOTE.TXT 4.3.12). */
const FLAGS = 8;
const METHOD = 10;
const PACKED = 20;
const UNPACKED = 24;

/** Changes a field of the first entry, in the central directory only. */
async function lying(
  files: Readonly<Record<string, string>>,
  field: number,
  value: number,
  bytes: 2 | 4,
): Promise<Buffer> {
  const zip = await zipBytes(files);
  zip.writeUIntLE(value, (centralHeaders(zip)[0] ?? 0) + field, bytes);
  return zip;
}

describe('a zip as source', () => {
  it('is known by its first bytes, and read in any order', async () => {
    const zip = await zipBytes({ 'b.html': 'two', 'a/c.txt': 'x'.repeat(5000), 'empty.md': '' });
    const source = await openSource(fileOf(zip, 'export.download'));
    expect(source.kind).toBe('zip');
    expect(source.entries).toMatchObject([
      { path: 'a/c.txt', bytes: 5000, modifiedMs: Date.UTC(2020, 4, 6, 7, 8, 10) },
      { path: 'b.html', bytes: 3, modifiedMs: Date.UTC(2020, 4, 6, 7, 8, 10) },
      { path: 'empty.md', bytes: 0, modifiedMs: Date.UTC(2020, 4, 6, 7, 8, 10) },
    ]);
    const [empty, big, small, streamed] = await Promise.all([
      source.read('empty.md'),
      source.read('a/c.txt'),
      source.read('b.html'),
      source.stream('a/c.txt').then(buffer),
    ]);
    expect(empty).toHaveLength(0);
    expect(big).toHaveLength(5000);
    expect(Buffer.from(small).toString()).toBe('two');
    expect(streamed).toHaveLength(5000);
    expect(await source.stat('b.html')).toMatchObject({ bytes: 3 });
    expect(await source.stat('a')).toBeNull();
    await expect(source.read('nowhere')).rejects.toThrow(SourceError);
    await source.close();
    await source.close();
    await expect(source.read('b.html')).rejects.toThrow(/was closed/);
  });

  it('leaves hidden files aside', async () => {
    const source = await open(
      await zipBytes({
        'a.html': 'x',
        '__MACOSX/._a.html': 'x',
        '.git/HEAD': 'x',
        '.git/config': '',
      }),
    );
    expect(source.entries.map((entry) => entry.path)).toEqual(['a.html']);
    expect(source.skipped).toEqual([
      { path: '.git/', reason: 'hidden-file' },
      { path: '__MACOSX/', reason: 'hidden-file' },
    ]);
  });

  it('decodes names: UTF-8 with and without its flag, else code page 437, and backslashes', async () => {
    const flagged = await zipBytes({ 'Größe.html': 'x' });
    const bare = Buffer.from(flagged);
    for (const header of centralHeaders(bare)) bare.writeUInt16LE(0, header + FLAGS);
    const dos = patch(bare, Buffer.from('Größe').toString('latin1'), 'Gr\x94\xe1e12');
    for (const zip of [flagged, bare]) {
      expect((await open(zip)).entries.map((entry) => entry.path)).toEqual(['Größe.html']);
    }
    expect((await open(dos)).entries.map((entry) => entry.path)).toEqual(['Größe12.html']);
    const windows = await open(patch(await zipBytes({ 'sub_a.html': 'x' }), 'sub_a', 'sub\\a'));
    expect(windows.entries.map((entry) => entry.path)).toEqual(['sub/a.html']);
  });

  it.each([
    ['xx/a.html', '../a.html', /climbs out/],
    ['a/xx/b.html', 'a/../b.html', /climbs out/],
    ['xx/a.html', '..\\a.html', /climbs out/],
    ['xa.html', '/a.html', /absolute/],
    ['xxa.html', 'C:a.html', /drive letter/],
    ['xxa.html', '\\\\a.html', /absolute/],
    ['xa.html', '\0a.html', /zero byte/],
    ['b.html', 'a.html', /two files of one name/],
  ])('refuses %s patched to %s', async (name, hostile, message) => {
    const zip = patch(await zipBytes({ 'a.html': 'x', [name]: 'y' }), name, hostile);
    await expect(open(zip)).rejects.toThrow(SourceError);
    await expect(open(zip)).rejects.toThrow(message);
  });

  it('refuses links and special files', async () => {
    for (const mode of [0o120777, 0o020644, 0o010644]) {
      const zip = await zipBytes({ 'a.html': '/etc/passwd' }, { mode });
      await expect(open(zip)).rejects.toThrow(/symbolic link or special file \(a.html\)/);
    }
  });

  it('refuses encrypted files and unknown methods', async () => {
    await expect(open(await lying({ 'a.html': 'x' }, FLAGS, 1, 2))).rejects.toThrow(/encrypted/);
    await expect(open(await lying({ 'a.html': 'x' }, FLAGS, 0x41, 2))).rejects.toThrow(
      /encryption/,
    );
    await expect(open(await lying({ 'a.html': 'x' }, METHOD, 12, 2))).rejects.toThrow(/method 12/);
  });

  it('refuses a zip without files', async () => {
    await expect(open(await zipBytes({}))).rejects.toThrow(/no files at all/);
    await expect(open(await zipBytes({ '.DS_Store': 'x' }))).rejects.toThrow(/only 1 hidden/);
  });

  it('refuses bombs by what their directory says', async () => {
    const zeros = await zipBytes({ 'a.html': '\0'.repeat(2_000_000), 'b.html': 'x' });
    const strict = { ...DEFAULT_LIMITS, maxCompressionRatio: 100 };
    await expect(open(zeros, strict)).rejects.toThrow(/times its size \(a.html\)/);
    const many = Object.fromEntries(
      Array.from({ length: 5 }, (_, index) => [`${String(index)}.html`, '\0'.repeat(900_000)]),
    );
    await expect(open(await zipBytes(many), strict)).rejects.toThrow(/times its size\./);
    const small = { ...DEFAULT_LIMITS, maxTotalBytes: 1_000_000 };
    const words = await zipBytes({ 'a.html': 'words and '.repeat(200_000), 'b.html': 'x' });
    await expect(open(words, small)).rejects.toThrow(/2000001 bytes unpacked/);
    await expect(open(words, { ...DEFAULT_LIMITS, maxEntries: 1 })).rejects.toThrow(
      /at most 1 files/,
    );
    const overlapping = await lying({ 'a.html': 'x'.repeat(99) }, PACKED, 50_000, 4);
    await expect(open(overlapping)).rejects.toThrow(/overlap/);
  });

  it('does not unpack more or less than the directory says', async () => {
    const limits = { ...DEFAULT_LIMITS, maxPageBytes: 99 };
    for (const said of [10, 4999, 5001]) {
      const zip = await lying({ 'a.html': 'x'.repeat(5000) }, UNPACKED, said, 4);
      const source = await open(zip);
      await expect(source.read('a.html')).rejects.toThrow(SourceError);
      await expect(source.stream('a.html').then(buffer)).rejects.toThrow(/damaged/);
    }
    const large = await open(await zipBytes({ 'a.html': 'x'.repeat(100) }), limits);
    await expect(large.read('a.html')).rejects.toThrow(/at most 99 bytes/);
  });

  it('notices a changed byte of stored content', async () => {
    const zip = patch(
      await zipBytes({ 'a.html': 'content' }, { compress: false }),
      'content',
      'contend',
    );
    const source = await open(zip);
    await expect(source.read('a.html')).rejects.toThrow(/checksum/);
  });

  it('refuses truncated zips wherever they end', async () => {
    const zip = await zipBytes({ 'a.html': 'x'.repeat(500), 'b.html': 'y' });
    for (let length = 4; length < zip.length; length += 7) {
      await expect(open(zip.subarray(0, length))).rejects.toThrow(/truncated or damaged/);
    }
  });

  it('fails with its own errors only, whatever is broken', async () => {
    const whole = await zipBytes({ 'a.html': 'some words '.repeat(20), 'b/c.txt': 'more' });
    const change = fc.tuple(fc.nat(whole.length - 5), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
        const zip = Buffer.from(whole);
        for (const [at, byte] of changes) zip[at + 4] = byte;
        try {
          const source = await open(zip);
          for (const entry of source.entries) await source.read(entry.path);
          await source.close();
        } catch (error) {
          expect(error).toBeInstanceOf(ArchiveToolError);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('stops when told to', async () => {
    const controller = new AbortController();
    const file = fileOf(await zipBytes({ 'a.html': Buffer.alloc(3_000_000, 'words and ') }));
    const source = await openSource(file, { signal: controller.signal });
    const reading = buffer(await source.stream('a.html'));
    controller.abort();
    await expect(reading).rejects.toThrow(AbortedError);
    await expect(source.read('a.html')).rejects.toThrow(AbortedError);
    await expect(openSource(file, { signal: controller.signal })).rejects.toThrow(AbortedError);
    await source.close();
  });

  it('lets go of a stream that nobody finishes', async () => {
    const source = await open(await zipBytes({ 'a.html': 'x'.repeat(400_000) }));
    const stream = await source.stream('a.html');
    stream.destroy();
    await source.close();
    expect(stream.destroyed).toBe(true);
  });
});
