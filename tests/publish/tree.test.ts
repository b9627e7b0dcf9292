import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AbortedError, OutputError } from '../../src/model/errors.ts';
import { planTree, publishTree } from '../../src/publish/tree.ts';
import type { DeliveredFile, StreamFile, TextFile, TreeFile } from '../../src/publish/tree-file.ts';

let base: string;
let root: string;

beforeEach(() => {
  base = fs.mkdtempSync(join(tmpdir(), 'publish-tree-'));
  root = join(base, 'out');
});

afterEach(() => {
  fs.rmSync(base, { recursive: true, force: true });
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const text = (path: string, content = `${path}\n`): TextFile => ({
  kind: 'text',
  path,
  text: content,
});

function stream(path: string, content: string, given: Partial<StreamFile> = {}): StreamFile {
  return {
    kind: 'stream',
    path,
    sha256: null,
    bytes: null,
    open: () => Promise.resolve(chunks(content)),
    ...given,
  };
}

async function* chunks(content: string): AsyncGenerator<Uint8Array> {
  for (const character of content) yield Buffer.from(character);
}

async function* inPieces(content: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += 50_000)
    yield Buffer.from(content.slice(at, at + 50_000));
}

const pieces = (content: string): Promise<AsyncIterable<Uint8Array>> =>
  Promise.resolve(inPieces(content));

/** Every file under the root with its text; folders end with `/`. */
function listing(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) found[path.slice(root.length + 1)] = fs.readFileSync(path, 'utf8');
  }
  return found;
}

const names = (): string[] => Object.keys(listing()).sort();
const MANIFEST = 'manifest-sha256.txt';
const write = (path: string, content: string): void => {
  fs.mkdirSync(join(root, path, '..'), { recursive: true });
  fs.writeFileSync(join(root, path), content);
};

const SPACE: readonly TreeFile[] = [
  stream('BOAT/attachments/Log/sail plan.png', 'pixels'),
  text('BOAT/Home.md'),
  text('BOAT/Home/会議メモ.md'),
];

