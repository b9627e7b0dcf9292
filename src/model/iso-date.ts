/** Order of ISO dates of different precision: days (`2024-09-01`) and minutes (`2024-09-01T18:15`). */
import type { IsoDate } from './page.ts';

/** ISO dates compare as text; a day is not before a minute of itself, and null is before nothing. */
export function isBefore(one: IsoDate | null, other: IsoDate | null): boolean {
  if (one === null || other === null) return false;
  const length = Math.min(one.length, other.length);
  return one.slice(0, length) < other.slice(0, length);
}
