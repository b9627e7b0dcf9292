/**
 * The policy for white space outside code.
 *
 * No-break and other special spaces become ordinary spaces: Confluence's editors scatter them
 * where an author typed two spaces, and nobody can see or search them. Zero-width spaces, byte
 * order marks, word joiners and soft hyphens are removed. Zero-width joiners stay: scripts and
 * emoji need them. Runs of white space become one space, as a browser shows them.
 */
const SPECIAL_SPACES = /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

export function cleanText(raw: string): string {
  return raw
    .replace(INVISIBLE, '')
    .replace(SPECIAL_SPACES, ' ')
    .replace(/[ \t\r\n\f\v]+/g, ' ');
}

/** One line of clean text, trimmed; for titles, names and table-of-macros details. */
export const cleanLine = (raw: string): string => cleanText(raw).trim();
