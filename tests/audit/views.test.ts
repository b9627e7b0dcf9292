/** The two readings of an audit: what a source shows, and what a Markdown viewer shows. */
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { gridOf, missing, squash, wordsOf, type Content } from '../../src/audit/content.ts';
import {
  addressesOf,
  foreignTagsIn,
  markdownContent,
  parseMarkdown,
} from '../../src/audit/markdown-view.ts';
import { publishedParts } from '../../src/audit/published.ts';
import { sourceContent } from '../../src/audit/source-view.ts';

const source = (html: string): Content => sourceContent(load(html)('body')[0]!);
const shown = (markdown: string) => markdownContent(parseMarkdown(markdown).children);

describe('what a source shows', () => {
  it.each([
    ['text, squashed', '<p>a\u00a0 b\u200b<br>c</p><p>d</p>', 'a b c d'],
    ['no hidden parts', '<p>a<span class="aui-icon">Icon</span></p><style>x</style>', 'a'],
    ['no contents, which repeat the headings', '<div class="toc-macro"><ul>x</ul></div>b', 'b'],
    [
      'a button that hides a part',
      '<div class="expand-control"><button>More</button></div>',
      'More',
    ],
    ['no other button', '<button>Refresh</button>a', 'a'],
    [
      'merged cells in each place',
      '<table><tr><td colspan="2">a</td><td>b</td></tr></table>',
      'a a b',
    ],
    [
      'dates apart from words, not from marks',
      '<p>on<time>1 May</time>, then</p>',
      'on 1 May, then',
    ],
    [
      'words of a file',
      '<a class="confluence-embedded-file" data-linked-resource-default-alias="a.pdf" href="x"><img></a>',
      'a.pdf',
    ],
    [
      'tabs, each name over its pane',
      '<div class="aui-tabs"><ul class="tabs-menu"><li class="menu-item">A</li><li class="menu-item">B</li></ul><div class="tabs-pane">1</div><div class="tabs-pane">2</div></div>',
      'A 1 B 2',
    ],
    [
      'braces that were taken for a macro',
      '<div class="error">Unknown macro: {a b}</div>',
      '{a b}',
    ],
    [
      'formulas as TeX',
      '<span class="katex"><math><annotation encoding="application/x-tex">x^2</annotation></math>x2</span>',
      '$x^2$',
    ],
    [
      'code that leaked as a comment',
      '<ac:plain-text-body><![CDATA[a b]]></ac:plain-text-body>',
      'a b',
    ],
  ])('%s', (_name, html, expected) => {
    expect(source(html).text).toBe(expected);
  });

  it('headings, items without the lists below them, rows, code and links', () => {
    const content = source(
      '<h2>One <ul><li>x</li></ul></h2><ul><li>a<ol><li>b</li></ol></li><li></li></ul>' +
        '<table><tr><th rowspan="2">k</th><td>1</td></tr><tr><td><ul><li>p</li><li>q</li></ul></td></tr></table>' +
        '<pre>\n x\n  y\n</pre><a href="/b">l<b>m</b></a><a href="/b"> n</a><img alt="pic" src="p.png"><img src="images/icons/i.png">',
    );
    expect(content.headings).toEqual(['One']);
    expect(content.items).toEqual(['x', 'a', 'b']);
    expect(content.rows).toEqual([
      ['k', '1'],
      ['k', '- p - q'],
    ]);
    expect(content.code).toEqual([' x\n  y']);
    expect(content.links).toEqual([{ text: 'lm n', href: '/b' }]);
    expect(content.images).toEqual(['pic']);
  });

  it('links and images of merged cells once for each place', () => {
    const html =
      '<table><tr><td rowspan="2"><a href="/x">x</a></td><td>1</td></tr><tr><td>2</td></tr></table>';
    expect(source(html).links).toHaveLength(2);
    expect(source(html).repeats).toEqual(new Map([['x', 2]]));
  });

  it('no place twice, whatever cells reach over', () => {
    const cell = (node: string, rowspan = 1, colspan = 1) => ({ node, rowspan, colspan });
    expect(gridOf([[cell('a', 2), cell('b', 1, 2)], [cell('c')]], () => 1)).toEqual([
      ['a', 'b', 'b'],
      ['a', 'c', null],
    ]);
    expect(gridOf([[cell('a', 1000, 1000)], [cell('b')]], () => 100)).toEqual([['a'], ['b']]);
  });
});

describe('what a viewer shows', () => {
  it('text, without what only marks it', () => {
    expect(shown('> [!NOTE]\n> **a** b\n\n- [x] c\n\n| d<br>e | f |\n| --- | --- |\n').text).toBe(
      'a b c d e f',
    );
    expect(shown('H<sub>2</sub>O').text).toBe('H2O');
  });

  it('the content of HTML tables', () => {
    const content = shown(
      '<table>\n<tr><td><pre>a&#10;&#10;b</pre></td><td><a href="x">l</a></td></tr>\n</table>',
    );
    expect(content.rows).toEqual([['a b', 'l']]);
    expect(content.code).toEqual(['a\n\nb']);
    expect(content.links).toEqual([{ text: 'l', href: 'x' }]);
  });

  it('tags that are not documented', () => {
    expect(foreignTagsIn(parseMarkdown('a <u>b</u> <td> c<br>d <sub>e</sub>'))).toEqual([
      'u',
      'td',
    ]);
    expect(foreignTagsIn(parseMarkdown('<table>\n<tr><td><p>a</p></td></tr>\n</table>'))).toEqual(
      [],
    );
  });

  it('addresses, and anchors as GitHub makes them', () => {
    const { urls, anchors } = addressesOf(
      parseMarkdown('# A b\n\n## A b\n\n<a id="x"></a> [l](m#n) ![](p.png)'),
    );
    expect(urls).toEqual(['m#n', 'p.png']);
    expect([...anchors]).toEqual(['a-b', 'a-b-1', 'x']);
  });
});

describe('the parts of a published file', () => {
  const file =
    '---\ntitle: "T"\n---\n\n# T\n\ntext\n\n## Attachments\n\n- [a.pdf](a.pdf)\n- b.pdf (missing from the export)\n\n## Comments\n\n**Ann**, 2020-01-01:\n\n> hello\n';

  it('are told apart', () => {
    const parts = publishedParts(file, { hasComments: true, ownAttachments: 0 });
    expect(parts.title).toBe('T');
    expect(parts.body.text).toBe('text');
    expect(parts.attachments).toEqual(['a.pdf', 'b.pdf (missing from the export)']);
    expect(parts.commentLines).toEqual(['Comments', 'Ann, 2020-01-01:']);
    expect(parts.comments.text).toBe('hello');
  });

  it('leave an author’s own headings alone', () => {
    const parts = publishedParts(file, { hasComments: false, ownAttachments: 1 });
    expect(parts.attachments).toEqual([]);
    expect(parts.body.headings).toEqual(['Attachments', 'Comments']);
  });
});

describe('words', () => {
  it('are compared as often as they stand there', () => {
    expect(missing(['a', 'b', 'a'], ['a'])).toEqual(['b', 'a']);
    expect(wordsOf('a , b ____ (c )')).toEqual(['a,', 'b', '(c)']);
    expect(squash('a 🙂 [missing image: x y.png] b [macro: z]')).toBe('a b');
  });
});
