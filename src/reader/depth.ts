/** Keeps trees shallow enough for every later step, most of which recurse. */
import { isTag, type ChildNode } from 'domhandler';
import type { Element } from '../model/dom.ts';

/** Real pages nest 30 to 60 levels; hostile and broken ones thousands, more than the stack holds. */
export const DEEPEST = 500;

/**
 * Flattens what is nested deeper than `DEEPEST` levels: text and images stay in order, the elements
 * around them go. Returns whether anything was too deep. Does not recurse itself.
 */
export function flattenDepths(root: Element): boolean {
  let found = false;
  const open: { element: Element; depth: number }[] = [{ element: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { element, depth } = next;
    const inner = element.children.filter(isTag);
    if (depth < DEEPEST) {
      for (const child of inner) open.push({ element: child, depth: depth + 1 });
    } else if (inner.some((child) => child.children.length > 0)) {
      found = true;
      setChildren(element, leavesOf(element));
    }
  }
  return found;
}

/** Gives an element new children, and the children their new neighbours. */
export function setChildren(element: Element, children: ChildNode[]): void {
  children.forEach((child, at) => {
    child.parent = element;
    child.prev = children[at - 1] ?? null;
    child.next = children[at + 1] ?? null;
  });
  element.children = children;
}

function leavesOf(element: Element): ChildNode[] {
  const leaves: ChildNode[] = [];
  const open = element.children.toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isTag(node) || node.children.length === 0) leaves.push(node);
    else for (const child of node.children.toReversed()) open.push(child);
  }
  return leaves;
}
