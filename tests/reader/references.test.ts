/** Character references are decoded as the parser does it that takes a whole page. */
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { decodedText, decodedValue } from '../../src/reader/references.ts';

const PIECES =
  '&amp; &amp &ampx &AMP; &nbsp; &nbsp &notit; &notin; &copy= &copy &#38; &#38 &#x26; &#X26 &#128; &#x110000; &#0; &# &; & &&amp; = ; a 1 é 😀 &é &a😀; &lt;b&gt;'.split(
    ' ',
  );
const texts = fc.array(fc.constantFrom(...PIECES, ' '), { maxLength: 6 }).map((it) => it.join(''));

function textByParser(text: string): string {
  let read = '';
  new Parser({ ontext: (part) => (read += part) }).end(text);
  return read;
}

function valueByParser(value: string): string | undefined {
  let read: string | undefined;
  new Parser({ onopentag: (_, attribs) => (read = attribs.b) }).end(`<a b="${value}">`);
  return read;
}

describe('character references', () => {
  it('are decoded in text as the parser does it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(decodedText(text)).toBe(textByParser(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('are decoded in values as the parser does it', () => {
    fc.assert(
      fc.property(texts, (value) => {
        expect(decodedValue(value)).toBe(valueByParser(value));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['?a=1&copy=2', '?a=1©=2', '?a=1&copy=2'],
    ['R&D &amp; more', 'R&D & more', 'R&D & more'],
    ['“&rdquo;', '“”', '“”'],
  ])('%s', (written, inText, inValue) => {
    expect(decodedText(written)).toBe(inText);
    expect(decodedValue(written)).toBe(inValue);
  });
});
