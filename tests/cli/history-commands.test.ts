/** The commands about the past over a library that answers with samples. */
import { describe, expect, it } from 'vitest';
import type { Library } from '../../src/cli/library.ts';
import { run } from '../../src/cli/program.ts';
import { UsageError } from '../../src/model/errors.ts';
import { fakeTerminal } from './fake-terminal.ts';
import {
  sampleDiff,
  sampleHistory,
  sampleNamed,
  sampleSection,
  sampleShown,
  sampleVersion,
} from './sample-history.ts';
import { sampleLibrary } from './sample-library.ts';

interface Call {
  readonly args: readonly string[];
  readonly library?: Partial<Library>;
  readonly isTTY?: boolean;
}

async function call({ args, library = {}, isTTY = false }: Call) {
  const terminal = fakeTerminal({ isTTY });
  const surroundings = { library: sampleLibrary(library), terminal, version: '1.2.3' };
  const code = await run(args, surroundings);
  return { code, out: terminal.out(), err: terminal.err() };
}

/** What the library was asked by the command line. */
async function asked(...args: readonly string[]): Promise<unknown> {
  const calls: unknown[] = [];
  const note = (options: unknown): void => void calls.push(options);
  const sample = sampleLibrary();
  const library: Partial<Library> = {
    pageHistory: (options) => (note(options), sample.pageHistory(options)),
    diffPage: (options) => (note(options), sample.diffPage(options)),
    listChanges: (options) => (note(options), sample.listChanges(options)),
    showPage: (options) => (note(options), sample.showPage(options)),
  };
  expect((await call({ args, library })).code).toBe(0);
  return calls[0];
}

const ARCHIVE = 'output/archive.sqlite';

describe('the commands', () => {
  it('hand everything to the library', async () => {
    expect(await asked('history', 'Tides')).toEqual({ archive: ARCHIVE, page: 'Tides' });
    expect(await asked('diff', 'Tides')).toEqual({ archive: ARCHIVE, page: 'Tides' });
    expect(await asked('diff', 'Tides', '1', 'import:2', '--archive', 'a')).toEqual({
      archive: 'a',
      page: 'Tides',
      from: '1',
      to: 'import:2',
    });
    expect(await asked('changes')).toEqual({ archive: ARCHIVE });
    const range = ['--since', '3', '--until', '2024-01-01', '--space', 'SEA'];
    expect(await asked('changes', ...range)).toEqual({
      archive: ARCHIVE,
      since: '3',
      until: '2024-01-01',
      space: 'SEA',
    });
    expect(await asked('show', '1')).toEqual({ archive: ARCHIVE, page: '1', asOf: null });
    expect(await asked('show', '1', '--as-of', 'import:2')).toMatchObject({ asOf: 'import:2' });
  });

  it.each(['history', 'diff', 'show'])('%s wants a page', async (command) => {
    expect((await call({ args: [command] })).code).toBe(2);
  });

  it.each(['history', 'diff', 'changes', 'show'])('%s prints JSON with --json', async (command) => {
    const args = [command, ...(command === 'changes' ? [] : ['Tides']), '--json'];
    expect(JSON.parse((await call({ args })).out)).toHaveProperty('archive');
  });

  it('tell what is wrong with a name in lines that are safe to show', async () => {
    const library = {
      showPage: () => Promise.reject(new UsageError('two pages:\na\u001b[31m\nb', 'Name one.')),
    };
    const { code, err } = await call({ args: ['show', 'x'], library });
    expect([code, err]).toEqual([2, 'error: two pages:\n  a\\u{1b}[31m\n  b\nName one.\n']);
  });
});

describe('the history', () => {
  it('is a table of states, with changes of the title', async () => {
    const history = sampleHistory({
      page: sampleNamed({ status: 'removed', title: 'Ti\u001bdes' }),
      versions: [
        sampleVersion({ isCurrent: false, title: 'Ebb' }),
        sampleVersion({ number: 2, change: 'moved', importId: 2, wordsAdded: 0, wordsRemoved: 1 }),
        sampleVersion({ number: 3, change: 'removed', seenOn: null }),
      ].map((version, at) => ({ ...version, isCurrent: at === 2 })),
    });
    const library = { pageHistory: () => Promise.resolve(history) };
    const { out } = await call({ args: ['history', 'Tides'], library });
    expect(out.split('\n')).toEqual([
      'Ti\\u{1b}des (SEA), removed from the wiki',
      'SEA/Tides.md',
      '',
      '      date                 change   words  import           title',
      '   1  2024-05-01           created  +3     1 of 2024-05-06  “Ebb”',
      '   2  2024-05-01           moved    -1     2 of 2024-05-06  “Ebb” → “Tides”',
      '*  3  2024-05-06 (stored)  removed  +3     1 of 2024-05-06',
      '',
    ]);
  });
});

