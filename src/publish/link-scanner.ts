/** The Markdown half of relinking: finds links and images in inline text (CommonMark 0.31, 6). */
import { escapeLinkText } from './escape.ts';
import { readTag, type HtmlTag } from './html-tag.ts';
import { missingKind } from './placeholder.ts';
import type { Resolution, ResolveUri } from './symbolic-link.ts';

export type RewriteTag = (found: { readonly start: number; readonly tag: HtmlTag }) => string;

interface Opener {
  /** Index of the piece that holds `[` or `![`. */
  readonly piece: number;
  readonly isImage: boolean;
}

interface Scan {
  readonly text: string;
  readonly resolveUri: ResolveUri;
  readonly rewriteTag: RewriteTag;
  position: number;
  readonly pieces: string[];
  readonly openers: Opener[];
  /** Starts of backtick runs by their length, ascending; null until a backtick is met. */
  backticks: Map<number, number[]> | null;
  /** False once no comment ends any more. */
  hasComments: boolean;
}

const NEXT_SPECIAL = /[\\`<![\]]/g;
const AUTOLINK = /<[a-z][a-z\d+.-]{1,31}:[^\s<>]*>/iy;
const SPACES = /[ \t]*(?:\n[ \t]*)?/y;
const ANGLE_DESTINATION = /<((?:[^<>\\\n]|\\.)*)>/y;
const TITLE = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\((?:[^()\\]|\\[\s\S])*\)/y;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Copies the text up to `end` unchanged. */
function copy(scan: Scan, end: number): void {
  scan.pieces.push(scan.text.slice(scan.position, end));
  scan.position = end;
}

function backtickRuns(text: string): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const starts = runs.get(run.length);
    if (starts === undefined) runs.set(run.length, [index]);
    else starts.push(index);
  }
  // Descending, so that runs that have been passed are popped off the end.
  for (const starts of runs.values()) starts.reverse();
  return runs;
}

function skipCode(scan: Scan): void {
  let end = scan.position;
  while (scan.text[end] === '`') end++;
  const length = end - scan.position;
  scan.backticks ??= backtickRuns(scan.text);
  const starts = scan.backticks.get(length) ?? [];
  while (starts.length > 0 && (starts.at(-1) ?? 0) < end) starts.pop();
  const close = starts.at(-1);
  copy(scan, close === undefined ? end : close + length);
}

/** The end of the comment that begins at `at`, in which nothing counts; null where none does. */
function commentEnd(scan: Scan, at: number): number | null {
  if (!scan.hasComments || !scan.text.startsWith('<!--', at)) return null;
  // `<!-->` and `<!--->` are whole comments.
  const close = scan.text.indexOf('-->', at + 2);
  scan.hasComments = close !== -1;
  return close === -1 ? null : close + 3;
}

function skipAngle(scan: Scan): void {
  const comment = commentEnd(scan, scan.position);
  if (comment !== null) {
    copy(scan, comment);
    return;
  }
  const tag = readTag(scan.text, scan.position);
  if (tag !== null) {
    scan.pieces.push(scan.rewriteTag({ start: scan.position, tag }));
    scan.position = tag.end;
    return;
  }
  const autolink = match(AUTOLINK, scan.text, scan.position);
  copy(scan, scan.position + (autolink?.[0].length ?? 1));
}

function openBracket(scan: Scan, length: number): void {
  scan.openers.push({ piece: scan.pieces.length, isImage: length === 2 });
  copy(scan, scan.position + length);
}

/** CommonMark asks parsers for at least three and allows a limit; theirs is 32. */
const DEEPEST_PARENTHESES = 32;

/**
 * The end of a destination without angle brackets: a space, or a `)` that closes nothing. Null where a
 * parenthesis stays open, because then it is no destination.
 */
function bareDestinationEnd(text: string, start: number): number | null {
  let depth = 0;
  let at = start;
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    if (character <= ' ') break;
    if (character === '\\') at++;
    else if (character === '(' && depth++ === DEEPEST_PARENTHESES) break;
    else if (character === ')' && depth-- === 0) break;
  }
  return depth > 0 ? null : Math.min(at, text.length);
}

interface Destination {
  readonly uri: string;
  /** Where the address begins and ends, angle brackets included. */
  readonly start: number;
  readonly end: number;
  /** Just behind the closing parenthesis. */
  readonly after: number;
}

