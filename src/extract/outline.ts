/** Finds a page's headings: real ones, bold paragraphs, and plain lines that stand as headings. */
import { isTag, isText } from 'domhandler';
import type { ChildNode, Element } from '../model/dom.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { lineText } from './text.ts';

export type HeadingKind = 'real' | 'bold' | 'plain';

/** A heading and what stands under it, up to the next heading of any level. */
export interface OutlineEntry {
  readonly element: Element;
  readonly kind: HeadingKind;
  /** 1 to 6; a paragraph that stands as a heading is one below the real heading before it, else 2. */
  readonly level: number;
  readonly heading: string;
  /** Its key in the vocabulary; null for a heading that the vocabulary does not know. */
  readonly key: string | null;
  readonly content: readonly ChildNode[];
}

type Found = Omit<OutlineEntry, 'content'> & { readonly at: number };

/**
 * The headings among a normalised body's top-level blocks, in document order.
 *
 * `h1` to `h6` count, unless they are empty. Where a page has any, a bold paragraph or a plain line
 * counts only when the vocabulary knows it, so that “**Description**” stays text. Where it has none,
 * bold paragraphs count always, and plain lines when the vocabulary knows them or the layout shows
 * it: a short line that begins with a capital and ends without punctuation, before something longer.
 */
export function outline(body: Element, vocabulary: Vocabulary): OutlineEntry[] {
  const blocks = body.children;
  const hasReal = blocks.some((block) => levelOf(block) !== null && lineText([block]) !== '');
  const found: Found[] = [];
  for (const [at, block] of blocks.entries()) {
    const entry = isTag(block) ? headingAt(block, at, { hasReal, vocabulary, found }) : null;
    if (entry !== null) found.push(entry);
  }
  return found.map(({ element, kind, level, heading, key, at }, index) => {
    const content = blocks.slice(at + 1, found[index + 1]?.at ?? blocks.length);
    return { element, kind, level, heading, key, content };
  });
}

interface Page {
  readonly hasReal: boolean;
  readonly vocabulary: Vocabulary;
  /** The headings before this place. */
  readonly found: readonly Found[];
}

function headingAt(block: Element, at: number, page: Page): Found | null {
  const level = levelOf(block);
  if (level === null) return block.name === 'p' ? standingAt(block, at, page) : null;
  const heading = lineText([block]);
  if (heading === '') return null;
  const key = page.vocabulary.keyOf(heading);
  return { element: block, kind: 'real', level, heading, key, at };
}

/** A paragraph that stands as a heading. The vocabulary is asked last, and of most never. */
function standingAt(block: Element, at: number, page: Page): Found | null {
  const kind = isBold(block) ? 'bold' : 'plain';
  if (kind === 'plain' && !block.children.every(isText)) return null;
  const heading = lineText([block]);
  if (!(kind === 'bold' ? isBoldLine(block, heading) : isPlainLine(heading))) return null;
  const key = page.vocabulary.keyOf(heading);
  if (isValue(block, key, page)) return null;
  const stands =
    kind === 'bold' ? key !== null || !page.hasReal : isPlainHeading(block, heading, key, page);
  return stands ? { element: block, kind, level: lowerLevel(page), heading, key, at } : null;
}

const isBoldLine = (block: Element, heading: string): boolean =>
  heading.length <= 120 &&
  !/[.!?。！？]$/.test(heading) &&
  !block.children.some((child) => isTag(child) && child.name === 'br');

const isPlainLine = (heading: string): boolean =>
  heading.length <= 80 && /^[\p{Lu}\p{Lo}]/u.test(heading) && !/[.!?,;。！？，；]$/.test(heading);

function isPlainHeading(block: Element, heading: string, key: string | null, page: Page): boolean {
  // Many a sentence fragment names a group; only a page's first heading is surely its name.
  if (isGroup(key, page)) return !page.hasReal && page.found.length === 0;
  return key !== null || (!page.hasReal && standsBeforeLonger(block, heading));
}

const LEVELS: ReadonlyMap<string, number> = new Map(
  [1, 2, 3, 4, 5, 6].map((level) => [`h${String(level)}`, level]),
);

const levelOf = (node: ChildNode): number | null =>
  isTag(node) ? (LEVELS.get(node.name) ?? null) : null;

function lowerLevel({ found }: Page): number {
  const real = found.findLast(({ kind }) => kind === 'real');
  return real === undefined ? 2 : Math.min(6, real.level + 1);
}

/** `<p><strong>Issues</strong>:</p>`; a mere colon may stand outside. */
function isBold(paragraph: Element): boolean {
  let hasWords = false;
  for (const child of paragraph.children) {
    if (BLANK.test(isText(child) ? child.data : lineText([child]))) continue;
    if (!isTag(child) || !holdsOnlyStrong(child)) return false;
    hasWords = true;
  }
  return hasWords;
}

const BLANK = /^[\s:：]*$/;

function holdsOnlyStrong(element: Element): boolean {
  if (element.name === 'strong') return !hasBreak(element);
  return element.name === 'em' && isBold(element);
}

const hasBreak = (element: Element): boolean =>
  element.children.some((child) => isTag(child) && (child.name === 'br' || hasBreak(child)));

const isGroup = (key: string | null, { vocabulary }: Page): boolean =>
  key !== null && key === vocabulary.reports.group;

/** A first line under `Report Author(s)` that opens no other section is its answer. */
function isValue(block: Element, key: string | null, page: Page): boolean {
  const heading = page.found.at(-1);
  if (heading === undefined || !page.vocabulary.asking.has(heading.key ?? '')) return false;
  return (key === null || isGroup(key, page)) && previousElement(block) === heading.element;
}

/** Layout alone makes a heading of a short capitalised line before a longer paragraph or a list. */
function standsBeforeLonger(block: Element, heading: string): boolean {
  if (heading.length > 60 || heading.endsWith(':') || !/^\p{Lu}\p{L}/u.test(heading)) return false;
  const next = nextElement(block);
  if (next === null) return false;
  if (next.name === 'p') return lineText([next]).length >= Math.max(80, heading.length * 2);
  return ['ul', 'ol', 'table', 'pre', 'blockquote'].includes(next.name);
}

function nextElement(node: ChildNode): Element | null {
  let next = node.next;
  while (next !== null && !isTag(next)) next = next.next;
  return next;
}

function previousElement(node: ChildNode): Element | null {
  let previous = node.prev;
  while (previous !== null && !isTag(previous)) previous = previous.prev;
  return previous;
}
