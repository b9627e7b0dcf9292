import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { el, outline, read, write, type MarkdownNode } from './write.ts';

/** The text of a node; a link that GFM makes of a bare address counts with its text. */
const shown = (node: MarkdownNode): string =>
  'value' in node
    ? node.value
    : node.type === 'break'
      ? '\n'
      : 'children' in node
        ? node.children.map(shown).join('')
        : '';

/** Text in which markup is likely: every delimiter beside words, spaces and numbers. */
const tricky = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...'*_~`[]()<>!&#|\\-+=.:^$"\''.split('')) },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          'a',
          'B',
          '1',
          '語',
          'é',
          '。',
          '“',
          '1. ',
          '- ',
          '[ ] ',
          '&amp;',
          '&#35;',
          '<b>',
          '</b>',
          '<!--',
          'http://a.example/',
          'www.a.example',
          'x@a.example',
          '![a](b)',
          '[a]: b',
          '```',
          '~~~',
          '---',
          '***',
          '#'.repeat(3),
        ),
      },
      { weight: 2, arbitrary: fc.constant(' ') },
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join('').replace(/\s+/g, ' ').trim())
  .filter((text) => text !== '');

describe('escaping', () => {
  it('lets any text of a paragraph read back as the same text', () => {
    fc.assert(
      fc.property(tricky, (text) => {
        const root = read(write(el('p', text)));
        expect(root.children.map(({ type }) => type)).toEqual(['paragraph']);
        expect(shown(root)).toBe(text);
      }),
      { numRuns: 3000, seed: 11 },
    );
  });

  it('lets any two lines, items, headings and cells read back', () => {
    fc.assert(
      fc.property(tricky, tricky, (a, b) => {
        expect(shown(read(write(el('p', a, el('br'), b))))).toBe(`${a}\n${b}`);
        const list = read(write(el('ul', el('li', a), el('li', b, el('br'), a))));
        expect(list.children.map(({ type }) => type)).toEqual(['list']);
        expect(shown(list)).toBe(`${a}${b}\n${a}`);
        expect(shown(read(write(el('h2', a))))).toBe(a);
        const row = el('tr', el('td', a), el('td', b));
        expect(shown(read(write(el('table', el('tbody', row)))))).toBe(a + b);
      }),
      { numRuns: 1500, seed: 11 },
    );
  });

  it.each([
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['snake_case_name', 'snake_case_name'],
    ['Name: ________', 'Name: ________'],
    ['Name: ____ Date: ____', 'Name: ____ Date: ____'],
    ['price*', 'price*'],
    ['~5 to ~10', '~5 to ~10'],
    ['a *b* c', 'a \\*b\\* c'],
    ['a < b & c > d', 'a < b & c > d'],
    ['List<String>', 'List\\<String>'],
    ['&amp; is an entity', '\\&amp; is an entity'],
    ['[note] (see [1])', '[note] (see [1])'],
    ['[a](b)', '[a\\](b)'],
    ['1. first', '1\\. first'],
    ['2020. A year', '2020\\. A year'],
    ['# no heading', '\\# no heading'],
    ['#tag', '#tag'],
    ['+ plus', '\\+ plus'],
    ['C:\\path\\file', 'C:\\path\\file'],
    ['http://a.example/x_y_z', 'http://a.example/x_y_z'],
    ['http://a.example/<id>', 'http\\://a.example/\\<id>'],
  ])('%s', (text, expected) => {
    expect(write(el('p', text))).toBe(expected);
  });
});

describe('emphasis beside letters, punctuation and scripts without spaces', () => {
  it.each([
    [el('p', '語', el('strong', '「語」'), '語'), '語「**語**」語', 'strong("語")'],
    [el('p', el('strong', 'Note:'), 'text'), '**Note**:text', 'strong("Note")'],
    [el('p', el('strong', 'Note: '), 'text'), '**Note:** text', 'strong("Note:")'],
    [el('p', 'un', el('em', 'believ'), 'able'), 'un*believ*able', 'emphasis("believ")'],
    [el('p', el('em', 'a'), el('strong', 'b')), '*a***b**', null],
    [el('p', el('strong', el('em', 'a'))), '**_a_**', 'strong(emphasis("a"))'],
    [el('p', el('strong', 'a*b')), '**a\\*b**', 'strong("a*b")'],
    [el('p', el('del', 'old'), ' new'), '~~old~~ new', 'delete("old")'],
    [el('p', el('em', 'a_b ', el('code', '_c')), ' d'), '_a_b `_c`_ d', 'emphasis('],
    [el('p', 'H', el('sub', '2'), 'O'), 'H<sub>2</sub>O', null],
  ])('%#', (block, expected, part) => {
    const markdown = write(block);
    if (part === null) expect(markdown).toContain(expected.slice(0, 3));
    else {
      expect(markdown).toBe(expected);
      expect(outline(read(markdown))).toContain(part);
    }
  });
});
