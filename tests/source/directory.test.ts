import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { AbortedError, SourceError } from '../../src/model/errors.ts';
import { DEFAULT_LIMITS } from '../../src/model/imports.ts';
import { openSource } from '../../src/source/source.ts';
import { fileOf, temporaryFolder, zipBytes } from './temporary.ts';

const posix = process.platform !== 'win32';

describe('a folder as source', () => {
  it('lists files in code unit order, with sizes and times, and reads them', async () => {
    const folder = temporaryFolder({
      'b.html': 'two',
      'B.html': 'one!',
      'a/z.png': 'x',
      'ä.md': '',
    });
    const source = await openSource(folder);
    expect(source.kind).toBe('directory');
    expect(source.location).toBe(folder);
    expect(source.entries.map(({ path, bytes }) => [path, bytes])).toEqual([
      ['B.html', 4],
      ['a/z.png', 1],
      ['b.html', 3],
      ['ä.md', 0],
    ]);
    expect(source.entries.every((entry) => Number.isInteger(entry.modifiedMs))).toBe(true);
    expect(Buffer.from(await source.read('B.html')).toString()).toBe('one!');
    expect((await buffer(await source.stream('a/z.png'))).toString()).toBe('x');
    expect(await source.stat('b.html')).toMatchObject({ path: 'b.html', bytes: 3 });
    expect(await source.stat('b.HTML')).toBeNull();
    expect(await source.stat('../b.html')).toBeNull();
    await source.close();
  });

  it.skipIf(!posix)('reads files whose names are patterns, escapes or no text', async () => {
    const names = ['[a] {b,c}.html', '*.md', '!x+(y)?.txt', 'a%3Fb+c.html', '\\d.html', '-.html'];
    const folder = temporaryFolder(Object.fromEntries(names.map((name) => [name, name])));
    mkdirSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xc4, 0xe3])]));
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xc4, 0xe3, 0x2f, 0x61])]),
      'gbk',
    );
    writeFileSync(join(folder, 'line\nbreak.html'), 'line');
    writeFileSync(join(folder, 'paragraph\u2029break.html'), 'paragraph');
    const source = await openSource(folder);
    expect(source.entries.map((entry) => entry.path)).toEqual(
      [...names, 'line\uFFFDbreak.html', 'paragraph\uFFFDbreak.html', 'Äã/a'].sort(),
    );
    for (const name of names) expect(Buffer.from(await source.read(name)).toString()).toBe(name);
    expect(Buffer.from(await source.read('Äã/a')).toString()).toBe('gbk');
    expect(Buffer.from(await source.read('line\uFFFDbreak.html')).toString()).toBe('line');
    const paragraph = await source.read('paragraph\uFFFDbreak.html');
    expect(Buffer.from(paragraph).toString()).toBe('paragraph');
    expect(source.diagnostics).toEqual([]);
  });

  it('leaves hidden files aside, whole folders as one', async () => {
    const source = await openSource(
      temporaryFolder({
        'a.html': 'x',
        '.git/config': 'x',
        '.git/objects/00/11': 'x',
        'sub/.DS_Store': 'x',
        'sub/CVS/Entries': 'x',
        'a.html:Zone.Identifier': 'x',
      }),
    );
    expect(source.entries.map((entry) => entry.path)).toEqual(['a.html']);
    expect(source.skipped).toEqual(
      ['.git/', 'a.html:Zone.Identifier', 'sub/.DS_Store', 'sub/CVS/Entries'].map((path) => ({
        path,
        reason: 'hidden-file',
      })),
    );
    await expect(source.read('.git/config')).rejects.toThrow(SourceError);
  });

  it.skipIf(!posix)('never follows links, loops included, but follows the location', async () => {
    const outside = temporaryFolder({ 'secret.html': 'x' });
    const folder = temporaryFolder({ 'sub/a.html': 'x' });
    symlinkSync('..', join(folder, 'sub/loop'));
    symlinkSync(join(outside, 'secret.html'), join(folder, 'link.html'));
    symlinkSync('nowhere', join(folder, 'broken.html'));
    execFileSync('mkfifo', [join(folder, 'pipe.html')]);
    symlinkSync('nowhere', join(folder, 'sub/._a.html'));
    symlinkSync(folder, join(outside, 'export'));
    for (const location of [folder, join(outside, 'export')]) {
      const source = await openSource(location);
      expect(source.entries.map((entry) => entry.path)).toEqual(['sub/a.html']);
      expect(source.skipped).toEqual([
        { path: 'broken.html', reason: 'link' },
        { path: 'link.html', reason: 'link' },
        { path: 'pipe.html', reason: 'link' },
        { path: 'sub/._a.html', reason: 'hidden-file' },
        { path: 'sub/loop', reason: 'link' },
      ]);
      expect(source.location).toBe(location);
      expect(Buffer.from(await source.read('sub/a.html')).toString()).toBe('x');
      await expect(source.read('link.html')).rejects.toThrow(SourceError);
    }
  });

  it.skipIf(!posix)('does not read a link that took the place of a listed file', async () => {
    const folder = temporaryFolder({ 'a.html': 'x', 'b.html': 'x' });
    const source = await openSource(folder);
    execFileSync('ln', ['-sf', '/etc/hostname', join(folder, 'a.html')]);
    await expect(source.read('a.html')).rejects.toThrow(/symbolic link/);
    execFileSync('sh', ['-c', 'rm "$1" && mkfifo "$1"', 'sh', join(folder, 'b.html')]);
    await expect(source.stream('b.html')).rejects.toThrow(/special file/);
    await expect(source.read('b.html')).rejects.toThrow(/special file/);
  });

  it('reads files whole, whatever their size', async () => {
    const long = 'long '.repeat(300_000);
    const folder = temporaryFolder({ 'empty.html': '', 'long.html': long, 'short.html': 'short' });
    const source = await openSource(folder);
    expect(await source.read('empty.html')).toHaveLength(0);
    expect(Buffer.from(await source.read('short.html')).toString()).toBe('short');
    expect(Buffer.from(await source.read('long.html')).toString()).toBe(long);
  });

  it('waits for several files at once where the disk is slow', async () => {
    const folder = temporaryFolder({ 'a.html': 'first', 'b.html': 'second', 'c.html': 'third' });
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 50));
    const source = await openSource(folder);
    const read = async (path: string): Promise<string> =>
      Buffer.from(await source.read(path)).toString();
    for (let time = 0; time < 4; time += 1) expect(await read('a.html')).toBe('first');
    execFileSync('rm', [join(folder, 'c.html')]);
    expect(await Promise.all([read('b.html'), read('a.html')])).toEqual(['second', 'first']);
    await expect(source.read('c.html')).rejects.toThrow(SourceError);
    vi.restoreAllMocks();
  });

  it.skipIf(process.getuid?.() === 0 || !posix)('reports folders without permission', async () => {
    const folder = temporaryFolder({ 'a.html': 'x', 'closed/b.html': 'x' });
    chmodSync(join(folder, 'closed'), 0);
    const source = await openSource(folder);
    expect(source.entries.map((entry) => entry.path)).toEqual(['a.html']);
    expect(source.diagnostics).toMatchObject([{ code: 'unreadable-file', sourcePath: 'closed' }]);
    chmodSync(folder, 0);
    await expect(openSource(folder)).rejects.toThrow(/permissions/);
    chmodSync(folder, 0o700);
    chmodSync(join(folder, 'closed'), 0o700);
  });

  it.skipIf(!posix)('reports a folder too deep for the system, and reads the rest', async () => {
    const folder = temporaryFolder({ 'a.html': 'x' });
    const script = 'cd "$1"; for i in $(seq 30); do mkdir "$2" && cd -P "$2" || exit 1; done';
    execFileSync('bash', ['-c', script, 'bash', folder, 'd'.repeat(200)]);
    const source = await openSource(folder);
    expect(source.entries.map((entry) => entry.path)).toEqual(['a.html']);
    expect(source.diagnostics.map((each) => each.code)).toEqual(['unreadable-file']);
    execFileSync('rm', ['-rf', join(folder, 'd'.repeat(200))]);
  });

  it('refuses what holds nothing, or is not there', async () => {
    const empty = temporaryFolder();
    await expect(openSource(empty)).rejects.toThrow(/no files at all/);
    await expect(openSource(temporaryFolder({ '.git/config': 'x' }))).rejects.toThrow(
      /only 1 hidden/,
    );
    await expect(openSource(join(empty, 'missing'))).rejects.toThrow(/nothing at this path/);
    await expect(openSource('')).rejects.toThrow(SourceError);
    await expect(openSource('a\0b')).rejects.toThrow(SourceError);
    await expect(openSource(join(empty, 'x'.repeat(5000)))).rejects.toThrow(/longer than/);
  });

  it.skipIf(!posix)('refuses a link that leads to itself, and devices', async () => {
    const folder = temporaryFolder();
    symlinkSync('self', join(folder, 'self'));
    await expect(openSource(join(folder, 'self'))).rejects.toThrow(/leads back to itself/);
    await expect(openSource('/dev/null')).rejects.toThrow(/device, pipe or socket/);
  });

  it('keeps to the limits', async () => {
    const folder = temporaryFolder({ 'a.html': 'x', 'b.html': 'xx', 'c.html': 'xxx' });
    const few = { limits: { ...DEFAULT_LIMITS, maxEntries: 2 } };
    await expect(openSource(folder, few)).rejects.toThrow(/at most 2 files/);
    const source = await openSource(folder, { limits: { ...DEFAULT_LIMITS, maxPageBytes: 2 } });
    await expect(source.read('c.html')).rejects.toThrow(/at most 2 bytes/);
    expect(await source.read('b.html')).toHaveLength(2);
    expect(await buffer(await source.stream('c.html'))).toHaveLength(3);
  });

  it('lists folders by the hundred, one in the other and side by side', async () => {
    const deep = Array.from({ length: 250 }, (_, level) => `${'d/'.repeat(level)}a.html`);
    const wide = Array.from({ length: 250 }, (_, at) => `w${String(at)}/b/c.html`);
    const paths = [...deep, ...wide].sort();
    const folder = temporaryFolder(Object.fromEntries(paths.map((path) => [path, 'x'])));
    expect((await openSource(folder)).entries.map(({ path }) => path)).toEqual(paths);
    const controller = new AbortController();
    setImmediate(() => {
      controller.abort();
    });
    const stopped = openSource(folder, { signal: controller.signal });
    await expect(stopped).rejects.toThrow(AbortedError);
  });

  it('stops when told to', async () => {
    const folder = temporaryFolder({ 'a.html': 'x'.repeat(300_000) });
    await expect(openSource(folder, { signal: AbortSignal.abort() })).rejects.toThrow(AbortedError);
    const controller = new AbortController();
    const source = await openSource(folder, { signal: controller.signal });
    const stream = await source.stream('a.html');
    const reading = buffer(stream);
    controller.abort();
    await expect(reading).rejects.toThrow(AbortedError);
    await expect(source.read('a.html')).rejects.toThrow(AbortedError);
    await expect(source.stream('a.html')).rejects.toThrow(AbortedError);
  });
});

