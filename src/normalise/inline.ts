/** Inline formatting: what HTML's many elements come down to. */
import type { ChildNode, Element } from '../model/dom.ts';
import { adopt, h, hasWords, isElement } from './build.ts';
import { tidy, wrap } from './flow.ts';
import type { Rule } from './rule.ts';
import { isBlockName } from './vocabulary.ts';

/** The element of the vocabulary that each inline element of the export becomes. */
const SAME_MEANING: Readonly<Record<string, string>> = {
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  cite: 'em',
  dfn: 'em',
  var: 'em',
  s: 'del',
  strike: 'del',
  del: 'del',
  sub: 'sub',
  sup: 'sup',
};

export const inlineFormat: Rule = {
  name: 'inline-format',
  matches: Object.keys(SAME_MEANING),
  summary: 'Bold, italic, struck-through, raised and lowered text.',
  apply(element, walk) {
    const name = SAME_MEANING[element.name];
    if (name === undefined) return null;
    // Bold in bold is no bolder; what stood in it has new neighbours then.
    const nodes = walk.children(element);
    const isSame = (child: ChildNode): child is Element => isElement(child) && child.name === name;
    const children = tidy(
      nodes.some(isSame)
        ? nodes.flatMap((child) => (isSame(child) ? child.children : [child]))
        : nodes,
    );
    // A picture cannot be bold.
    if (!children.some(hasWords)) return children;
    return wrap(children, (content) => h(name, {}, content));
  },
};

export const inlineCode: Rule = {
  name: 'inline-code',
  matches: ['code', 'tt', 'kbd', 'samp'],
  summary: 'Monospaced text becomes inline code; a link or image in it stays one.',
  apply: (element, walk) => codeAround(tidy(walk.children(element))),
};

/** Markdown's inline code holds only text, so code goes inside links and around the rest. */
function codeAround(nodes: readonly ChildNode[]): ChildNode[] {
  const result: ChildNode[] = [];
  let run: ChildNode[] = [];
  const endRun = (): void => {
    if (run.length > 0) result.push(h('code', {}, run));
    run = [];
  };
  for (const node of nodes) {
    if (isElement(node) && holdsWhatStays(node)) {
      endRun();
      if (!OPAQUE.has(node.name)) adopt(node, codeAround(node.children));
      result.push(node);
    } else run.push(node);
  }
  endRun();
  return result;
}

const STAYS = new Set(['a', 'img', 'br']);
const stays = (element: Element): boolean => STAYS.has(element.name) || isBlockName(element.name);
const holdsWhatStays = (node: ChildNode): boolean =>
  isElement(node) && (stays(node) || node.children.some(holdsWhatStays));
const OPAQUE = new Set(['img', 'br', 'hr', 'pre']);

export const lineBreak: Rule = {
  name: 'line-break',
  matches: ['br'],
  summary: 'Line breaks, forced newlines (`br.atl-forced-newline`) included.',
  apply: () => [h('br', {}, [])],
};
