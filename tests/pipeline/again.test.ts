/** Imports that follow one another: what an earlier one brought must outlive the later ones. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { importExport, openArchive, type ImportReport } from '../../src/index.ts';
import { exportPage } from '../cli-process/export-page.ts';
import { query } from '../support/query.ts';
import { filesBelow } from '../support/tree.ts';

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-again-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const INDEX = `<html><head><title>TIDE (Tide Tables)</title></head><body class="theme-default">
<h1 id="title-heading" class="pagetitle"><span id="title-text">Space Details:</span></h1>
<div id="main-content" class="pageSection"><table class="confluenceTable">
<tr><th class="confluenceTh">Key</th><td class="confluenceTd">TIDE</td></tr>
<tr><th class="confluenceTh">Name</th><td class="confluenceTd">Tide Tables</td></tr></table></div>
<div class="pageSection"><div class="pageSectionHeader">
<h2 class="pageSectionTitle">Available Pages:</h2></div>
<ul><li><a href="Plan_200001.html">Plan</a></li></ul></div></body></html>`;

const PLAN = exportPage({
  title: 'Plan',
  body: '<p>The plan.</p><p><img src="attachments/200001/200002.png"></p>',
});

function folder(name: string, files: Record<string, string>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(work, name, path)), { recursive: true });
    writeFileSync(join(work, name, path), content);
  }
  return join(work, name);
}

const into = (name: string, source: string, more = {}): Promise<ImportReport> =>
  importExport({
    sources: [source],
    archive: join(work, `${name}.sqlite`),
    markdown: join(work, `${name}-tree`),
    ...more,
  });

const treeOf = (name: string): string[] => [...filesBelow(join(work, `${name}-tree`)).keys()];

describe('a later import', () => {
  it('keeps the copies of attachments whose source is gone, under their new names', async () => {
    const first = folder('copies-1', {
      'Plan_200001.html': PLAN,
      'attachments/200001/200002.png': 'picture',
    });
    await into('copies', first);
    expect(treeOf('copies')).toContain('Tide Tables/attachments/Plan/200002.png');
    await into('copies', folder('copies-2', { 'index.html': INDEX }));
    const after = filesBelow(join(work, 'copies-tree'));
    expect(after.get('TIDE/attachments/Plan/200002.png')?.toString()).toBe('picture');
    expect(after.get('TIDE/Plan.md')?.toString()).toContain('![](attachments/Plan/200002.png)');
  });

  it('finds the attachments of a page whose folder lies elsewhere now', async () => {
    const pages = {
      'old/Plan.html': PLAN.replaceAll('200001/200002', 'Plan_attachments'),
      'old/attachments/Plan_attachments.png': 'picture',
    };
    const root = folder('roots', pages);
    await into('roots', join(root, 'old'));
    const report = await into('roots', root);
    expect(report.attachments).toEqual({ present: 1, missing: 0 });
    expect(report.counts).toMatchObject({ unchanged: 1, created: 0 });
  });

  it('reads an attachment again that has other bytes of the same size', async () => {
    const files = { 'Plan_200001.html': PLAN, 'attachments/200001/200002.png': 'picture' };
    await into('bytes', folder('bytes', files));
    await into('bytes', folder('bytes', { ...files, 'attachments/200001/200002.png': 'drawing' }));
    const after = filesBelow(join(work, 'bytes-tree'));
    expect(after.get('Tide Tables/attachments/Plan/200002.png')?.toString()).toBe('drawing');
  });

  it('tells only of its own pages what they lack', async () => {
    const broken = exportPage({ title: 'Log', body: '<p><a href="Gone_299999.html">gone</a></p>' });
    await into('own', folder('own-1', { 'Log_200010.html': broken }));
    const report = await into(
      'own',
      folder('own-2', { 'Plan_200001.html': exportPage({ title: 'Plan', body: '<p>fine</p>' }) }),
    );
    expect(report.diagnostics).toEqual([]);
  });

  it('gives pages the names that only an index knows, though their bytes are the same', async () => {
    const page = exportPage({
      title: 'Way',
      body: '<p><a href="https://wiki.example.org/display/TIDE/Plan">plan</a></p>',
    });
    const files = {
      'Plan_200001.html': exportPage({ title: 'Plan', body: '<p>x</p>' }),
      'Way_200003.html': page,
    };
    await into('names', folder('names', files));
    await into('names', folder('names', { 'index.html': INDEX }));
    const links = await query(join(work, 'names.sqlite'), 'SELECT kind, status FROM links');
    expect(links).toEqual([{ kind: 'page', status: 'resolved' }]);
  });
});

describe('a dry run', () => {
  it('counts as the run that follows it, copies of a page in two sources included', async () => {
    const newer = exportPage({ title: 'Plan', body: '<p>new</p>' });
    const older = newer.replace('Nov 12, 2024', 'Nov 12, 2023');
    const sources = [
      folder('dry-1', { 'Plan_200001.html': newer }),
      folder('dry-2', { 'Old-Plan_200001.html': older }),
    ];
    const dry = await into('dry', work, { sources, dryRun: true });
    const real = await into('dry', work, { sources });
    expect(dry.counts).toEqual(real.counts);
    expect(dry.skipped).toEqual(real.skipped);
    expect(real.skipped['older-copy']).toBe(1);
  });
});

describe('two imports at once', () => {
  it('are one too many for an archive: the second says who holds it', async () => {
    const file = join(work, 'held.sqlite');
    const archive = await openArchive(file, { mode: 'write' });
    await archive.beginImport({ source: 's', format: null, toolVersion: '0', exclusive: true });
    const second = into('held', folder('held', { 'Plan_200001.html': PLAN }));
    await expect(second).rejects.toThrow(/Another import holds the archive/);
    await archive.close();
  });
});

describe('files that are no pages', () => {
  it('do not fail a run when they are empty text beside an export', async () => {
    const source = folder('beside', {
      'Plan_200001.html': exportPage({ title: 'Plan', body: '<p>x</p>' }),
      'requirements.txt': '',
    });
    const report = await into('beside', source);
    expect(report.counts).toMatchObject({ created: 1, failed: 0 });
    expect(report.skippedFiles).toEqual([{ path: 'requirements.txt', reason: 'not-an-export' }]);
  });

  it('are no export, however empty', async () => {
    const source = folder('nothing', { 'readme.md': '# Nothing\n', 'requirements.txt': '' });
    await expect(into('nothing', source)).rejects.toThrow(/No page of a Confluence export/);
    expect(() => readFileSync(join(work, 'nothing.sqlite'))).toThrow();
  });
});

describe('another way to write tables', () => {
  const merged = exportPage({
    title: 'Plan',
    body: '<table class="confluenceTable"><tr><th>A</th><th>B</th></tr><tr><td colspan="2">1</td></tr></table>',
  });
  const page = (): string =>
    filesBelow(join(work, 'tables-tree')).values().next().value?.toString() ?? '';

  it('converts the pages again, and the first one again after that', async () => {
    const source = folder('tables', { 'Plan_200001.html': merged });
    await into('tables', source);
    expect(page()).toContain('| 1 | 1 |');
    const html = await into('tables', source, { tables: 'html' });
    expect(html.counts).toMatchObject({ updated: 1, unchanged: 0 });
    expect(page()).toContain('<td colspan="2">1</td>');
    const same = await into('tables', source, { tables: 'html' });
    expect(same.counts).toMatchObject({ updated: 0, unchanged: 1 });
    const back = await into('tables', source);
    expect(back.counts).toMatchObject({ updated: 1, unchanged: 0 });
    expect(page()).toContain('| 1 | 1 |');
  });
});
