import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCount, parseSize, sizeText } from '../../src/cli/quantity.ts';

it.each([
  ['1', 1],
  ['1048576', 1024 ** 2],
  ['10b', 10],
  ['4GB', 4e9],
  ['4 gb', 4e9],
  ['4G', 4 * 1024 ** 3],
  ['4GiB', 4 * 1024 ** 3],
  ['1.5kb', 1500],
  ['2T', 2 * 1024 ** 4],
])('reads the size %s', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

it.each(['', '0', '-1', 'GB', '4XB', '4 G B', '1,5MB', '1e9', '0x10', '9999999T', '0.1'])(
  'refuses the size %j',
  (text) => {
    expect(() => parseSize(text)).toThrow('Expected a size');
  },
);

it('gives whole positive bytes or refuses', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.kmgtib '.split('')) }), (text) => {
      try {
        expect(parseSize(text)).toSatisfy(
          (bytes: number) => Number.isSafeInteger(bytes) && bytes > 0,
        );
      } catch (error) {
        expect(String(error)).toContain('Expected a size');
      }
    }),
  );
});

it('reads counts', () => {
  expect(parseCount('12')).toBe(12);
  for (const text of ['', '0', '-1', '1.5', '1e3', 'x', '99999999999999999']) {
    expect(() => parseCount(text)).toThrow('Expected a whole number from 1.');
  }
});

it('writes sizes as disks count them', () => {
  const sizes = [0, 1, 999, 1000, 3_400_000, 42_600_000_000, 5e15].map(sizeText);
  expect(sizes).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1.0 kB',
    '3.4 MB',
    '42.6 GB',
    '5000.0 TB',
  ]);
});
