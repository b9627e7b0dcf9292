/** The Markdown writer: the table of rules, and turndown that applies them to a parsed tree. */
import { isTag } from 'domhandler';
import TurndownService from 'turndown';
import type { Element } from '../model/dom.ts';
import type { TableStyle } from '../model/table-style.ts';
import { admonition } from './admonition.ts';
import {
  blockquote,
  details,
  fencedCode,
  figcaption,
  heading,
  lineBreak,
  paragraph,
  summary,
  thematicBreak,
} from './block.ts';
import { isElement, ViewNode, type DomNode } from './dom.ts';
import { escapeText } from './escape.ts';
import {
  blockMacro,
  deletion,
  emphasis,
  exclamation,
  image,
  inlineCode,
  inlineMacro,
  link,
  strong,
  subSup,
} from './inline.ts';
import { list, listItem } from './list.ts';
import { findRulesByName } from './rule-lookup.ts';
import { asBlock, inCell, isBlock, isList, type MarkdownRule } from './rule.ts';
import { cell, rowGroup, table } from './table.ts';
import { viewOf } from './view.ts';

export const markdownRules = (tables: TableStyle): readonly MarkdownRule[] => [
  heading,
  paragraph,
  list,
  listItem,
  table(tables),
  rowGroup,
  cell,
  fencedCode,
  blockquote,
  admonition,
  details,
  summary,
  figcaption,
  thematicBreak,
  lineBreak,
  strong,
  emphasis,
  deletion,
  subSup,
  inlineCode,
  link,
  exclamation,
  image,
  inlineMacro,
  blockMacro,
];

/** Several of the nodes that turndown converts in one run, as one: see `convert`. */
const group: MarkdownRule = {
  name: 'group',
  elements: ['x-group'],
  summary: 'Nothing but its content.',
  replacement: (content) => content,
};

/** As turndown writes blocks by default. */
const figure: MarkdownRule = {
  name: 'figure',
  elements: ['figure'],
  summary: 'The image and its caption.',
  replacement: asBlock,
};

/** Turndown with our rules and our escaping; it takes strings too, as the test of equality needs. */
export function createTurndown(tables: TableStyle): TurndownService {
  const service = new TurndownService({ br: '  ' });
  for (const rule of [...markdownRules(tables), figure, group]) {
    service.addRule(rule.name, {
      filter: rule.elements as TurndownService.Filter,
      replacement: (content, node: unknown) => write(rule, content, node as DomNode),
    });
  }
  service.escape = escapeText;
  findRulesByName(service);
  return service;
}

/** A part's Markdown is kept, as turndown would join those of all parts. */
function write(rule: MarkdownRule, content: string, node: DomNode): string {
  const markdown = rule.replacement(contentOf(node, content), node);
  if (node.isPart !== true) return markdown;
  node.markdown = markdown;
  return '';
}

/** What turndown made of a node's children, and what it would make of the text that it was not shown. */
function contentOf(node: DomNode, content: string): string {
  const { withheldText: text, flankingWhitespace: space } = node;
  if (typeof text !== 'string') return content;
  const escaped = escapeText(text);
  return space?.leading === '' && space.trailing === '' ? escaped : escaped.trim();
}

const services: Readonly<Record<TableStyle, TurndownService>> = {
  repeat: createTurndown('repeat'),
  html: createTurndown('html'),
};

/** Converts several groups of nodes in one run of turndown; the Markdown of each. */
function convert(groups: readonly ViewNode[][], tables: TableStyle): string[] {
  const root = ViewNode.around('X-ROOT', [], null);
  for (const nodes of groups) {
    const part = partOf(nodes, root);
    part.isPart = true;
    root.children.push(part);
  }
  services[tables].turndown(root);
  return root.children.map((part) => {
    part.isPart = false;
    // Turndown asks no rule of ours for what is blank.
    return part.isBlank ? '' : trimmed(part.markdown ?? '');
  });
}

/** A block is a part by itself: a rule of ours writes it. */
const partOf = (nodes: ViewNode[], root: ViewNode): ViewNode =>
  nodes.length === 1 && nodes[0] !== undefined && isBlock(nodes[0])
    ? nodes[0]
    : ViewNode.around('X-GROUP', nodes, root);

/** As turndown trims a page; its pattern for the end takes the square of the longest white space. */
const trimmed = (markdown: string): string => markdown.replace(/^[\t\r\n]+/, '').trimEnd();

export interface RenderedBlock {
  /** A child of the normalised body. */
  readonly element: Element;
  readonly markdown: string;
}

export interface Rendering {
  /** The blocks of the body, in order; blank ones are left out. */
  readonly blocks: readonly RenderedBlock[];
  /** See `renderItem`; of any item in the body, the rest of whose words are not rendered again. */
  readonly itemMarkdown: (item: Element) => string;
}

/**
 * Renders a normalised body, which must not change any more. The Markdown of its blocks, joined with
 * blank lines, is the page.
 */
export function renderBody(body: Element, tables: TableStyle = 'repeat'): Rendering {
  const { root, items } = viewOf(body);
  const elements = body.children.filter(isTag);
  const views = root.children.filter(isElement).slice(0, elements.length);
  const markdown = convert(
    views.map((view) => [view]),
    tables,
  );
  return {
    blocks: elements.flatMap((element, at) =>
      (markdown[at] ?? '') === '' ? [] : [{ element, markdown: markdown[at] ?? '' }],
    ),
    itemMarkdown: (item) => {
      const view = items.get(item);
      // What is in a table's cell is written otherwise.
      if (view === undefined || inCell(view)) return renderItem(item, tables);
      const own = view.children.filter((child) => !isList(child));
      return view.content !== undefined && own.length === view.children.length
        ? trimmed(view.content)
        : (convert([own], tables)[0] ?? '');
    },
  };
}

/** The Markdown of each block of a normalised body; see `Rendering`. */
export const renderBlocks = (body: Element, tables?: TableStyle): readonly RenderedBlock[] =>
  renderBody(body, tables).blocks;

export const joinBlocks = (blocks: readonly string[]): string => blocks.join('\n\n');

/** The Markdown of a list item's own words, without marker and without the lists below it. */
export function renderItem(item: Element, tables: TableStyle = 'repeat'): string {
  const { root } = viewOf(item, { emptyLists: true });
  const [markdown] = convert([root.children.filter((child) => !isList(child))], tables);
  return markdown ?? '';
}
