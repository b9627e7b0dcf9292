/**
 * Fingerprints that find near-identical texts: the bottom-k sketch of word shingles (A. Broder, “On
 * the resemblance and containment of documents”, 1997).
 */
import { wordsOf } from './text.ts';

/** Words in one shingle: long enough that common phrases do not make two pages alike. */
const SHINGLE = 5;
/** Numbers kept: near-identical texts share some of so many almost surely. */
const SIZE = 16;

/**
 * Up to 16 numbers (unsigned, 32 bits, ascending, distinct) that depend only on the text's words,
 * not on case, punctuation or layout. Ideographs count as words, so texts in Chinese or Japanese
 * are taken by five characters. A text of fewer than five words has one number, an empty one none.
 */
export function fingerprintOf(text: string): number[] {
  return [...Uint32Array.from(shinglesOf(text)).sort().subarray(0, SIZE)];
}

function shinglesOf(text: string): Set<number> {
  const hashes = wordsOf(text.normalize('NFKC').toLowerCase()).map(hashWord);
  const shingles = new Set<number>();
  if (hashes.length === 0) return shingles;
  for (let at = 0; at === 0 || at + SHINGLE <= hashes.length; at += 1) {
    shingles.add(combine(hashes.slice(at, at + SHINGLE)));
  }
  return shingles;
}

/** The share of one text's shingles, 0 to 1, that the other text has too; 0 for a text without words. */
export function containment(one: string, other: string): number {
  const inside = shinglesOf(one);
  if (inside.size === 0) return 0;
  const around = shinglesOf(other);
  return [...inside].filter((shingle) => around.has(shingle)).length / inside.size;
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
