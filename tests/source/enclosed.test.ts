import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/model/errors.ts';
import { DEFAULT_LIMITS } from '../../src/model/imports.ts';
import { holdsWordExport } from '../../src/source/enclosed.ts';
import { openSource } from '../../src/source/source.ts';
import { PIXEL, wordExport } from '../support/word-export.ts';
import { fileOf, temporaryFolder, zipBytes, type Files } from './temporary.ts';

const other = Buffer.concat([PIXEL, Buffer.from('more')]);
const FILES: Files = {
  'wiki/Ropes.doc': wordExport({
    parts: [
      { location: 'file:///C:/aa', content: PIXEL },
      { location: 'file:///C:/bb', content: other },
    ],
  }),
  'wiki/Fees.doc': Buffer.from('d0cf11e0a1b11ae100000000', 'hex'),
  'wiki/Page.html': '<p>text</p>',
};

describe.each([
  ['a folder', () => Promise.resolve(temporaryFolder(FILES)), 'wiki/'],
  ['a zip', async () => fileOf(await zipBytes(FILES)), 'wiki/'],
  ['a single file', () => Promise.resolve(join(temporaryFolder(FILES), 'wiki/Ropes.doc')), ''],
])('files inside Word exports, from %s', (_what, make, root) => {
  it('are found below the export and read like any file', async () => {
    const source = await openSource(await make());
    const path = `${root}Ropes.doc/aa.png`;
    expect(await source.stat(path)).toMatchObject({ path, bytes: PIXEL.length });
    expect(await buffer(await source.stream(path))).toEqual(Buffer.from(PIXEL));
    expect(Buffer.from(await source.read(`${root}Ropes.doc/bb.png`))).toEqual(other);
    await source.close();
  });

  it('are no entries of their own, and leave the export as it is', async () => {
    const source = await openSource(await make());
    const paths = source.entries.map(({ path }) => path);
    expect(paths.filter((path) => path.includes('.doc/'))).toEqual([]);
    expect(Buffer.from(await source.read(`${root}Ropes.doc`))).toEqual(FILES['wiki/Ropes.doc']);
    await source.close();
  });

  it('are not found where there are none', async () => {
    const source = await openSource(await make());
    for (const path of ['Ropes.doc/cc.png', 'Ropes.doc/aa.png/x', 'Fees.doc/aa.png', 'x/aa.png']) {
      expect(await source.stat(root + path)).toBeNull();
      await expect(source.stream(root + path)).rejects.toThrow(SourceError);
    }
    await source.close();
  });
});

describe('Word exports', () => {
  it('are told from other files by their first bytes alone', async () => {
    const limits = { ...DEFAULT_LIMITS, maxPageBytes: 10 };
    const source = await openSource(temporaryFolder(FILES), { limits });
    expect(await holdsWordExport(source, 'wiki/Ropes.doc')).toBe(true);
    expect(await holdsWordExport(source, 'wiki/Fees.doc')).toBe(false);
    expect(await holdsWordExport(source, 'wiki/Missing.doc')).toBe(false);
    // Too large to be opened: nothing is in it.
    expect(await source.stat('wiki/Ropes.doc/aa.png')).toBeNull();
  });
});
