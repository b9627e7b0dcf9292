/** Archives of earlier versions become archives of this one, and stay as they were beside it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sqlite3 from 'sqlite3';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/open.ts';
import { ArchiveError } from '../../src/model/errors.ts';
import { query, type Row } from '../support/query.ts';
import { OLDER_SCHEMAS, writeOlderArchive } from './older-archive.ts';
import { begin, change, created, newFile, opened, page } from './samples.ts';

const SCHEMA = 'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name';

async function older(schema: number, afterwards?: string): Promise<string> {
  const file = newFile();
  await writeOlderArchive(file, schema, afterwards);
  return file;
}

/** What the archives of every schema hold of the pages. */
const rowsOf = async (file: string): Promise<readonly Row[][]> =>
  Promise.all(
    [
      'SELECT id, confluence_id, title, source_path, markdown, text FROM pages ORDER BY id',
      `SELECT page_id, number, import_id, recorded_at, change, title, source_sha256, markdown, text
       FROM page_versions ORDER BY page_id, number`,
    ].map((sql) => query(file, sql)),
  );

const backupOf = (file: string, schema: number, name = 'backup'): string =>
  join(dirname(file), `archive.schema-${String(schema)}.${name}.sqlite`);

const version = async (file: string): Promise<unknown> =>
  (await query(file, 'PRAGMA user_version'))[0]?.user_version;

const INTACT = [{ integrity_check: 'ok' }];

describe.each(OLDER_SCHEMAS)('an archive of schema %i', (schema) => {
  it('becomes one of this version, and keeps its rows', async () => {
    const file = await older(schema);
    const before = await rowsOf(file);
    const fresh = newFile();
    await (await opened(fresh)).close();
    const archive = await opened(file);
    expect(archive.backup).toBe(backupOf(file, schema));
    const record = { ...page('Word'), format: 'confluence-word' } as const;
    await archive.savePages(await begin(archive), [created(record)], 'rules');
    await archive.close();
    expect(await query(file, SCHEMA)).toEqual(await query(fresh, SCHEMA));
    const [pages = [], versions = []] = await rowsOf(file);
    expect([pages.slice(0, 2), versions.slice(0, 3)]).toEqual(before);
    expect(pages).toHaveLength(3);
    expect(await query(file, 'PRAGMA integrity_check')).toEqual(INTACT);
    expect(await query(file, 'PRAGMA foreign_key_check')).toEqual([]);
  });

  it('lies beside it as it was', async () => {
    const file = await older(schema);
    const [before, was] = [await rowsOf(file), await query(file, SCHEMA)];
    await (await opened(file)).close();
    const backup = backupOf(file, schema);
    expect(await version(backup)).toBe(schema);
    expect(await query(backup, 'PRAGMA application_id')).toEqual([{ application_id: 0x436e6641 }]);
    expect(await query(backup, 'PRAGMA integrity_check')).toEqual(INTACT);
    expect(await rowsOf(backup)).toEqual(before);
    expect(await query(backup, SCHEMA)).toEqual(was);
    expect(readdirSync(dirname(file)).sort()).toEqual(['archive.sqlite', basename(backup)].sort());
  });
});

const SCHEMA_NOW = OLDER_SCHEMAS.length + 1;
const LAST = OLDER_SCHEMAS.length;

