/** The library's own promises: options, progress, abort, and the same result from every source. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  AbortedError,
  importExport,
  openArchive,
  SourceError,
  UsageError,
  type ImportOptions,
  type ProgressEvent,
} from '../../src/index.ts';
import { knownSpace } from '../../src/pipeline/options.ts';
import { query } from '../support/query.ts';

const DEMO = join(import.meta.dirname, '..', '..', 'fixtures', 'demo-space', 'source');
const work = mkdtempSync(join(tmpdir(), 'confluence-archive-library-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const options = (name: string, more: Partial<ImportOptions> = {}): ImportOptions => ({
  sources: [DEMO],
  archive: join(work, `${name}.sqlite`),
  markdown: join(work, name),
  ...more,
});

describe('importExport', () => {
  it.each([
    ['no source', { sources: [] }],
    ['no job', { jobs: 0 }],
    ['half a job', { jobs: 1.5 }],
    ['less than no worker', { workers: -1 }],
    ['half a worker', { workers: 0.5 }],
    ['an unknown format', { format: 'word' as never }],
    ['an unknown style of tables', { tables: 'grid' as never }],
  ])('refuses %s as wrong usage', async (_what, more) => {
    await expect(importExport(options('usage', more))).rejects.toThrow(UsageError);
  });

  it('refuses a source that is not there before it makes an archive', async () => {
    const missing = options('missing', { sources: [join(work, 'nowhere')] });
    await expect(importExport(missing)).rejects.toThrow(SourceError);
    await expect(openArchive(missing.archive, { mode: 'read' })).rejects.toThrow('no archive');
  });

  it('tells progress that ends at its total in every phase', async () => {
    const last = new Map<string, ProgressEvent>();
    await importExport(
      options('progress', {
        onProgress: (event) => {
          expect(event.done).toBeLessThanOrEqual(event.total);
          expect(event.done).toBeGreaterThanOrEqual(last.get(event.phase)?.done ?? 0);
          last.set(event.phase, event);
        },
      }),
    );
    expect([...last.keys()]).toEqual(['converting', 'linking', 'publishing']);
    for (const { done, total } of last.values()) expect(done).toBe(total);
  });

  it('stops when it is told to, and finishes when it is called again', async () => {
    const controller = new AbortController();
    const stopped = importExport(
      options('abort', {
        signal: controller.signal,
        onProgress: ({ phase }) => {
          if (phase === 'publishing') controller.abort();
        },
      }),
    );
    await expect(stopped).rejects.toThrow(AbortedError);
    const statuses = await query(join(work, 'abort.sqlite'), 'SELECT status FROM imports');
    expect(statuses).toEqual([{ status: 'failed' }]);
    const report = await importExport(options('abort'));
    expect(report.counts).toMatchObject({ created: 0, unchanged: 11, failed: 0 });
    expect(report.filesWritten).toBeGreaterThan(0);
  });

  it('hashes attachments even when no Markdown is asked for', async () => {
    await importExport(options('bare', { markdown: null }));
    const rows = await query(
      join(work, 'bare.sqlite'),
      `SELECT count(*) AS present, sum(length(sha256) = 64) AS hashed FROM attachments
       WHERE status = 'present'`,
    );
    expect(rows).toEqual([{ present: 2, hashed: 2 }]);
  });
});

describe('knownSpace', () => {
  it.each([
    [{ key: 'SEALS', name: 'Seals' }, 'OTHER', { key: 'SEALS', name: 'Seals' }],
    [{ key: null, name: 'Seals' }, 'SEALS', { key: 'SEALS', name: 'Seals' }],
    [{ key: null, name: 'Seals' }, 'Harbour Seals', { key: null, name: 'Seals' }],
    [null, 'SEALS', { key: 'SEALS', name: null }],
    [null, 'Harbour Seals', { key: null, name: 'Harbour Seals' }],
    [null, null, { key: null, name: null }],
  ])('completes %j by %j to %j', (stated, given, expected) => {
    expect(knownSpace(stated, given)).toEqual(expected);
  });
});
