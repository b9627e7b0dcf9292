/** The words around what was found. */
import type { SnippetPart } from '../model/search.ts';
import { joined } from './search-text.ts';

/** Signs that no text holds: SQLite puts them around the words that were looked for. */
export const OPENS = '\u0002';
export const CLOSES = '\u0003';

/** `a \u0002b\u0003 c` → `a `, `b` as a match, ` c`; words that touch are one match. */
export function snippetParts(marked: string): readonly SnippetPart[] {
  const text = joined(marked).replaceAll(CLOSES + OPENS, '');
  return text
    .split(OPENS)
    .flatMap((piece, at): SnippetPart[] => {
      if (at === 0) return [{ text: piece, isMatch: false }];
      const [match = '', ...rest] = piece.split(CLOSES);
      return [
        { text: match, isMatch: true },
        { text: rest.join(''), isMatch: false },
      ];
    })
    .filter((part) => part.text !== '')
    .map(({ text: part, isMatch }) => ({ text: part.replace(/\s+/g, ' '), isMatch }));
}

export const hasMatch = (marked: string): boolean => marked.includes(OPENS);

/** The line of the first match, or what the snippet has of it, without marks. */
export function matchedLine(marked: string): string {
  const at = marked.indexOf(OPENS);
  const start = marked.lastIndexOf('\n', at) + 1;
  const end = marked.indexOf('\n', at);
  const line = marked.slice(start, end === -1 ? undefined : end);
  return plain(line.replace(/^…/, '').replace(/…$/, ''));
}

/** For comparing texts of the index with stored ones. */
export const plain = (text: string): string =>
  joined(text).replaceAll(OPENS, '').replaceAll(CLOSES, '').trim();
