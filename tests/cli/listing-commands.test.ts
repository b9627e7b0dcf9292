/** The listings and `query` over a library that answers with samples. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Library } from '../../src/cli/library.ts';
import { run } from '../../src/cli/program.ts';
import type { ListedAttachment, ListedLink, ListedPage, QueryAnswer } from '../../src/index.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { sampleLibrary } from './sample-library.ts';

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-listing-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

async function call(
  args: readonly string[],
  library: Partial<Library> = {},
  { isTTY = false, input = '' } = {},
) {
  const terminal = fakeTerminal({ isTTY, input });
  const surroundings = { library: sampleLibrary(library), terminal, version: '1.2.3' };
  const code = await run(args, surroundings);
  return { code, out: terminal.out(), err: terminal.err() };
}

/** What the library was asked by the command line. */
async function asked(args: readonly string[], input = ''): Promise<unknown> {
  const calls: unknown[] = [];
  const note = (options: unknown): void => void calls.push(options);
  const sample = sampleLibrary();
  const library: Partial<Library> = {
    listPages: (options) => (note(options), sample.listPages(options)),
    listPeople: (options) => (note(options), sample.listPeople(options)),
    listAttachments: (options) => (note(options), sample.listAttachments(options)),
    listLinks: (options) => (note(options), sample.listLinks(options)),
    runQuery: (options) => (note(options), sample.runQuery(options)),
    queryText: (choice) => (note(choice), sample.queryText(choice)),
  };
  const { code, err } = await call(args, library, { input });
  expect([args, code, err.startsWith('error')]).toEqual([args, 0, false]);
  return calls[0];
}

const ARCHIVE = 'output/archive.sqlite';
const EVERY = { space: null, author: null, since: null, until: null, label: null };

const sampleAttachment = (mediaType: string | null): ListedAttachment => ({
  ...{ id: 1, pageId: 2, spaceKey: 'SEA', spaceName: null, pageTitle: 'Tides', fileName: 'a' },
  ...{ mediaType, bytes: null, status: 'missing', referringPages: 0, confluenceId: null },
  ...{ sha256: null, sourcePath: null, publishedPath: null },
});

