/** Sources that cannot be used, and pages that cannot be read: said clearly, and nothing is harmed. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { centralHeaders, patch, zipBytes } from '../source/temporary.ts';
import { query } from '../support/query.ts';
import { command, DEMO, expectFailure, importJson } from './command.ts';
import { exportPage } from './export-page.ts';
import {
  archiveIn,
  contentOf,
  copyOutput,
  expectSound,
  expectWholeTree,
  hashesBelow,
  treeIn,
  workFolder,
  writeFiles,
} from './work-folder.ts';

const work = workFolder();
const imported = join(work, 'imported');
const page = exportPage({ title: 'Weir', body: '<p>The weir is open.</p>' });

beforeAll(async () => {
  await importJson([DEMO], writeFiles(imported, {}));
});

const folderOf = (name: string, files: Readonly<Record<string, string | Uint8Array>>): string =>
  writeFiles(join(work, 'sources', name), files);

function zipOf(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folderOf('zips', {}), name), bytes);
  return join(work, 'sources', 'zips', name);
}

const deflated = (): Promise<Buffer> => zipBytes({ 'Weir_70001.html': page });

/** As `zip -e` marks them: bit 0 of the general purpose flags, in both headers. */
async function encrypted(): Promise<Buffer> {
  const zip = await deflated();
  const local = zip.indexOf(Buffer.from([0x50, 0x4b, 3, 4]));
  zip.writeUInt16LE(zip.readUInt16LE(local + 6) | 1, local + 6);
  for (const header of centralHeaders(zip)) zip.writeUInt16LE(1, header + 8);
  return zip;
}

const SOURCES: Readonly<Record<string, readonly [() => Promise<string> | string, RegExp]>> = {
  'a path with nothing at it': [() => join(work, 'nowhere'), /nowhere/],
  'an empty folder': [() => folderOf('empty', {}), /no files/],
  'a folder without an export': [
    () => folderOf('no-export', { 'a.csv': '1,2\n', 'sub/b.png': 'x' }),
    /No page of a Confluence export was found/,
  ],
  'a folder of pages that Confluence did not write': [
    () => folderOf('foreign', { 'a.html': '<html><body><p>By hand.</p></body></html>' }),
    /No page of a Confluence export was found/,
  ],
  'a truncated zip': [
    async () => zipOf('truncated.zip', (await deflated()).subarray(0, -30)),
    /truncated|incomplete|damaged|end of/i,
  ],
  'an empty file named .zip': [() => zipOf('empty.zip', Buffer.alloc(0)), /an empty file/],
  'other data named .zip': [() => zipOf('noise.zip', Buffer.from('not a zip')), /other data/],
  'an encrypted zip': [async () => zipOf('encrypted.zip', await encrypted()), /encrypted/],
  'a zip whose entry climbs out': [
    async () => {
      const files = { 'Weir_70001.html': page, 'xx/evil.html': page };
      return zipOf('slip.zip', patch(await zipBytes(files), 'xx/evil', '../evil'));
    },
    /climbs out/,
  ],
  'a zip bomb': [
    async () => {
      const files = { 'Weir_70001.html': page, 'bomb.html': Buffer.alloc(40 * 1024 * 1024) };
      return zipOf('bomb.zip', await zipBytes(files));
    },
    /times its size/,
  ],
  'a loop of links': [
    () => {
      const folder = folderOf('loop', {});
      symlinkSync(join(folder, 'b'), join(folder, 'a'));
      symlinkSync(join(folder, 'a'), join(folder, 'b'));
      return join(folder, 'a');
    },
    /loop|link/,
  ],
};

describe.concurrent.each(Object.entries(SOURCES))('%s', (name, [make, message]) => {
  it('is refused with exit code 3 and advice; nothing is written, nothing is lost', async () => {
    const source = await make();
    const fresh = writeFiles(join(work, 'fresh', name), {});
    expectFailure(await command(['import', source], fresh), 3, message);
    expect(readdirSync(fresh)).toEqual([]);
    expect(readdirSync(work).filter((entry) => entry.startsWith('evil'))).toEqual([]);

    const used = join(work, 'used', name);
    copyOutput(imported, used);
    const before = await contentOf(archiveIn(used));
    expectFailure(await command(['import', source], used), 3, message);
    expect(await contentOf(archiveIn(used))).toEqual(before);
    expectWholeTree(treeIn(used));
    expect(hashesBelow(treeIn(used))).toEqual(hashesBelow(treeIn(imported)));
  });
});

describe('limits', () => {
  it('can be raised for a source that is trusted, and lowered', async () => {
    const body = `<p>${'The weir is open. '.repeat(200_000)}</p>`;
    const files = { 'Weir_70001.html': exportPage({ title: 'Weir', body }) };
    const zip = zipOf('dense.zip', await zipBytes(files));
    const folder = writeFiles(join(work, 'limits'), {});
    const run = (...options: string[]) => command(['import', zip, '--dry-run', ...options], folder);
    expectFailure(await run('--limit-ratio', '5'), 3, /times its size/);
    expectFailure(await run('--limit-total-size', '1MB'), 3, /at most 1000000/);
    expect((await run('--limit-ratio', '100000')).code).toBe(0);
    const small = await run('--limit-page-size', '1MB');
    expect(small.code, small.stderr).toBe(1);
    expect(small.stdout).toContain('unreadable-file');
  });
});

