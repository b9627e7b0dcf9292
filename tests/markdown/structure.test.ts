import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChildNode } from '../../src/model/dom.ts';
import { codeSpan } from '../../src/markdown/code-span.ts';
import { renderItem } from '../../src/markdown/index.ts';
import { h } from '../../src/normalise/build.ts';
import { el, outline, read, write, type MarkdownNode } from './write.ts';

interface Item {
  readonly words: string;
  readonly ordered: boolean;
  readonly items: readonly Item[];
}

const item: fc.Arbitrary<Item> = fc.letrec<{ item: Item }>((tie) => ({
  item: fc.record({
    words: fc.constantFrom('a', 'b c', '1. d', '- e', '語'),
    ordered: fc.boolean(),
    items: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'items' },
      fc.constant([]),
      fc.array(tie('item'), { maxLength: 3, depthIdentifier: 'items' }),
    ),
  }),
})).item;

const listOf = (items: readonly Item[], ordered: boolean): ChildNode =>
  el(
    ordered ? 'ol' : 'ul',
    ...items.map(({ words, items: inner, ordered: numbered }) =>
      el('li', words, ...(inner.length === 0 ? [] : [listOf(inner, numbered)])),
    ),
  );

const shapeOf = (items: readonly Item[], ordered: boolean): string =>
  `${ordered ? 'ol' : 'ul'}[${items
    .map(
      ({ words, items: inner, ordered: numbered }) =>
        words + (inner.length === 0 ? '' : shapeOf(inner, numbered)),
    )
    .join('|')}]`;

function readShape(node: MarkdownNode): string {
  if (node.type === 'text') return node.value;
  const children = 'children' in node ? node.children : [];
  if (node.type !== 'list') return children.map(readShape).join('');
  return `${node.ordered === true ? 'ol' : 'ul'}[${children.map(readShape).join('|')}]`;
}

describe('lists', () => {
  it('of any depth and mix read back as they were', () => {
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (items, ordered) => {
          const markdown = write(listOf(items, ordered));
          expect(readShape(read(markdown))).toBe(shapeOf(items, ordered));
        },
      ),
      { numRuns: 500, seed: 3 },
    );
  });

  it('hold code, quotations and tables below their words', () => {
    const code = el('pre', el('code', 'x\n\n  y'));
    const table = el(
      'table',
      el('thead', el('tr', el('th', 'A'))),
      el('tbody', el('tr', el('td', '1'))),
    );
    const markdown = write(
      el(
        'ol',
        el('li', 'a', code),
        el('li', 'b', table),
        el('li', 'c', el('blockquote', el('p', 'q'))),
      ),
    );
    expect(outline(read(markdown))).toBe(
      'root(list(listItem(paragraph("a"),code:"x\\n\\n  y"),listItem(paragraph("b"),table(tableRow(tableCell("A")),tableRow(tableCell("1")))),listItem(paragraph("c"),blockquote(paragraph("q")))))',
    );
  });

  it('hold emphasis that ends where a block begins', () => {
    const item = el('li', el('strong', el('code', 'a')), ' ', el('p', 'b'));
    expect(write(el('ul', item))).toBe('- **`a`**\n\n  b');
  });

  it('give an item’s own words without the lists below it', () => {
    const inner = h('li', {}, [el('strong', 'a'), el('ul', el('li', 'b'))]);
    expect(renderItem(inner)).toBe('**a**');
  });
});

describe('code', () => {
  it('of any kind reads back to the character', () => {
    const character = fc.constantFrom('`', '`', '~', 'a', ' ', '\n', '\t', '\\', '<', '|', '*');
    fc.assert(
      fc.property(fc.array(character, { minLength: 1, maxLength: 20 }), (characters) => {
        const code = characters.join('').replace(/^\n+|\n+$/g, '');
        fc.pre(code.trim() !== '');
        expect(read(write(el('pre', el('code', code)))).children).toMatchObject([
          { type: 'code', value: code },
        ]);
        const line = code.replace(/\s+/g, ' ').trim();
        expect(outline(read(codeSpan(line)))).toBe(
          `root(paragraph(inlineCode:${JSON.stringify(line)}))`,
        );
      }),
      { numRuns: 1000, seed: 5 },
    );
  });
});

describe('links and images', () => {
  it.each([
    [h('a', { href: 'https://a.example/(x)' }, [el('em', 't')]), '[_t_](https://a.example/(x))'],
    [h('a', { href: 'https://a.example/x)' }, [el('em', 't')]), '[_t_](https://a.example/x%29)'],
    [h('a', { href: 'page:id/1#a%20b' }, [el('code', ']')]), '[`]`](page:id/1#a%20b)'],
    [h('img', { src: 'attachment:id/1', alt: 'a]b' }, []), '![a\\]b](attachment:id/1)'],
  ])('%#', (node, expected) => {
    expect(write(el('p', node))).toBe(expected);
    expect(outline(read(expected))).toMatch(/^root\(paragraph\((?:link|image)/);
  });
});
