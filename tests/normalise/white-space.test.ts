/** White space outside code. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, isBlank } from '../../src/normalise/white-space.ts';

/** Every character that the policy names, and some that it does not. */
const CHARACTERS = (
  ' |\t|\n|\v|\f|\r|\u00a0|\u1680|\u2000|\u2005|\u200a|\u2028|\u2029|\u202f|\u205f|\u3000|' +
  '\u00ad|\u200b|\u2060|\ufeff|\u200c|\u200d|\0|a|é|中|.|\u007f'
).split('|');

const texts = fc
  .array(fc.constantFrom(...CHARACTERS), { maxLength: 12 })
  .map((parts) => parts.join(''));

describe('white space', () => {
  it('is one ordinary space wherever there was any, and what nobody sees is gone', () => {
    const visible = (text: string): string => text.replace(/[\u00ad\u200b\u2060\ufeff]/g, '');
    fc.assert(
      fc.property(texts, (text) => {
        expect(cleanText(text)).toBe(visible(text).replace(/\s+/g, ' '));
      }),
      { numRuns: 2000 },
    );
  });

  it('is all there is of a blank text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(isBlank(text)).toBe(!/\S/.test(text));
      }),
      { numRuns: 2000 },
    );
  });
});
