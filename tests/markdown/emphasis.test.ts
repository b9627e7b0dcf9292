/** Bold, italic and struck text, wherever authors begin and end it: nothing of it shows as signs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownOf } from '../normalise/convert.ts';
import { read, type MarkdownNode } from './write.ts';

/** The words as they are shown. */
const shown = (node: MarkdownNode): string => {
  if (node.type === 'html') return '';
  if ('value' in node) return node.value;
  if (node.type === 'break') return ' ';
  const inner = 'children' in node ? node.children.map(shown).join('') : '';
  return node.type === 'paragraph' ? `${inner} ` : inner;
};

const squash = (text: string): string => text.replace(/\s+/g, ' ').trim();

const words = fc.constantFrom(
  ...[
    'a',
    'b c',
    '語',
    '「語」',
    '。',
    ' ',
    '  ',
    '.',
    ':',
    '(x)',
    '"',
    'é',
    '1',
    '-',
    '*',
    '_',
    '~',
    '😀',
  ],
  ...['snake_case', '2*3', '\\', '`', '!', '[x]', 'Note: ', ' end', '“q”', '/', '$5', '~5', '<br>'],
);

const html: fc.Arbitrary<string> = fc.letrec<{ node: string; nodes: string }>((tie) => ({
  nodes: fc.array(tie('node'), { maxLength: 4 }).map((parts) => parts.join('')),
  node: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'node' },
    words,
    fc
      .tuple(fc.constantFrom('b', 'i', 's', 'strong', 'em', 'code', 'sup', 'a'), tie('nodes'))
      .map(([tag, inner]) =>
        tag === 'a' ? `<a href="https://a.example/">${inner}</a>` : `<${tag}>${inner}</${tag}>`,
      ),
  ),
})).nodes;

const plain = (source: string): string =>
  squash(source.replace(/<br>/g, ' ').replace(/<[^>]*>/g, ''));

describe('emphasis', () => {
  it.each([
    // No delimiter stands between a letter and a sign: the words stay, plain where they must.
    ['語<b>「語」</b>語', '語「**語**」語'],
    ['a<b>!</b>', 'a!'],
    ['語<b><code>x</code></b>語', '語`x`語'],
    ['<b>a<i>b<b>c</b></i></b>', '**a*bc***'],
    ['<b>C:\\ </b>a', '**C:\\\\** a'],
    ['Hello!<a href="https://a.example/">x</a>', 'Hello\\![x](https://a.example/)'],
    ['<code>\\*</code> a*', '`\\*` a*'],
    ['<code><b>a<br>b</b></code>', '**`a`  \n`b`**'],
  ])('%s', (source, expected) => {
    expect(markdownOf(`<p>${source}</p>`)).toBe(expected);
  });

  it('of any nesting shows the words and no signs', () => {
    fc.assert(
      fc.property(html, (source) => {
        expect(squash(shown(read(markdownOf(`<p>${source}</p>`))))).toBe(plain(source));
      }),
      { numRuns: 1500, seed: 7 },
    );
  });
});
