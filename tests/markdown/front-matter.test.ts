import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { renderFrontMatter } from '../../src/markdown/front-matter.ts';

/** The YAML between the two lines of dashes. */
function inner(block: string): string {
  expect(block.startsWith('---\n')).toBe(true);
  expect(block.endsWith('\n---\n')).toBe(true);
  return block.slice('---\n'.length, -'---\n'.length);
}

describe('renderFrontMatter', () => {
  it('quotes every value and leaves out what is not there', () => {
    expect(
      renderFrontMatter({
        title: 'Knots: a "guide"',
        creator: null,
        labels: [],
        type: '',
        page_id: '0042',
        breadcrumbs: ['Boat House', 'no'],
      }),
    ).toBe(
      '---\ntitle: "Knots: a \\"guide\\""\npage_id: "0042"\nbreadcrumbs:\n  - "Boat House"\n  - "no"\n---\n',
    );
  });

  it('is empty when nothing is left', () => {
    expect(renderFrontMatter({ title: null, labels: [] })).toBe('');
  });

  it.each([
    'no',
    '12:30',
    '2024-07-15',
    '1e3',
    '~',
    'null',
    '0x1F',
    '---',
    '# x',
    'a\nb',
    '你好',
    '\u0085',
  ])('%j stays a string in YAML 1.1 and 1.2', (value) => {
    const yaml = inner(renderFrontMatter({ title: value, labels: [value, value] }));
    for (const version of ['1.1', '1.2'] as const)
      expect(parse(yaml, { version })).toEqual({ title: value, labels: [value, value] });
  });

  it('gives back any text, on lines of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (value) => {
        const block = renderFrontMatter({ title: value });
        expect(parse(inner(block))).toEqual({ title: value });
        expect(block.split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(4);
      }),
      { numRuns: 1000 },
    );
  });

  it('is what the yaml package writes of the same strings', () => {
    const unit = fc.constantFrom(
      'a',
      ' ',
      '"',
      "'",
      '\\',
      ':',
      '#',
      '\n',
      '\t',
      '\0',
      'é',
      '帆',
      '🙂',
    );
    const text = fc.string({ unit, minLength: 1 });
    const texts = fc.array(text, { minLength: 1 });
    fc.assert(
      fc.property(text, texts, text, (title, labels, creator) => {
        const plain = stringify(
          { title, labels, creator },
          {
            defaultStringType: 'QUOTE_DOUBLE',
            defaultKeyType: 'PLAIN',
            doubleQuotedAsJSON: true,
            aliasDuplicateObjects: false,
            lineWidth: 0,
          },
        );
        expect(inner(renderFrontMatter({ title, labels, creator }))).toBe(plain);
      }),
      { numRuns: 1000 },
    );
  });

  it('mends lone surrogates, which no UTF-8 file can hold', () => {
    expect(parse(inner(renderFrontMatter({ title: 'a\uD800b' })))).toEqual({ title: 'a\uFFFDb' });
  });
});
