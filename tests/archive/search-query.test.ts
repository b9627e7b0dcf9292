/** The language of queries: what is found, what is a mistake, and that nothing breaks it. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/archive/driver.ts';
import { expressionOf } from '../../src/archive/search-expression.ts';
import { parseQuery } from '../../src/archive/search-query.ts';
import { searchCopy } from '../../src/archive/search-text.ts';
import type { ArchiveToolError } from '../../src/model/errors.ts';
import { UsageError } from '../../src/model/errors.ts';

/** Title and text by name of the page. */
const PAGES: Readonly<Record<string, readonly [title: string, headings: string, text: string]>> = {
  slipway: [
    'Slipway',
    'Greasing the rails',
    'Grease the rails at low tide. Café Müller, Straße 7.',
  ],
  mast: ['Mast', 'Rigging', 'Tar the rigging at high tide, never low. Draft.'],
  tides: ['Tide tables', '', 'Readings of the low-tide gauge, see https://tides.example/a?b=c.'],
  ja: ['プラグインの開発', '導入', '日本語のJenkinsプラグインを１２３回ｔｅｓｔします。ｶﾞｲﾄﾞ'],
  zh: ['社区贡献', '', '我们在北京开会。'],
  ru: ['Отчёт', '', 'Всё ещё ИДЁТ работа.'],
  ko: ['젠킨스', '', '젠킨스를 설치합니다'],
  th: ['ภาษาไทย', '', 'การประชุมครั้งที่สอง'],
  or: ['Or and not', '', 'AND OR NOT NEAR words'],
};
const NAMES = Object.keys(PAGES);

let database: Database;

beforeAll(async () => {
  database = await openDatabase(':memory:', { access: 'write', busyTimeoutMs: 0 });
  await database.exec(`CREATE VIRTUAL TABLE search USING fts5
    (title, headings, text, tokenize = 'unicode61 remove_diacritics 2')`);
  for (const [at, [title, headings, text]] of Object.values(PAGES).entries()) {
    const copy = searchCopy({ title, headings, text });
    await database.run('INSERT INTO search (rowid, title, headings, text) VALUES (?, ?, ?, ?)', [
      ...[at, copy.search_title ?? title],
      ...[copy.search_headings ?? headings, copy.search_text ?? text],
    ]);
  }
});
afterAll(() => database.close());

async function found(query: string): Promise<string> {
  const rows = await database.all<{ id: number }>(
    'SELECT rowid AS id FROM search WHERE search MATCH ? ORDER BY rowid',
    [expressionOf(parseQuery(query))],
  );
  return rows.map(({ id }) => NAMES[id]).join(' ');
}

describe('a query', () => {
  it.each([
    ['tide low', 'slipway mast tides'],
    ['"low tide"', 'slipway tides'],
    ['“low tide”', 'slipway tides'],
    ['„low tide“', 'slipway tides'],
    ['«low tide»', 'slipway tides'],
    ['「low tide」', 'slipway tides'],
    ['low-tide', 'slipway tides'],
    ['tide -rails', 'mast tides'],
    ['tide NOT rails', 'mast tides'],
    ['tide AND rails', 'slipway'],
    ['tide -"low tide"', 'mast'],
    ['tide -(rails OR gauge)', 'mast'],
    ['rails OR gauge', 'slipway tides'],
    ['rails | gauge', 'slipway tides'],
    ['(rails OR gauge) café', 'slipway'],
    ['tide rails OR gauge', 'slipway tides'],
    ['rig*', 'mast'],
    ['"the rig"*', 'mast'],
    ['"the rig*"', 'mast'],
    ['"rig*"', 'mast'],
    ['"rig *"', ''],
    ['title:"tab*" low', 'tides'],
    ['"rails*" low', 'slipway'],
    ['title:tide', 'tides'],
    ['TITLE:(tide OR mast)', 'mast tides'],
    ['heading:rails', 'slipway'],
    ['text:rigging -title:mast', ''],
    ['title:"tide tables"', 'tides'],
    ['title:tab* low', 'tides'],
    ['https://tides.example/a?b=c', 'tides'],
    ['cafe MULLER', 'slipway'],
    ['strasse', 'slipway'],
    ['or', 'or'],
    ['"NOT NEAR"', 'or'],
    ['tide + rails', 'slipway'],
    ['tide () rails', 'slipway'],
    ['rails -!', 'slipway'],
    ['rails\u0000 tide', 'slipway'],
    ["rails' tide; --", 'slipway'],
  ])('%j finds %j', async (query, pages) => {
    expect(await found(query)).toBe(pages);
  });

  it.each([
    ['開発', 'ja'],
    ['日', 'ja'],
    ['本語', 'ja'],
    ['日本語 プラグイン', 'ja'],
    ['Jenkins', 'ja'],
    ['title:開発 -北京', 'ja'],
    ['本日', ''],
    ['TEST 123回', 'ja'],
    ['ｔｅｓｔ', 'ja'],
    ['ガイド', 'ja'],
    ['プラグ*', 'ja'],
    ['北京', 'zh'],
    ['京', 'zh'],
    ['отчет', 'ru'],
    ['еще ВСЕ', 'ru'],
    ['ещё', 'ru'],
    ['идет', 'ru'],
    ['работ*', 'ru'],
    ['젠킨스', 'ko'],
    ['설치', 'ko'],
    ['ประชุม', 'th'],
  ])('of another script, %j, finds %j', async (query, pages) => {
    expect(await found(query)).toBe(pages);
  });
});

