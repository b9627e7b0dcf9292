/** The closed vocabulary of the normalised tree: nothing else leaves normalisation. */
import type { ChildNode, Element } from '../model/dom.ts';
import { isElement, isText } from './build.ts';
import { cleanText } from './white-space.ts';

/** Each element with the attributes it may carry. */
const VOCABULARY: Readonly<Record<string, readonly string[]>> = {
  h1: [],
  h2: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  p: [],
  br: [],
  hr: [],
  strong: [],
  em: [],
  del: [],
  sub: [],
  sup: [],
  code: ['class'],
  pre: ['data-title'],
  ul: [],
  ol: ['start'],
  li: ['data-task'],
  table: [],
  thead: [],
  tbody: [],
  tr: [],
  th: ['rowspan', 'colspan'],
  td: ['rowspan', 'colspan'],
  blockquote: [],
  a: ['href'],
  img: ['src', 'alt', 'width'],
  details: [],
  summary: [],
  aside: ['data-admonition', 'data-title'],
  figure: [],
  figcaption: [],
  time: ['datetime'],
  span: ['data-status', 'data-person', 'data-math', 'data-macro'],
  div: ['data-math', 'data-macro'],
};

const BLOCKS = new Set(
  (
    'h1 h2 h3 h4 h5 h6 p hr pre ul ol li table thead tbody tr th td blockquote details summary ' +
    'aside figure figcaption div'
  ).split(' '),
);

export const isBlock = (node: ChildNode): node is Element =>
  isElement(node) && isBlockName(node.name);

export const isBlockName = (name: string): boolean => BLOCKS.has(name);

const CODE = new Set(['pre', 'code']);

/**
 * The first thing in the tree that is not in the vocabulary, or white space outside of code that is
 * not clean, in words; null if all is well.
 */
export function firstViolation(root: Element): string | null {
  for (const child of root.children) {
    if (isText(child)) {
      const isClean = CODE.has(root.name) || cleanText(child.data) === child.data;
      if (isClean) continue;
      return `white space that is not clean in ${JSON.stringify(child.data)}`;
    }
    if (!isElement(child)) return `a node of type ${child.type}`;
    const allowed = VOCABULARY[child.name];
    if (allowed === undefined) return `<${child.name}>`;
    const attribute = Object.keys(child.attribs).find((name) => !allowed.includes(name));
    if (attribute !== undefined) return `<${child.name} ${attribute}>`;
    const inside = firstViolation(child);
    if (inside !== null) return inside;
  }
  return null;
}
