/** Word exports through the whole import: their images, their links, and the ways they are broken. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { importExport, SourceError, type ImportReport } from '../../src/index.ts';
import { fileOf, temporaryFolder, zipBytes, type Files } from '../source/temporary.ts';
import { query } from '../support/query.ts';
import { filesBelow } from '../support/tree.ts';
import { PIXEL, pageHtml, wordExport } from '../support/word-export.ts';

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-word-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const sha256 = createHash('sha256').update(PIXEL).digest('hex');
const PLAN = { location: 'file:///C:/aa', content: PIXEL };
const ROPES = wordExport({
  date: 'Thu, 15 Oct 2020 21:46:24 +0000 (UTC)',
  body: '<p>See <a href="https://wiki.example.com/display/TOWER/Bell+Rota" data-linked-resource-id="7" data-linked-resource-type="page" data-base-url="https://wiki.example.com">the rota</a>.</p><img src="aa">',
  parts: [PLAN, { location: 'file:///C:/icon', content: PIXEL }],
});
const FILES: Files = {
  'Ropes.doc': ROPES,
  'Bell+Rota.doc': wordExport({ title: 'Bell Rota', body: '<p>Mondays.</p>' }),
  'Fees.doc': Buffer.from('d0cf11e0a1b11ae100000000', 'hex'),
};

const into = (name: string, source: string, more = {}): Promise<ImportReport> =>
  importExport({
    sources: [source],
    archive: join(work, `${name}.sqlite`),
    markdown: join(work, name),
    ...more,
  });
const treeOf = (name: string): Map<string, Buffer> => filesBelow(join(work, name));
const codes = ({ diagnostics }: ImportReport): readonly string[] =>
  diagnostics.map(({ code }) => code);
const attachments = (name: string) =>
  query(join(work, `${name}.sqlite`), 'SELECT * FROM attachments ORDER BY id');

describe('the images of Word exports', () => {
  it.each([
    ['folder', () => Promise.resolve(temporaryFolder(FILES))],
    ['zip', async () => fileOf(await zipBytes(FILES))],
    ['file', () => Promise.resolve(fileOf(ROPES, 'Ropes.doc'))],
  ])('are attachments of their page, from a %s', async (name, make) => {
    const report = await into(name, await make());
    expect(report.attachments).toEqual({ present: 1, missing: 0 });
    expect(report.counts.failed).toBe(0);
    expect(await attachments(name)).toMatchObject([
      {
        file_name: 'aa.png',
        media_type: 'image/png',
        status: 'present',
        bytes: PIXEL.length,
        sha256,
      },
    ]);
    const tree = treeOf(name);
    expect(tree.get('no-space/attachments/Ropes/aa.png')).toEqual(Buffer.from(PIXEL));
    expect(tree.get('no-space/Ropes.md')?.toString()).toContain('![](attachments/Ropes/aa.png)');
  });

  it('are known to a dry run, and to an import without Markdown', async () => {
    const source = temporaryFolder(FILES);
    const rehearsed = await into('dry', source, { dryRun: true });
    expect(rehearsed.attachments).toEqual({ present: 1, missing: 0 });
    await into('bare', source, { markdown: null });
    expect(await attachments('bare')).toMatchObject([{ status: 'present', sha256 }]);
  });

  it('are reported where the file was cut off before them, and the page is kept', async () => {
    const end = ROPES.indexOf('Content-Type: image/png');
    const report = await into('cut', fileOf(ROPES.subarray(0, end), 'Ropes.doc'));
    expect(report.counts.created).toBe(1);
    expect(codes(report)).toEqual(['page-truncated', 'attachment-missing']);
    expect(treeOf('cut').get('no-space/Ropes.md')?.toString()).toContain('See [the rota]');
  });
});

describe('pages of Word exports', () => {
  it('lead to each other once the space is known, and stay when imported again', async () => {
    const source = temporaryFolder(FILES);
    const first = await into('space', source, { space: 'TOWER' });
    expect(first.counts).toMatchObject({ created: 2, failed: 0 });
    expect(first.skippedFiles).toEqual([{ path: 'Fees.doc', reason: 'unsupported-type' }]);
    expect(treeOf('space').get('TOWER/Ropes.md')?.toString()).toContain(
      'See [the rota](Bell%20Rota.md).',
    );
    const again = await into('space', source, { space: 'TOWER' });
    expect(again.counts).toMatchObject({ created: 0, unchanged: 2 });
    expect(again.filesWritten).toBe(0);
  });

  it('are replaced by a newer export, and not by an older one', async () => {
    const source = temporaryFolder(FILES);
    await into('newer', source);
    const made = (body: string, year: number): Buffer =>
      wordExport({ body, date: `Fri, 15 Oct ${String(year)} 21:46:24 +0000 (UTC)` });
    writeFileSync(join(source, 'Ropes.doc'), made('<p>New.</p>', 2021));
    expect((await into('newer', source)).counts).toMatchObject({ updated: 1, unchanged: 1 });
    writeFileSync(join(source, 'Ropes.doc'), made('<p>Old.</p>', 2019));
    expect((await into('newer', source)).skipped['older-copy']).toBe(1);
    expect(treeOf('newer').get('no-space/Ropes.md')?.toString()).toContain('New.');
  });

  it('are known by their content, whatever they are called, but not among attachments', async () => {
    const source = temporaryFolder({
      'Ropes.mht': ROPES,
      'Rota.txt': wordExport({ title: 'Rota' }),
      'attachments/100001/100002.doc': wordExport({ title: 'Attached' }),
    });
    const report = await into('names', source);
    expect(report.pages.map(({ title }) => title).sort()).toEqual(['Ropes', 'Rota']);
  });

  it('fail with a reason where the message cannot be opened, without ending the run', async () => {
    const broken = ROPES.toString('latin1').replace('boundary="----=_Part', 'boundary="----=_Pa');
    const source = temporaryFolder({
      'Broken.doc': Buffer.from(broken, 'latin1'),
      'Ropes.doc': ROPES,
    });
    const report = await into('broken', source);
    expect(report.counts).toMatchObject({ created: 1, failed: 1 });
    expect(report.diagnostics).toMatchObject([
      { code: 'word-file-unreadable', severity: 'error', sourcePath: 'Broken.doc' },
    ]);
  });

  it('are decoded by the character set that the message states, else by the likeliest', async () => {
    const html = pageHtml('Caf\u00e9', '<p>Soir\u00e9e</p>');
    const latin = Buffer.from(html, 'latin1');
    const report = await into(
      'charsets',
      temporaryFolder({
        'Right.doc': wordExport({ html: latin, charset: 'ISO-8859-1' }),
        'Wrong.doc': wordExport({ html: latin }),
        'Unknown.doc': wordExport({ html, charset: 'x-tower' }),
      }),
    );
    expect(report.pages.map(({ title }) => title)).toEqual(['Café', 'Café', 'Café']);
    expect(report.diagnostics.filter(({ code }) => code === 'charset-mismatch')).toMatchObject([
      { sourcePath: 'Unknown.doc' },
      { sourcePath: 'Wrong.doc' },
    ]);
  });

  it('are bounded like every page, and never in silence', async () => {
    const report = await into('large', fileOf(ROPES, 'Ropes.doc'), { limits: { maxPageBytes: 9 } });
    expect(report.counts.failed).toBe(1);
    expect(report.diagnostics).toMatchObject([
      { code: 'unreadable-file', message: expect.stringContaining('at most 9 bytes') as string },
    ]);
  });

  it('are not made out of real Word files', async () => {
    const source = fileOf(Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), 'Fees.doc');
    await expect(into('real', source)).rejects.toThrow(SourceError);
  });
});
