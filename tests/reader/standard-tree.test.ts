/** Damaged pages: read as a browser reads them, unless that makes far more of them than they hold. */
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/reader/parse.ts';
import { standardTree } from '../../src/reader/standard-tree.ts';

/** Paragraphs that leave a `font` open, each another one: the standard opens all of them again. */
const unclosed = (paragraphs: number): string =>
  Array.from(
    { length: paragraphs },
    (_, at) => `<p><font color="#${String(at)}">w${String(at)}</p>`,
  ).join('');

const page = (body: string): string =>
  `<!DOCTYPE html><html><head><title>S : P</title></head><body><div id="content">${body}</div></body></html>`;

describe('a page that is not well formed', () => {
  it.each([
    ['unclosed paragraphs', '<p>a<p><b>b<p>c'],
    ['unclosed type', unclosed(20)],
    ['misnested type', '<b><i>a</b>b</i>'],
    ['text in a table', '<table>x<tr><td>y</table>'],
  ])('with %s is read as the standard says', (_what, body) => {
    expect(standardTree(page(body), true).html()).toBe(load(page(body)).html());
    expect(standardTree(body, false).html()).toBe(load(body, null, false).html());
  });

  it('is a tree that grows with the page, not with its square, and loses no word', () => {
    const sizes = [1000, 2000, 4000].map((paragraphs) => {
      const $ = parseDocument(page(unclosed(paragraphs)));
      const words = Array.from({ length: paragraphs }, (_, at) => `w${String(at)}`);
      expect($('#content').text()).toBe(words.join(''));
      expect($('title').text()).toBe('S : P');
      return $('*').length;
    });
    expect(sizes).toEqual([2005, 4005, 8005]);
  });
});
