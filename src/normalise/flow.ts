/**
 * Puts a mixture of text, inline elements and blocks into an order that Markdown can hold.
 *
 * Confluence writes blocks inside `<p>`, `<span>`, `<strong>` and `<a>`, and loose text beside
 * blocks. These functions sort that out without losing a node.
 */
import type { ChildNode, Element } from '../model/dom.ts';
import { addAll } from '../model/add-all.ts';
import { adopt, append, h, isElement, isSpace, text } from './build.ts';
import { isBlock } from './vocabulary.ts';

const isBreak = (node: ChildNode | undefined): boolean => isElement(node) && node.name === 'br';
const isEdge = (node: ChildNode | undefined): boolean => isSpace(node) || isBreak(node);

type Run = readonly ChildNode[];
const isRun = (part: Run | Element): part is Run => Array.isArray(part);

/** Splits at blocks: runs of inline nodes, and single blocks, in order. */
function partsOf(nodes: readonly ChildNode[]): (Run | Element)[] {
  const parts: (Run | Element)[] = [];
  let start = 0;
  nodes.forEach((node, at) => {
    if (!isBlock(node)) return;
    if (at > start) parts.push(nodes.slice(start, at));
    parts.push(node);
    start = at + 1;
  });
  if (start < nodes.length) parts.push(start === 0 ? nodes : nodes.slice(start));
  return parts;
}

/** Without white space and line breaks at both ends. */
export function trimmed(nodes: readonly ChildNode[]): readonly ChildNode[] {
  let start = 0;
  let end = nodes.length;
  while (start < end && isEdge(nodes[start])) start += 1;
  while (end > start && isEdge(nodes[end - 1])) end -= 1;
  return end - start === nodes.length ? nodes : nodes.slice(start, end);
}

/** Only blocks: each run of inline nodes becomes a paragraph; blank runs vanish. */
export function flow(nodes: readonly ChildNode[]): ChildNode[] {
  const blocks: ChildNode[] = [];
  for (const part of partsOf(nodes)) {
    if (isRun(part)) addParagraphs(blocks, part);
    else addBlock(blocks, part);
  }
  return blocks;
}

function addParagraphs(blocks: ChildNode[], run: Run): void {
  for (const words of paragraphsOf(run)) {
    const inline = trimmed(tidy(words));
    if (inline.length > 0) blocks.push(h('p', {}, inline));
  }
}

/**
 * Bulleted lists in a row are one list: Confluence 1 wrote one for each item, and Markdown could
 * keep them apart only by changing the bullet. Numbers start anew, so numbered lists stay apart.
 */
function addBlock(blocks: ChildNode[], block: Element): void {
  const last = blocks.at(-1);
  if (
    block.name === 'ul' &&
    isElement(last) &&
    last.name === 'ul' &&
    isTask(last) === isTask(block)
  ) {
    append(last, block.children);
  } else blocks.push(block);
}

/** Whether a list is one of tasks, as its first item tells. */
const isTask = ({ children: [first] }: Element): boolean =>
  isElement(first) && 'data-task' in first.attribs;

/** Two line breaks in a row are how authors of a wiki end a paragraph. */
function paragraphsOf(run: Run): Run[] {
  const paragraphs: Run[] = [];
  let start = 0;
  let breaks = 0;
  run.forEach((node, at) => {
    if (isBreak(node)) breaks += 1;
    else if (!isSpace(node)) {
      if (breaks > 1) {
        paragraphs.push(run.slice(start, at));
        start = at;
      }
      breaks = 0;
    }
  });
  paragraphs.push(start === 0 ? run : run.slice(start));
  return paragraphs;
}

/**
 * For list items and table cells: like `flow`, but where one paragraph is all the text (beside
 * lists), its content stands there without the paragraph, as in a tight Markdown list.
 */
export function compact(nodes: readonly ChildNode[]): ChildNode[] {
  const blocks = flow(nodes);
  const [first] = blocks;
  if (!isElement(first) || first.name !== 'p') return blocks;
  const onlyLists = blocks.every((block) => block === first || isList(block));
  return onlyLists ? [...first.children, ...blocks.slice(1)] : blocks;
}