describe('the listings', () => {
  it('ask for all without options', async () => {
    const plain = { archive: ARCHIVE, filter: EVERY, limit: null };
    expect(await asked(['pages'])).toEqual({
      ...plain,
      ...{ under: null, type: null, status: 'current', isUnlinked: false, isOrphan: false },
      ...{ order: 'title', isReversed: false },
    });
    expect(await asked(['people'])).toEqual({ ...plain, role: null, name: null });
    expect(await asked(['attachments'])).toEqual({
      ...plain,
      ...{ page: null, status: null, isUnreferenced: false, mediaType: null, order: 'page' },
    });
    expect(await asked(['links'])).toEqual({
      ...plain,
      ...{ from: null, to: null, isBroken: false, kind: null, host: null },
    });
  });

  it('hand every option to the library', async () => {
    const filters = [
      ...['--space', 'SEA', '--author', 'Ada', '--since', '2021', '--until', '2022-03'],
      ...['--label', 'tide', '--limit', '7', '--archive', 'a.sqlite'],
    ];
    const filter = { space: 'SEA', author: 'Ada', since: '2021', until: '2022-03', label: 'tide' };
    const shared = { archive: 'a.sqlite', limit: 7, filter };
    const flags = ['--under', 'Tides', '--type', 'blogpost', '--status', 'all', '--unlinked'];
    const more = ['--orphans', '--sort', 'words', '--reverse'];
    expect(await asked(['pages', ...filters, ...flags, ...more])).toEqual({
      ...shared,
      ...{ under: 'Tides', type: 'blogpost', status: 'all', isUnlinked: true, isOrphan: true },
      ...{ order: 'words', isReversed: true },
    });
    expect(await asked(['people', 'ada', ...filters, '--role', 'commenter'])).toEqual({
      ...shared,
      ...{ role: 'commenter', name: 'ada' },
    });
    const file = ['--page', 'Tides', '--missing', '--unreferenced', '--media-type', 'image/*'];
    expect(await asked(['attachments', ...filters, ...file, '--sort', 'size'])).toEqual({
      ...shared,
      ...{ page: 'Tides', status: 'missing', isUnreferenced: true, mediaType: 'image/*' },
      order: 'size',
    });
    expect(await asked(['attachments', '--present'])).toMatchObject({ status: 'present' });
    const link = ['--broken', '--to', 'Old', '--from', 'New', '--external', '--host', 'x.example'];
    expect(await asked(['links', ...filters, ...link])).toEqual({
      ...shared,
      ...{ from: 'New', to: 'Old', isBroken: true, kind: 'external', host: 'x.example' },
    });
    expect(await asked(['links', '--kind', 'mail'])).toMatchObject({ kind: 'mail' });
  });

  it.each([
    ['pages', '--sort', 'colour'],
    ['pages', '--limit', '0'],
    ['people', '--role', 'king'],
    ['attachments', '--missing', '--present'],
    ['links', '--external', '--kind', 'mail'],
    ['query', 'SELECT 1', '--param', 'x'],
    ['query', 'SELECT 1', '--param', 'x:=five'],
    ['query', 'SELECT 1', '--timeout', '0'],
    ['query', 'SELECT 1', '--sql'],
    ['query', 'SELECT 1', '--file', 'q.sql'],
    ['query', '--file', '/nowhere/q.sql'],
  ])('refuse %s %s %s', async (...args) => {
    expect((await call(args)).code).toBe(2);
  });

  it.each([
    ['pages', 'No page matches.'],
    ['people', 'Nobody matches.'],
    ['attachments', 'No attachment matches.'],
    ['links', 'No link matches.'],
  ])('say of %s when nothing is found, and go on', async (command, words) => {
    expect(await call([command])).toEqual({ code: 0, out: '', err: `${words}\n` });
    expect((await call([command, '--format', 'json'])).out).toBe('[]\n');
  });

  it('call a page by its row as all others do', async () => {
    const listPages = () => Promise.resolve([{ id: 7 } as ListedPage]);
    const { out } = await call(['pages', '--format', 'json'], { listPages });
    expect(Object.entries((JSON.parse(out) as [object])[0])[0]).toEqual(['page_id', 7]);
  });

  it('say which media types there are when nothing has the one asked for', async () => {
    const asked: unknown[] = [];
    const png = sampleAttachment('image/png');
    const library: Partial<Library> = {
      listAttachments: (options) => {
        asked.push([options.mediaType, options.page, options.limit]);
        const all = [png, sampleAttachment('application/pdf'), png, sampleAttachment(null)];
        return Promise.resolve(options.mediaType === null ? all : []);
      },
    };
    const args = ['attachments', '--media-type', '.png', '--page', 'Tides', '--limit', '1'];
    expect(await call(args, library)).toEqual({
      code: 0,
      out: '',
      err: 'No attachment matches. Without --media-type, there are application/pdf, image/png, unknown.\n',
    });
    expect(asked).toEqual([
      ['.png', 'Tides', 1],
      [null, 'Tides', null],
    ]);
  });

  it('show where links lead, safely', async () => {
    const link: ListedLink = {
      ...{
        id: 1,
        pageId: 2,
        spaceKey: 'SEA',
        spaceName: null,
        pageTitle: '潮汐',
        kind: 'page',
        status: 'broken',
      },
      ...{ problem: 'page-not-in-export', text: 'a\u001b[31m', href: 'x.html', host: null },
      ...{ targetPageId: 3, targetTitle: 'Old', targetStatus: 'removed', targetFileName: null },
      ...{ targetAttachmentId: null, fragment: 'low' },
    };
    const library = { listLinks: () => Promise.resolve([link]) };
    expect((await call(['links'], library)).out.split('\n')).toEqual([
      'space  page  kind  text         target             problem',
      'SEA    潮汐  page  a\\u{1b}[31m  Old#low (removed)  page-not-in-export',
      '',
    ]);
    const [record] = JSON.parse((await call(['links', '--format', 'json'], library)).out) as [
      object,
    ];
    expect(Object.keys(record)).toEqual([
      ...[
        'id',
        'page_id',
        'space_key',
        'space_name',
        'space',
        'page_title',
        'kind',
        'status',
        'text',
        'target',
      ],
      ...['problem', 'href', 'host', 'target_page_id', 'target_title', 'target_status'],
      ...['target_attachment_id', 'target_file_name', 'fragment'],
    ]);
  });
});

