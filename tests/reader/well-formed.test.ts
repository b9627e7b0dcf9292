/** The fast reading of well-formed HTML gives the standard's tree, or none. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { isComment, isTag, isText, type AnyNode, type Document } from 'domhandler';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withLiteralTags } from '../../src/reader/literal-tags.ts';
import { wellFormedDocument, wellFormedFragment } from '../../src/reader/well-formed.ts';

/** All that a tree says, in a form that can be compared. */
function said(node: AnyNode): unknown {
  if (isText(node)) return node.data;
  if (isComment(node)) return { comment: node.data };
  const name = isTag(node) ? node.name : node.type;
  const children = 'children' in node ? node.children.map(said) : [];
  return [name, 'attribs' in node ? node.attribs : null, children];
}

const standardDocument = (html: string): unknown => rootOf(load(html).root().get(0));
const standardFragment = (html: string): unknown => rootOf(load(html, null, false).root().get(0));
const rootOf = (root: Document | undefined): unknown => root?.children.map(said);

const NAMES =
  'p p p div span b i a ul ol li table tbody thead tr td th caption colgroup col pre h1 h2 br hr img dl dt dd blockquote form button section code font em strong details summary object label input nobr tt address center article script style u custom-x ac:link del textarea select title body html head meta'.split(
    ' ',
  );
const PIECES = [
  ...[
    'x',
    ' ',
    '\n',
    '\n\n',
    'a &amp; b',
    '&nbsp;',
    '&notit;',
    '&#128;',
    '&lt',
    '<',
    '< b',
    '&',
    '>',
  ],
  ...[
    '</',
    '<!--c-->',
    '<!-- a -- b -->',
    '<!-->',
    '<!>',
    '<?x?>',
    '<![CDATA[y]]>',
    '\r\n',
    '\f',
    '"',
  ],
  ...[
    '<a b=c d="e" D=\'f\' g>',
    '<p/>',
    '</p>',
    '</br>',
    '<br/>',
    '</x>',
    '<td x=1 x=2>',
    '&#0;',
    '<x',
  ],
  ...['</>', '</ >', '</ b>', '</1>', '<!--->', '<!---->', '<!-- a --!> b -->', '<!x>', '<!->'],
  ...['&#x1F600;', '&amp', '&ampx', '&copy=', '<a b="&lt;&copy=1&nbsp&#39;" c=\'"&quot;\'>'],
  ...[
    '<P CLASS=x>',
    '</P>',
    '</p x>',
    '</p\n>',
    '<br/class=x>',
    '<b =x></b>',
    '<b a=></b>',
    '<b a="b"c></b>',
  ],
  ...[
    '<b "x" y<z></b>',
    '<b A=1 a=2></b>',
    '<b constructor=x __proto__=y></b>',
    '<b toString></b>',
  ],
  ...[
    '<script>a</x></script>',
    '<script><!--<script></script>',
    '<STYLE>a</Style >',
    '<title>a<b&lt;</title>',
  ],
  ...['</h1>', '</tbody>', '</div>', '<a href=?a&copy=1&lt>'],
];

const { body } = fc.letrec<{ body: string; part: string }>((tie) => ({
  body: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
  part: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    { weight: 2, arbitrary: fc.constantFrom(...PIECES) },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom(...NAMES), tie('body'), fc.constantFrom('', ' class="a b"'))
        .map(([name, inner, attributes]) => `<${name}${attributes}>${inner}</${name}>`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('', '<tbody>'), tie('body'), fc.constantFrom('', '</tbody>'))
        .map(([start, cell, end]) => `<table>${start}<tr><td>${cell}</td></tr>${end}</table>`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('ul', 'ol'), tie('body'), tie('body'))
        .map(([list, one, two]) => `<${list}><li>${one}</li> <li>${two}</li></${list}>`),
    },
  ),
}));

const page = fc
  .tuple(
    fc.constantFrom(
      '<!DOCTYPE html>\n',
      '',
      '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">',
    ),
    fc.constantFrom(
      '',
      ' ',
      '<title>a &amp; b</title>',
      '<title>a<&nbsp;b</title>',
      '<style>p<a>{}</style>',
    ),
    body,
    fc.constantFrom('', '\n ', 'x', '<!--z-->'),
  )
  .map(
    ([doctype, head, inner, after]) =>
      `${doctype}<html>${after}<head>${head}</head>\n<body class="t">${inner}</body>${after}</html>\n`,
  );

/** Compares every text that is taken for well formed; how many were. */
function compared(
  texts: fc.Arbitrary<string>,
  fast: (html: string) => Document | null,
  standard: (html: string) => unknown,
): number {
  let accepted = 0;
  fc.assert(
    fc.property(texts, (html) => {
      const tree = fast(html);
      if (tree === null) return;
      accepted += 1;
      expect(rootOf(tree)).toEqual(standard(html));
    }),
    { numRuns: 4000 },
  );
  return accepted;
}

