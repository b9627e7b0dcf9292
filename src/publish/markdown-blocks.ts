/**
 * Splits Markdown into the stretches that matter for links: text with inline markup, raw HTML
 * blocks (where only tags count), and code (where nothing does). Follows CommonMark 0.31, sections
 * 4.5 and 4.6, for the Markdown this tool writes: fenced code only, HTML blocks of kinds 1, 2, 6.
 */

export interface MarkdownBlock {
  readonly kind: 'text' | 'html' | 'code';
  /** With its line ends; all blocks joined are the whole text. */
  readonly text: string;
}

interface LineStart {
  /** Block-quote marks before the content. */
  readonly quotes: number;
  /** Whether a list item begins on this line. */
  readonly startsItem: boolean;
  /** Where the content begins. */
  readonly offset: number;
}

interface Fence {
  readonly kind: 'code';
  readonly mark: string;
  readonly length: number;
  readonly quotes: number;
  readonly offset: number;
  readonly itemIndent: number;
}

interface HtmlBlock {
  readonly kind: 'html';
  /** What the last line contains; null for a blank line after it. */
  readonly end: string | null;
  readonly quotes: number;
  /** Lines with less belong to no list item that holds the block, and end it. */
  readonly itemIndent: number;
}

/** What a fence, a comment and a tag begin with. */
const BLOCK_START = new Set('`~<');
const LIST_MARKER = /(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)/y;
const FENCE = /^(?:(`{3,})[^`]*|(~{3,})(?:[^~].*)?)$/;
const BLOCK_TAG =
  /^<\/?(?:address|article|aside|blockquote|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?=[\s/>]|$)/i;
const VERBATIM_TAG = /^<(pre|script|style|textarea)(?=[\s>]|$)/i;

function readLineStart(line: string): LineStart {
  let quotes = 0;
  let startsItem = false;
  let offset = 0;
  for (;;) {
    while (line[offset] === ' ' || line[offset] === '\t') offset++;
    if (line[offset] === '>') {
      quotes++;
      offset++;
      continue;
    }
    LIST_MARKER.lastIndex = offset;
    const marker = LIST_MARKER.exec(line);
    if (marker === null) return { quotes, startsItem, offset };
    startsItem = true;
    offset += marker[0].length;
  }
}

function openBlock(
  content: string,
  start: LineStart,
  itemIndent: number,
): Fence | HtmlBlock | null {
  const { quotes, offset } = start;
  if (!BLOCK_START.has(content.charAt(0))) return null;
  const fence = FENCE.exec(content);
  const marks = fence?.[1] ?? fence?.[2];
  if (marks !== undefined)
    return {
      kind: 'code',
      mark: marks.charAt(0),
      length: marks.length,
      quotes,
      offset,
      itemIndent,
    };
  if (content.startsWith('<!--')) return { kind: 'html', end: '-->', quotes, itemIndent };
  const verbatim = VERBATIM_TAG.exec(content);
  if (verbatim !== null)
    return { kind: 'html', end: `</${(verbatim[1] ?? '').toLowerCase()}>`, quotes, itemIndent };
  return BLOCK_TAG.test(content) ? { kind: 'html', end: null, quotes, itemIndent } : null;
}

/**
 * Skips the block-quote marks around a block; null when the line has fewer, or is indented less than
 * the list item around the block: that ends it.
 */
function insideContainers(line: string, { quotes, itemIndent }: Fence | HtmlBlock): string | null {
  let offset = 0;
  for (let depth = 0; depth < quotes; depth++) {
    while (line[offset] === ' ' || line[offset] === '\t') offset++;
    if (line[offset] !== '>') return null;
    offset++;
  }
  const inner = line.slice(offset);
  const content = inner.trimStart();
  return content !== '' && line.length - content.length < itemIndent ? null : inner;
}

type LineRole = 'inside' | 'last' | 'after';

function roleInFence(line: string, fence: Fence): LineRole {
  const inner = insideContainers(line, fence);
  if (inner === null) return 'after';
  const content = inner.trimStart();
  if (line.length - content.length - fence.offset > 3) return 'inside';
  const marks = content.trimEnd();
  const closes = marks.length >= fence.length && marks === fence.mark.repeat(marks.length);
  return closes ? 'last' : 'inside';
}

function roleInHtml(line: string, block: HtmlBlock): LineRole {
  const inner = insideContainers(line, block);
  if (inner === null) return 'after';
  if (block.end === null) return inner.trim() === '' ? 'after' : 'inside';
  return inner.toLowerCase().includes(block.end) ? 'last' : 'inside';
}

interface PreviousLine {
  readonly quotes: number;
  readonly content: string;
}

/** The indents of the list items that a line is in, after it; the innermost last. */
function followItems(items: number[], start: LineStart, content: string): void {
  if (content === '' && !start.startsItem) return;
  // A sibling's content begins where the last item's did, and takes its place.
  const innermost = start.startsItem ? start.offset - 1 : start.offset;
  while ((items.at(-1) ?? 0) > innermost) items.pop();
  if (start.startsItem) items.push(start.offset);
}

/** Inline markup never reaches over these line starts. */
function startsText(content: string, start: LineStart, before: PreviousLine): boolean {
  return (
    content === '' ||
    start.startsItem ||
    start.quotes > before.quotes || // fewer: the paragraph of the quote may go on
    content.startsWith('#') ||
    before.content.startsWith('#') ||
    (content.startsWith('|') && before.content.startsWith('|'))
  );
}

/**
 * @param markdown any text; LF line ends.
 * @yields its blocks in order, in linear time.
 */
export function* markdownBlocks(markdown: string): Generator<MarkdownBlock> {
  let open: Fence | HtmlBlock | null = null;
  const items: number[] = [];
  let before: PreviousLine = { quotes: 0, content: '' };
  let blockStart = 0;
  let kind: MarkdownBlock['kind'] = 'text';
  for (let at = 0; at < markdown.length;) {
    const newline = markdown.indexOf('\n', at);
    const next = newline === -1 ? markdown.length : newline + 1;
    const line = markdown.slice(at, newline === -1 ? next : newline);
    const role: LineRole =
      open === null
        ? 'after'
        : open.kind === 'code'
          ? roleInFence(line, open)
          : roleInHtml(line, open);
    if (role === 'last') open = null;
    if (role === 'after') {
      const start = readLineStart(line);
      const content = line.slice(start.offset);
      followItems(items, start, content);
      open = openBlock(content, start, items.at(-1) ?? 0);
      if (open !== null || kind !== 'text' || startsText(content, start, before)) {
        if (at > blockStart) yield { kind, text: markdown.slice(blockStart, at) };
        blockStart = at;
        kind = open?.kind ?? 'text';
      }
      before = { quotes: start.quotes, content };
      if (open?.kind === 'html' && open.end !== null && content.toLowerCase().includes(open.end))
        open = null;
    }
    at = next;
  }
  if (blockStart < markdown.length) yield { kind, text: markdown.slice(blockStart) };
}