describe('a folder and a zip of the same files', () => {
  it('are the same source', async () => {
    const name = fc.stringMatching(/^[\wé日ü%+()[\] -]{1,8}$/).filter((text) => text.trim() !== '');
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const tree = fc
      .uniqueArray(fc.tuple(path, fc.uint8Array({ maxLength: 300 })), {
        minLength: 1,
        maxLength: 8,
        selector: ([each]) => each.toLowerCase().normalize(),
      })
      .filter((files) =>
        files.every(([a]) =>
          files.every(([b]) => !b.toLowerCase().startsWith(`${a.toLowerCase()}/`)),
        ),
      );
    await fc.assert(
      fc.asyncProperty(tree, async (pairs) => {
        const files = Object.fromEntries(pairs);
        const folder = await openSource(temporaryFolder(files));
        const zip = await openSource(fileOf(await zipBytes(files)));
        const bare = (source: typeof zip): unknown =>
          source.entries.map((entry) => [entry.path, entry.bytes]);
        expect(bare(zip)).toEqual(bare(folder));
        expect(zip.skipped).toEqual(folder.skipped);
        for (const entry of zip.entries) {
          const bytes = Buffer.from(await folder.read(entry.path));
          expect(Buffer.from(await zip.read(entry.path)).equals(bytes)).toBe(true);
          expect((await buffer(await zip.stream(entry.path))).equals(bytes)).toBe(true);
        }
        await zip.close();
      }),
      { numRuns: 30 },
    );
  });
});
