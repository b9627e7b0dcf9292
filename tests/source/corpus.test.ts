/** The shared exports are read without a complaint; they are not part of the project. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeText, looksBinary } from '../../src/source/charset.ts';
import { isThemeAsset, kindOfFile } from '../../src/source/file-kind.ts';
import { openSource } from '../../src/source/source.ts';

const shared = resolve(import.meta.dirname, '../../../shared');

describe.skipIf(!existsSync(shared))('the shared exports', () => {
  it.each(['corpus', 'seeds'])('decode without guessing: %s', async (name) => {
    const source = await openSource(resolve(shared, name));
    const pages = source.entries.filter(({ path }) => kindOfFile(path) === 'page-candidate');
    expect(pages.length).toBeGreaterThan(4);
    expect(source.diagnostics).toEqual([]);
    const odd: string[] = [];
    for (const { path, bytes } of pages) {
      const content = await source.read(path);
      expect(content).toHaveLength(bytes);
      const { diagnostics } = decodeText(content, /\.html?$/.test(path) ? 'html' : 'text');
      if (diagnostics.length > 0 || looksBinary(content)) odd.push(path);
    }
    expect(odd).toEqual([]);
  });

  it('shows which files belong to the looks of an export', async () => {
    const source = await openSource(resolve(shared, 'corpus'));
    const theme = source.entries.filter(({ path }) => isThemeAsset(path));
    expect(theme.length).toBeGreaterThan(50);
    expect(theme.filter(({ path }) => path.includes('attachments/'))).toEqual([]);
    const others = source.entries
      .filter(({ path }) => /(?:^|\/)(?:icons|border|styles)\//.test(path) && !isThemeAsset(path))
      .map(({ path }) => path);
    expect(others).toEqual([]);
  });
});