describe('a difference', () => {
  it('has the marks of git where there are no colours', async () => {
    const { out } = await call({ args: ['diff', 'Tides'] });
    expect(out).toBe(
      [
        'Tides (SEA)',
        'from: version 1, 2024-05-01, import 1',
        'to:   version 2, 2024-05-06 (stored), import 2',
        'words: +1 -1',
        '',
        '@@ High water @@',
        'The [-ebb-]{+flow+}',
        '',
      ].join('\n'),
    );
  });

  it('is red, struck out and green on a terminal', async () => {
    const { out } = await call({ args: ['diff', 'Tides'], isTTY: true });
    expect(out).toContain('The \u001b[31m\u001b[9mebb\u001b[29m\u001b[39m\u001b[32mflow\u001b[39m');
    expect(out).not.toContain('[-');
  });

  it('says so when there is nothing to compare, or nothing differs', async () => {
    const one = sampleDiff({ to: sampleVersion(), hunks: [] });
    const alone = await call({
      args: ['diff', 'Tides'],
      library: { diffPage: () => Promise.resolve(one) },
    });
    expect(alone.out).toContain('There is no other state to compare it with.\n');
    const same = sampleDiff({ hunks: [], to: sampleVersion({ number: 2, title: 'Ebb' }) });
    const moved = await call({
      args: ['diff', 'Tides'],
      library: { diffPage: () => Promise.resolve(same) },
    });
    expect(moved.out).toContain('title: “Tides” → “Ebb”\nThe text is the same.\n');
  });
});

describe('a page', () => {
  const library = {
    showPage: () => Promise.resolve(sampleShown({ markdown: '# A\n\n\tb\u001b[31m\r\n' })),
  };

  it('is printed to the byte into a file', async () => {
    expect((await call({ args: ['show', 'A'], library })).out).toBe('# A\n\n\tb\u001b[31m\r\n');
  });

  it('is made safe for a terminal', async () => {
    const { out } = await call({ args: ['show', 'A'], library, isTTY: true });
    expect(out).toBe('# A\n\n\tb\\u{1b}[31m\\u{d}\n');
  });
});

describe('the records of show', () => {
  const shown = sampleShown({
    macros: [{ name: 'toc', outcome: 'dropped', detail: null }],
    sources: [{ path: 'a', sha256: 'b', exportedOn: null, importId: 1 }],
  });
  const library = {
    showPage: () => Promise.resolve(shown),
    showSections: () =>
      Promise.resolve([
        sampleSection({ items: [{ position: 0, depth: 0, text: 'a', markdown: '*a*' }] }),
      ]),
  };
  const record = async (...args: readonly string[]): Promise<unknown> =>
    JSON.parse((await call({ args: ['show', 'A', ...args], library })).out);

  const expected = {
    as_of: null,
    page: { page_id: shown.page.pageId, space_key: shown.page.spaceKey },
    sources: [{ exported_on: null, import_id: 1 }],
    versions: [{ recorded_at: shown.versions[0]?.recordedAt }],
  };

  it('are called as the columns of the archive', async () => {
    expect(await record('--format', 'json')).toMatchObject([expected]);
    const line = await record('--format', 'ndjson');
    expect(line).toMatchObject(expected);
    expect(JSON.stringify(line)).not.toMatch(/"[a-z]+[A-Z]\w*":/);
  });

  it('are those of the library with --json', async () => {
    expect(await record('--json')).toEqual(JSON.parse(JSON.stringify(shown)));
  });

  it('of a section say where it stands, and have its items', async () => {
    const [section] = (await record('--section', 'k', '--format', 'json')) as readonly unknown[];
    expect(section).toMatchObject({
      page_id: 7,
      space_key: 'SEA',
      position: sampleSection().position,
      items: [{ position: 0, depth: 0, text: 'a', markdown: '*a*' }],
    });
    const { out } = await call({
      args: ['show', 'A', '--section', 'k', '--format', 'csv'],
      library,
    });
    expect(out.split(/\r?\n/)[0]).toBe('page_id,space_key,title,key,heading,position,markdown');
  });
});

describe('changes', () => {
  it('are Markdown without control characters', async () => {
    const library = { changesMarkdown: () => '# Changes\n\n- a\u001b[31m\n' };
    const { out } = await call({ args: ['changes'], library });
    expect(out).toBe('# Changes\n\n- a\\u{1b}[31m\n');
  });
});
