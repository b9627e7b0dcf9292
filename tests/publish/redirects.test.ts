/** From every address that a page has had to its file, and back to its source. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Addresses, FormerName, PageAddress } from '../../src/model/addresses.ts';
import { addressOf, tinyLink } from '../../src/publish/addresses.ts';
import { csv } from '../../src/model/csv.ts';
import { indexFiles } from '../../src/publish/indexes.ts';
import { redirectsOf, type Published } from '../../src/publish/redirects.ts';
import { attachment } from './pages.ts';

function address(given: Partial<PageAddress> & Pick<PageAddress, 'id'>): PageAddress {
  const { id } = given;
  return {
    publishedAs: id,
    confluenceId: String(id),
    spaceKey: 'BOAT',
    title: `Page ${String(id)}`,
    type: 'page',
    isHome: false,
    createdOn: null,
    status: 'current',
    sourcePath: `export/Page-${String(id)}_${String(id)}.html`,
    sourceSha256: 'ab',
    ...given,
  };
}

const published = (
  pages: readonly PageAddress[],
  former: readonly FormerName[] = [],
  given: Partial<Published> = {},
): Published => ({
  addresses: { pages, former } satisfies Addresses,
  pages: new Map(
    pages
      .filter(({ id, status, publishedAs }) => status === 'current' && publishedAs === id)
      .map(({ id, title }) => [id, `BOAT/${title ?? 'untitled'}.md`]),
  ),
  attachments: new Map(),
  stored: new Map(),
  ...given,
});

const targets = (of: Published): Record<string, string | null> =>
  Object.fromEntries(redirectsOf(of).map(({ from, to }) => [from, to]));

const files = (of: Published): ReadonlyMap<string, string> =>
  new Map(
    Array.from(indexFiles(of, ['nginx', 'netlify']), ({ path, text }) => [
      path,
      typeof text === 'string' ? text : Buffer.concat(text).toString(),
    ]),
  );

const fileOf = (of: Published, path: string): string => files(of).get(path) ?? '';

const REDIRECTS = 'redirects.csv';

describe('tiny links', () => {
  it.each([
    // As people have published them beside the page's id.
    ['201819180', 'LIQHD'],
    ['20547529', 'yYc5AQ'],
    // The signs that Base64 has and an address should not.
    ['251', '_w'],
    ['255', '-w'],
    // Ids of Cloud are larger than 32 bits.
    ['4294967297', 'AQAAAAE'],
  ])('of page %s is /x/%s', (id, code) => {
    expect(tinyLink(id)).toBe(`/x/${code}`);
  });

  it('are there for ids alone', () => {
    expect(['0', '', 'x', '-1', '9'.repeat(19), '1'.repeat(30)].map(tinyLink)).toEqual(
      Array.from({ length: 6 }, () => null),
    );
  });

  it('give the id back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), (id) => {
        const code = tinyLink(String(id))?.slice(3).replaceAll('-', '/').replaceAll('_', '+') ?? '';
        const bytes = Buffer.from(code.padEnd(11, 'A'), 'base64');
        expect(bytes.readBigUInt64LE()).toBe(id);
      }),
    );
  });
});

describe('redirects', () => {
  it('lead from every form of address to the file', () => {
    const home = address({ id: 65541, title: 'Sails & Knots', isHome: true });
    const to = 'BOAT/Sails & Knots.md';
    expect(targets(published([home]))).toEqual({
      '/pages/viewpage.action?pageId=65541': to,
      '/spaces/BOAT/pages/65541': to,
      '/x/BQAB': to,
      '/display/BOAT': to,
      '/spaces/BOAT': to,
      '/spaces/BOAT/overview': to,
      '/spaces/viewspace.action?key=BOAT': to,
      '/display/BOAT/Sails+%26+Knots': to,
      '/pages/viewpage.action?spaceKey=BOAT&title=Sails+%26+Knots': to,
      '/spaces/BOAT/pages/65541/Sails+%26+Knots': to,
      '/Page-65541_65541.html': to,
    });
  });

  it('know what is not known: the id, the key, the day of a blog post', () => {
    const page = address({ id: 1, confluenceId: null, spaceKey: null });
    expect(targets(published([page]))).toEqual({ '/Page-1_1.html': 'BOAT/Page 1.md' });
    const post = address({ id: 2, type: 'blogpost', createdOn: '2021-03-04T10:00' });
    expect(targets(published([post]))).toHaveProperty(
      '/display/BOAT/2021/03/04/Page+2',
      'BOAT/Page 2.md',
    );
  });

  it('lead from earlier titles, files and paths too', () => {
    const page = address({ id: 7, title: 'New' });
    const found = targets(
      published(
        [page],
        [
          { pageId: 7, kind: 'title', name: 'Old?' },
          { pageId: 7, kind: 'source', name: 'x/Old_7.html' },
          { pageId: 7, kind: 'source', name: 'dump/New_10007.md' },
          { pageId: 7, kind: 'markdown', name: 'BOAT/Old (1).md' },
          { pageId: 7, kind: 'markdown', name: 'BOAT/New.md' },
        ],
      ),
    );
    expect(found).toMatchObject({
      '/display/BOAT/Old%3F': 'BOAT/New.md',
      '/Old_7.html': 'BOAT/New.md',
      '/New_10007.md': 'BOAT/New.md',
      '/New_10007.html': 'BOAT/New.md',
      '/BOAT/Old%20%281%29.md': 'BOAT/New.md',
    });
    expect(found).not.toHaveProperty('/BOAT/New.md');
  });

  it('leave out a path that another page has now', () => {
    const former: FormerName[] = [{ pageId: 1, kind: 'markdown', name: 'BOAT/Page 2.md' }];
    const pages = [address({ id: 1 }), address({ id: 2 })];
    expect(targets(published(pages, former))).not.toHaveProperty('/BOAT/Page%202.md');
  });

  it('settle two claims: current before removed, the present title before an old one', () => {
    const pages = [
      address({ id: 1, title: 'Log', status: 'removed', sourcePath: 'Log.html' }),
      address({ id: 2, title: 'Book', sourcePath: 'Book.html' }),
      address({ id: 3, title: 'Log', sourcePath: 'Log.html' }),
    ];
    const former: FormerName[] = [
      { pageId: 2, kind: 'title', name: 'Log' },
      { pageId: 3, kind: 'title', name: 'Book' },
      { pageId: 1, kind: 'title', name: 'Diary' },
    ];
    const of = published(pages, former);
    expect(targets(of)).toMatchObject({
      '/display/BOAT/Log': 'BOAT/Log.md',
      '/display/BOAT/Book': 'BOAT/Book.md',
      '/display/BOAT/Diary': null,
      '/Log.html': 'BOAT/Log.md',
      '/pages/viewpage.action?pageId=1': null,
    });
    expect(fileOf(of, REDIRECTS)).toContain('\n/display/BOAT/Diary,,410,1,Log\n');
    const turned = published(pages.toReversed(), former.toReversed());
    expect(files(turned)).toEqual(files(of));
  });

  it('lead from a duplicate to the page that it repeats', () => {
    const pages = [address({ id: 1 }), address({ id: 2, publishedAs: 1, confluenceId: null })];
    expect(targets(published(pages))).toMatchObject({
      '/display/BOAT/Page+2': 'BOAT/Page 1.md',
      '/Page-2_2.html': 'BOAT/Page 1.md',
    });
  });

  it('lead to attachments', () => {
    const file = attachment({ id: 5, pageId: 1, fileName: 'sail plan.png', sha256: 'ef' });
    const of = published([address({ id: 1 })], [], {
      attachments: new Map([[5, 'BOAT/attachments/Page 1/sail plan.png']]),
      stored: new Map([[5, file]]),
    });
    expect(targets(of)).toMatchObject({
      '/download/attachments/1/sail%20plan.png': 'BOAT/attachments/Page 1/sail plan.png',
    });
    expect(fileOf(of, 'sources.csv')).toBe(
      'file,source,sha256,page_id\n' +
        'BOAT/Page 1.md,export/Page-1_1.html,ab,1\n' +
        'BOAT/attachments/Page 1/sail plan.png,attachments/1/5.png,ef,1\n',
    );
  });
});

describe('tables', () => {
  it('quote as RFC 4180 has it', () => {
    expect(csv(['a', 'b'], [['1,2', null]])).toBe('a,b\n"1,2",\n');
    expect(csv(['a'], [['say "x"'], ['two\nlines']])).toBe('a\n"say ""x"""\n"two\nlines"\n');
  });

  it('hold no formulas, and still everything that was there', () => {
    const read = (line: string): string => {
      const text = line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line;
      return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
    };
    expect(csv(['a'], [['=1+1'], ['-x'], ["'s-Gravenhage"], ["'=x"]])).toBe(
      "a\n'=1+1\n'-x\n's-Gravenhage\n''=x\n",
    );
    const odd = fc.string({ unit: fc.constantFrom("'", '=', '-', 'a', '"', ',', '\t') });
    fc.assert(
      fc.property(odd, (text) => {
        const line = csv(['a'], [[text]]).slice(2, -1);
        expect(line).not.toMatch(/^"?[=+\-@\t\r]/);
        expect(read(line)).toBe(text);
      }),
    );
  });
});

describe('the form for Netlify', () => {
  it('names parameters apart, and has no line for removed pages', () => {
    const of = published([address({ id: 1 }), address({ id: 2, status: 'removed' })]);
    expect(fileOf(of, '_redirects').split('\n')).toEqual([
      '/Page-1_1.html /BOAT/Page%201.md 301',
      '/display/BOAT/Page+1 /BOAT/Page%201.md 301',
      '/pages/viewpage.action pageId=1 /BOAT/Page%201.md 301',
      '/pages/viewpage.action spaceKey=BOAT title=Page+1 /BOAT/Page%201.md 301',
      '/spaces/BOAT/pages/1 /BOAT/Page%201.md 301',
      '/spaces/BOAT/pages/1/Page+1 /BOAT/Page%201.md 301',
      '/x/AQ /BOAT/Page%201.md 301',
      '',
    ]);
  });

  it('has lines of the parts that it knows, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const of = published([address({ id: 1, title })], [], { pages: new Map([[1, 'B/x.md']]) });
        for (const line of fileOf(of, '_redirects').trimEnd().split('\n'))
          expect(line).toMatch(/^\/[\w%+./~-]*(?: \w+=[\w%+.~-]*){0,2} \/B\/x\.md 301$/);
      }),
    );
  });
});

describe('the form for nginx', () => {
  it('has a table of files and one of pages that are gone', () => {
    const of = published([address({ id: 1 }), address({ id: 2, status: 'removed' })]);
    const text = fileOf(of, 'redirects.nginx.conf');
    expect(text).toContain('  "/display/BOAT/Page 1?" "/BOAT/Page%201.md";\n');
    expect(text).toContain('  "/display/BOAT/Page+1?" "/BOAT/Page%201.md";\n');
    expect(text).toContain('  "/pages/viewpage.action?1" "/BOAT/Page%201.md";\n');
    expect(text).toContain('  "/pages/viewpage.action?BOATPage+1" "/BOAT/Page%201.md";\n');
    expect(text).toContain('  "/pages/viewpage.action?2" 1;\n');
    expect(text).toContain('map_hash_bucket_size 128;');
  });

  it('tells tiny links apart that differ by case alone', () => {
    // `/x/AQAB` and `/x/aQAB`
    const of = published([address({ id: 65537 }), address({ id: 65641 })]);
    const text = fileOf(of, 'redirects.nginx.conf');
    expect(text).toContain('  "~^/x/AQAB[?]$" "/BOAT/Page%2065537.md";');
    expect(text).toContain('  "~^/x/aQAB[?]$" "/BOAT/Page%2065641.md";');
  });

  it('never has a key twice, and quotes what nginx would read', () => {
    const title = fc.string({
      unit: fc.constantFrom('a', 'A', 'é', 'É', ' ', '+', '"', '\\', '$', ';', '{', '~', '%', '\n'),
    });
    fc.assert(
      fc.property(fc.array(title), (titles) => {
        const pages = titles.map((name, at) => address({ id: at + 1, title: `x${name}` }));
        const of = published(pages);
        const words = nginxWords(fileOf(of, 'redirects.nginx.conf'));
        const keys = words.filter((word) => word.startsWith('/') && word.includes('?'));
        const folded = keys.map((key) => key.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
        expect(new Set(folded).size).toBe(keys.length);
        expect(words.filter((word) => word.startsWith('/BOAT/')).join('')).not.toMatch(/[$"\\;{]/);
      }),
    );
  });
});

/** The quoted words of a configuration, as nginx reads them. */
const nginxWords = (text: string): string[] =>
  [...text.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([, word = '']) =>
    word.replace(/\\(["'\\])/g, '$1'),
  );

it('an address is the path of a file, encoded', () => {
  expect(addressOf('BOAT/Q&A (1).md')).toBe('/BOAT/Q%26A%20%281%29.md');
});
