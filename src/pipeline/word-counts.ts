import { wordsOf } from '../extract/words.ts';
import type { WordCounts } from '../model/history.ts';

/**
 * How many words `after` has that `before` has not, and the other way round, counted one by one: a
 * sentence that only moved is no change. Linear in the length of the texts.
 */
export function wordCounts(before: string, after: string): WordCounts {
  if (before === after) return { wordsAdded: 0, wordsRemoved: 0 };
  const counts = new Map<string, number>();
  const count = (text: string, step: number): void => {
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + step);
  };
  count(after, 1);
  count(before, -1);
  let wordsAdded = 0;
  let wordsRemoved = 0;
  for (const difference of counts.values()) {
    if (difference > 0) wordsAdded += difference;
    else wordsRemoved -= difference;
  }
  return { wordsAdded, wordsRemoved };
}
