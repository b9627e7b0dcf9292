/** What `keepOriginals` keeps of an import, and what a later one does again. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listOriginals, openOriginal } from '../../src/archive/originals-folder.ts';
import { importExport, type ImportReport } from '../../src/index.ts';
import { zipBytes } from '../source/temporary.ts';
import { query } from '../support/query.ts';
import { filesBelow } from '../support/tree.ts';
import { PIXEL, wordExport } from '../support/word-export.ts';

const DEMO = join(import.meta.dirname, '..', '..', 'fixtures', 'demo-space', 'source');

let work: string;
let archive: string;
let folder: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'confluence-archive-originals-'));
  archive = join(work, 'wiki.sqlite');
  folder = join(work, 'wiki.originals');
  cpSync(DEMO, join(work, 'export'), { recursive: true });
});
afterEach(() => {
  rmSync(work, { recursive: true, force: true });
});

const keep = (source = join(work, 'export'), more = {}): Promise<ImportReport> =>
  importExport({
    sources: [source],
    archive,
    markdown: join(work, 'tree'),
    keepOriginals: true,
    ...more,
  });

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function bytesOf(hash: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of openOriginal(archive, hash) ?? []) parts.push(piece);
  return Buffer.concat(parts);
}

/** Every file that the archive says it has, unpacked: the export, put together again. */
async function restored(): Promise<Map<string, Buffer>> {
  const rows = await query(archive, 'SELECT path, sha256 FROM original_files ORDER BY path');
  const files = new Map<string, Buffer>();
  for (const row of rows) files.set(String(row.path), await bytesOf(String(row.sha256)));
  return files;
}

describe('originals of an import', () => {
  it('are not kept unless asked for', async () => {
    const { originals } = await keep(undefined, { keepOriginals: false });
    expect(originals).toBeNull();
    expect(existsSync(folder)).toBe(false);
  });

  it('are all its files, so that the export can be put together again', async () => {
    writeFileSync(join(work, 'export', '.DS_Store'), 'hidden');
    writeFileSync(join(work, 'export', 'notes.bin'), Buffer.from([0, 1, 2]));
    const report = await keep();
    rmSync(join(work, 'export', '.DS_Store'));
    const source = filesBelow(join(work, 'export'));
    expect(await restored()).toEqual(new Map([...source].sort(([a], [b]) => (a < b ? -1 : 1))));
    const distinct = new Map([...source.values()].map((bytes) => [sha256(bytes), bytes.length]));
    expect(report.originals).toEqual({
      stored: distinct.size,
      known: source.size - distinct.size,
      bytes: [...distinct.values()].reduce((sum, bytes) => sum + bytes, 0),
    });
    expect(listOriginals(folder)).toHaveLength(distinct.size);
    const rows = await query(archive, 'SELECT sha256, bytes FROM originals');
    expect(new Map(rows.map((row) => [String(row.sha256), Number(row.bytes)]))).toEqual(distinct);
  });

  it('are the files in a zip', async () => {
    const files = Object.fromEntries(filesBelow(DEMO));
    writeFileSync(join(work, 'export.zip'), await zipBytes(files));
    await keep(join(work, 'export.zip'));
    expect(await restored()).toEqual(filesBelow(DEMO));
    const again = await keep(join(work, 'export.zip'));
    expect(again.originals).toEqual({ stored: 0, known: 17, bytes: 0 });
  });

  it('are not read again while their stamps are the same', async () => {
    await keep();
    const path = join(work, 'export', 'attachments');
    const stamps = await query(archive, 'SELECT stamp FROM original_files WHERE stamp IS NULL');
    expect(stamps).toEqual([]);
    const [name = ''] = [...filesBelow(path).keys()];
    const before = statSync(join(path, name));
    const again = await keep();
    expect(again.originals).toEqual({ stored: 0, known: 17, bytes: 0 });
    // The same size and time, as a careless copy leaves them, and yet another file.
    writeFileSync(join(path, name), Buffer.alloc(before.size, 7));
    utimesSync(join(path, name), before.atime, before.mtime);
    const changed = await keep();
    expect(changed.originals).toEqual({ stored: 1, known: 16, bytes: before.size });
    const rows = await query(
      archive,
      'SELECT sha256 FROM original_files WHERE path = ?',
      `attachments/${name}`,
    );
    expect(rows).toHaveLength(2);
  });

  it('are stored again when they are gone', async () => {
    await keep();
    const [name = ''] = listOriginals(folder);
    rmSync(join(folder, name));
    const again = await keep();
    expect(again.originals).toMatchObject({ stored: 1 });
    expect(existsSync(join(folder, name))).toBe(true);
  });

  it('include the pictures inside a Word export, by which its attachments are known', async () => {
    mkdirSync(join(work, 'word'));
    const part = { location: 'file:///C:/3f1c0d', content: PIXEL };
    writeFileSync(
      join(work, 'word', 'Ropes.doc'),
      wordExport({ body: '<p><img src="3f1c0d"></p>', parts: [part] }),
    );
    await keep(join(work, 'word'));
    const [attachment] = await query(archive, 'SELECT sha256 FROM attachments');
    expect((await bytesOf(String(attachment?.sha256))).equals(Buffer.from(PIXEL))).toBe(true);
  });

  it('of a single page are the page and what it names', async () => {
    const page = join(work, 'export', 'Photo-Identification_41025733.html');
    const report = await keep(page);
    expect(report.originals).toMatchObject({ stored: 2 });
    expect([...(await restored()).keys()]).toContain('Photo-Identification_41025733.html');
  });

  it('that are over the limit, or cannot be read, are named', async () => {
    writeFileSync(join(work, 'export', 'film.mp4'), Buffer.alloc(500_000));
    const { originals, diagnostics } = await keep(undefined, {
      limits: { maxAttachmentBytes: 400_000 },
    });
    expect(originals).toMatchObject({ stored: 17 });
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'original-not-kept', sourcePath: 'film.mp4' }),
    );
  });

  it('survive a run that was stopped', async () => {
    const stop = new AbortController();
    const stopped = keep(undefined, {
      signal: stop.signal,
      onProgress: ({ phase }: { phase: string }) => {
        if (phase === 'keeping') stop.abort();
      },
    });
    await expect(stopped).rejects.toThrow(/stopped/);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'incoming-1-1.tmp'), 'half a file');
    await keep();
    expect(await restored()).toEqual(filesBelow(DEMO));
    expect(listOriginals(folder).filter((path) => dirname(path) === '.')).toEqual([]);
    expect(readFileSync(archive).length).toBeGreaterThan(0);
  });
});