describe('what is asked of the index', () => {
  it.each([
    ['tide tide tide', '("tide")'],
    ['t* tide ti* (low t*)', '("tide" AND "low")'],
    ['t* OR tide OR ti* OR low', '("t" * OR "low")'],
    ['t* title:tide', '("t" * AND {title} : "tide")'],
    ['low -t* -tide', '(("low") NOT ("t" *))'],
  ])('of %j is %j', (query, expression) => {
    expect(expressionOf(parseQuery(query))).toBe(expression);
  });
});

function mistakeIn(query: string): string {
  try {
    parseQuery(query);
  } catch (error) {
    if (error instanceof UsageError) return `${error.message}\n${error.advice ?? ''}`;
    throw error;
  }
  return 'none';
}

describe('a mistake', () => {
  it.each([
    ['', 'Nothing to search for'],
    [' ', 'Nothing to search for'],
    ['...', 'There is no word in “...”'],
    ['AND', 'There is no word'],
    ['low "tide', 'quotation mark is not closed.\n  low "tide\n      ^'],
    ['日本 (開発', 'parenthesis is not closed.\n  日本 (開発\n       ^'],
    ['low) tide', 'closes nothing.\n  low) tide\n     ^'],
    ['-draft', 'Only words that must not be there'],
    ['tide OR -draft', 'Only words that must not be there'],
    ['tide OR', 'A side of OR is empty.\n  tide OR\n         ^'],
    ['OR tide', 'A side of OR is empty'],
    ['tide OR OR low', 'A side of OR is empty'],
    ['tide NOT', 'NOT is followed by nothing'],
    ['tide -)', 'NOT is followed by nothing'],
    ['(-low)', 'Only words that must not'],
    ['a ( + )', 'There is no word here'],
    ['ti*de', 'A star stands for the end of a word only.\n  ti*de\n    ^\nSearch for `ti*`.'],
    ['low "ri* tide"', 'only the last word may have a star.\n  low "ri* tide"\n         ^'],
    [`${'('.repeat(30)}a${')'.repeat(30)}`, 'too deep'],
    [Array.from({ length: 101 }, (_, at) => `w${String(at)}`).join(' '), 'has 101 words'],
    ['開発'.repeat(60), 'has 120 words'],
    ['a'.repeat(2001), '2001 characters'],
  ])('%j is explained', (query, message) => {
    expect(mistakeIn(query)).toContain(message);
  });
});

const PIECES = fc.constantFrom(
  ...['"', '“', '”', '„', '«', '»', '「', '」', '(', ')', '-', '*', ':', '^', '+', '{', '}', '\0'],
  ...[
    'OR',
    'AND',
    'NOT',
    'NEAR(',
    'title:',
    'heading:',
    'text:',
    'rowid:',
    'search:',
    ',',
    ' ',
    '\t',
  ],
  ...[
    'tide',
    'low',
    "'",
    ';--',
    '日本',
    'ガ',
    'か\u3099',
    'ß',
    'ё',
    'е',
    '\u200b',
    '\u{1F600}',
    '𠀀',
  ],
  ...['\ud800', '\udc00', '$1', '%', '\\', '\uFFFF', '~', '|', '½', '\u0301', '\u202e'],
);

describe('whatever is typed', () => {
  it('is answered, or is a mistake of the user that is explained', async () => {
    const typed = fc.oneof(
      fc.array(PIECES, { maxLength: 14 }).map((pieces) => pieces.join('')),
      fc.array(PIECES, { maxLength: 14 }).map((pieces) => pieces.join(' ')),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(typed, async (query) => {
        try {
          expect(typeof (await found(query))).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
          expect((error as ArchiveToolError).advice).not.toBeNull();
        }
      }),
      { numRuns: 3000 },
    );
  });
});
