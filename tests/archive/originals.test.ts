/** The folder of originals: whole files or none, once each, and what comes out is what went in. */
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openOriginals } from '../../src/archive/keep-original.ts';
import {
  listOriginals,
  openOriginal,
  originalsFolder,
} from '../../src/archive/originals-folder.ts';
import { ArchiveError, SourceError } from '../../src/model/errors.ts';
import { newFile } from './samples.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Bytes as a source would give them. */
async function* pieces(bytes: Uint8Array, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) {
    yield await Promise.resolve(bytes.subarray(from, from + size));
  }
}

async function read(archive: string, hash: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const piece of openOriginal(archive, hash) ?? []) parts.push(piece);
  return Buffer.concat(parts);
}

const TEXT = Buffer.from('The tide comes in, the tide goes out. '.repeat(20_000));
const NOISE = randomBytes(300_000);

describe('originals', () => {
  it('lie beside their archive', () => {
    expect(originalsFolder('output/archive.sqlite')).toBe(join('output', 'archive.originals'));
    expect(originalsFolder('wiki.db')).toBe('wiki.db.originals');
    expect(originalsFolder('wiki')).toBe('wiki.originals');
  });

  it('are compressed where that helps, and named by their hash', async () => {
    const archive = newFile();
    const originals = openOriginals(archive, false);
    for (const bytes of [TEXT, NOISE, Buffer.alloc(0)]) {
      expect(await originals.store(pieces(bytes))).toEqual({
        sha256: sha256(bytes),
        bytes: bytes.length,
        isNew: true,
      });
      expect((await read(archive, sha256(bytes))).equals(bytes)).toBe(true);
    }
    originals.settle();
    const name = (bytes: Uint8Array, ending: string): string =>
      `${sha256(bytes).slice(0, 2)}/${sha256(bytes)}${ending}`;
    const folder = originalsFolder(archive);
    expect(listOriginals(folder)).toEqual(
      [name(TEXT, '.gz'), name(NOISE, ''), name(Buffer.alloc(0), '')].sort(),
    );
    expect(gunzipSync(readFileSync(join(folder, name(TEXT, '.gz')))).equals(TEXT)).toBe(true);
    expect(statSync(join(folder, name(TEXT, '.gz'))).size).toBeLessThan(TEXT.length / 10);
  });

  it('are stored once, whatever pieces they come in, also at the same time', async () => {
    const archive = newFile();
    const originals = openOriginals(archive, false);
    const results = await Promise.all(
      [1_000, 64 * 1024, 70_000, 1_000_000].map((size) => originals.store(pieces(TEXT, size))),
    );
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(results.map(({ sha256: hash }) => hash)).size).toBe(1);
    expect(listOriginals(originalsFolder(archive))).toHaveLength(1);
    const later = openOriginals(archive, false);
    expect(await later.store(pieces(TEXT))).toMatchObject({ isNew: false });
    expect(listOriginals(originalsFolder(archive))).toHaveLength(1);
  });

  it('come out as they went in', async () => {
    const archive = newFile();
    const originals = openOriginals(archive, false);
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.integer({ min: 1, max: 2000 }),
        async (unit, times) => {
          const bytes = Buffer.concat(Array.from({ length: times }, () => unit));
          const { sha256: hash } = await originals.store(pieces(bytes, 4096));
          expect((await read(archive, hash)).equals(bytes)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leave nothing of a file whose source fails', async () => {
    const archive = newFile();
    const originals = openOriginals(archive, false);
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield* pieces(TEXT);
      throw new SourceError('The zip is damaged.');
    }
    await expect(originals.store(broken())).rejects.toThrow(SourceError);
    expect(listOriginals(originalsFolder(archive))).toEqual([]);
  });

  it('leave a stream that is given up closed', async () => {
    const archive = newFile();
    mkdirSync(originalsFolder(archive), { recursive: true });
    const originals = openOriginals(archive, false);
    // A folder stands where the file would be.
    mkdirSync(join(originalsFolder(archive), `incoming-${String(process.pid)}-1.tmp`));
    let isClosed = false;
    async function* watched(): AsyncGenerator<Uint8Array> {
      try {
        yield* pieces(TEXT);
      } finally {
        isClosed = true;
      }
    }
    await expect(originals.store(watched())).rejects.toThrow();
    expect(isClosed).toBe(true);
  });

  it('removes what a killed run left, and nothing else', () => {
    const archive = newFile();
    const folder = originalsFolder(archive);
    mkdirSync(folder);
    for (const name of ['incoming-12-3.tmp', 'incoming.txt'])
      writeFileSync(join(folder, name), 'x');
    openOriginals(archive, true);
    expect(readdirSync(folder)).toHaveLength(2);
    openOriginals(archive, false);
    expect(readdirSync(folder)).toEqual(['incoming.txt']);
  });

  it('say in an ArchiveError why they cannot be written', async () => {
    const archive = newFile();
    writeFileSync(originalsFolder(archive), 'a file in the way');
    const originals = openOriginals.bind(null, archive, false);
    const attempt = async (): Promise<unknown> => originals().store(pieces(TEXT));
    await expect(attempt()).rejects.toThrow(ArchiveError);
    await expect(attempt()).rejects.toThrow(/stands where a folder is needed/);
  });

  it('are hashed and compared, and not written, in a rehearsal', async () => {
    const archive = newFile();
    const rehearsal = openOriginals(archive, true);
    const first = await rehearsal.store(pieces(TEXT));
    expect([first.isNew, (await rehearsal.store(pieces(TEXT))).isNew]).toEqual([true, false]);
    expect(existsSync(originalsFolder(archive))).toBe(false);
  });

  it('that are damaged or unknown are no originals', async () => {
    const archive = newFile();
    const originals = openOriginals(archive, false);
    const { sha256: hash } = await originals.store(pieces(TEXT));
    expect(openOriginal(archive, '../../etc/passwd')).toBeNull();
    expect(openOriginal(archive, sha256(NOISE))).toBeNull();
    const [name = ''] = listOriginals(originalsFolder(archive));
    truncateSync(join(originalsFolder(archive), name), 100);
    await expect(read(archive, hash)).rejects.toThrow(ArchiveError);
  });
});
