/** `search` over a library that answers with samples. */
import { describe, expect, it } from 'vitest';
import type { Library } from '../../src/cli/library.ts';
import { run } from '../../src/cli/program.ts';
import type { SearchOptions } from '../../src/index.ts';
import type { SearchAnswer } from '../../src/model/search.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { sampleAnswer, sampleHit } from './sample-answer.ts';
import { sampleLibrary } from './sample-library.ts';

async function call(args: readonly string[], answer: Partial<SearchAnswer> = {}, isTTY = false) {
  const terminal = fakeTerminal({ isTTY });
  const asked: SearchOptions[] = [];
  const searchArchive: Library['searchArchive'] = (options) => {
    asked.push(options);
    return Promise.resolve(sampleAnswer(answer));
  };
  const library = sampleLibrary({ searchArchive });
  const code = await run(['search', ...args], { library, terminal, version: '1.2.3' });
  return { code, asked: asked[0], out: terminal.out(), err: terminal.err() };
}

describe('search', () => {
  it('hands everything to the library', async () => {
    const flags = '--space SEA --author Odo --since 2020 --until 2021-03 --label draft'.split(' ');
    const { asked } = await call(['low', '"ebb tide"', ...flags, '--section', 'k', '--limit', '3']);
    expect(asked).toEqual({
      archive: 'output/archive.sqlite',
      query: 'low "ebb tide"',
      filter: { space: 'SEA', author: 'Odo', since: '2020', until: '2021-03', label: 'draft' },
      section: 'k',
      limit: 3,
    });
  });

  it('shows each page in a few lines, and the words in bold in a terminal', async () => {
    const piped = await call(['ebb']);
    expect(piped.code).toBe(0);
    expect(piped.out).toBe(
      'Tides (SEA)\n    2021-03-04 · SEA/Tides.md · § High water\n    The ebb runs out.\n',
    );
    expect(piped.err).toBe('');
    const { out } = await call(['ebb'], {}, true);
    expect(out).toContain('\u001B[1mebb\u001B[22m');
  });

  it('breaks long lines in a terminal, between characters where there are no spaces', async () => {
    const text = `${'word '.repeat(20)}${'開発'.repeat(40)}`;
    const { out } = await call(
      ['x'],
      { hits: [sampleHit({ snippet: [{ text, isMatch: false }] })] },
      true,
    );
    const lines = out.split('\n').slice(2);
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('makes the text of a wiki safe to show', async () => {
    const hits = [
      sampleHit({ title: 'a\u001B[2Jb', snippet: [{ text: 'c\u0007d', isMatch: true }] }),
    ];
    const { out } = await call(['ebb'], { hits }, true);
    expect(out).not.toContain('\u001B[2J');
    expect(out).not.toContain('\u0007');
  });

  it('prints records, with the words in brackets', async () => {
    const { out } = await call(['ebb', '--format', 'json']);
    expect(JSON.parse(out)).toEqual([
      {
        page_id: 7,
        confluence_id: '1',
        space_key: 'SEA',
        space_name: 'Sea',
        title: 'Tides',
        heading: 'High water',
        snippet: 'The [ebb] runs out.',
        created_on: null,
        last_modified_on: '2021-03-04',
        markdown_path: 'SEA/Tides.md',
        source_path: 'Tides_1.html',
        score: 1.5,
      },
    ]);
    const csv = await call(['ebb', '--format', 'csv']);
    expect(csv.out).toContain('The [ebb] runs out.');
  });

  it('says how many more there are', async () => {
    const { err } = await call(['ebb'], { total: 21 });
    expect(err).toBe('The best 1 of 21 pages; --limit shows more.\n');
  });

  it('says what there is where nothing fits', async () => {
    const alone = [
      { words: 'ebb', pages: 3 },
      { words: 'flow*', pages: 1 },
    ];
    const nothing = { query: 'ebb flow*', total: 0, hits: [], alone };
    const { code, out, err } = await call(['ebb flow*', '--space', 'SEA'], nothing);
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain('No page matches ebb flow* with these conditions.');
    expect(err).toContain('Each alone: ebb: 3 pages, flow*: 1 page.');
    expect(err).toContain('With OR');
    const one = { total: 0, hits: [], alone: [{ words: 'eb', pages: 0 }] };
    const json = await call(['eb', '--format', 'json'], one);
    expect(json.out).toBe('[]\n');
    expect(json.err).toContain('star');
  });

  it.each([
    ['author:Odo', 'author: is no field; the fields are title:, heading: and text:; use --author'],
    ['since:', 'use --since'],
    ['foo:bar', 'foo: is no field'],
    ['日本語プラグイン', 'With spaces between its words'],
    ['observations', 'observ*'],
  ])('explains why %j finds nothing', async (words, advice) => {
    const alone = [{ words, pages: 0 }];
    const { err } = await call([words], { query: words, total: 0, hits: [], alone });
    expect(err).toContain(advice);
  });

  it.each(['日本語プラグイン', 'observ*', 'https://sea.example/tides', 'v1.2', 'author:Odo', '日'])(
    'does not advise a star for %j',
    async (words) => {
      const alone = [{ words, pages: 0 }];
      const { err } = await call([words], { query: words, total: 0, hits: [], alone });
      expect(err).not.toMatch(/star finds/);
    },
  );

  it('says where each word was counted', async () => {
    const alone = ['ebb', 'flow'].map((words) => ({ words, pages: 1 }));
    const { err } = await call(['x', '--section', 'k'], { total: 0, hits: [], alone });
    expect(err).toContain('Each alone, in sections k: ebb: 1 page');
  });

  it('says how to exclude a word, where the command line takes it for an option', async () => {
    const { code, err } = await call(['seals', '-whales']);
    expect(code).toBe(2);
    expect(err).toContain("unknown option '-whales'");
    expect(err).toContain('put the query in single quotes, or write -- before it');
    expect((await call(['seals', '--whales'])).err).not.toContain('single quotes');
    expect((await call(['--', 'seals', '-whales'])).asked?.query).toBe('seals -whales');
  });

  it.each([['--limit', '0'], ['--format', 'xml'], []])('refuses %j', async (...args) => {
    const words = args.length === 0 ? [] : ['ebb'];
    expect((await call([...words, ...args])).code).toBe(2);
  });
});
