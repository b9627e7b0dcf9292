/**
 * Fingerprints that find near-identical texts: the bottom-k sketch of word shingles (A. Broder, “On
 * the resemblance and containment of documents”, 1997).
 */
import { countWords, hashWords } from './words.ts';

/** Words in one shingle: long enough that common phrases do not make two pages alike. */
const SHINGLE = 5;
/** Numbers kept: near-identical texts share some of so many almost surely. */
const SIZE = 16;

/**
 * Up to 16 numbers (unsigned, 32 bits, ascending, distinct) that depend only on the text's words,
 * not on case, punctuation or layout. Ideographs count as words, so texts in Chinese or Japanese
 * are taken by five characters. A text of fewer than five words has one number, an empty one none.
 */
export const fingerprintOf = (text: string): number[] => lowestShingles(readWords(text).hashes);

export interface WordFacts {
  readonly wordCount: number;
  readonly fingerprint: readonly number[];
}

/** How many words a text has, and its fingerprint, from one look at the words of most texts. */
export function wordFactsOf(text: string): WordFacts {
  const { plain, hashes } = readWords(text);
  return {
    // Case makes no difference to what is a word, but NFKC can: it makes two words of `1½`.
    wordCount: plain === text ? hashes.length : countWords(text),
    fingerprint: lowestShingles(hashes),
  };
}

/**
 * What NFKC or lower case may change: not ASCII, whose case hashes do not know, nor the signs that
 * typographers put for some of it.
 */
const CHANGES = /[^\0-\x7f–—‘’“”•]/;

/** A byte for each character: counting them is several times faster than a pattern. */
const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;

/** A text in NFKC, and the hashes of its words in lower case. */
function readWords(text: string): { readonly plain: string; readonly hashes: readonly number[] } {
  if (isAscii(text) || !CHANGES.test(text)) return { plain: text, hashes: hashWords(text) };
  const plain = text.normalize('NFKC');
  return { plain, hashes: hashWords(plain.toLowerCase()) };
}

/** The lowest shingles, ascending, without repeats: each is put in its place among those kept. */
function lowestShingles(hashes: readonly number[]): number[] {
  const kept: number[] = [];
  const count = shingleCount(hashes);
  for (let from = 0; from < count; from += 1) {
    const shingle = combine(hashes, from);
    let at = kept.length;
    while (at > 0 && (kept[at - 1] ?? 0) > shingle) at -= 1;
    if (at === SIZE || kept[at - 1] === shingle) continue;
    kept.splice(at, 0, shingle);
    if (kept.length > SIZE) kept.pop();
  }
  return kept;
}

/** A text of few words is one shingle. */
const shingleCount = ({ length }: readonly number[]): number =>
  length === 0 ? 0 : Math.max(1, length - SHINGLE + 1);

function shinglesOf(text: string): Set<number> {
  const { hashes } = readWords(text);
  return new Set(Array.from({ length: shingleCount(hashes) }, (_, at) => combine(hashes, at)));
}

/** The share of one text's shingles, 0 to 1, that the other text has too; 0 for a text without words. */
export function containment(one: string, other: string): number {
  const inside = shinglesOf(one);
  if (inside.size === 0) return 0;
  const around = shinglesOf(other);
  return [...inside].filter((shingle) => around.has(shingle)).length / inside.size;
}

/**
 * The shingle that begins at a word. Mixed at the end (MurmurHash3's finaliser), because only
 * well-spread numbers make a fair sample.
 */
function combine(hashes: readonly number[], from: number): number {
  const end = Math.min(from + SHINGLE, hashes.length);
  let hash = 0;
  for (let at = from; at < end; at += 1) {
    hash = (Math.imul(hash ^ (hashes[at] ?? 0), 0x01000193) + 0x9e3779b9) | 0;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
