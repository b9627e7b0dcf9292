/**
 * Fingerprints that find near-identical texts: the bottom-k sketch of word shingles (A. Broder, “On
 * the resemblance and containment of documents”, 1997).
 */
import { wordsOf } from './text.ts';

/** Words in one shingle: long enough that common phrases do not make two pages alike. */
const SHINGLE = 5;
/** Numbers kept: the estimate of likeness moves in steps of one sixteenth. */
const SIZE = 16;

/**
 * Up to 16 numbers (unsigned, 32 bits, ascending, distinct) that depend only on the text's words,
 * not on case, punctuation or layout. Ideographs count as words, so texts in Chinese or Japanese
 * are taken by five characters. A text of fewer than five words has one number, an empty one none.
 */
export function fingerprintOf(text: string): number[] {
  const hashes = wordsOf(text.normalize('NFKC').toLowerCase()).map(hashWord);
  if (hashes.length === 0) return [];
  const shingles = new Set<number>();
  for (let at = 0; at === 0 || at + SHINGLE <= hashes.length; at += 1) {
    shingles.add(combine(hashes.slice(at, at + SHINGLE)));
  }
  return [...Uint32Array.from(shingles).sort().subarray(0, SIZE)];
}

/**
 * How alike two fingerprinted texts are, from 0 to 1: the estimated share of all their shingles
 * that both have. 0 when either has no words.
 */
export function likeness(one: readonly number[], other: readonly number[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const union = [...new Set([...one, ...other])].sort((a, b) => a - b).slice(0, SIZE);
  const both = union.filter((number) => one.includes(number) && other.includes(number));
  return both.length / union.length;
}

/** FNV-1a over UTF-16 units. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  }
  return hash;
}

/** Mixed at the end (MurmurHash3's finaliser), because only well-spread numbers make a fair sample. */
function combine(hashes: readonly number[]): number {
  let hash = 0;
  for (const word of hashes) hash = Math.imul(hash ^ word, 0x01000193) + 0x9e3779b9;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
