/** What turndown is shown of the tree, and what it is spared, changes nothing of what it writes. */
import fc from 'fast-check';
import { load } from 'cheerio';
import { isTag } from 'domhandler';
import TurndownService from 'turndown';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/markdown/dom.ts';
import {
  createTurndown,
  joinBlocks,
  markdownRules,
  renderBody,
  renderItem,
} from '../../src/markdown/index.ts';
import { findRulesByName } from '../../src/markdown/rule-lookup.ts';
import { viewOf } from '../../src/markdown/view.ts';
import type { ChildNode, Element } from '../../src/model/dom.ts';
import { h, text } from '../../src/normalise/build.ts';

const words = fc.constantFrom(
  ...['a', 'b c', ' ', ' d', 'e ', '\u00a0', ' \u00a0', 'f\u00a0 ', '*', 'g_h'],
);

/** Outside of code a normalised tree has no such white space. */
const loose = fc.constantFrom('  ', '\n', 'j  k', '\t i', 'l\r\n');

const parts = (names: readonly string[], inner: fc.Arbitrary<ChildNode[]>) =>
  fc
    .tuple(fc.constantFrom(...names), inner)
    .map(([name, children]) =>
      h(name, name === 'a' ? { href: 'https://a.example/' } : {}, children),
    );

const image = fc.constant('img').map(() => h('img', { src: 'b.png' }, []));

/**
 * Trees of blocks, lists and words, with white space of every kind in every place. Not in all of them
 * is the Markdown the same: turndown keeps texts of which it took the only space, and a rule that looks
 * at a node's neighbour then sees nothing there.
 */
const { body } = fc.letrec<{
  inline: ChildNode[];
  block: ChildNode;
  list: ChildNode;
  item: ChildNode;
  table: ChildNode;
  body: Element;
}>((tie) => ({
  inline: fc.array(
    fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 4, arbitrary: words.map(text) },
      {
        weight: 2,
        arbitrary: parts(['strong', 'em', 'del', 'code', 'span', 'sub', 'time'], tie('inline')),
      },
      { weight: 1, arbitrary: parts(['code'], fc.array(fc.oneof(words, loose).map(text))) },
      // No link in a link: a parser of HTML would take them apart.
      { weight: 1, arbitrary: parts(['a'], fc.array(words.map(text), { maxLength: 2 })) },
      { weight: 1, arbitrary: fc.oneof(parts(['br'], fc.constant([])), image) },
    ),
    { maxLength: 4 },
  ),
  item: fc
    .tuple(tie('inline'), fc.array(tie('block'), { maxLength: 2, depthIdentifier: 'block' }))
    .map(([line, blocks]) => h('li', {}, [...line, ...blocks])),
  list: parts(
    ['ul', 'ol'],
    fc.array(tie('item'), { minLength: 1, maxLength: 3, depthIdentifier: 'block' }),
  ),
  block: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'block', withCrossShrink: true },
    parts(['p', 'h2', 'blockquote', 'aside', 'figcaption'], tie('inline')),
    tie('list'),
  ),
  table: fc
    .array(parts(['td'], fc.array(tie('block'), { maxLength: 2 })), { minLength: 1, maxLength: 2 })
    .map((cells) => h('table', {}, [h('tbody', {}, [h('tr', {}, cells)])])),
  body: fc
    .array(fc.oneof(tie('block'), tie('table')), { maxLength: 3 })
    .map((blocks) => h('div', {}, blocks)),
}));

const itemsIn = (node: Element): Element[] =>
  node.children.flatMap((child) =>
    isTag(child) ? [...(child.name === 'li' ? [child] : []), ...itemsIn(child)] : [],
  );

/** A block ends in no white space, where in the middle of a page turndown leaves some. */
const withoutSpace = (markdown: string): string => markdown.replace(/ +$/gm, '');

describe('the tree that turndown is shown', () => {
  it('becomes the Markdown that turndown makes of the same tree as HTML', () => {
    const turndown = createTurndown('repeat');
    const serialiser = load('', { xml: { xmlMode: false } }, false);
    fc.assert(
      fc.property(body, (tree) => {
        const markdown = joinBlocks(renderBody(tree).blocks.map((block) => block.markdown));
        const plain = turndown.turndown(serialiser.html(tree.children as never));
        expect(withoutSpace(markdown)).toBe(withoutSpace(plain));
      }),
      { numRuns: 800, seed: 7 },
    );
  });

  it('gives an item, within its page, the Markdown that it has alone', () => {
    fc.assert(
      fc.property(body, (tree) => {
        const { itemMarkdown } = renderBody(tree);
        for (const item of itemsIn(tree)) expect(itemMarkdown(item)).toBe(renderItem(item));
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it('tells of every node whether it is blank and what space is at its edges', () => {
    fc.assert(
      fc.property(body, (tree) => {
        const open = [viewOf(tree).root];
        for (let node = open.pop(); node !== undefined; node = open.pop()) {
          const all = textOf(node);
          const edges =
            all.trim() === ''
              ? all
              : `${/^\s*/.exec(all)?.[0] ?? ''}x${/\s*$/.exec(all)?.[0] ?? ''}`;
          expect(node.textContent).toBe(edges);
          open.push(...node.children);
        }
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it('has each child in its place', () => {
    fc.assert(
      fc.property(body, (tree) => {
        const open = [viewOf(tree).root];
        for (let node = open.pop(); node !== undefined; node = open.pop()) {
          const { children } = node;
          children.forEach((child, at) => {
            expect(child.parentNode).toBe(node);
            expect(child.previousSibling).toBe(children[at - 1] ?? null);
            expect(child.nextSibling).toBe(children[at + 1] ?? null);
          });
          open.push(...children);
        }
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

describe('text that turndown is not shown', () => {
  it('is that of elements with a rule of ours, as turndown’s own rules would miss it', () => {
    const ours = new Set(markdownRules('repeat').flatMap((rule) => rule.elements));
    const hidden = ['figure', 'section', 'b', 'pre', ...ours].filter((name) => {
      const { root } = viewOf(h('div', {}, [h(name, {}, [text('words')])]));
      return root.children[0]?.childNodes.length === 0;
    });
    expect(hidden).toContain('p');
    for (const name of hidden) expect(ours).toContain(name);
  });
});

describe('the rule of a node', () => {
  it('is the one that turndown finds by asking', () => {
    const asking = createTurndown('repeat');
    const plain = Object.getPrototypeOf(asking.rules) as typeof asking.rules;
    const elements = markdownRules('repeat').flatMap((rule) => rule.elements);
    for (const name of [...elements, 'x-group', 'b', 'section', 'iframe']) {
      for (const isBlank of [false, true]) {
        const node = {
          ...{ nodeName: name.toUpperCase(), isBlank, getAttribute: () => null },
          parentNode: { nodeName: 'DIV' },
        } as never;
        expect(asking.rules.forNode(node), name).toBe(plain.forNode.call(asking.rules, node));
      }
    }
  });

  it('is found by asking behind a rule that is no list of names', () => {
    const service = new TurndownService();
    service.addRule('names', { filter: ['p', 'em'], replacement: () => 'names' });
    service.addRule('mine', { filter: (node) => node.nodeName === 'P', replacement: () => 'mine' });
    findRulesByName(service);
    expect(service.turndown('<p>a</p>')).toBe('mine');
  });
});
