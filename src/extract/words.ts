/** The words of a text: what they are, how many there are, and a number for each. */
import { isTag, isText } from 'domhandler';
import type { ChildNode } from '../model/dom.ts';

const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu;

/**
 * The words of a text, in order: runs of letters and digits, with the apostrophes and hyphens in
 * them; each ideograph or kana by itself, as word processors count scripts that have no spaces.
 */
export const wordsOf = (text: string): string[] =>
  text.replace(IDEOGRAPHS, ' $& ').match(WORDS) ?? [];

/** How many words a text has. */
export const countWords = (text: string): number => hashWords(text).length;

/** How many words stand outside of links: what a page says beyond leading elsewhere. */
export const countWordsOutsideLinks = (nodes: readonly ChildNode[]): number =>
  nodes.reduce((sum, node) => {
    if (isText(node)) return sum + countWords(node.data);
    if (!isTag(node) || node.name === 'a') return sum;
    return sum + countWordsOutsideLinks(node.children);
  }, 0);

/**
 * A number for each word, in order: FNV-1a over its UTF-16 units, as a signed 32-bit number; A to Z
 * count as a to z. The words are those of `wordsOf`, found by one look at each character: counts and
 * fingerprints of a whole export need no string of each word.
 */
export function hashWords(text: string): number[] {
  const hashes: number[] = [];
  for (let at = 0; at < text.length;) {
    const kind = kindAt(text, at);
    let end = behind(text, at);
    if (kind === BEGINS || kind === ALONE) {
      let hash = hashed(NO_HASH, text, at, end);
      while (kind === BEGINS && end < text.length && isInWord(text, end)) {
        const next = behind(text, end);
        hash = hashed(hash, text, end, next);
        end = next;
      }
      hashes.push(hash);
    }
    at = end;
  }
  return hashes;
}

const NO_HASH = 0x811c9dc5 | 0;

/** The hash of what stands before one character, with that character. */
function hashed(before: number, text: string, at: number, end: number): number {
  const hash = hashUnit(before, text.charCodeAt(at));
  return end === at + 1 ? hash : hashUnit(hash, text.charCodeAt(at + 1));
}

const hashUnit = (before: number, unit: number): number =>
  Math.imul(before ^ (unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit), 0x01000193);

/** What a character is to words: nothing. */
const OUTSIDE = 1;
/** A letter or digit. */
const BEGINS = 2;
/** A mark, apostrophe or hyphen, which belongs to a word that has begun. */
const CONTINUES = 3;
/** An ideograph or kana, a word by itself. */
const ALONE = 4;

function isInWord(text: string, at: number): boolean {
  const kind = kindAt(text, at);
  return kind === BEGINS || kind === CONTINUES;
}

/** By UTF-16 unit; 0 for those that were not asked for yet, and for halves of pairs. */
const kinds = new Uint8Array(0x10000);

function kindAt(text: string, at: number): number {
  const known = kinds[text.charCodeAt(at)] ?? 0;
  return known === 0 ? readKind(text, at) : known;
}

const IDEOGRAPH = new RegExp(IDEOGRAPHS.source, 'u');
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const IN_WORD = /[\p{M}'’_-]/u;

function readKind(text: string, at: number): number {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const isIdeograph = IDEOGRAPH.test(character);
  let kind = OUTSIDE;
  if (LETTER_OR_DIGIT.test(character)) kind = isIdeograph ? ALONE : BEGINS;
  else if (IN_WORD.test(character) && !isIdeograph) kind = CONTINUES;
  const unit = text.charCodeAt(at);
  if (!isHighSurrogate(unit)) kinds[unit] = kind;
  return kind;
}

const isHighSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xd800;

/** Where the character that stands at a place ends. */
const behind = (text: string, at: number): number =>
  isHighSurrogate(text.charCodeAt(at)) && (text.codePointAt(at) ?? 0) > 0xffff ? at + 2 : at + 1;
