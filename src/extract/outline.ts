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
  return found.map(({ at, ...entry }, index) => ({
    ...entry,
    content: blocks.slice(at + 1, found[index + 1]?.at ?? blocks.length),
  }));
}

interface Page {
  readonly hasReal: boolean;
  readonly vocabulary: Vocabulary;
  /** The headings before this place. */
  readonly found: readonly Found[];
}

function headingAt(block: Element, at: number, page: Page): Found | null {
  const heading = lineText([block]);
  if (heading === '') return null;
  const key = page.vocabulary.keyOf(heading);
  const level = levelOf(block);
  if (level !== null) return { element: block, kind: 'real', level, heading, key, at };
  const kind = block.name === 'p' ? standingKind(block, heading, key, page) : null;
  return kind === null ? null : { element: block, kind, level: lowerLevel(page), heading, key, at };
}

/** Whether a paragraph stands as a heading, and as which kind. */
function standingKind(
  block: Element,
  heading: string,
  key: string | null,
  page: Page,
): HeadingKind | null {
  if (block.children.some((child) => isTag(child) && child.name === 'br')) return null;
  if (isValue(block, key, page)) return null;
  if (isBold(block)) {
    const isShort = heading.length <= 120 && !/[.!?。！？]$/.test(heading);
    return isShort && (key !== null || !page.hasReal) ? 'bold' : null;
  }
  if (!isPlainLine(block, heading)) return null;
  // Many a sentence fragment names a group; only a page's first heading is surely its name.
  if (isGroup(key, page)) return !page.hasReal && page.found.length === 0 ? 'plain' : null;
  if (key !== null) return 'plain';
  return !page.hasReal && standsBeforeLonger(block, heading) ? 'plain' : null;
}

function levelOf(node: ChildNode): number | null {
  const level = isTag(node) ? /^h([1-6])$/.exec(node.name)?.[1] : undefined;
  return level === undefined ? null : Number(level);
}

function lowerLevel({ found }: Page): number {
  const real = found.findLast(({ kind }) => kind === 'real');
  return real === undefined ? 2 : Math.min(6, real.level + 1);
}

/** `<p><strong>Issues</strong>:</p>`; a mere colon may stand outside. */
function isBold(paragraph: Element): boolean {
  const parts = paragraph.children.filter((child) => !/^[\s:：]*$/.test(lineText([child])));
  return parts.length > 0 && parts.every((part) => isTag(part) && holdsOnlyStrong(part));
}

function holdsOnlyStrong(element: Element): boolean {
  if (element.name === 'strong') return !hasBreak(element);
  return element.name === 'em' && isBold(element);
}

const hasBreak = (element: Element): boolean =>
  element.children.some((child) => isTag(child) && (child.name === 'br' || hasBreak(child)));

const isPlainLine = (paragraph: Element, heading: string): boolean =>
  heading.length <= 80 &&
  /^[\p{Lu}\p{Lo}]/u.test(heading) &&
  paragraph.children.every(isText) &&
  !/[.!?,;。！？，；]$/.test(heading);

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
