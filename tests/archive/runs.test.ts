/** Runs, the files they saw and what they had to say. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { SeenFile } from '../../src/archive/archive.ts';
import { diagnostic } from '../../src/model/diagnostics.ts';
import { query } from '../support/query.ts';
import { begin, change, newFile, opened, page, workshop } from './samples.ts';

const COUNTS = { created: 1, updated: 2, unchanged: 3, moved: 4, failed: 5, removed: 6 };

const seen = (path: string, fields: Partial<SeenFile> = {}): SeenFile => ({
  path,
  sha256: `sha of ${path}`,
  bytes: 10,
  modifiedMs: 1234.56,
  conversion: 'rules',
  pageId: null,
  skipped: null,
  stamp: null,
  index: null,
  ...fields,
});

describe('runs', () => {
  it('are recorded from beginning to end', async () => {
    const { file, archive, importId } = await workshop();
    const running = await query(file, 'SELECT status, finished_at FROM imports');
    expect(running).toEqual([{ status: 'running', finished_at: null }]);
    await archive.finishImport(importId, 'completed', COUNTS);
    expect(await query(file, 'SELECT * FROM imports')).toEqual([
      expect.objectContaining({
        ...COUNTS,
        started_at: '2024-05-06T07:08:09.000Z',
        finished_at: '2024-05-06T07:08:09.000Z',
        tool_version: '0.0.0',
        source: '/exports/harbour',
        format: null,
        status: 'completed',
      }),
    ]);
  });

  it('that died are failed once another begins, and those that live are not', async () => {
    const file = newFile();
    const archive = await opened(file);
    const { pid: dead } = spawnSync(process.execPath, ['--version']);
    for (let run = 0; run < 3; run += 1) await begin(archive);
    await change(
      file,
      `UPDATE imports SET status = 'running', process_id = ${dead} WHERE id = 1;
       UPDATE imports SET status = 'running', process_id = ${process.ppid} WHERE id = 2;
       UPDATE imports SET status = 'completed', process_id = ${dead} WHERE id = 3`,
    );
    await begin(archive);
    const rows = await query(file, 'SELECT status FROM imports ORDER BY id');
    expect(rows.map(({ status }) => status)).toEqual(['failed', 'running', 'completed', 'running']);
  });
});

describe('files', () => {
  it('are known by their path and bytes, with what became of them', async () => {
    const { archive, importId, create } = await workshop();
    const [pageId] = await create(
      page('Slipway', { sourceSha256: 'aa', exportedOn: '2024-01-02' }),
    );
    await archive.rememberFiles(importId, [
      seen('Slipway.html', { sha256: 'aa', pageId: pageId!, stamp: 'a stamp' }),
      seen('index.html', { skipped: 'space-index' }),
    ]);
    await archive.rememberFiles(importId, [
      seen('index.html', { skipped: 'space-index', conversion: 'rules 2' }),
    ]);
    const known = await archive.knownFiles();
    expect(known.toSorted((a, b) => a.path.localeCompare(b.path, 'en'))).toEqual([
      {
        path: 'index.html',
        sha256: 'sha of index.html',
        conversion: 'rules 2',
        pageId: null,
        title: null,
        skipped: 'space-index',
        stamp: null,
        exportedOn: null,
      },
      {
        path: 'Slipway.html',
        sha256: 'aa',
        conversion: 'rules',
        pageId,
        title: 'Slipway',
        skipped: null,
        stamp: 'a stamp',
        exportedOn: '2024-01-02',
      },
    ]);
  });

  it('are unknown again when their page has moved on to other bytes', async () => {
    const { archive, importId, create, update } = await workshop();
    const [pageId] = await create(page('Slipway', { sourceSha256: 'aa' }));
    await archive.rememberFiles(importId, [
      seen('Slipway.html', { sha256: 'aa', pageId: pageId! }),
    ]);
    await update(pageId!, page('Slipway', { sourceSha256: 'bb' }));
    await archive.rememberFiles(importId, [
      seen('Slipway.html', { sha256: 'bb', pageId: pageId! }),
    ]);
    expect((await archive.knownFiles()).map(({ sha256 }) => sha256)).toEqual(['bb']);
  });
});

describe('diagnostics', () => {
  it('point at the page that this run found at their path, if it is one', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(page('Old', { sourcePath: 'a.html' }));
    const later = await begin(archive);
    const [fresh] = await archive.savePages(
      later,
      [page('New', { sourcePath: 'a.html' }), page('B', { sourcePath: 'b.html' })].map(
        (record) => ({ record, pageId: null }) as const,
      ),
      'rules',
    );
    await create(page('Twin', { sourcePath: 'c.html' }), page('Twin 2', { sourcePath: 'c.html' }));
    const about = diagnostic('title-missing');
    await archive.addDiagnostics(
      later,
      ['a.html', 'gone.html', null].map((sourcePath) => ({ ...about, sourcePath })),
    );
    await archive.addDiagnostics(importId, [{ ...about, sourcePath: 'c.html' }]);
    expect(
      await query(file, 'SELECT import_id, source_path, page_id, code, severity FROM diagnostics'),
    ).toEqual(
      [
        { import_id: later, source_path: 'a.html', page_id: fresh },
        { import_id: later, source_path: 'gone.html', page_id: null },
        { import_id: later, source_path: null, page_id: null },
        { import_id: importId, source_path: 'c.html', page_id: null },
      ].map((row) => ({ ...row, code: 'title-missing', severity: 'warning' })),
    );
  });
});
