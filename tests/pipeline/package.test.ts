/** Packages of an import: valid by every reading, usable in place, and never of something damaged. */
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { describe, expect, it } from 'vitest';
import {
  ArchiveError,
  importExport,
  openArchive,
  OutputError,
  packageArchive,
  searchArchive,
  UsageError,
  validatePackage,
  verifyArchive,
  type PackageReport,
} from '../../src/index.ts';
import {
  bagitAccepts,
  BAGIT,
  HAS_SHA256SUM,
  sha256sumAccepts,
} from '../bagit/foreign-validators.ts';
import { brokenRules } from '../bagit/rfc-rules.ts';
import { query } from '../support/query.ts';
import { DEMO, keptImport } from '../support/kept-import.ts';
import { filesBelow } from '../support/tree.ts';

const { work, here, archive, markdown } = keptImport('package');
const folder = join(here, 'package');

const clock = (): Date => new Date('2024-05-06T07:08:09Z');
const pack = (more = {}): Promise<PackageReport> =>
  packageArchive({ folder, archive, markdown, clock, ...more });
const findings = async () => (await validatePackage({ folder })).findings;

describe('a package of an import', () => {
  it('is valid, and holds everything', async () => {
    const report = await pack();
    expect(brokenRules(folder)).toEqual([]);
    expect(await findings()).toEqual([]);
    const data = filesBelow(join(folder, 'data'));
    const tree = [...filesBelow(markdown)].map(([path, bytes]) => [`markdown/${path}`, bytes]);
    const originals = [...filesBelow(join(here, 'wiki.originals'))].map(([path, bytes]) => [
      `archive.originals/${path}`,
      bytes,
    ]);
    data.delete('archive.sqlite');
    expect(data).toEqual(new Map([...originals, ...tree] as [string, Buffer][]));
    expect(report).toMatchObject({
      folder,
      archive,
      markdownDir: markdown,
      files: 1 + originals.length + tree.length,
      originals: 17,
      markdownFiles: tree.length,
      leftOut: [],
      findings: [],
    });
    expect(readdirSync(here).sort()).toEqual(['package', 'tree', 'wiki.originals', 'wiki.sqlite']);
  });

  it('says what it is, and invents nothing', async () => {
    await pack();
    const info = readFileSync(join(folder, 'bag-info.txt'), 'utf8');
    expect(info).toMatch(
      /^Bagging-Date: 2024-05-06\nBag-Software-Agent: confluence-archive [\d.]+\n/,
    );
    expect(info.replace(/\n\s+/g, ' ')).toContain(
      'External-Description: 11 pages of Confluence, space SEALS (Harbour Seals Working Group), ' +
        'as an SQLite archive with the files of their exports and as Markdown.\n',
    );
    expect(info.split('\n').filter((line) => /^\S/.test(line))).toHaveLength(4);
  });

  it.skipIf(!HAS_SHA256SUM)('is accepted by sha256sum, inside and out', async () => {
    await pack();
    expect(sha256sumAccepts(markdown, 'manifest-sha256.txt')).toBe(true);
    expect(sha256sumAccepts(folder, 'manifest-sha256.txt')).toBe(true);
    expect(sha256sumAccepts(folder, 'tagmanifest-sha256.txt')).toBe(true);
    expect(sha256sumAccepts(join(folder, 'data', 'markdown'), 'manifest-sha256.txt')).toBe(true);
  });

  it.skipIf(BAGIT === null)('is accepted by the reference validator', async () => {
    await pack();
    expect(bagitAccepts(folder)).toBe(true);
  });

  it('can be used where it is, and is valid still', async () => {
    await pack();
    const inside = join(folder, 'data', 'archive.sqlite');
    const report = await verifyArchive({
      archive: inside,
      markdown: join(folder, 'data', 'markdown'),
    });
    expect(report).toMatchObject({ findings: [], strays: [], checked: { originals: 17 } });
    const answer = await searchArchive({ archive: inside, query: 'low tide' });
    expect(answer.hits).not.toEqual([]);
    expect(await findings()).toEqual([]);
  });

  it('is refused as a Markdown folder: a package is never changed', async () => {
    await pack();
    const into = importExport({ sources: [DEMO], archive, markdown: folder });
    await expect(into).rejects.toThrow(/BagIt package/);
  });

  it('has the archive as it was committed, though another program is writing to it', async () => {
    const other = new sqlite3.Database(archive);
    const run = (sql: string): Promise<void> =>
      new Promise((resolve, reject) => {
        other.exec(sql, (error) => {
          if (error === null) resolve();
          else reject(error);
        });
      });
    await run(
      "UPDATE spaces SET description = 'committed'; BEGIN; UPDATE spaces SET description = 'not yet'",
    );
    await pack();
    await run('COMMIT');
    await new Promise((resolve) => {
      other.close(resolve);
    });
    const [space] = await query(
      join(folder, 'data', 'archive.sqlite'),
      'SELECT description FROM spaces',
    );
    expect(space).toEqual({ description: 'committed' });
  });

  it('can be made of an archive that nobody may write to', async () => {
    chmodSync(archive, 0o444);
    chmodSync(here, 0o555);
    try {
      await pack({ folder: join(work, 'of-read-only') });
      expect(brokenRules(join(work, 'of-read-only'))).toEqual([]);
    } finally {
      chmodSync(here, 0o755);
    }
  });

  it('leaves out what it is told to, and what nobody means', async () => {
    mkdirSync(join(markdown, '.git'));
    writeFileSync(join(markdown, '.git', 'config'), 'x');
    writeFileSync(join(markdown, 'mine.md'), 'my own page');
    symlinkSync('/etc/passwd', join(markdown, 'link'));
    const all = await pack();
    expect(all.leftOut).toEqual(['.git/', 'link']);
    expect(existsSync(join(folder, 'data', 'markdown', 'mine.md'))).toBe(true);
    expect(await findings()).toEqual([]);
    rmSync(folder, { recursive: true });
    const some = await pack({ markdown: null, originals: false });
    expect(some).toMatchObject({ files: 1, originals: null, markdownFiles: null });
    expect([...filesBelow(join(folder, 'data')).keys()]).toEqual(['archive.sqlite']);
    expect(await findings()).toEqual([]);
  });
});