describe('the backup', () => {
  it('is made only of older archives', async () => {
    const file = newFile();
    const archive = await opened(file);
    expect(archive.backup).toBeNull();
    await archive.close();
    expect((await opened(file)).backup).toBeNull();
    expect(readdirSync(dirname(file)).filter((name) => name.includes('backup'))).toEqual([]);
  });

  it('holds what is still in the write-ahead log', async () => {
    const file = await older(LAST);
    const other = new sqlite3.Database(file);
    await new Promise((resolve) => {
      other.exec("UPDATE page_facts SET title = 'New name' WHERE id = 2", resolve);
    });
    expect(readFileSync(`${file}-wal`).includes('New name')).toBe(true);
    await (await opened(file)).close();
    const titles = await query(backupOf(file, LAST), 'SELECT title FROM pages ORDER BY id');
    expect(titles).toEqual([{ title: 'Slipway' }, { title: 'New name' }]);
    await new Promise((resolve) => {
      other.close(resolve);
    });
  });

  it('never takes the place of another', async () => {
    const file = await older(LAST);
    writeFileSync(backupOf(file, LAST), 'mine');
    const first = await opened(file);
    expect(first.backup).toBe(backupOf(file, LAST, 'backup-2'));
    await first.close();
    expect(readFileSync(backupOf(file, LAST), 'utf8')).toBe('mine');
  });

  it('is not made twice of the same archive', async () => {
    const file = await older(LAST);
    await (await opened(file)).close();
    copyFileSync(backupOf(file, LAST), file);
    const again = await opened(file);
    expect(again.backup).toBe(backupOf(file, LAST));
    await again.close();
    expect(readdirSync(dirname(file))).toHaveLength(2);
    expect(await version(file)).toBe(SCHEMA_NOW);
  });

  it('removes what a killed run left of one', async () => {
    const file = await older(LAST);
    writeFileSync(`${file}.backup.tmp`, 'half of it');
    writeFileSync(`${file}.backup.tmp-journal`, 'half of it');
    await (await opened(file)).close();
    expect(readdirSync(dirname(file))).toHaveLength(2);
  });

  it('that cannot be made leaves the archive as it was, and says why', async () => {
    const file = await older(LAST);
    const before = await rowsOf(file);
    mkdirSync(join(`${file}.backup.tmp`, 'folder'), { recursive: true });
    const error: unknown = await openArchive(file, { mode: 'write' }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ArchiveError);
    expect((error as ArchiveError).message).toContain(`schema ${String(LAST)}`);
    expect((error as ArchiveError).advice).toContain('room');
    expect(await version(file)).toBe(LAST);
    expect(await rowsOf(file)).toEqual(before);
    rmSync(`${file}.backup.tmp`, { recursive: true });
    await (await opened(file)).close();
    expect(await version(file)).toBe(SCHEMA_NOW);
  });

  it('is needed before anything changes: a damaged archive is not brought up to date', async () => {
    const file = await older(LAST);
    await change(file, 'PRAGMA wal_checkpoint(TRUNCATE)');
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096 * 3, 4096 * 6);
    writeFileSync(file, bytes);
    await expect(openArchive(file, { mode: 'write' })).rejects.toThrow(ArchiveError);
    expect(existsSync(backupOf(file, LAST))).toBe(false);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('is one when two processes open the archive at once', async () => {
    const file = await older(LAST);
    const module = pathToFileURL(join(import.meta.dirname, '../../dist/archive/open.js')).href;
    const script = `const { openArchive } = await import(${JSON.stringify(module)});
      const archive = await openArchive(${JSON.stringify(file)}, { mode: 'write' });
      console.log(archive.backup); await archive.close();`;
    const outputs = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
        let output = '';
        child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
        child.stderr.on('data', (piece: Buffer) => (output += piece.toString()));
        await once(child, 'close');
        return output.trim();
      }),
    );
    expect(outputs.filter((output) => output === backupOf(file, LAST))).toHaveLength(1);
    expect(outputs.filter((output) => output === 'null')).toHaveLength(3);
    expect(readdirSync(dirname(file))).toHaveLength(2);
  });
});

describe('an older archive', () => {
  it('is not read, and not changed by the attempt', async () => {
    const file = await older(LAST);
    const before = readFileSync(file);
    const error: unknown = await openArchive(file).catch((e: unknown) => e);
    expect((error as ArchiveError).advice).toContain('confluence-archive import');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(dirname(file)).filter((name) => name.includes('backup'))).toEqual([]);
  });
});
