/**
 * Escapes only what CommonMark and GFM would otherwise read as markup, because a reader should
 * rarely meet a backslash. Line starts are handled by the blocks, which know where a line starts.
 */

/** Addresses that GFM links by itself: a backslash in one would become part of it. */
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<]+/g;

export function escapeText(text: string): string {
  if (!/[\\`*_[\]<&~!|]/.test(text)) return text;
  if (!/http|www\./.test(text)) return escapeWords(text, 0, text.length);
  let result = '';
  let from = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    result += escapeWords(text, from, index);
    from = index + address.length;
    if (isPlainAddress(text, index, from)) result += address;
    else {
      // With an escaped `:` or `.` it is no address, so its other characters can be escaped too.
      const words = escapeWords(text, index, from);
      result += words.replaceAll('://', '\\://').replaceAll('www.', 'www\\.');
    }
  }
  return result + escapeWords(text, from, text.length);
}

/** Whether an address may stand as it is: nothing in or after it can be taken for markup. */
function isPlainAddress(text: string, start: number, end: number): boolean {
  const address = text.slice(start, end);
  if (text.charAt(end) === '<' || /[*`\\[\]|]|&[#\w]+;|[_~]$/.test(address)) return false;
  if (!/(?:^|[^\p{L}\p{N}])_|_[^\p{L}\p{N}]/u.test(address)) return true;
  // Underscores count as markup, unless GFM surely makes a link of the address.
  return (
    text.charAt(start - 1) === ' ' && /^(?:https?:\/\/|www\.)[a-z\d-]+\.[a-z\d]/i.test(address)
  );
}

/** Escapes `text` from `from` to `to`; the characters around decide what needs it. */
function escapeWords(text: string, from: number, to: number): string {
  let result = '';
  let written = from;
  const sign = /[\\`*_[\]<&~!]/g;
  sign.lastIndex = from;
  while (sign.test(text)) {
    const at = sign.lastIndex - 1;
    if (at >= to) break;
    const character = text.charAt(at);
    if (character === '*' || character === '_') {
      const end = endOfRun(text, at);
      const escaped = isInert(text, at, end)
        ? text.slice(at, end)
        : `\\${character}`.repeat(end - at);
      result += text.slice(written, at) + escaped;
      sign.lastIndex = end;
      written = end;
    } else if (needsEscape(text, at)) {
      result += `${text.slice(written, at)}\\${character}`;
      written = at + 1;
    }
  }
  return written < to ? result + text.slice(written, to) : result;
}

function endOfRun(text: string, at: number): number {
  let end = at + 1;
  while (text.charAt(end) === text.charAt(at)) end += 1;
  return end;
}

/**
 * Whether a run of `*` or `_` can neither open nor close emphasis: between spaces, and `_` inside a
 * word. At an edge of the text the neighbours are unknown, so there a run is never inert.
 */
function isInert(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  if (before === ' ' && after === ' ') return true;
  return text.charAt(start) === '_' && isWord(before) && isWord(after);
}

const isWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
const isPunctuation = (character: string): boolean =>
  character !== '' && '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'.includes(character);

function needsEscape(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  const after = text.charAt(at + 1);
  switch (text.charAt(at)) {
    case '\\':
      return after === '' || isPunctuation(after);
    case '`':
      return true;
    case '~':
      return !(before === ' ' && after === ' ');
    case '[':
      return (
        after === '^' ||
        (at === 0 && /^\[[ x]\]/i.test(text)) ||
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

/** With what a block can start that one line is; digits for the numbers of lists. */
const BLOCK_SIGN = /^[#>\-+*_~\d]/;

/** Escapes what would start a block at the beginning of each of a paragraph's lines. */
export function escapeLineStarts(content: string): string {
  if (!content.includes('\n') && !BLOCK_SIGN.test(content)) return content;
  const lines = content.split('\n');
  const isRule = lines.map((line) => RULE.test(line.trimEnd()));
  const count = isRule.includes(true) ? delimitersIn(content) : new Map<string, number>();
  return lines
    .map((line, at) => (isRule[at] === true ? escapeRule(line, count) : escapeLineStart(line, at)))
    .join('\n');
}

function delimitersIn(content: string): Map<string, number> {
  const count = new Map<string, number>();
  for (const [character] of content.matchAll(/[*_]/g)) {
    count.set(character, (count.get(character) ?? 0) + 1);
  }
  return count;
}

/** A thematic break. */
const RULE = /^(?:(?:- ?){3,}|(?:_ ?){3,}|(?:\* ?){3,})$/;

/** One backslash will do, unless what is left of the rule could pair with a delimiter elsewhere. */
function escapeRule(line: string, count: ReadonlyMap<string, number>): string {
  const character = line.charAt(0);
  const isAlone = count.get(character) === line.split(character).length - 1;
  return isAlone || character === '-' ? `\\${line}` : line.replaceAll(character, `\\${character}`);
}

function escapeLineStart(line: string, at: number): string {
  if (/^(?:#{1,6}(?: |$)|>|[-+*](?: |$))/.test(line)) return `\\${line}`;
  // What is left of a run of tildes could still strike text through.
  if (line.startsWith('~~~')) return line.replace(/^~+/, (run) => run.replaceAll('~', '\\~'));
  const number = /^(\d{1,9})[.)](?: |$)/.exec(line);
  if (number !== null) {
    const digits = number[1] ?? '';
    return `${digits}\\${line.slice(digits.length)}`;
  }
  // On a later line, the underline of a heading or table.
  if (at > 0 && /^(?:=+|[|:-][\s|:-]*)$/.test(line.trim())) return `\\${line}`;
  return line;
}

/** A backslash before a space needs no escape, but before the sign that follows the content it does. */
export function beforeSign(content: string): string {
  let count = 0;
  while (content.charAt(content.length - 1 - count) === '\\') count += 1;
  return count % 2 === 0 ? content : `${content}\\`;
}

/**
 * Escapes brackets in a link's text when they do not pair up: pairs may stand there as they are, and
 * so may all that stand in inline code.
 */
export function balanceBrackets(content: string): string {
  if (!/[[\]]/.test(content)) return content;
  const brackets = bracketsIn(content);
  let depth = 0;
  for (const at of brackets) {
    depth += content.charAt(at) === '[' ? 1 : -1;
    if (depth < 0) break;
  }
  if (depth === 0) return content;
  let result = '';
  let from = 0;
  for (const at of brackets) {
    result += `${content.slice(from, at)}\\`;
    from = at;
  }
  return result + content.slice(from);
}

/** Where brackets stand that are neither escaped nor inside inline code. */
function bracketsIn(content: string): number[] {
  const places: number[] = [];
  let fence = 0;
  for (const { 0: token, index } of content.matchAll(/\\.|`+|[[\]]/g)) {
    if (token.startsWith('`')) {
      if (fence === 0) fence = token.length;
      else if (fence === token.length) fence = 0;
    } else if (fence === 0 && token.length === 1) places.push(index);
  }
  return places;
}

/** A link destination: in angle brackets only when it must be. */
export function destination(href: string): string {
  const address = href.replace(/[\s<>`]/g, (character) => encodeURIComponent(character));
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

/** Text of an HTML element. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An attribute. White space in an address is an author's slip, and could be a line end. */
export const htmlAttribute = (name: string, value: string): string =>
  ` ${name}="${escapeHtml(value).replaceAll('"', '&quot;').replace(/\s/g, ' ')}"`;
