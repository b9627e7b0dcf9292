/**
 * Names of files and folders that are readable in every script and legal on every system.
 *
 * The policy, in the order it is applied:
 * - NFC; white space becomes single spaces; control characters, invisible direction marks and
 *   private-use characters go (the joiners U+200C and U+200D stay: Persian and emoji need them).
 * - `: / \ |` separate words, so they become a dash: `Q1/Q2` → `Q1-Q2`, `How to: Go` → `How to - Go`.
 * - `" * ? < > # % ^ [ ]` and the backtick are illegal on Windows, or break links, Git tools or
 *   wikis that read the tree; they go at the edge of a word and become a dash inside one.
 * - No dot, space or dash at either end (hidden files, Windows, options on a command line).
 * - Names that Windows or Git keep for themselves (`CON`, `nul.txt`, `git~1`) get an underscore.
 * - Cut between graphemes to a number of bytes and of UTF-16 units.
 *
 * Everything else stays, `&` and `'` included: they are legal everywhere, and links encode them.
 */

export interface NameLimit {
  /** UTF-8 bytes, as Linux counts a segment. */
  readonly bytes: number;
  /** UTF-16 units, as Windows counts a path. */
  readonly units: number;
}

/** Longest text that is looked at: far over every limit, and keeps hostile titles cheap. */
const LONGEST_INPUT = 1000;

const INVISIBLE =
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must go
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFF\p{Co}]/gu;
const SEPARATOR = /[:/\\|]+/;
const AWKWARD = /["*?<>#%^[\]`]+/g;
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³]|git~\d)$/i;
const EDGE = new Set([' ', '.', '-', '\u200C', '\u200D']);
const WORD_EDGE = new Set([undefined, ' ', '-']);

const bytesOf = (text: string): number => Buffer.byteLength(text);

function trimEdges(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && EDGE.has(text.charAt(start))) start++;
  while (end > start && EDGE.has(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function dashSeparators(text: string): string {
  const [first = '', ...rest] = text.split(SEPARATOR);
  let joined = first;
  let spaced = false;
  for (const part of rest) {
    if (part.trim() === '') {
      spaced = true;
      continue;
    }
    spaced ||= joined.endsWith(' ') || part.startsWith(' ');
    joined = `${joined.trimEnd()}${spaced ? ' - ' : '-'}${part.trimStart()}`;
    spaced = false;
  }
  return joined;
}

function dropAwkward(text: string): string {
  return text.replace(AWKWARD, (match: string, at: number) =>
    WORD_EDGE.has(text[at - 1]) || WORD_EDGE.has(text[at + match.length]) ? '' : '-',
  );
}

function avoidReserved(name: string): string {
  const dot = name.indexOf('.');
  const base = dot === -1 ? name : name.slice(0, dot);
  // Windows ignores spaces before the dot: `CON .txt` is the console too.
  return RESERVED.test(base.trimEnd()) ? `${base.trimEnd()}_${name.slice(base.length)}` : name;
}

/**
 * Makes one path segment of any text.
 * @returns the name, not yet cut; '' when nothing of the text can stand in a name.
 */
export function safeName(text: string): string {
  const visible = text
    .slice(0, LONGEST_INPUT)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE, '');
  const plain = dropAwkward(dashSeparators(visible)).replace(/ +/g, ' ');
  return avoidReserved(trimEdges(plain));
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

function takeWhileFits(parts: Iterable<string>, limit: NameLimit): string {
  let taken = '';
  let bytes = 0;
  for (const part of parts) {
    bytes += bytesOf(part);
    if (bytes > limit.bytes || taken.length + part.length > limit.units) break;
    taken += part;
  }
  return taken;
}

function* segments(text: string): Generator<string> {
  for (const { segment } of graphemes.segment(text)) yield segment;
}

/** Cuts a safe name to the limit, between graphemes (between code points if one alone is longer). */
export function cutName(name: string, limit: NameLimit): string {
  if (name.length <= limit.units && bytesOf(name) <= limit.bytes) return name;
  const cut = takeWhileFits(segments(name), limit) || takeWhileFits(name, limit);
  return avoidReserved(trimEdges(cut));
}

/** Nothing of it has another form, or a longer one in upper case. */
const PLAIN = /^[\u0020-\u007E]*$/;

/**
 * The same text for all names that some file system takes for one: macOS and Windows ignore case,
 * macOS also ignores how accents are composed. Broader than any of them, which is safe.
 */
export function foldName(name: string): string {
  if (PLAIN.test(name)) return name.toUpperCase();
  return name
    .normalize('NFKC')
    .toUpperCase()
    .normalize('NFKC')
    .replace(/[\u200C\u200D]/g, '');
}
