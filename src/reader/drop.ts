/** Nodes leave a tree. */
import { isTag, type ChildNode } from 'domhandler';
import type { Element } from '../model/dom.ts';
import { setChildren } from './depth.ts';

/**
 * Takes out of a tree whatever `isGone` says, in document order and with all that is inside it. One
 * pass: to remove nodes one by one is to look each up among its siblings, which of a list or of a
 * page are thousands.
 */
export function drop(root: Element, isGone: (node: ChildNode) => boolean): void {
  const open: Element[] = [root];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    const kept = element.children.filter((node) => !isGone(node));
    if (kept.length < element.children.length) setChildren(element, kept);
    for (let at = kept.length - 1; at >= 0; at -= 1) {
      const child = kept[at];
      if (child !== undefined && isTag(child)) open.push(child);
    }
  }
}
