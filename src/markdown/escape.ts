/**
 * Escapes only what CommonMark and GFM would otherwise read as markup, because a reader should
 * rarely meet a backslash. Line starts are handled by the blocks, which know where a line starts.
 */

/** Addresses that GFM links by itself: a backslash in one would become part of it. */
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>]+/g;

export function escapeText(text: string): string {
  if (!/[\\`*_[\]<&~!]/.test(text)) return text;
  let result = '';
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    result += escapeWords(text, from, match.index);
    result += match[0].replace(/[*`]/g, '\\$&');
    from = match.index + match[0].length;
  }
  return result + escapeWords(text, from, text.length);
}

/** Escapes `text` from `from` to `to`; the characters around decide what needs it. */
function escapeWords(text: string, from: number, to: number): string {
  let result = '';
  for (let at = from; at < to; at += 1) {
    const character = text.charAt(at);
    result += needsEscape(text, at) ? `\\${character}` : character;
  }
  return result;
}

const isSpace = (character: string): boolean => character === '' || /\s/.test(character);
const isWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
const PUNCTUATION = /[!-/:-@[-`{-~]/;

function needsEscape(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  const after = text.charAt(at + 1);
  switch (text.charAt(at)) {
    case '\\':
      return after === '' || PUNCTUATION.test(after);
    case '`':
      return true;
    case '*':
      // Between spaces it can neither open nor close emphasis. At an edge of the text unknown
      // neighbours follow.
      return !(isSpace(before) && isSpace(after) && before !== '' && after !== '');
    case '_':
      return !(isWord(before) && isWord(after)) && !(before === ' ' && after === ' ');
    case '~':
      return before === '~' || after === '~' || text.indexOf('~') !== text.lastIndexOf('~');
    case '[':
      return (
        after === '^' ||
        (at === 0 && /^\[[ xX]\]/.test(text)) ||
        /^\[!\w+\]/.test(text.slice(at, at + 12))
      );
    case ']':
      return after === '(' || (after === ':' && text.startsWith('['));
    case '<':
      return /[a-z/!?]/i.test(after);
    case '&':
      return /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/i.test(text.slice(at, at + 34));
    case '!':
      return after === '[';
    default:
      return false;
  }
}

/** Escapes what would start a block at the beginning of each of a paragraph's lines. */
export function escapeLineStarts(content: string): string {
  return content.split('\n').map(escapeLineStart).join('\n');
}

function escapeLineStart(line: string, at: number): string {
  if (/^(?:#{1,6}(?: |$)|>|[-+*](?: |$)|~~~)/.test(line)) return `\\${line}`;
  const number = /^(\d{1,9})[.)](?: |$)/.exec(line);
  if (number !== null) {
    const digits = number[1] ?? '';
    return `${digits}\\${line.slice(digits.length)}`;
  }
  // A thematic break, or on a later line the underline of a heading or table.
  if (/^(?:(?:- ?){3,}|(?:_ ?){3,})$/.test(line)) return `\\${line}`;
  if (at > 0 && /^(?:=+|-+|[|:-][\s|:-]*)$/.test(line.trim())) return `\\${line}`;
  return line;
}

/** Escapes brackets in a link's text when they do not pair up: pairs may stand there as they are. */
export function balanceBrackets(content: string): string {
  let depth = 0;
  for (const [match] of content.matchAll(/\\.|[[\]]/g)) {
    if (match === '[') depth += 1;
    if (match === ']') depth -= 1;
    if (depth < 0) break;
  }
  return depth === 0
    ? content
    : content.replace(/\\.|[[\]]/g, (match) => (match.length > 1 ? match : `\\${match}`));
}

/** A link destination: in angle brackets only when it must be. */
export function destination(href: string): string {
  const address = href.replace(/[\s<>]/g, (character) => encodeURIComponent(character));
  if (!/[()\\]/.test(address)) return address;
  let depth = 0;
  for (const character of address) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) break;
  }
  const safe = address.replaceAll('\\', '%5C');
  return depth === 0 ? safe : safe.replaceAll('(', '%28').replaceAll(')', '%29');
}

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
