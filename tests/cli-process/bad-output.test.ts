/** Archives and folders that cannot be written: said clearly, and left as they are. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { query } from '../support/query.ts';
import { command, DEMO, expectFailure, importJson } from './command.ts';
import { largeSpace } from './export-page.ts';
import { canMount, IMPORT, onSmallDisk } from './small-disk.ts';
import {
  archiveIn,
  contentOf,
  copyOutput,
  expectManifestAccepted,
  expectSound,
  expectWholeTree,
  hashesBelow,
  MANIFEST,
  treeIn,
  workFolder,
  writeFiles,
} from './work-folder.ts';

const work = workFolder();
const imported = join(work, 'imported');
beforeAll(async () => {
  await importJson([DEMO], writeFiles(imported, {}));
});

/** Changes an archive behind the tool's back. */
async function execute(file: string, sql: string): Promise<void> {
  const database = new sqlite3.Database(file);
  await new Promise<void>((resolve, reject) => {
    database.exec(sql, (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
  await new Promise((resolve) => {
    database.close(resolve);
  });
}

const ARCHIVES: Readonly<Record<string, readonly [(file: string) => unknown, RegExp]>> = {
  'is not SQLite': [
    (file) => {
      writeFileSync(file, 'These are only notes.\n'.repeat(100));
    },
    /is not an SQLite file/,
  ],
  'is a short text': [
    (file) => {
      writeFileSync(file, 'notes\n');
    },
    /is not an SQLite file/,
  ],
  'was made by a newer version': [
    async (file) => {
      writeFileSync(file, readFileSync(archiveIn(imported)));
      await execute(file, 'PRAGMA user_version = 9000; PRAGMA journal_mode = DELETE');
    },
    /newer version .*9000/,
  ],
  'is the database of another program': [
    (file) => execute(file, 'CREATE TABLE birds (name TEXT); INSERT INTO birds VALUES (1)'),
    /database of another program/,
  ],
  'is damaged': [
    (file) => {
      const bytes = readFileSync(archiveIn(imported));
      bytes.fill(0xaa, 100, 4096);
      writeFileSync(file, bytes);
    },
    /is damaged/,
  ],
};

describe.concurrent.each(Object.entries(ARCHIVES))(
  'an archive that %s',
  (name, [make, message]) => {
    it.each([[[]], [['--dry-run']]])('is refused and not changed (%j)', async (options) => {
      const folder = writeFiles(join(work, 'archives', `${name}${options.join('')}`), {});
      await make(join(folder, 'wiki.sqlite'));
      const before = hashesBelow(folder);
      const outcome = await command(
        ['import', DEMO, '--archive', 'wiki.sqlite', ...options],
        folder,
      );
      expectFailure(outcome, 4, message);
      expect(hashesBelow(folder)).toEqual(before);
      expect(existsSync(treeIn(folder))).toBe(false);
    });
  },
);

/** Read-only and missing places that bind root too. */
const PLACES: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['an archive that is a folder', ['--archive', 'folder'], /folder is not a file/],
  ['an archive below a file', ['--archive', 'file/wiki.sqlite'], /cannot be made|cannot be opened/],
  ['an archive where nobody may write', ['--archive', '/proc/wiki.sqlite'], /cannot be opened/],
  ['Markdown where a file is', ['--markdown', 'file'], /file/],
  ['Markdown below a file', ['--markdown', 'file/tree'], /file stands/],
  ['Markdown where nobody may write', ['--markdown', '/proc/tree'], /Cannot write \/proc\/tree/],
  ['Markdown where no folder can be made', ['--markdown', '/sys/tree'], /Cannot write \/sys\/tree/],
  ['Markdown in a folder of another tool', ['--markdown', 'foreign'], /not written by this tool/],
];

describe.skipIf(process.platform !== 'linux').concurrent.each(PLACES)(
  '%s',
  (name, options, message) => {
    it('is refused with exit code 4, and what stands there stays', async () => {
      const folder = join(work, 'places', name);
      copyOutput(imported, folder);
      writeFiles(folder, {
        file: 'mine',
        'folder/mine': '',
        'foreign/manifest-sha256.txt': 'mine\n',
      });
      const before = await contentOf(archiveIn(folder));
      expectFailure(await command(['import', DEMO, ...options], folder), 4, message);
      expect(readdirSync(folder).sort()).toEqual(['file', 'folder', 'foreign', 'output']);
      expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('mine');
      expect([...hashesBelow(join(folder, 'foreign')).keys()]).toEqual(['manifest-sha256.txt']);
      expect(await contentOf(archiveIn(folder))).toEqual(before);
      await expectSound(archiveIn(folder));
      expectWholeTree(treeIn(folder));
      await importJson([DEMO], folder);
    });
  },
);

describe.skipIf(!canMount).concurrent('a full disk (in a name space of its own)', () => {
  const large = join(work, 'large');
  beforeAll(() => {
    writeFiles(large, largeSpace(600, 'spring'));
  });

  it('ends the first import with exit code 4', async () => {
    const folder = join(work, 'full-first');
    const places = '--archive disk/wiki.sqlite --markdown disk/tree';
    expectFailure(await onSmallDisk(folder, '256k', [`${IMPORT} '${large}' ${places}`]), 4, /full/);
    expect(existsSync(join(folder, 'kept', 'tree'))).toBe(false);
  });

  it.each([
    ['the archive', '3m', '--archive disk/wiki.sqlite --markdown tree'],
    ['the tree', '512k', '--archive wiki.sqlite --markdown disk/tree'],
  ])('while %s is written keeps what was imported before', async (what, size, places) => {
    const folder = join(work, `full-${what}`);
    const outcome = await onSmallDisk(folder, size, [
      `${IMPORT} '${DEMO}' --quiet ${places} || exit 98`,
      `${IMPORT} '${large}' ${places}`,
    ]);
    expectFailure(outcome, 4, /full/);
    const [archive = '', tree = ''] = places
      .split(' ')
      .filter((_, at) => at % 2 === 1)
      .map((path) => join(folder, path.replace('disk', 'kept')));
    await expectSound(archive);
    const rows = await contentOf(archive);
    for (const [at, part] of (await contentOf(archiveIn(imported))).entries()) {
      expect(rows[at]).toEqual(expect.arrayContaining([...part]));
    }
    expectManifestAccepted(tree);
    const files = hashesBelow(tree);
    for (const [path, hash] of hashesBelow(treeIn(imported))) {
      if (path !== MANIFEST) expect(files.get(path), path).toBe(hash);
    }
    expect([...files.keys()].filter((path) => path.endsWith('.tmp'))).toEqual([]);
    const runs = await query(archive, 'SELECT status FROM imports ORDER BY id');
    expect(runs[0]).toEqual({ status: 'completed' });
    // With room again, the same command completes it.
    const now = ['--archive', archive, '--markdown', tree];
    expect((await importJson([large, ...now], folder)).counts.failed).toBe(0);
    expectWholeTree(tree);
  });

  it('that is read-only is said to be', async () => {
    const outcome = await onSmallDisk(join(work, 'read-only'), '8m', [
      `${IMPORT} '${DEMO}' --quiet --archive disk/wiki.sqlite --no-markdown || exit 98`,
      'mount -o remount,ro disk || exit 97',
      `${IMPORT} '${DEMO}' --archive disk/wiki.sqlite`,
    ]);
    expectFailure(outcome, 4, /write-protected|not writable/);
  });

  it('whose tree is read-only keeps the archive', async () => {
    const folder = join(work, 'read-only-tree');
    const outcome = await onSmallDisk(folder, '8m', [
      'mount -o remount,ro disk || exit 97',
      `${IMPORT} '${DEMO}' --markdown disk/tree`,
    ]);
    expectFailure(outcome, 4, /read-only/);
    expect(await contentOf(archiveIn(folder))).toHaveLength(5);
    const { counts } = await importJson([DEMO], folder);
    expect(counts).toMatchObject({ created: 0, updated: 0, failed: 0 });
    expect(hashesBelow(treeIn(folder))).toEqual(hashesBelow(treeIn(imported)));
  });
});
