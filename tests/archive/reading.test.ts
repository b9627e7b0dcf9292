/** Reading changes nothing, and works where nothing can be changed. */
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ArchiveError } from '../../src/model/errors.ts';
import { hitsOf } from '../support/search.ts';
import { begin, newFile, opened, page, workshop } from './samples.ts';

async function archiveWithOnePage(): Promise<string> {
  const { file, archive, create } = await workshop();
  await create(page('Slipway'));
  await archive.close();
  return file;
}

/** For somebody who may write neither the folder nor the file; root may write everything. */
async function withoutPermission<Result>(
  file: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const folder = dirname(file);
  const isRoot = process.geteuid?.() === 0;
  chmodSync(file, 0o444);
  chmodSync(folder, 0o555);
  if (isRoot) process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(folder, 0o755);
  }
}

describe('reading', () => {
  it('refuses to write', async () => {
    const archive = await opened(await archiveWithOnePage(), { mode: 'read' });
    await expect(begin(archive)).rejects.toThrow(ArchiveError);
    await expect(archive.touchPages(1, [1])).rejects.toThrow(ArchiveError);
  });

  it('leaves the one file as it was', async () => {
    const file = await archiveWithOnePage();
    const before = readFileSync(file);
    const archive = await opened(file, { mode: 'read' });
    expect(await archive.pageSummaries()).toHaveLength(1);
    await archive.close();
    expect(readdirSync(dirname(file))).toEqual(['archive.sqlite']);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('sees what another program writes meanwhile', async () => {
    const { file, create } = await workshop();
    const reader = await opened(file, { mode: 'read' });
    expect(await reader.pageSummaries()).toEqual([]);
    await create(page('Slipway'));
    expect(await reader.pageSummaries()).toHaveLength(1);
  });

  describe.skipIf(process.seteuid === undefined)('without permission to write', () => {
    it('reads all the same', async () => {
      const file = await archiveWithOnePage();
      await withoutPermission(file, async () => {
        const archive = await opened(file, { mode: 'read' });
        expect(await hitsOf(archive, 'slipway')).toHaveLength(1);
        await archive.close();
      });
      expect(readdirSync(dirname(file))).toEqual(['archive.sqlite']);
    });

    it('says so to those who would write', async () => {
      const file = await archiveWithOnePage();
      await withoutPermission(file, async () => {
        await expect(opened(file).then(begin)).rejects.toThrow(/write-protected|not writable/);
      });
    });

    it('says so where a new file would be', async () => {
      const file = newFile();
      chmodSync(dirname(file), 0o755);
      const isRoot = process.geteuid?.() === 0;
      if (!isRoot) chmodSync(dirname(file), 0o555);
      if (isRoot) process.seteuid?.(65534);
      try {
        await expect(opened(file)).rejects.toThrow(/not writable/);
      } finally {
        if (isRoot) process.seteuid?.(0);
      }
    });
  });
});
