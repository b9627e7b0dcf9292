/**
 * Puts a mixture of text, inline elements and blocks into an order that Markdown can hold.
 *
 * Confluence writes blocks inside `<p>`, `<span>`, `<strong>` and `<a>`, and loose text beside
 * blocks. These functions sort that out without losing a node.
 */
import type { ChildNode, Element } from '../model/dom.ts';
import { adopt, h, isElement, isText, text } from './build.ts';
import { isBlock } from './vocabulary.ts';

const isBreak = (node: ChildNode | undefined): boolean => isElement(node) && node.name === 'br';
const isSpace = (node: ChildNode | undefined): boolean => isText(node) && node.data.trim() === '';

/** Splits at blocks: runs of inline nodes, and single blocks, in order. */
function* runs(nodes: readonly ChildNode[]): Generator<ChildNode[] | Element> {
  let run: ChildNode[] = [];
  for (const node of nodes) {
    if (isBlock(node)) {
      if (run.length > 0) yield run;
      run = [];
      yield node;
    } else run.push(node);
  }
  if (run.length > 0) yield run;
}

/** Without white space and line breaks at both ends. */
export function trimmed(nodes: readonly ChildNode[]): ChildNode[] {
  let start = 0;
  let end = nodes.length;
  while (start < end && (isBreak(nodes[start]) || isSpace(nodes[start]))) start += 1;
  while (end > start && (isBreak(nodes[end - 1]) || isSpace(nodes[end - 1]))) end -= 1;
  return nodes.slice(start, end);
}

/** Only blocks: each run of inline nodes becomes a paragraph; blank runs vanish. */
export function flow(nodes: readonly ChildNode[]): ChildNode[] {
  const blocks: ChildNode[] = [];
  for (const part of runs(nodes)) {
    if (!Array.isArray(part)) {
      addBlock(blocks, part);
      continue;
    }
    for (const words of paragraphsOf(part)) {
      const inline = trimmed(tidy(words));
      if (inline.length > 0) blocks.push(h('p', {}, inline));
    }
  }
  return blocks;
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
    adopt(last, [...last.children, ...block.children]);
  } else blocks.push(block);
}

/** Whether a list is one of tasks, as its first item tells. */
const isTask = ({ children: [first] }: Element): boolean =>
  isElement(first) && 'data-task' in first.attribs;

/** Two line breaks in a row are how authors of a wiki end a paragraph. */
function paragraphsOf(run: readonly ChildNode[]): ChildNode[][] {
  const paragraphs: ChildNode[][] = [[]];
  let breaks = 0;
  for (const node of run) {
    if (isBreak(node)) breaks += 1;
    else if (!isSpace(node)) {
      if (breaks > 1) paragraphs.push([]);
      breaks = 0;
    }
    paragraphs.at(-1)?.push(node);
  }
  return paragraphs;
}

/**
 * For list items and table cells: like `flow`, but where one paragraph is all the text (beside
 * lists), its content stands there without the paragraph, as in a tight Markdown list.
 */
export function compact(nodes: readonly ChildNode[]): ChildNode[] {
  const blocks = flow(nodes);
  const paragraphs = blocks.filter((block) => isElement(block) && block.name === 'p');
  const [first, ...rest] = blocks;
  const onlyLists = rest.every(
    (block) => isElement(block) && (block.name === 'ul' || block.name === 'ol'),
  );
  if (!isElement(first) || first.name !== 'p' || paragraphs.length > 1 || !onlyLists) return blocks;
  return [...first.children, ...rest];
}

/** Only inline nodes: the text of blocks is kept, with a space where the block began and ended. */
export function inline(nodes: readonly ChildNode[]): ChildNode[] {
  const flat = nodes.flatMap((node): ChildNode[] => {
    if (!isBlock(node)) return [node];
    if (node.name === 'hr') return [text(' ')];
    return [text(' '), ...inline(node.children), text(' ')];
  });
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
  return [...runs(nodes)].flatMap((part): ChildNode[] => {
    if (Array.isArray(part)) return wrapRun(part, make);
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
export function tidy(nodes: readonly ChildNode[]): ChildNode[] {
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

/** Whether the element's content goes to the last of `result`, which is of the same kind. */
function joinsLast(result: ChildNode[], element: Element, joined: Joined): boolean {
  const last = result.at(-1);
  const gap = SPANS_SPACE.has(element.name) && last !== undefined && isSpace(last) ? [last] : [];
  const before = gap.length === 0 ? last : result.at(-2);
  if (!mergeable(before, element.name)) return false;
  if (gap.length > 0) result.pop();
  const children = joined.get(before) ?? [...before.children];
  children.push(...gap, ...element.children);
  joined.set(before, children);
  return true;
}