/** Reads `(address "title")`; null when `at` does not begin one. */
function readDestination(text: string, at: number): Destination | null {
  const start = at + 1 + (match(SPACES, text, at + 1)?.[0].length ?? 0);
  const angle = match(ANGLE_DESTINATION, text, start);
  const end = angle === null ? bareDestinationEnd(text, start) : start + angle[0].length;
  if (end === null) return null;
  const uri = angle?.[1] ?? text.slice(start, end);
  const gap = match(SPACES, text, end)?.[0].length ?? 0;
  const title = gap === 0 ? null : match(TITLE, text, end + gap);
  const titleEnd = end + gap + (title?.[0].length ?? 0);
  const close = titleEnd + (match(SPACES, text, titleEnd)?.[0].length ?? 0);
  return text[close] === ')' ? { uri, start, end, after: close + 1 } : null;
}

function isBlankFrom(pieces: readonly string[], start: number): boolean {
  for (let index = start; index < pieces.length; index++)
    if (pieces[index]?.trim() !== '') return false;
  return true;
}

/**
 * A link whose text is nothing but an address, as the export has it for Cloud's smart links, shows
 * the title of the page as they did; an address that leads to no page of the tree is written once.
 * @returns whether the whole link is written.
 */
function writeBareLink(pieces: string[], opener: number, { href, title }: Resolution): boolean {
  const shown = pieces.slice(opener + 1).join('');
  if (!/^https?:\/\/[^\s[\]<>]+$/.test(shown)) return false;
  if (title !== null) {
    // The link may stand in a table, where only an escaped pipe is text.
    const words = escapeLinkText(title).replaceAll('|', String.raw`\|`);
    pieces.splice(opener + 1, pieces.length, words);
    return false;
  }
  if (shown.replaceAll('\\', '') !== href) return false;
  pieces.splice(opener, pieces.length, `<${href}>`);
  return true;
}

function closeBracket(scan: Scan): void {
  const opener = scan.openers.pop();
  const at = scan.position + 1;
  const destination =
    opener !== undefined && scan.text[at] === '(' ? readDestination(scan.text, at) : null;
  if (opener === undefined || destination === null) {
    copy(scan, at);
    return;
  }
  const resolution = scan.resolveUri(destination.uri, opener.isImage);
  if (resolution === null) {
    copy(scan, destination.after);
  } else if (resolution.href === null) {
    scan.pieces[opener.piece] = '';
    const isBlank = isBlankFrom(scan.pieces, opener.piece);
    const label = isBlank ? escapeLinkText(resolution.label) : '';
    if (opener.isImage)
      writePlaceholder(scan, opener.piece, {
        label,
        fileName: resolution.label,
        end: destination.after,
      });
    else scan.pieces.push(label);
  } else if (opener.isImage || !writeBareLink(scan.pieces, opener.piece, resolution)) {
    scan.pieces.push(scan.text.slice(scan.position, destination.start), resolution.href);
    scan.pieces.push(scan.text.slice(destination.end, destination.after));
  }
  scan.position = destination.after;
}

interface Missing {
  /** What to write where the image has no words of its own; else ''. */
  readonly label: string;
  readonly fileName: string;
  /** Just behind the image's source text. */
  readonly end: number;
}

/** Puts `[missing image: words]` around the words; next to brackets it would read as a link. */
function writePlaceholder(scan: Scan, start: number, missing: Missing): void {
  const { label, fileName, end } = missing;
  const words = label || (scan.pieces.at(-1) ?? '');
  const isWritten = (piece: string, at: number): boolean => at < start && piece !== '';
  const gap = scan.pieces.findLast(isWritten)?.endsWith(']') === true ? ' ' : '';
  scan.pieces[start] = `${gap}[missing ${missingKind(fileName, words)}: `;
  const isLinkLike = /[([:]/.test(scan.text.charAt(end));
  scan.pieces.push(isLinkLike ? `${label}] ` : `${label}]`);
}

/**
 * @param text inline Markdown: a paragraph, heading, list item or table row with its line ends.
 * @param resolveUri called for each destination; what it does not know stays as it is.
 * @param rewriteTag called for each raw HTML tag.
 * @returns the text with the destinations replaced.
 */
export function scanLinks(text: string, resolveUri: ResolveUri, rewriteTag: RewriteTag): string {
  const scan: Scan = {
    text,
    resolveUri,
    rewriteTag,
    position: 0,
    pieces: [],
    openers: [],
    backticks: null,
    hasComments: true,
  };
  for (;;) {
    NEXT_SPECIAL.lastIndex = scan.position;
    const at = NEXT_SPECIAL.exec(text)?.index;
    if (at === undefined) break;
    if (at > scan.position) copy(scan, at);
    const character = text[at];
    if (character === '\\') copy(scan, Math.min(at + 2, text.length));
    else if (character === '`') skipCode(scan);
    else if (character === '<') skipAngle(scan);
    else if (character === '[') openBracket(scan, 1);
    else if (character === ']') closeBracket(scan);
    else if (text[at + 1] === '[') openBracket(scan, 2);
    else copy(scan, at + 1);
  }
  copy(scan, text.length);
  return scan.pieces.join('');
}