describe('publishTree', () => {
  it('copies a large attachment, and writes what it makes itself whatever the limit', async () => {
    const large = 'x'.repeat(300 * 1024);
    const made = { isMade: true, open: () => pieces(large) };
    const files = [
      stream('BOAT/attachments/Home/sail.png', '', { open: () => pieces(large) }),
      stream('redirects.csv', '', made),
    ];
    const report = await publishTree(root, [files], { maxAttachmentBytes: 299 * 1024 });
    expect(report.counts).toMatchObject({ written: 1, 'too-large': 1 });
    await publishTree(root, [files]);
    expect(listing()).toMatchObject({
      'BOAT/attachments/Home/sail.png': large,
      'redirects.csv': large,
    });
    expect(names().filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('writes the files and a manifest that sha256sum accepts', async () => {
    const delivered: DeliveredFile[] = [];
    const report = await publishTree(root, [SPACE.slice(0, 2), SPACE.slice(2)], {
      onFile: (file) => delivered.push(file),
    });
    expect(report.counts).toMatchObject({ written: 3, unchanged: 0, removed: 0, preserved: 0 });
    expect(names()).toEqual([
      'BOAT/Home.md',
      'BOAT/Home/会議メモ.md',
      'BOAT/attachments/Log/sail plan.png',
      MANIFEST,
    ]);
    const checked = execFileSync('sha256sum', ['--strict', '-c', MANIFEST], { cwd: root });
    expect(checked.toString().match(/: OK$/gm)).toHaveLength(3);
    expect(delivered[0]).toEqual({
      path: 'BOAT/attachments/Log/sail plan.png',
      outcome: 'written',
      sha256: sha256('pixels'),
      bytes: 6,
      reason: null,
      newVersion: null,
    });
  });

  it('writes nothing the second time, and the same bytes elsewhere', async () => {
    await publishTree(root, [SPACE]);
    const first = listing();
    const inodes = () => names().map((name) => fs.statSync(join(root, name)).ino);
    const before = inodes();
    const report = await publishTree(root, [SPACE]);
    expect(report.counts).toMatchObject({ written: 0, unchanged: 3 });
    expect(report.bytesWritten).toBe(0);
    expect(inodes()).toEqual(before);
    root = join(base, 'other');
    await publishTree(root, [SPACE.toReversed()]);
    expect(listing()).toEqual(first);
  });

  it('does not open an attachment whose hash says that it is there', async () => {
    const known = { sha256: sha256('pixels'), bytes: 6 };
    const path = 'BOAT/attachments/Log/a.png';
    await publishTree(root, [[stream(path, 'pixels', known)]]);
    const closed = stream(path, '', { ...known, open: () => Promise.reject(new Error('opened')) });
    expect((await publishTree(root, [[closed]])).counts.unchanged).toBe(1);
    // Someone's edit of the same size is seen, because the file is newer than the manifest.
    write(path, 'PIXELS');
    fs.utimesSync(join(root, path), new Date(), new Date(Date.now() + 10_000));
    const { preserved } = await publishTree(root, [[closed]]);
    expect(preserved).toEqual([{ path, newVersion: null }]);
  });

  it('replaces what it wrote, removes what nobody wants, and the folders left empty', async () => {
    await publishTree(root, [SPACE]);
    const report = await publishTree(root, [[text('BOAT/Home.md', 'new\n')]]);
    expect(report.counts).toMatchObject({ written: 1, removed: 2 });
    expect(names()).toEqual(['BOAT/Home.md', MANIFEST]);
    expect(fs.readdirSync(join(root, 'BOAT'))).toEqual(['Home.md']);
    expect(listing()[MANIFEST]).toBe(`${sha256('new\n')}  BOAT/Home.md\n`);
  });

  it('keeps them, still as its own, without prune', async () => {
    await publishTree(root, [SPACE]);
    await publishTree(root, [[text('BOAT/Home.md')]], { prune: false });
    expect(listing()[MANIFEST]?.split('\n')).toHaveLength(4);
    expect((await publishTree(root, [[text('BOAT/Home.md')]])).counts.removed).toBe(2);
  });

  it('leaves edited and foreign files alone, and says so', async () => {
    await publishTree(root, [SPACE]);
    write('BOAT/Home.md', 'my notes\n');
    write('BOAT/Home/会議メモ.md', 'mine too\n');
    write('BOAT/New.md', 'mine before\n');
    write('BOAT/private.md', 'never wanted\n');
    const next = [text('BOAT/Home.md', 'new\n'), text('BOAT/New.md')];
    const report = await publishTree(root, [next], { onEdited: 'keep' });
    expect(report.preserved.map(({ path }) => path)).toEqual([
      'BOAT/Home.md',
      'BOAT/Home/会議メモ.md',
      'BOAT/New.md',
    ]);
    expect(report.counts).toMatchObject({ written: 0, preserved: 3, removed: 1 });
    expect(listing()).toEqual({
      'BOAT/Home.md': 'my notes\n',
      'BOAT/Home/会議メモ.md': 'mine too\n',
      'BOAT/New.md': 'mine before\n',
      'BOAT/private.md': 'never wanted\n',
      [MANIFEST]: '',
    });
    expect((await publishTree(root, [next], { onEdited: 'keep' })).counts.preserved).toBe(2);
  });

  it('reports attachments that are too large or cannot be read, and goes on', async () => {
    await publishTree(root, [[stream('BOAT/attachments/Log/b.png', 'old')]]);
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield* chunks('ab');
      throw new Error('bad zip entry');
    }
    const delivered: DeliveredFile[] = [];
    const files = [
      stream('BOAT/attachments/Log/a.png', '12345'),
      stream('BOAT/attachments/Log/b.png', '', { open: () => Promise.resolve(breaking()) }),
      stream('BOAT/attachments/Log/c.png', '1', { bytes: 5 }),
      stream('BOAT/attachments/Log/d.png', '1234'),
    ];
    const report = await publishTree(root, [files], {
      maxAttachmentBytes: 4,
      onFile: (file) => delivered.push(file),
    });
    expect(report.counts).toMatchObject({ 'too-large': 2, unreadable: 1, written: 1 });
    expect(delivered[1]?.reason).toBe('bad zip entry');
    expect(names()).toEqual(['BOAT/attachments/Log/b.png', 'BOAT/attachments/Log/d.png', MANIFEST]);
    execFileSync('sha256sum', ['--strict', '-c', MANIFEST], { cwd: root });
  });
});

describe('publishTree stays in its folder', () => {
  it.each([
    '../x.md',
    '/x/y.md',
    'x.md',
    'a//b.md',
    'a/../b.md',
    'a/.git/b.md',
    'a\\b/c.md',
    'a/b\n.md',
    'C:/b.md',
    'a/b.exe',
  ])('refuses the path %j', async (path) => {
    await expect(publishTree(root, [[text(path)]])).rejects.toThrow(OutputError);
    expect(fs.readdirSync(base)).toEqual(['out']);
  });

  it('refuses two files that some system takes for one', async () => {
    const files = [text('BOAT/a.md'), text('BOAT/A.md')];
    await expect(publishTree(root, [files])).rejects.toThrow(/wanted twice/);
  });

  it('follows no link that leads out', async () => {
    const outside = join(base, 'outside');
    fs.mkdirSync(outside);
    fs.mkdirSync(root);
    fs.symlinkSync(outside, join(root, 'BOAT'));
    for (const file of SPACE)
      await expect(publishTree(root, [[file]])).rejects.toThrow(/it is a link/);
    expect(fs.readdirSync(outside)).toEqual([]);
  });

  it('replaces no file that is a link, and removes nothing through one', async () => {
    await publishTree(root, [SPACE]);
    const outside = join(base, 'outside');
    fs.renameSync(join(root, 'BOAT/Home'), outside);
    fs.symlinkSync(outside, join(root, 'BOAT/Home'));
    fs.rmSync(join(root, 'BOAT/Home.md'));
    fs.symlinkSync(join(base, 'nowhere'), join(root, 'BOAT/Home.md'));
    const report = await publishTree(root, [[text('BOAT/Home.md')]]);
    expect(report.preserved).toEqual([
      { path: 'BOAT/Home.md', newVersion: 'BOAT/Home.new.md' },
      { path: 'BOAT/Home/会議メモ.md', newVersion: null },
    ]);
    expect(fs.readdirSync(outside)).toEqual(['会議メモ.md']);
  });

  it('removes nothing on the word of a manifest that points elsewhere', async () => {
    fs.mkdirSync(root);
    fs.writeFileSync(join(base, 'mine.md'), 'mine');
    write('notes.md', 'mine');
    write('BOAT/a.md', 'ours');
    const lines = ['../mine.md', 'notes.md', join(base, 'mine.md')].map(
      (path) => `${sha256('mine')}  ${path}\n`,
    );
    write(MANIFEST, `${lines.join('')}${sha256('ours')}  BOAT/a.md\n`);
    expect((await publishTree(root, [])).counts.removed).toBe(1);
    expect(fs.existsSync(join(base, 'mine.md'))).toBe(true);
    expect(names()).toEqual([MANIFEST, 'notes.md']);
  });

  it('does not touch a BagIt package or a manifest of another tool', async () => {
    write('bagit.txt', 'BagIt-Version: 1.0\n');
    await expect(publishTree(root, [SPACE])).rejects.toThrow(/BagIt/);
    fs.rmSync(join(root, 'bagit.txt'));
    write(MANIFEST, 'my shopping list\n');
    await expect(publishTree(root, [SPACE])).rejects.toThrow(/not written by this tool/);
    expect(listing()).toEqual({ [MANIFEST]: 'my shopping list\n' });
  });
});

describe('publishTree under bad conditions', () => {
  it('says so when the folder is a file, or a file stands where a folder must be', async () => {
    fs.writeFileSync(root, 'x');
    await expect(publishTree(root, [SPACE])).rejects.toThrow(OutputError);
    await expect(publishTree(join(root, 'deeper'), [SPACE])).rejects.toThrow(OutputError);
    expect(fs.readFileSync(root, 'utf8')).toBe('x');
    fs.rmSync(root);
    write('BOAT', 'mine');
    const failure = await publishTree(root, [SPACE]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OutputError);
    expect((failure as OutputError).advice).toMatch(/Move that file away/);
    expect(listing()).toMatchObject({ BOAT: 'mine' });
  });

  it.skipIf(process.getuid?.() === 0)('says so when the folder is read-only', async () => {
    fs.mkdirSync(root, { mode: 0o555 });
    await expect(publishTree(root, [SPACE])).rejects.toThrow(/read-only/);
  });

  it.skipIf(!fs.existsSync('/dev/full'))('explains a full disk', async () => {
    const { outputError } = await import('../../src/publish/disk.ts');
    let failure: unknown;
    try {
      fs.writeFileSync('/dev/full', 'x');
    } catch (error) {
      failure = outputError('a.md', error);
    }
    expect((failure as OutputError).message).toBe('Cannot write a.md: the disk is full.');
    expect((failure as OutputError).advice).toMatch(/Free some space/);
  });

  it('stops between files on abort; the manifest lists what is there', async () => {
    await publishTree(root, [[text('BOAT/a.md', 'old\n'), text('BOAT/z.md')]]);
    const controller = new AbortController();
    const files = [text('BOAT/a.md', 'new\n'), text('BOAT/b.md')];
    await expect(
      publishTree(root, [files], {
        signal: controller.signal,
        onFile: () => {
          controller.abort();
        },
      }),
    ).rejects.toThrow(AbortedError);
    expect(listing()).toMatchObject({ 'BOAT/a.md': 'new\n', 'BOAT/z.md': 'BOAT/z.md\n' });
    execFileSync('sha256sum', ['--strict', '-c', MANIFEST], { cwd: root });
    const report = await publishTree(root, [files]);
    expect(report.counts).toMatchObject({ written: 1, unchanged: 1, removed: 1, preserved: 0 });
    expect(names()).toEqual(['BOAT/a.md', 'BOAT/b.md', MANIFEST]);
  });

  it('after a kill knows its own files, and sweeps up temporary ones', async () => {
    await publishTree(root, [[text('BOAT/a.md', 'one\n')]]);
    // As a run leaves the folder that was killed after it wrote two files.
    write('BOAT/a.md', 'two\n');
    write('BOAT/b.md', 'two\n');
    write(
      '.confluence-archive-journal',
      `${sha256('two\n')}  BOAT/a.md\n${sha256('two\n')}  BOAT/b.md\n${sha256('x').slice(9)}`,
    );
    write('BOAT/.confluence-archive-123-4.tmp', 'half');
    write('.confluence-archive-123-5.tmp', 'half');
    const report = await publishTree(root, [[text('BOAT/a.md', 'three\n')]]);
    expect(report.counts).toMatchObject({ written: 1, removed: 1, preserved: 0 });
    expect(fs.readdirSync(root).sort()).toEqual(['BOAT', MANIFEST]);
    expect(fs.readdirSync(join(root, 'BOAT'))).toEqual(['a.md']);
  });

  it('keeps what an error in the source of pages left', async () => {
    await publishTree(root, [[text('BOAT/a.md'), text('BOAT/b.md')]]);
    function* failing(): Generator<readonly TreeFile[]> {
      yield [text('BOAT/a.md', 'new\n')];
      throw new Error('the archive is gone');
    }
    await expect(publishTree(root, failing())).rejects.toThrow('the archive is gone');
    execFileSync('sha256sum', ['--strict', '-c', MANIFEST], { cwd: root });
    const report = await publishTree(root, [[text('BOAT/a.md'), text('BOAT/b.md')]]);
    expect(report.counts).toMatchObject({ written: 1, unchanged: 1, preserved: 0 });
  });
});

describe('planTree', () => {
  it('counts what publishing would do, and writes nothing', async () => {
    const plan = async (files: readonly TreeFile[]) => {
      const before = fs.existsSync(root) ? listing() : null;
      const planned = await planTree(root, [files]);
      expect(fs.existsSync(root) ? listing() : null).toEqual(before);
      const report = await publishTree(root, [files]);
      expect(planned).toEqual(report);
      return report.counts;
    };
    expect(await plan(SPACE)).toMatchObject({ written: 3 });
    expect(await plan(SPACE)).toMatchObject({ unchanged: 3 });
    write('BOAT/Home.md', 'mine\n');
    const next = [stream('BOAT/attachments/Log/sail plan.png', 'other'), text('BOAT/Home.md')];
    expect(await plan(next)).toMatchObject({ written: 1, preserved: 1, beside: 1, removed: 1 });
    // Where a page's file stood, there is now the folder of another page.
    expect(await plan([text('BOAT/Home.new.md/a.md'), text('BOAT/Home.md')])).toMatchObject({
      written: 1,
      preserved: 1,
      removed: 2,
    });
  });
});