describe('query', () => {
  const bounds = { archive: ARCHIVE };

  it('takes a name, SQL, a file or the input', async () => {
    expect(await asked(['query', 'stale-pages', '--param', 'years=5'])).toEqual({
      ...bounds,
      query: { name: 'stale-pages', parameters: { years: '5' } },
    });
    const sql = 'SELECT :a = :b';
    const parameters = { a: 'x=y', b: -5.5, c: null };
    const given = ['--param', 'a=x=y', '--param', 'b:=-5.5', '--param', 'c:=null'];
    expect(await asked(['query', sql, ...given])).toEqual({
      ...bounds,
      query: { sql, parameters },
    });
    const file = join(work, 'q.sql');
    writeFileSync(file, `${sql}\n`);
    expect(await asked(['query', '--file', file])).toMatchObject({ query: { sql: `${sql}\n` } });
    expect(await asked(['query', '-'], 'SELECT 7')).toMatchObject({ query: { sql: 'SELECT 7' } });
    expect(
      await asked(['query', sql, '--limit', '5', '--timeout', '0.5', '--archive', 'a']),
    ).toMatchObject({ archive: 'a', limit: 5, timeoutMs: 500 });
    expect(await asked(['query', 'stale-pages', '--sql'])).toEqual({
      name: 'stale-pages',
      parameters: {},
    });
  });

  it('lists what has a name when it is asked nothing', async () => {
    const shared = { summary: 'A.', type: 'text', least: null } as const;
    const parameter = { ...shared, name: 'a', standard: 'x' };
    const query = {
      name: 'tides',
      summary: 'Which?',
      parameters: [parameter, { ...parameter, name: 'b', standard: null }],
      sql: 'SELECT 1',
    };
    const library = { namedQueries: () => [query] };
    const { out } = await call(['query'], library);
    expect(out.split('\n')).toEqual(['name   question  parameters', 'tides  Which?    a=x, b', '']);
    expect((await call(['query', '--list'], library)).out).toBe(out);
  });

  it.each([
    [['select'], '“select” alone is no query', 'as one word in quotes'],
    [['SELECT', 'title', 'FROM', 'pages'], 'The query came as 4 words', 'as one word in quotes'],
    [['stale-pages', '--list'], 'Both a query and --list', 'leave it out'],
    [['--file', 'q.sql', '--list'], 'Both a query and --list', 'leave it out'],
    [['--sql'], '--sql wants the name of a query', ''],
    [['--list', '--sql'], '--sql wants the name of a query', ''],
    [['--file', 'tides'], 'cannot be read', 'tides is the name of a query: leave out --file'],
    [['--file', join(work, 'latin1.sql')], 'is no text in UTF-8', 'Save it as UTF-8'],
  ])('says of %j what is wrong', async (args, message, advice) => {
    writeFileSync(join(work, 'latin1.sql'), Buffer.from("SELECT 'Sp\u00e4th'", 'latin1'));
    const tides = { name: 'tides', summary: 'Which?', parameters: [], sql: 'SELECT 1' };
    const { code, out, err } = await call(['query', ...args], { namedQueries: () => [tides] });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toContain(advice);
  });

  it('reads a file that begins with a mark of UTF-8', async () => {
    const file = join(work, 'marked.sql');
    writeFileSync(file, '\ufeffSELECT 1');
    expect(await asked(['query', '--file', file])).toMatchObject({ query: { sql: 'SELECT 1' } });
  });

  const answering = (answer: QueryAnswer): Partial<Library> => ({
    runQuery: () => Promise.resolve(answer),
  });

  it('prints answers in any form, numbers to the right', async () => {
    const answer = {
      columns: ['title', '2021', 'n'],
      rows: [
        ['Ebb', 5, null],
        ['Flow\u001b', 12, 'x'],
      ],
      cut: null,
    } as const;
    expect((await call(['query', 'SELECT 1'], answering(answer))).out.split('\n')).toEqual([
      'title       2021  n',
      'Ebb            5',
      'Flow\\u{1b}    12  x',
      '',
    ]);
    const json = await call(['query', 'SELECT 1', '--format', 'ndjson'], answering(answer));
    expect(json.out.split('\n')[0]).toBe('{"title":"Ebb","2021":5,"n":null}');
    const csv = await call(['query', 'SELECT 1', '--format', 'csv'], answering(answer));
    expect(csv.out.split(/\r?\n/)[0]).toBe('title,2021,n');
  });

  it('refuses a table that would fill the memory, and prints the same as records', async () => {
    const rows = [['x'.repeat(1_000_000)], ...Array.from({ length: 200 }, (_, at) => [at])];
    const wide = answering({ columns: ['a'], rows, cut: null });
    const table = await call(['query', 'x'], wide);
    expect([table.code, table.out]).toEqual([2, '']);
    expect(table.err).toContain('--format json');
    expect((await call(['query', 'x', '--format', 'csv'], wide)).code).toBe(0);
  });

  it('says when rows were cut off, and when there are none', async () => {
    const rows = Array.from({ length: 1000 }, (_, at) => [at]);
    const cut = await call(['query', 'x'], answering({ columns: ['a'], rows, cut: 'limit' }));
    expect(cut.err).toBe('Only the first 1,000 rows are shown; --limit 10000 shows more.\n');
    const long = await call(['query', 'x'], answering({ columns: ['a'], rows, cut: 'size' }));
    expect(long.err).toBe('Only the first 1,000 rows are shown: the rest is very long.\n');
    const one = await call(
      ['query', 'x'],
      answering({ columns: ['a'], rows: [[1]], cut: 'limit' }),
    );
    expect(one.err).toBe('Only the first row is shown; --limit 10 shows more.\n');
    const none = await call(
      ['query', 'x', '--format', 'csv'],
      answering({ columns: ['a', 'b'], rows: [], cut: null }),
    );
    expect([none.out.trim(), none.err]).toEqual(['a,b', 'The answer has no rows.\n']);
  });
});
