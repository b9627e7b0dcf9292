import { describe, expect, it } from 'vitest';
import { chunksOf, scan } from '../../src/pipeline/scan.ts';
import { openMemory } from '../../src/source/memory.ts';
import { wordExport } from '../support/word-export.ts';

const source = (...paths: string[]) => openMemory(new Map(paths.map((path) => [path, 'x'])));

const pathsOf = (group: readonly { readonly entry: { readonly path: string } }[]): string[] =>
  group.map(({ entry }) => entry.path);

describe('scan', () => {
  it('finds each folder with pages as an export of its own', async () => {
    const found = await scan([source('a/One_10001.html', 'b/Two_10002.html', 'b/index.html')]);
    expect(found.exports.map(pathsOf)).toEqual([
      ['a/One_10001.html'],
      ['b/index.html', 'b/Two_10002.html'],
    ]);
  });

  it('reads indexes first and copies of one page side by side', async () => {
    const { exports } = await scan([
      source('Alpha_10001.html', 'Beta_10002.html', 'Zeta_10001.html', 'index2.html'),
    ]);
    const [group = []] = exports;
    expect(pathsOf(group)).toEqual([
      'index2.html',
      'Alpha_10001.html',
      'Zeta_10001.html',
      'Beta_10002.html',
    ]);
  });

  it('never takes an attachment for a page, whatever its name', async () => {
    const found = await scan([
      source('Page_10001.html', 'attachments/10001/10002.html', 'P_attachments/x.md'),
    ]);
    expect(found.exports.map(pathsOf)).toEqual([['Page_10001.html']]);
    expect(found.others).toEqual([
      { path: 'P_attachments/x.md', reason: 'unsupported-type' },
      { path: 'attachments/10001/10002.html', reason: 'unsupported-type' },
    ]);
  });

  it('takes a file that may be a Word export for a page only if it is one', async () => {
    const found = await scan([
      openMemory(
        new Map<string, Uint8Array | string>([
          ['Ropes.doc', wordExport({})],
          ['Fees.doc', 'a real Word file'],
          ['saved.mhtml', 'MIME-Version: 1.0\r\n\r\nanother web page'],
          ['attachments/10001/10002.doc', wordExport({})],
        ]),
      ),
    ]);
    expect(found.exports.map(pathsOf)).toEqual([['Ropes.doc']]);
    expect(new Set(found.others.map(({ reason }) => reason))).toEqual(
      new Set(['unsupported-type']),
    );
    expect(found.filesFound).toBe(4);
  });

  it('counts every file once, with a reason for those that are no candidates', async () => {
    const found = await scan([
      source(
        'Page_10001.html',
        'styles/site.css',
        'images/icons/wait.gif',
        'plan.pdf',
        '.DS_Store',
      ),
    ]);
    expect(found.filesFound).toBe(5);
    expect(found.others.map(({ reason }) => reason).sort()).toEqual([
      'hidden-file',
      'theme-asset',
      'theme-asset',
      'unsupported-type',
    ]);
  });

  it('lists reStructuredText that Pandoc made of an export, which no reader understands', async () => {
    const found = await scan([source('Cache_6291890.html.rst', 'Page_10001.html')]);
    expect(found.others).toEqual([{ path: 'Cache_6291890.html.rst', reason: 'unsupported-type' }]);
  });

  it('keeps two sources apart that hold the same paths', async () => {
    const found = await scan([source('Home.html'), source('Home.html')]);
    expect(found.exports.map(pathsOf)).toEqual([['Home.html'], ['Home.html']]);
  });
});

describe('chunksOf', () => {
  it('never splits the copies of one page', async () => {
    const { exports } = await scan([
      source('A_10001.html', 'B_10001.html', 'C_10001.html', 'D_10002.html', 'E_10003.html'),
    ]);
    const [group = []] = exports;
    expect([...chunksOf(group, 2)].map(pathsOf)).toEqual([
      ['A_10001.html', 'B_10001.html', 'C_10001.html'],
      ['D_10002.html', 'E_10003.html'],
    ]);
  });
});
