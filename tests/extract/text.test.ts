import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trimEdges } from '../../src/extract/edges.ts';
import { containment, fingerprintOf, wordFactsOf } from '../../src/extract/fingerprint.ts';
import { blockText, readBlocks } from '../../src/extract/text.ts';
import { countWords, countWordsOutsideLinks, wordsOf } from '../../src/extract/words.ts';
import { bodyOf } from './body.ts';

const text = (html: string): string => blockText(bodyOf(html).children);

describe('blockText', () => {
  it('writes one block per line', () => {
    expect(text('<h2>Tides</h2><p>High  at\n<em>noon</em>.</p><hr><p> </p><p>One<br>Two</p>')).toBe(
      'Tides\nHigh at noon.\nOne\nTwo',
    );
  });

  it('gives list items and nested ones a line each', () => {
    expect(text('<ul><li>a<ul><li><p>b</p></li></ul></li><li>c</li></ul>')).toBe('a\nb\nc');
  });

  it('separates cells by tabs and rows by lines', () => {
    const table =
      '<table><thead><tr><th>Day</th><th>Tide</th></tr></thead><tbody><tr><td><p>1</p><p>2</p></td><td></td></tr></tbody></table>';
    expect(text(table)).toBe('Day\tTide\n1 2\t');
  });

  it('keeps code as it stands', () => {
    expect(text('<pre data-title="go.sh"><code>if x\n    y\n\nfi\n</code></pre>')).toBe(
      'go.sh\nif x\n    y\n\nfi',
    );
  });

  it('keeps titles of panels, summaries, statuses and unknown macros', () => {
    expect(
      text(
        '<aside data-admonition="info" data-title="Mind"><p>the gap</p></aside>' +
          '<details><summary>More</summary><p>here</p></details>' +
          '<p>Now <span data-status="green">DONE</span></p><div data-macro="odd">kept</div>',
      ),
    ).toBe('Mind\nthe gap\nMore\nhere\nNow DONE\nkept');
  });

  it('loses no word of any paragraphs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 })),
        (blocks) => {
          const html = blocks.map((words) => `<p>${words.join(' ')}</p>`).join('');
          expect(wordsOf(text(html))).toEqual(blocks.flat());
        },
      ),
    );
  });
});

describe('readBlocks', () => {
  const HTML = `
    loose <strong>words</strong><h2>Tides</h2><p>High<br>at noon</p>
    <ul><li>a <em>b</em><ul><li><p>c</p><p>d</p></li></ul> </li><li>e<ol><li>f</li></ol>g</li></ul>
    <h2>Piers</h2><table><tr><td>1</td><td><ul><li>in a cell</li></ul></td></tr></table>
    <blockquote><ul><li><pre><code>x\n  y</code></pre></li></ul></blockquote>end`;

  it('says of all blocks what `blockText` says', () => {
    const { children } = bodyOf(HTML);
    expect(readBlocks(children).text).toBe(blockText(children));
  });

  it('says what stands between two headings', () => {
    const { children } = bodyOf(HTML);
    const texts = readBlocks(children);
    const places = children.flatMap((child, at) =>
      'name' in child && child.name === 'h2' ? [at] : [],
    );
    for (const [from, to] of [
      [0, places[0]],
      [places[0]! + 1, places[1]],
      [places[1]! + 1, children.length],
      [3, 3],
    ] as const) {
      const some = children.slice(from, to);
      expect(texts.textOf(some)).toBe(blockText(some));
    }
  });

  it('finds the items of lists, each with its own words in one line', () => {
    const { children } = bodyOf(HTML);
    expect(
      readBlocks(children)
        .itemsOf(children)
        .map(({ depth, text }) => [depth, text]),
    ).toEqual([
      [0, 'a b'],
      [1, 'c d'],
      [0, 'eg'],
      [1, 'f'],
      [0, 'in a cell'],
      [0, 'x y'],
    ]);
  });
});

