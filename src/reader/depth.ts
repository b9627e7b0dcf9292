/** Keeps trees shallow enough for every later step, most of which recurse. */
import { hasChildren, isText, type ChildNode, type ParentNode } from 'domhandler';
import type { Element } from '../model/dom.ts';

/** Real pages nest 30 to 60 levels; hostile and broken ones thousands, more than the stack holds. */
export const DEEPEST = 500;

/**
 * Flattens what is nested deeper than `DEEPEST` levels: text and images stay in order, the elements
 * around them go. Returns whether anything was too deep. Does not go deeper itself.
 */
export const flattenDepths = (root: Element): boolean => flattenBelow(root, 0);

function flattenBelow(element: ParentNode, depth: number): boolean {
  let found = false;
  for (const child of element.children) {
    // Half of all nodes; a `<template>` has a document below it.
    if (isText(child) || !hasChildren(child) || child.children.length === 0) continue;
    if (depth === DEEPEST) {
      setChildren(element, leavesOf(element));
      return true;
    }
    if (flattenBelow(child, depth + 1)) found = true;
  }
  return found;
}

/** Gives an element new children, and the children their new neighbours. */
export function setChildren(element: ParentNode, children: ChildNode[]): void {
  children.forEach((child, at) => {
    child.parent = element;
    child.prev = children[at - 1] ?? null;
    child.next = children[at + 1] ?? null;
  });
  element.children = children;
}

function leavesOf(element: ParentNode): ChildNode[] {
  const leaves: ChildNode[] = [];
  const open = element.children.toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!hasChildren(node) || node.children.length === 0) leaves.push(node);
    else for (const child of node.children.toReversed()) open.push(child);
  }
  return leaves;
}