const isList = (node: ChildNode): boolean =>
  isElement(node) && (node.name === 'ul' || node.name === 'ol');

/** Only inline nodes: the text of blocks is kept, with a space where the block began and ended. */
export function inline(nodes: readonly ChildNode[]): readonly ChildNode[] {
  if (!nodes.some(isBlock)) return tidy(nodes);
  const flat: ChildNode[] = [];
  for (const node of nodes) {
    if (!isBlock(node)) flat.push(node);
    else if (node.name === 'hr') flat.push(text(' '));
    else {
      flat.push(text(' '));
      addAll(flat, inline(node.children));
      flat.push(text(' '));
    }
  }
  return tidy(flat);
}

/**
 * Wraps inline nodes in an inline element; inside blocks, their inline content is wrapped instead,
 * so that `<strong><p>a</p><p>b</p></strong>` becomes two paragraphs that are strong.
 */
export function wrap(
  nodes: readonly ChildNode[],
  make: (children: readonly ChildNode[]) => Element,
): ChildNode[] {
  return partsOf(nodes).flatMap((part): ChildNode[] => {
    if (isRun(part)) return wrapRun(part, make);
    if (part.name === 'pre' || part.name === 'hr') return [part];
    adopt(part, wrap(part.children, make));
    return [part];
  });
}

/** White space and line breaks at the edges stay outside: `**a  \n**` is no emphasis. */
function wrapRun(
  run: readonly ChildNode[],
  make: (children: readonly ChildNode[]) => Element,
): ChildNode[] {
  const inner = trimmed(run);
  const [first] = inner;
  if (inner.length === run.length && first !== undefined) return [make(inner)];
  if (first === undefined) return [...run];
  const start = run.indexOf(first);
  return [...run.slice(0, start), make(inner), ...run.slice(start + inner.length)];
}

const MERGEABLE = new Set(['strong', 'em', 'del', 'sub', 'sup', 'code']);

const mergeable = (node: ChildNode | undefined, name: string): node is Element =>
  isElement(node) && node.name === name && MERGEABLE.has(name);

/** What is bold or emphasised stays so across a space: `<b>a</b> <b>b</b>` is one run of words. */
const SPANS_SPACE = new Set(['strong', 'em']);

/** Elements that take up what stood beside them, each with all its children in order. */
type Joined = Map<Element, ChildNode[]>;

/**
 * Joins neighbours of the same kind (`<b>a</b><b>b</b>`), which Markdown cannot write side by
 * side, and drops formatting around nothing.
 */
export function tidy(nodes: readonly ChildNode[]): readonly ChildNode[] {
  if (isTidy(nodes)) return nodes;
  const result: ChildNode[] = [];
  const joined: Joined = new Map();
  for (const node of nodes) {
    if (isBreak(node) && isBreak(result.findLast((before) => !isSpace(before)))) continue;
    if (isElement(node) && MERGEABLE.has(node.name)) {
      if (node.children.length === 0) continue;
      if (joinsLast(result, node, joined)) continue;
    }
    result.push(node);
  }
  for (const [element, children] of joined) adopt(element, tidy(children));
  return result;
}

/** Whether there is at most one element that could join another, and that one not empty. */
function isTidy(nodes: readonly ChildNode[]): boolean {
  let found = 0;
  for (const node of nodes) {
    if (!isElement(node)) continue;
    const isMergeable = MERGEABLE.has(node.name);
    if (isMergeable && node.children.length === 0) return false;
    if (isMergeable || node.name === 'br') found += 1;
  }
  return found < 2;
}

/** Whether the element's content goes to the last of `result`, which is of the same kind. */
function joinsLast(result: ChildNode[], element: Element, joined: Joined): boolean {
  const last = result.at(-1);
  const gap = SPANS_SPACE.has(element.name) && last !== undefined && isSpace(last) ? [last] : [];
  const before = gap.length === 0 ? last : result.at(-2);
  if (!mergeable(before, element.name)) return false;
  if (gap.length > 0) result.pop();
  const children = joined.get(before) ?? [...before.children];
  addAll(children, gap);
  addAll(children, element.children);
  joined.set(before, children);
  return true;
}
