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
  const sorted = shinglesOf(text).sort();
  const distinct: number[] = [];
  for (const shingle of sorted) {
    if (distinct.length === SIZE) break;
    if (shingle !== distinct.at(-1)) distinct.push(shingle);
  }
  return distinct;
}

/** One number for each shingle, repeats included. */
function shinglesOf(text: string): Uint32Array {
  const hashes = Uint32Array.from(wordsOf(text.normalize('NFKC').toLowerCase()), hashWord);
  const count = hashes.length === 0 ? 0 : Math.max(1, hashes.length - SHINGLE + 1);
  const shingles = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) shingles[at] = combine(hashes, at);
  return shingles;
}

/** The share of one text's shingles, 0 to 1, that the other text has too; 0 for a text without words. */
export function containment(one: string, other: string): number {
  const inside = new Set(shinglesOf(one));
  if (inside.size === 0) return 0;
  const around = new Set(shinglesOf(other));
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

/**
 * The shingle that begins at a word. Mixed at the end (MurmurHash3's finaliser), because only
 * well-spread numbers make a fair sample.
 */
function combine(hashes: Uint32Array, from: number): number {
  const end = Math.min(from + SHINGLE, hashes.length);
  let hash = 0;
  for (let at = from; at < end; at += 1) {
    hash = Math.imul(hash ^ (hashes[at] ?? 0), 0x01000193) + 0x9e3779b9;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