describe('no package', () => {
  const nothing = (): void => {
    expect(readdirSync(here).filter((name) => name.includes('package'))).toEqual([]);
  };

  it('is written over anything', async () => {
    await pack();
    const before = filesBelow(folder);
    await expect(pack()).rejects.toThrow(OutputError);
    expect(filesBelow(folder)).toEqual(before);
    await expect(pack({ folder: '' })).rejects.toThrow(UsageError);
  });

  it('is written of damaged originals, unless they are left out', async () => {
    const [name = ''] = [...filesBelow(join(here, 'wiki.originals')).keys()];
    appendFileSync(join(here, 'wiki.originals', name), 'x');
    rmSync(join(here, 'wiki.originals', name));
    await expect(pack()).rejects.toThrow(ArchiveError);
    await expect(pack()).rejects.toThrow(name);
    nothing();
    await pack({ originals: false });
    expect(await findings()).toEqual([]);
  });

  it('is written of a damaged archive', async () => {
    const bytes = readFileSync(archive);
    bytes.fill(0xaa, 4096 * 4, 4096 * 12);
    writeFileSync(archive, bytes);
    await expect(pack()).rejects.toThrow(ArchiveError);
    nothing();
  });

  it('is written while an import is at work', async () => {
    const writing = await openArchive(archive, { mode: 'write' });
    const id = await writing.beginImport({ source: 's', format: null, toolVersion: '0' });
    await expect(pack()).rejects.toThrow(/An import is changing the archive/);
    const counts = { created: 0, updated: 0, unchanged: 0, moved: 0, removed: 0, failed: 0 };
    await writing.finishImport(id, 'completed', counts);
    nothing();
    // One that comes and goes while the files are packed.
    let hasRun = false;
    const meanwhile = pack({
      onProgress: ({ phase }: { phase: string }) => {
        if (phase !== 'packing' || hasRun) return;
        hasRun = true;
        void writing
          .beginImport({ source: 's', format: null, toolVersion: '0' })
          .then((next) => writing.finishImport(next, 'completed', counts));
      },
    });
    await expect(meanwhile).rejects.toThrow(/import/);
    await writing.close();
    nothing();
  });

  it('is left half when the run is stopped', async () => {
    const stop = new AbortController();
    const stopped = pack({
      signal: stop.signal,
      onProgress: ({ phase }: { phase: string }) => {
        if (phase === 'packing') stop.abort();
      },
    });
    await expect(stopped).rejects.toThrow(/not finished/);
    nothing();
  });
});

describe('an edited tree', () => {
  it('is packed as it is, and the edit is reported', async () => {
    const page = join(markdown, 'SEALS', 'Harbour Seals Working Group.md');
    appendFileSync(page, 'More.\n');
    const report = await pack();
    expect(report.findings).toEqual([
      { problem: 'file-changed', path: 'SEALS/Harbour Seals Working Group.md', detail: null },
    ]);
    expect(await findings()).toEqual([]);
  });
});
