/**
 * A space that did not change since it was imported is not read again: looking at its files is enough.
 *
 * UNCHANGED_PAGES=10000 asks it of a large space.
 */
import { appendFileSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importExport, type ImportReport } from '../../src/index.ts';
import { zipBytes } from '../source/temporary.ts';
import { newWiki } from '../support/wiki.ts';
import { exportFiles, writeExport, type ExportFiles } from '../support/wiki-export.ts';

const PAGES = Number(process.env.UNCHANGED_PAGES ?? 500);
const TIME = 30_000 + 40 * PAGES;

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-unchanged-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const wiki = newWiki({ pages: PAGES, seed: 5 });
const files = exportFiles(wiki);
const pages = [...files.keys()].filter((path) => path.endsWith('.html') && path !== 'index.html');

const into = async (name: string, source: string, more = {}): Promise<ImportReport> =>
  importExport({
    sources: [source],
    archive: join(work, `${name}.sqlite`),
    markdown: join(work, `${name}-tree`),
    clock: () => new Date('2024-05-06T07:08:09Z'),
    ...more,
  });

const UNCHANGED = { created: 0, updated: 0, unchanged: PAGES, moved: 0, removed: 0, failed: 0 };
/** The index is read in every run. */
const INDEX = 1;

function folderOf(name: string, content: ExportFiles): string {
  return writeExport(join(work, name), content);
}

describe('a folder imported again', () => {
  const source = folderOf('folder', files);
  beforeAll(async () => {
    await into('folder', source);
  }, TIME);

  it('is not read but for its index', { timeout: TIME }, async () => {
    const report = await into('folder', source);
    const { filesRead: read, pagesConverted: converted } = report.work;
    expect(report.counts).toEqual(UNCHANGED);
    expect(report.filesWritten).toBe(0);
    expect(read).toBeLessThanOrEqual(INDEX);
    expect(converted).toBe(0);
  });

  it('is read, and not converted, with `checksum`', { timeout: TIME }, async () => {
    const report = await into('folder', source, { checksum: true });
    const { filesRead: read, pagesConverted: converted } = report.work;
    expect(report.counts).toEqual(UNCHANGED);
    expect(read).toBeGreaterThanOrEqual(PAGES);
    expect(converted).toBe(0);
  });

  it('is read where files were touched, and that once', { timeout: TIME }, async () => {
    for (const path of pages.slice(0, 20)) utimesSync(join(source, path), new Date(), new Date());
    const report = await into('folder', source);
    const { filesRead: read, pagesConverted: converted } = report.work;
    expect(report.counts).toEqual(UNCHANGED);
    expect(read).toBeLessThanOrEqual(20 + INDEX);
    expect(converted).toBe(0);
    const again = await into('folder', source);
    expect(again.work.filesRead).toBeLessThanOrEqual(INDEX);
  });

  it(
    'is read where files changed, unseen by size and time of modification',
    { timeout: TIME },
    async () => {
      const [first = '', second = ''] = pages;
      const { atime, mtime } = statSync(join(source, first));
      writeFileSync(
        join(source, first),
        (files.get(first) ?? '').replace('Confluence on Mar 02', 'Confluence on Mar 03'),
      );
      utimesSync(join(source, first), atime, mtime);
      appendFileSync(join(source, second), '<!-- appended -->');
      const report = await into('folder', source);
      const { filesRead: read, pagesConverted: converted } = report.work;
      expect(report.counts).toEqual(UNCHANGED);
      expect(read).toBeLessThanOrEqual(2 + INDEX);
      expect(converted).toBe(2);
    },
  );

  it(
    'is converted when only the date of the export is new, and no page is',
    { timeout: TIME },
    async () => {
      const takenOn = new Date('2022-01-01T10:00:00Z');
      const report = await into('folder', folderOf('newer', exportFiles(wiki, { takenOn })));
      const { pagesConverted: converted } = report.work;
      expect(report.counts).toEqual(UNCHANGED);
      expect(converted).toBe(PAGES);
    },
  );
});

describe('a zip imported again', () => {
  it('is not read but for its index', { timeout: TIME }, async () => {
    const zip = join(work, 'export.zip');
    writeFileSync(zip, await zipBytes(Object.fromEntries(files)));
    await into('zip', zip);
    const report = await into('zip', zip);
    const { filesRead: read, pagesConverted: converted } = report.work;
    expect(report.counts).toEqual(UNCHANGED);
    expect(read).toBeLessThanOrEqual(INDEX);
    expect(converted).toBe(0);
  });

  it('is known by its bytes when the same files are packed again', { timeout: TIME }, async () => {
    const zip = join(work, 'repacked.zip');
    writeFileSync(zip, await zipBytes(Object.fromEntries([...files].reverse())));
    const report = await into('zip', zip);
    expect(report.counts).toEqual(UNCHANGED);
    expect(report.work.pagesConverted).toBe(0);
  });
});
