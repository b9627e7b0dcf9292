/** How parts of a page leave its tree. */
import { Element, type ChildNode } from 'domhandler';
import { setChildren } from '../depth.ts';

/** All children of some elements, in order, which have none any more. */
export function takeChildren(elements: readonly Element[]): ChildNode[] {
  return elements.flatMap((element) => {
    const { children } = element;
    element.children = [];
    // Who asks whether a node is still in the tree climbs from it.
    for (const child of children) child.parent = null;
    return children;
  });
}

/** Puts nodes that were taken out of their tree into a new element that belongs to no tree. */
export function detached(nodes: ChildNode[]): Element {
  const element = new Element('div', {});
  setChildren(element, nodes);
  return element;
}