describe('countWords', () => {
  it.each([
    ['', 0],
    ['– … !', 0],
    ['It’s a well-known e-mail: 3.5 km', 7],
    ['超级账本 is open', 6],
    ['ハイパーレジャー', 8],
    ['한국어 문서', 2],
  ])('counts “%s” as %i', (line, count) => {
    expect(countWords(line)).toBe(count);
  });

  it('finds the words of any text without making them', () => {
    const part = fc.oneof(
      ...[fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.lorem()],
      fc.constantFrom(
        '’',
        "'",
        '-',
        '_',
        '港',
        'か',
        'ー',
        '゙',
        '々',
        '⺀',
        '𠀋',
        '𝒜',
        '½',
        'İ',
        '😀',
      ),
      fc.constantFrom('\ud842', '\udfb7', '…', 'é', 'e\u0301', '\u0301', '한', '３', 'Ⅷ', 'ﬁ'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(countWords(text)).toBe(wordsOf(text).length);
        expect(wordFactsOf(text)).toEqual({
          wordCount: wordsOf(text).length,
          fingerprint: fingerprintOf(text),
        });
      }),
      { numRuns: 300 },
    );
  });

  it('can leave out links', () => {
    expect(countWordsOutsideLinks(bodyOf('<p>see <a href="x">a b c</a> now</p>').children)).toBe(2);
  });
});

describe('fingerprintOf', () => {
  const tide = 'The harbour master reads the tide every morning and writes it into the long book.';

  it('depends on words only', () => {
    expect(fingerprintOf(tide)).toEqual(fingerprintOf(tide.toUpperCase().replace(/ /g, ' \n* ')));
    expect(fingerprintOf(tide)).not.toEqual(fingerprintOf(tide.replace('tide', 'wind')));
  });

  it('stays the same for ever', () => {
    expect(fingerprintOf('one two three')).toEqual([2925361847]);
  });

  it('has up to 16 ascending unsigned numbers of 32 bits', () => {
    fc.assert(
      fc.property(fc.array(fc.lorem({ maxCount: 3 }), { maxLength: 60 }), (words) => {
        const numbers = fingerprintOf(words.join(' '));
        expect(numbers.length).toBeLessThanOrEqual(16);
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
        expect(
          numbers.every((number) => Number.isInteger(number) && number >= 0 && number < 2 ** 32),
        ).toBe(true);
      }),
    );
  });

  it('has nothing for a text without words', () => {
    expect(fingerprintOf(' … ')).toEqual([]);
    expect(containment(' … ', 'a b')).toBe(0);
  });

  it('finds a text again that lost some lines, and none other', () => {
    const lines = Array.from(
      { length: 60 },
      (_, at) => `Entry ${at} tells of ship ${at * 7} at pier ${at % 5}.`,
    );
    const poorer = lines.filter((_, at) => at % 20 !== 3).join('\n');
    const other = lines.map((line) => line.split(' ').reverse().join(' ')).join('\n');
    const rich = lines.join('\n');
    const shared = (text: string) =>
      fingerprintOf(text).filter((n) => fingerprintOf(rich).includes(n));
    expect(shared(poorer).length).toBeGreaterThan(8);
    expect(shared(other)).toEqual([]);
    expect(containment(poorer, rich)).toBeGreaterThan(0.9);
    expect(containment(other, rich)).toBeLessThan(0.1);
  });

  it('takes ideographs one by one', () => {
    const one = fingerprintOf('港口每天早上测量潮汐并写入长书');
    expect(one.length).toBeGreaterThan(5);
    expect(containment('港口每天早上测量潮汐', '港口每天早上测量潮汐并写入短书')).toBe(1);
  });
});

describe('trimEdges', () => {
  it('trims signs, whole characters, and all of a text of signs', () => {
    expect(trimEdges('--a-😀-', /-/)).toBe('a-😀');
    expect(trimEdges('-'.repeat(100_000), /-/)).toBe('');
  });
});
