/** What is no archive is refused with a reason and advice, and is not touched. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/open.ts';
import { archiveExists } from '../../src/archive/opening.ts';
import { ArchiveError } from '../../src/model/errors.ts';
import { change, newFile, opened, temporaryFolder } from './samples.ts';

async function refusal(file: string, mode: 'read' | 'write'): Promise<ArchiveError> {
  const error: unknown = await openArchive(file, { mode }).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ArchiveError);
  return error as ArchiveError;
}

const MODES = ['read', 'write'] as const;

describe('opening', () => {
  it('makes the file and the folders on the way to it', async () => {
    const file = join(temporaryFolder(), 'one', 'two', 'archive.sqlite');
    expect(archiveExists(file)).toBe(false);
    await (await opened(file)).close();
    expect(archiveExists(file)).toBe(true);
  });

  it('adopts an empty file', async () => {
    const file = newFile();
    writeFileSync(file, '');
    expect(await (await opened(file)).pageSummaries()).toEqual([]);
  });

  it('to read makes nothing where nothing is', async () => {
    const folder = temporaryFolder();
    const error = await refusal(join(folder, 'below', 'archive.sqlite'), 'read');
    expect(error.message).toContain('There is no archive at');
    expect(error.advice).toContain('confluence-archive import');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('to read refuses an empty file', async () => {
    const file = newFile();
    writeFileSync(file, '');
    expect((await refusal(file, 'read')).message).toContain('is empty');
    expect(readFileSync(file)).toHaveLength(0);
  });

  it.each(MODES)('to %s refuses a text file', async (mode) => {
    const file = newFile();
    writeFileSync(file, 'Tide tables of the harbour.\n'.repeat(100));
    const before = readFileSync(file);
    expect((await refusal(file, mode)).message).toContain('is not an SQLite file');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it.each(MODES)('to %s refuses the database of another program', async (mode) => {
    const file = newFile();
    await change(file, 'CREATE TABLE boats (name TEXT); PRAGMA user_version = 2');
    const before = readFileSync(file);
    expect((await refusal(file, mode)).message).toContain('of another program');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it.each(MODES)('to %s refuses an archive of a newer version', async (mode) => {
    const file = newFile();
    await (await opened(file)).close();
    await change(file, 'PRAGMA user_version = 99');
    const error = await refusal(file, mode);
    expect(error.message).toMatch(/made by a newer version .*schema 99/);
    expect(error.advice).toContain('Update');
  });

  it('to read refuses an archive of an older version, and says what brings it up to date', async () => {
    const file = newFile();
    await (await opened(file)).close();
    await change(file, 'PRAGMA user_version = 1');
    expect((await refusal(file, 'read')).advice).toContain('import');
  });

  it.each(MODES)('to %s refuses a folder', async (mode) => {
    const file = newFile();
    mkdirSync(file);
    expect((await refusal(file, mode)).message).toContain('is not a file');
  });

  it.each(MODES)('to %s refuses a path through a file', async (mode) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'notes.txt'), 'x');
    const file = join(folder, 'notes.txt', 'archive.sqlite');
    expect((await refusal(file, mode)).exitCode).toBe(4);
    expect(archiveExists(file)).toBe(false);
    expect(existsSync(file)).toBe(false);
  });

  it('takes names that mean something in an address', async () => {
    const file = join(temporaryFolder(), 'file:50% off?mode=memory#1.sqlite');
    await (await opened(file)).close();
    expect(existsSync(file)).toBe(true);
    const archive = await opened(file, { mode: 'read' });
    expect(await archive.pageSummaries()).toEqual([]);
  });
});
