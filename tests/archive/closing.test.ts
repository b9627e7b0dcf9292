/** One file remains, with everything in it. */
import { copyFileSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ArchiveError } from '../../src/model/errors.ts';
import { query } from '../support/query.ts';
import { newFile, opened, page, workshop } from './samples.ts';

describe('closing', () => {
  it('leaves one file', async () => {
    const { file, archive, create } = await workshop();
    await create(page('Slipway'));
    expect(readdirSync(dirname(file))).toContain('archive.sqlite-wal');
    await archive.close();
    expect(readdirSync(dirname(file))).toEqual(['archive.sqlite']);
  });

  it('brings everything into the file even while somebody reads', async () => {
    const { file, archive, create } = await workshop();
    const reader = await opened(file, { mode: 'read' });
    await reader.pageSummaries();
    await create(page('Slipway'));
    await archive.close();
    const copy = newFile();
    copyFileSync(file, copy);
    expect(await query(copy, 'SELECT title FROM pages')).toEqual([{ title: 'Slipway' }]);
  });

  it('may be asked for twice', async () => {
    const { archive } = await workshop();
    await archive.close();
    await expect(archive.close()).resolves.toBeUndefined();
  });

  it('ends everything else', async () => {
    const { archive } = await workshop();
    await archive.close();
    const error: unknown = await archive.pageSummaries().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ArchiveError);
    expect((error as Error).message).toContain('was closed before');
  });
});