describe('the fast reading of HTML', () => {
  it('gives the tree of the standard for any fragment that it takes', () => {
    expect(compared(body, wellFormedFragment, standardFragment)).toBeGreaterThan(400);
  });

  it('gives the tree of the standard for any page that it takes', () => {
    expect(compared(page, wellFormedDocument, standardDocument)).toBeGreaterThan(200);
  });

  it('refuses a doctype that only looks like that of HTML', () => {
    expect(wellFormedDocument('<!doctype\u00a0html><p>a<table></table>')).toBeNull();
  });

  it.each([
    ['a paragraph that a block ends', '<p>one<div>two</div>'],
    ['a paragraph that its parent ends', '<div><p>one</div>'],
    ['rows without a body', '<table><tr><td>1</td></tr><tr><td>2</td></tr></table>'],
    ['an end of a paragraph that never began', '<div></p></div>'],
    ['names in capitals', '<DIV CLASS="x" class="y">one<B>two</b></div>'],
    ['attributes in any form', '<a href=a/b title = "x&amp;y" name=\'"\' hidden/>text</a\n>'],
    ['signs that are text', '<p>1 < 2 <= 3 > 2</p>'],
    ['a script with tags in it', '<script>if (a</b>/.test(c)) "<p>"</script >'],
    ['a line end that begins code', '<pre>\ncode\n</pre>\n'],
  ])('takes %s', (_, html) => {
    const tree = wellFormedFragment(html);
    expect(tree).not.toBeNull();
    expect(tree && rootOf(tree)).toEqual(standardFragment(html));
  });

  it.each([
    ['overlapping tags', '<b>one<i>two</b>three</i>'],
    ['an item that the next one ends', '<ul><li>one<li>two</ul>'],
    ['text between rows', '<table><tr><td>1</td></tr>lost</table>'],
    ['an element that is never closed', '<div><span>open</div>'],
    ['a tag that is cut off', '<p>text</p><a href="x'],
    ['a link in a link', '<a href="1">one <a href="2">two</a></a>'],
    ['an end tag without a name', '<p>a</>b</p>'],
    ['a declaration of nothing', '<p>a</p><!>'],
    ['a declaration of next to nothing', '<p>a</p><!->'],
    ['an end tag whose name comes late', '<p>a</ p>'],
    ['an end tag that is a comment', '<p>a</1>b</p>'],
    ['a comment that ends early', '<p>a<!-->b--></p>'],
    ['a comment that ends in an odd way', '<p>a<!-- b --!> c --></p>'],
    ['an attribute that every object has, in capitals', '<p __PROTO__=x>a</p>'],
    ['a line end that begins code, as a reference', '<pre>&#10;code</pre>'],
    [
      'an item that another one across a dialog ends',
      '<ul><li>a<dialog><li>b</li></dialog></li></ul>',
    ],
    ['an attribute without a name', '<p ="x">a</p>'],
    ['an attribute without its value', '<p class=>a</p>'],
    ['an attribute that is never closed', '<p class="x>a</p>'],
    ['an end tag with attributes', '<p>a</p class="x">'],
    ['a script in a comment in a script', '<script><!-- <script></script> --></script>'],
    ['another program’s elements', '<svg><p>x</p></svg>'],
  ])('leaves %s to the standard', (_, html) => {
    expect(wellFormedFragment(html)).toBeNull();
  });
});

describe('the fast reading of deeply nested HTML', () => {
  it.each([
    ['links', '<a></a>'],
    ['items', '<li></li>'],
    ['paragraphs', '<p></p>'],
    ['lone ends of paragraphs', '</p>'],
  ])('does not look through all that is open for each of its %s', (_, one) => {
    const many = 20_000;
    const html = '<b>'.repeat(many) + one.repeat(many) + '</b>'.repeat(many);
    const start = performance.now();
    expect(wellFormedFragment(html)).not.toBeNull();
    expect(performance.now() - start).toBeLessThan(1500);
  });
});

const corpus = join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus');
const exports = existsSync(corpus)
  ? readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  : [];

describe.skipIf(exports.length === 0)('the fast reading of real pages', () => {
  it.each(exports.map(({ name }) => name))('gives the tree of the standard in %s', (name) => {
    const files = readdirSync(join(corpus, name), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((path) => /\.x?html?$/.test(path))) {
      const html = readFileSync(join(corpus, name, file), 'utf8');
      // Before words in angle brackets are made text, and after.
      const escaped = withLiteralTags(html);
      for (const text of new Set([html, escaped])) {
        const tree = wellFormedDocument(text);
        if (tree !== null) expect(rootOf(tree), file).toEqual(standardDocument(escaped));
      }
    }
  });
});