describe.concurrent('a page that cannot be read', () => {
  const binary = Buffer.concat([Buffer.from([0, 1, 2, 0xff]), randomBytes(4000)]);
  it.each([
    ['of zero bytes', Buffer.alloc(0), 'empty-file'],
    ['of binary data', binary, 'binary-content'],
    ['that is a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'binary-content'],
  ])('%s fails alone, with exit code 1', async (name, bytes, code) => {
    const source = folderOf(`bad page ${name}`, {
      'Weir_70001.html': page,
      'Bad_70002.html': bytes,
    });
    const folder = writeFiles(join(work, 'bad-page', name), {});
    const report = await importJson([source], folder, 1);
    expect(report.counts).toMatchObject({ created: 1, failed: 1 });
    expect(report.diagnostics).toMatchObject([
      { code, severity: 'error', sourcePath: 'Bad_70002.html' },
    ]);
    const rows = await query(archiveIn(folder), 'SELECT source_path FROM pages');
    expect(rows).toEqual([{ source_path: 'Weir_70001.html' }]);
    expectWholeTree(treeIn(folder));
    const text = await command(['import', source], folder);
    expect(text.code).toBe(1);
    expect(text.stdout).toContain('= 0 created + 0 updated + 1 unchanged + 0 moved + 1 failed');
    expect(text.stdout).toContain(`${code} × 1`);
  });

  it('that was whole before keeps what was imported of it', async () => {
    const source = folderOf('was-whole', { 'Weir_70001.html': page, 'Sluice_70002.html': page });
    const folder = writeFiles(join(work, 'was-whole'), {});
    await importJson([source], folder);
    writeFiles(source, { 'Weir_70001.html': '' });
    const report = await importJson([source], folder, 1);
    expect(report.counts).toMatchObject({ failed: 1, unchanged: 1, removed: 0 });
    const rows = await query(
      archiveIn(folder),
      'SELECT text FROM pages WHERE status = ?',
      'current',
    );
    expect(rows).toHaveLength(2);
    expectWholeTree(treeIn(folder));
    expect(
      [...hashesBelow(treeIn(folder)).keys()].filter((path) => path.endsWith('.md')),
    ).toHaveLength(2);
  });

  it('of invalid UTF-8 is imported, and said so', async () => {
    const bytes = Buffer.from(page.replace('The weir', 'The w\u0000ir'));
    bytes[bytes.indexOf(0)] = 0xe8;
    const source = folderOf('invalid', { 'Weir_70001.html': bytes });
    const folder = writeFiles(join(work, 'invalid'), {});
    const report = await importJson([source], folder);
    expect(report.counts).toMatchObject({ created: 1, failed: 0 });
    expect(report.diagnostics).toMatchObject([{ code: 'charset-mismatch', severity: 'warning' }]);
    const rows = await query(archiveIn(folder), 'SELECT text FROM pages');
    expect(rows).toEqual([{ text: 'The wèir is open.' }]);
    expect((await command(['import', source, '--strict', '--dry-run'], folder)).code).toBe(0);
    const strict = writeFiles(join(work, 'invalid-strict'), {});
    expect((await command(['import', source, '--strict'], strict)).code).toBe(1);
  });

  it('of a zip with a damaged entry fails alone', async () => {
    const files = {
      'Weir_70001.html': page,
      'Sluice_70002.html': page.replaceAll('Weir', 'Sluice'),
    };
    const zip = await zipBytes(files, { compress: false });
    const damaged = Buffer.from(zip);
    damaged[damaged.lastIndexOf('The weir')] = 0x58;
    const folder = writeFiles(join(work, 'damaged'), {});
    const report = await importJson([zipOf('damaged.zip', damaged)], folder, 1);
    expect(report.counts).toMatchObject({ created: 1, failed: 1 });
    expect(report.diagnostics).toMatchObject([{ code: 'unreadable-file' }]);
  });
});

describe('links inside a source', () => {
  it('are not followed: neither a loop nor a way out', async () => {
    const source = folderOf('linked', { 'Weir_70001.html': page });
    symlinkSync(source, join(source, 'again'));
    symlinkSync(join(source, 'y'), join(source, 'x'));
    symlinkSync(join(source, 'x'), join(source, 'y'));
    symlinkSync('/etc/passwd', join(source, 'Out_70003.html'));
    execFileSync('mkfifo', [join(source, 'Pipe_70004.html')]);
    const folder = writeFiles(join(work, 'linked'), {});
    const report = await importJson([source], folder);
    expect(report.counts.created).toBe(1);
    expect(report.skippedFiles.map(({ path, reason }) => `${reason} ${path}`)).toEqual([
      'link Out_70003.html',
      'link Pipe_70004.html',
      'link again',
      'link x',
      'link y',
    ]);
    expect(readFileSync(archiveIn(folder)).includes('root:')).toBe(false);
    await expectSound(archiveIn(folder));
    expectWholeTree(treeIn(folder));
  });
});
