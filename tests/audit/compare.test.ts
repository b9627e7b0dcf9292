/** What is missing, what explains it, and what does not. */
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { auditPage, deadLinks, type AuditedPage, type LedgerEntry } from '../../src/audit/index.ts';
import type { ExportDocument } from '../../src/model/document.ts';
import type { Element } from '../../src/model/dom.ts';

const bodyOf = (html: string): Element => load(html)('body')[0]!;

const document = (html: string, comments: readonly string[] = []): ExportDocument => ({
  kind: 'page',
  format: 'confluence-html',
  sourcePath: 'T_1.html',
  profile: 'confluence-5',
  heading: 'S : T',
  breadcrumbs: [],
  isHome: false,
  metadata: null,
  body: bodyOf(html),
  attachments: [],
  comments: comments.map((comment) => ({
    confluenceId: null,
    author: null,
    date: null,
    body: bodyOf(comment),
  })),
  labels: [],
  footerDate: null,
  diagnostics: [],
});

function audit(html: string, markdown: string, more: Partial<AuditedPage> = {}) {
  const result = auditPage({
    document: document(html),
    title: 'T',
    markdown: `# T\n\n${markdown}\n`,
    commentLines: [],
    attachments: [],
    otherAttachments: [],
    retitled: [],
    ledger: [],
    ...more,
  });
  return {
    ...result.audit,
    lost: result.audit.losses.map(({ measure, text, reason }) => [measure, text, reason]),
  };
}

describe('a page', () => {
  it('that is whole has no losses', () => {
    const { losses, foreignWords, measures } = audit(
      '<p>a <b>b</b></p><ul><li>c</li></ul>',
      'a **b**\n\n- c',
    );
    expect([losses, foreignWords]).toEqual([[], []]);
    expect(measures.words).toEqual({ total: 4, kept: 4, explained: 0 });
    expect(measures.items).toEqual({ total: 1, kept: 1, explained: 0 });
  });

  it.each([
    ['a word', '<p>a b</p>', 'a', [['words', 'b', null]]],
    ['a heading', '<h2>a</h2>', '**a**', [['headings', 'a', null]]],
    [
      'a code line',
      '<pre>a\nb</pre>',
      '```\na\n```',
      [
        ['words', 'b', null],
        ['code', 'a\nb', null],
      ],
    ],
    ['a link', '<a href="https://a.example/">a</a>', 'a', [['links', 'a', null]]],
    [
      'the address of a link',
      '<a href="https://a.example/x">a</a>',
      '[a](https://a.example/y)',
      [['links', 'a', null]],
    ],
    ['an image', '<p>x<img src="a.png" alt="a"></p>', 'x', [['images', 'a', null]]],
  ])('misses %s', (_name, html, markdown, expected) => {
    expect(audit(html, markdown).lost).toEqual(expected);
  });

  it('counts a link as kept that leads into the tree', () => {
    expect(audit('<a href="https://wiki.example/x/AbC">a</a>', '[a](B.md#c)').losses).toEqual([]);
  });

  it('names words that its source does not have', () => {
    expect(audit('<p>a</p>', 'a b').foreignWords).toEqual(['b']);
  });

  it('misses words of comments', () => {
    const { lost } = audit('', '## Comments\n\nAuthor not stated:\n\n> hello', {
      document: document('', ['<p>hello there</p>']),
      commentLines: ['Comments', 'Author not stated:'],
    });
    expect(lost).toEqual([['words', 'there', null]]);
  });

  it('takes a title for the address that it stands for', () => {
    const address = 'https://wiki.example/x/AbC';
    const { losses, foreignWords } = audit(
      `<p>see <a href="${address}">${address}</a>, a</p>`,
      'see [The plan](B.md), a',
      {
        retitled: [{ address, title: 'The plan' }],
      },
    );
    expect([losses, foreignWords]).toEqual([[], []]);
  });
});

describe('the ledger', () => {
  const widget: LedgerEntry = { reason: 'macro-omitted', text: 'New pages today', lost: 'words' };

  it('explains a widget that went as a whole, with its items', () => {
    const { lost } = audit('<ul><li>New pages</li></ul><p>today</p><p>a</p>', 'a', {
      ledger: [widget],
    });
    expect(lost).toEqual([
      ['words', 'New', 'macro-omitted'],
      ['words', 'pages', 'macro-omitted'],
      ['words', 'today', 'macro-omitted'],
      ['items', 'New pages', 'macro-omitted'],
    ]);
  });

  it('explains no word more than it lists, and none of a text that stayed', () => {
    const twice = audit('<p>New pages today</p><p>today</p>', '', { ledger: [widget] });
    expect(twice.lost.filter(([, , reason]) => reason === null)).toEqual([
      ['words', 'today', null],
    ]);
    expect(audit('<p>New pages today</p>', 'New pages', { ledger: [widget] }).lost).toEqual([
      ['words', 'today', null],
    ]);
  });

  it('explains a link or image by its words, once', () => {
    const ledger: LedgerEntry[] = [{ reason: 'link-broken', text: 'a', lost: 'address' }];
    const { lost } = audit('<a href="a.html">a</a> <a href="b.html">a</a>', 'a a', { ledger });
    expect(lost).toEqual([
      ['links', 'a', 'link-broken'],
      ['links', 'a', null],
    ]);
  });

  it('explains a file that the export lacks, not one that is there', () => {
    const file = (fileName: string, hasFile: boolean) => ({ fileName, hasFile, isAt: () => false });
    const { lost } = audit('<p>a</p>', 'a', {
      attachments: [file('a.pdf', true), file('b.pdf', false)],
      ledger: [{ reason: 'attachment-missing', text: 'attachments/1/2.pdf', lost: 'file' }],
    });
    expect(lost).toEqual([
      ['attachments', 'a.pdf', null],
      ['attachments', 'b.pdf', 'attachment-missing'],
    ]);
  });
});

describe('dead links', () => {
  const tree = {
    hasFile: (path: string) => ['S/A b.md', 'S/B.md', 'S/attachments/x.pdf'].includes(path),
    anchorsOf: (path: string) => (path === 'S/B.md' ? new Set(['top', 'é']) : null),
  };

  it('are those to no file and to no heading', () => {
    const urls = [
      'A%20b.md',
      'B.md#top',
      'B.md#%C3%A9',
      '#x',
      'C.md',
      'B.md#gone',
      '../S/B.md',
      'attachments/x.pdf#page=2',
      'https://a.example',
      'page:id/1',
    ];
    expect(deadLinks(urls, 'S/B.md', tree)).toEqual({
      checked: 9,
      dead: ['#x', 'C.md', 'B.md#gone', 'page:id/1'],
    });
  });
});

describe('a page of nested merged cells', () => {
  const nested = (inner: string): string =>
    `<table class="confluenceTable"><tr><td colspan="1000">${inner}</td><td>a</td></tr></table>`;

  it('is compared without multiplying them', () => {
    const html = nested(nested(nested('x')));
    const markdown = html.replaceAll(' class="confluenceTable"', '');
    const { losses, foreignWords } = audit(html, markdown);
    expect([losses, foreignWords]).toEqual([[], []]);
  });
});
