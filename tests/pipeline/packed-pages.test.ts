/** Pages that pass from thread to thread as text are the pages that they were. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentOf, packParts } from '../../src/archive/page-content.ts';
import { packPage, rowsOf, unpackPage } from '../../src/archive/page-rows.ts';
import type { PageRecord } from '../../src/model/page.ts';
import { convertFiles } from '../../src/pipeline/convert-files.ts';
import { convertPage } from '../../src/pipeline/convert.ts';
import { decodeFile, parseText } from '../../src/pipeline/read-file.ts';
import { builtInVocabulary } from '../../src/vocabulary/built-in.ts';
import { page } from '../archive/samples.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const sha256 = '0'.repeat(64);
const space = { key: 'HARBOUR', name: null };

const overThreads = (record: PageRecord): PageRecord =>
  unpackPage(structuredClone(packPage(record)));

function expectSame(record: PageRecord): void {
  const again = overThreads(record);
  expect({ ...again }).toEqual(record);
  expect(packParts(again)).toBe(packParts(record));
  expect(rowsOf(again)).toEqual(rowsOf(record));
  expect(contentOf(again)).toEqual(contentOf(record));
  // A copy is another record, whose rows and content are made anew.
  expect(rowsOf({ ...again })).toEqual(rowsOf(record));
  expect(contentOf({ ...again })).toEqual(contentOf(record));
}

async function recordOf(folder: string, file: string): Promise<PageRecord | null> {
  const text = await decodeFile(file, readFileSync(join(folder, file)));
  const { result, diagnostics } = parseText(text, null);
  return result?.kind === 'page' ? convertPage(result, { sha256, space, diagnostics }) : null;
}

async function expectAllSame(folder: string): Promise<number> {
  let pages = 0;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((path) => path.endsWith('.html'))) {
    const record = await recordOf(folder, file).catch(() => null);
    if (record === null) continue;
    expectSame(record);
    pages += 1;
  }
  return pages;
}

describe('a packed page', () => {
  it('is the same again for every page of the fixtures', async () => {
    expect(await expectAllSame(join(ROOT, 'fixtures'))).toBeGreaterThan(80);
  });

  it('keeps texts that look like the beginning of a row, and halves of characters', () => {
    const heading = '["",1],["", \ud83d';
    expectSame(
      page('Mooring', {
        markdown: `## ${heading}\n\n["",`,
        text: `${heading}\n["",`,
        anchors: [{ name: '["",', slug: '' }],
        macros: [{ name: '["",', outcome: 'omitted', detail: '' }],
        sections: [
          {
            ...{ position: 0, parent: null, level: 2, heading, key: '', anchor: null },
            ...{ markdown: '["",', text: '["",' },
            items: [{ position: 0, depth: 0, text: '', markdown: '["",' }],
          },
        ],
      }),
    );
  });

  it('is what a file is converted to', async () => {
    const folder = join(ROOT, 'fixtures', 'ambiguous-dates', 'source');
    const [path = ''] = readdirSync(folder).filter((name) => /_\d+\.html$/.test(name));
    const file = { path, bytes: readFileSync(join(folder, path)), sha256 };
    const ways = { format: null, tables: 'repeat', maxPageSeconds: 60 } as const;
    const vocabulary = builtInVocabulary();
    const { outcomes } = await convertFiles({ files: [file], space }, { ...ways, vocabulary });
    const [outcome] = outcomes;
    const record = outcome?.kind === 'page' ? unpackPage(outcome.page) : null;
    expect({ ...record }).toEqual(await recordOf(folder, path));
  });
});

const corpus = join(ROOT, '..', 'shared', 'corpus');
const exports = existsSync(corpus)
  ? readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  : [];

describe.skipIf(exports.length === 0)('a packed page of the corpus', () => {
  it.each(exports.map(({ name }) => name))(
    'is the same again: %s',
    async (name) => {
      await expectAllSame(join(corpus, name));
    },
    120_000,
  );
});
