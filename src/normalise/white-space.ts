/**
 * The policy for white space outside code.
 *
 * No-break and other special spaces become ordinary spaces: Confluence's editors scatter them
 * where an author typed two spaces, and nobody can see or search them. Zero-width spaces, byte
 * order marks, word joiners and soft hyphens are removed. Zero-width joiners stay: scripts and
 * emoji need them. Runs of white space become one space, as a browser shows them.
 */
import { isTag, isText } from 'domhandler';
import type { Element } from '../model/dom.ts';

const SPECIAL_SPACES = /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

/** Whether anything of the above is there at all; in most texts there is nothing. */
const UNCLEAN =
  /[\t\n\v\f\r\u00a0\u00ad\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]| {2}/;

export function cleanText(raw: string): string {
  if (!UNCLEAN.test(raw)) return raw;
  return raw
    .replace(INVISIBLE, '')
    .replace(SPECIAL_SPACES, ' ')
    .replace(/[ \t\r\n\f\v]+/g, ' ');
}

/** Cleans the texts of a tree that came another way than through the rules, as they would. */
export function cleanTree({ children }: Element): void {
  for (const child of children) {
    if (isText(child)) child.data = cleanText(child.data);
    else if (isTag(child) && child.name !== 'pre' && child.name !== 'code') cleanTree(child);
  }
}

/** One line of clean text, trimmed; for titles, names and table-of-macros details. */
export const cleanLine = (raw: string): string => cleanText(raw).trim();

/** Whether a text is nothing but white space; nearly always its first character tells. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  return !(first > SPACE && first < DELETE) && text.trim() === '';
}

const SPACE = 0x20;
const DELETE = 0x7f;
