/** Headings, and the anchors that Confluence gives them. */
import type { ChildNode } from '../model/dom.ts';
import { adopt, h, hasWords, isElement } from './build.ts';
import { flow, inline, tidy, trimmed } from './flow.ts';
import { decode } from './href.ts';
import type { Rule } from './rule.ts';

const UNFIT = new Set('ul ol table pre aside details figure blockquote'.split(' '));

/** A picture, with or without a link, that stands in a heading is shown below it. */
const isPicture = (node: ChildNode): boolean =>
  isElement(node) &&
  (node.name === 'img' ||
    (node.name === 'a' && node.children.length > 0 && node.children.every(isPicture)));

/** A heading is bold as it is: `<h2><strong>Goals</strong> of 2019</h2>` says nothing with it. */
function withoutBold(nodes: readonly ChildNode[]): ChildNode[] {
  return nodes.flatMap((node): ChildNode[] => {
    if (!isElement(node)) return [node];
    if (node.name === 'strong') return withoutBold(node.children);
    adopt(node, withoutBold(node.children));
    return [node];
  });
}

export const heading: Rule = {
  name: 'heading',
  matches: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  summary: 'Headings keep their level; their ids become anchors; blank ones go.',
  apply(element, walk) {
    const result = h(element.name, {}, []);
    const id = element.attribs.id;
    // Announced before its content, so that anchors inside it belong to it.
    walk.anchor(id === undefined ? [] : [decode(id)], result);
    const nodes = walk.children(element);
    // `<h1><ul class="childpages-macro">…</ul></h1>`: what no heading can hold follows it.
    const end = nodes.findIndex((node) => isElement(node) && UNFIT.has(node.name));
    const rest = end === -1 ? [] : flow(nodes.slice(end));
    const words = inline(end === -1 ? nodes : nodes.slice(0, end));
    const children = trimmed(tidy(withoutBold(words)));
    if (children.length === 0) return rest;
    // An image alone is no heading; the heading was only there to make it big.
    if (!children.some(hasWords)) return [h('p', {}, children), ...rest];
    const images = children.filter(isPicture);
    if (images.length === 0) {
      adopt(result, children);
      return [result, ...rest];
    }
    adopt(result, trimmed(children.filter((child) => !isPicture(child))));
    return [result, h('p', {}, images), ...rest];
  },
};
