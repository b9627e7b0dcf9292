/** What the landmarks of a page answer is what cheerio finds in its whole tree. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTag } from 'domhandler';
import { describe, expect, it } from 'vitest';
import { takeChildren } from '../../src/reader/confluence-html/detached.ts';
import { find, pageOf, type Page } from '../../src/reader/confluence-html/landmarks.ts';
import { flattenDepths } from '../../src/reader/depth.ts';
import { parseDocument } from '../../src/reader/parse.ts';
import { BLOCKS, INDEX, PROFILES, TITLE } from '../../src/reader/profiles.ts';
import { $ } from '../../src/reader/query.ts';

const SELECTORS = [
  ...PROFILES.flatMap((row) => [row.marker, row.heading, row.breadcrumbs, row.metadata]),
  ...PROFILES.flatMap((row) => [row.body, row.notBody, row.overflow]),
  ...[BLOCKS.attachments, BLOCKS.comments, BLOCKS.footer, BLOCKS.homeMark],
  ...[INDEX.title, INDEX.details, INDEX.treeTitle, TITLE],
].filter((selector) => selector !== null);

function read(html: string): Page {
  const document = parseDocument(html);
  for (const root of document.children.filter(isTag)) flattenDepths(root);
  return pageOf(document);
}

function expectSame(page: Page, about: string): void {
  for (const selector of SELECTORS) {
    const expected = $(page.root).find(selector).toArray();
    const found = find(page, selector);
    const same = found.length === expected.length && found.every((el, at) => el === expected[at]);
    if (!same) expect(found, `${selector} in ${about}`).toEqual(expected);
  }
}

describe('landmarks', () => {
  const page = read(`<title>T</title><body class="a theme-default
    b"><div id="footer"><section><p>1</p></section><div id="footer"><p>2</p></div></div><ol id="breadcrumbs">
    <li>a</li><li>b</li></ol><table class="pagecontent"><tr><td class="pagebody"><div class="pagebody">
    <center><h1>x</h1></center><p class="pagetitle pagetitle"></p></div><p id="main-content"></p></td></tr>
    </table><table><td align="center"><font color="grey">3</font></table>`);

  it('are found by id, class, tag, and inside of each other', () => {
    expectSame(page, 'the page');
    expect(find(page, BLOCKS.footer).map((element) => $(element).text())).toEqual(['1', '2', '3']);
  });

  it('are gone when their part of the page is cut out', () => {
    $(page.root).find('#footer, table').remove();
    expectSame(page, 'the page that was cut');
    expect(find(page, BLOCKS.footer)).toEqual([]);
  });

  it('are gone with the children that are taken from an element', () => {
    const pasted = read(`<body class="theme-default"><div id="page"><div id="main">
      <div id="main-content"><p>1</p><div id="page"><div id="main"><p>2</p></div></div></div>
      </div></div>`);
    const [body] = find(pasted, '#main-content');
    expect(body).toBeDefined();
    takeChildren(body === undefined ? [] : [body]);
    expectSame(pasted, 'the page whose body was taken');
  });

  it('are found in what stands in a template', () => {
    expectSame(
      read('<body><template><div id="main-content"><p>1</p><ol id="breadcrumbs"></ol></div>'),
      'the template',
    );
  });

  it('are known for the selectors of the profiles only', () => {
    expect(() => find(page, 'em')).toThrow('not a selector of the profiles: em');
  });
});

const corpus = join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus');
const exports = existsSync(corpus)
  ? readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  : [];

describe.skipIf(exports.length === 0)('landmarks of real pages', () => {
  it.each(exports.map(({ name }) => name))('are those that cheerio finds in %s', (name) => {
    const files = readdirSync(join(corpus, name), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((path) => /\.x?html?$/.test(path))) {
      expectSame(read(readFileSync(join(corpus, name, file), 'utf8')), file);
    }
  });
});
