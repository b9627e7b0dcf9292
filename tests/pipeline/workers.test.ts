/** Imports by the build, whose threads are what users run, with any number of them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { importExport, ImportOptions, ImportReport } from '../../src/index.ts';
import { writeSpace } from '../bench/space.ts';
import { exportPage } from '../cli-process/export-page.ts';
import { query } from '../support/query.ts';
import { hashesBelow } from '../support/tree.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const work = mkdtempSync(join(tmpdir(), 'confluence-archive-workers-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

let importBuilt: typeof importExport;
beforeAll(async () => {
  const built = pathToFileURL(join(ROOT, 'dist', 'index.js')).href;
  ({ importExport: importBuilt } = (await import(built)) as {
    readonly importExport: typeof importExport;
  });
});

const clock = (): Date => new Date('2024-05-06T07:08:09Z');

async function bring(
  name: string,
  options: Pick<ImportOptions, 'sources'> & Partial<ImportOptions>,
): Promise<ImportReport> {
  const archive = join(work, `${name}.sqlite`);
  return importBuilt({ archive, markdown: join(work, name), clock, ...options });
}

/** Every row of every table, numbers of rows included, but of what names the very archive and tree. */
async function allRows(name: string): Promise<string> {
  const file = join(work, `${name}.sqlite`);
  const tables = await query(file, "SELECT name FROM sqlite_schema WHERE type = 'table'");
  const rows = await Promise.all(
    tables
      .map((table) => String(table.name))
      .filter((table) => !/^sqlite_|^search|^checkpoint/.test(table))
      .map(async (table) => [table, await query(file, `SELECT * FROM "${table}"`)]),
  );
  return JSON.stringify(rows, null, 1);
}

const told = (report: ImportReport): ImportReport => ({
  ...report,
  ...{ elapsedMs: 0, archive: '', markdownDir: '' },
});

/** Megabytes of markup of which no end tag is where it should be: seconds of work. */
const endless = (): string =>
  exportPage({ title: 'Endless', body: `<p>${'<b>a<i>b</b>c</i>'.repeat(2_000_000)}</p>` });

function sourceWith(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(work, name);
  mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
}

describe('an import by threads', () => {
  const fixtures = join(ROOT, 'fixtures');
  const kinds = readdirSync(fixtures, { withFileTypes: true }).filter((kind) => kind.isDirectory());
  const space = join(work, 'space');
  const sources = [...kinds.map(({ name }) => join(fixtures, name, 'source')), space];
  beforeAll(() => {
    writeSpace(space, { pages: 90, seed: 5 });
  });

  it('writes the very rows and files that it writes without, whatever their number', async () => {
    const plain = await bring('plain', { sources, workers: 0 });
    expect(plain.counts.created).toBeGreaterThan(140);
    const rows = await allRows('plain');
    const tree = hashesBelow(join(work, 'plain'));
    // With more than four, more than one chunk is converted while another is written.
    for (const workers of [1, 2, 4, 5]) {
      const name = `by-${String(workers)}`;
      const report = await bring(name, { sources, workers });
      expect(told(report)).toEqual(told(plain));
      expect(await allRows(name)).toBe(rows);
      expect(hashesBelow(join(work, name))).toEqual(tree);
    }
  }, 240_000);

  it('is the same where a long run begins with threads', async () => {
    const names = Array.from({ length: 1000 }, (_, at) => String(400_000 + at));
    const pages = names.map((id) => [
      `Berth-${id}_${id}.html`,
      exportPage({ title: `Berth ${id}`, body: `<h2>Depth</h2><p>Fathoms: ${id}.</p>` }),
    ]);
    const source = sourceWith('long', Object.fromEntries(pages) as Record<string, string>);
    await bring('long-by-none', { sources: [source], workers: 0, markdown: null });
    const report = await bring('long-by-some', { sources: [source], markdown: null });
    expect(report.counts.created).toBe(1000);
    expect(await allRows('long-by-some')).toBe(await allRows('long-by-none'));
  }, 120_000);

  it('keeps to the vocabulary and the options of the run', async () => {
    const vocabulary = join(work, 'own.yaml');
    const builtIn = readFileSync(join(ROOT, 'src', 'vocabulary', 'reports.yaml'), 'utf8');
    writeFileSync(vocabulary, builtIn.replace(/^name: .*$/m, 'name: own'));
    const options = { vocabulary, tables: 'html', space: 'SEALS', markdown: null } as const;
    await bring('own', { sources: sources.slice(0, -1), workers: 0, ...options });
    await bring('own-by-2', { sources: sources.slice(0, -1), workers: 2, ...options });
    expect(await allRows('own-by-2')).toBe(await allRows('own'));
  }, 120_000);

  it('stops while a page is converted', async () => {
    const source = sourceWith('hanging', { 'Endless_100009.html': endless() });
    const controller = new AbortController();
    const stopped = bring('stopped', {
      sources: [source],
      workers: 1,
      signal: controller.signal,
      onProgress: () => {
        setTimeout(() => {
          controller.abort();
        }, 500);
      },
    });
    await expect(stopped).rejects.toThrow('The import was stopped.');
  });
});

describe('a page that takes too long', () => {
  const page = (at: number): string =>
    exportPage({
      title: `Lock ${String(at)}`,
      body: `<p>The lock keeper's day ${String(at)}.</p>`,
    });

  it.each([0, 1])(
    'is told and holds up no other, with %i threads',
    async (workers) => {
      const name = `slow-${String(workers)}`;
      const pages = Object.fromEntries(
        [1, 2, 3, 4].map((at) => [`Lock-${String(at)}_10000${String(at)}.html`, page(at)]),
      );
      const source = sourceWith(`${name}-source`, {
        ...pages,
        'Lock-2a_100009.html': endless(),
      });
      const limits = { maxPageSeconds: 2 };
      const report = await bring(name, { sources: [source], workers, limits });
      expect(report.counts).toMatchObject({ created: 4, failed: 1 });
      const [failure] = report.diagnostics.filter(({ severity }) => severity === 'error');
      expect(failure).toMatchObject({ code: 'page-too-slow', sourcePath: 'Lock-2a_100009.html' });
      expect(failure?.message).toMatch(/raise the limit.+\(2 s\)$/);
      const rows = await query(join(work, `${name}.sqlite`), 'SELECT title FROM pages ORDER BY 1');
      expect(rows.map(({ title }) => title)).toEqual(['Lock 1', 'Lock 2', 'Lock 3', 'Lock 4']);
    },
    60_000,
  );
});
