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
import { rootOf, viewOf, type DomNode } from './dom.ts';
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
import { isNamed, type MarkdownRule } from './rule.ts';
import { cell, rowGroup, table } from './table.ts';

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

/** Turndown with our rules and our escaping; it takes strings too, as the test of equality needs. */
export function createTurndown(tables: TableStyle): TurndownService {
  const service = new TurndownService({ br: '  ' });
  for (const rule of markdownRules(tables)) {
    service.addRule(rule.name, {
      filter: rule.elements as TurndownService.Filter,
      replacement: (content, node: unknown) => rule.replacement(content, node as DomNode),
    });
  }
  service.escape = escapeText;
  return service;
}

const services: Readonly<Record<TableStyle, TurndownService>> = {
  repeat: createTurndown('repeat'),
  html: createTurndown('html'),
};

/** Turndown's types want a browser's node; what it reads of one, our view has. */
const convert = (nodes: readonly DomNode[], tables: TableStyle): string =>
  services[tables].turndown(rootOf(nodes));

export interface RenderedBlock {
  /** A child of the normalised body. */
  readonly element: Element;
  readonly markdown: string;
}

/**
 * The Markdown of each block of a normalised body, in order; blank ones are left out. Joined with
 * blank lines they are the page.
 */
export function renderBlocks(body: Element, tables: TableStyle = 'repeat'): RenderedBlock[] {
  const view = viewOf(body);
  const elements = body.children.filter(isTag);
  const views = Array.from(view.childNodes).filter(({ nodeType }) => nodeType === 1);
  return elements.flatMap((element, at) => {
    const node = views[at];
    const markdown = node === undefined ? '' : convert([node], tables);
    return markdown === '' ? [] : [{ element, markdown }];
  });
}

export const joinBlocks = (blocks: readonly string[]): string => blocks.join('\n\n');

/** The Markdown of a list item's own words, without marker and without the lists below it. */
export function renderItem(item: Element, tables: TableStyle = 'repeat'): string {
  const children = Array.from<DomNode>(viewOf(item).childNodes);
  const own = children.filter((child) => !isNamed(child, 'UL', 'OL'));
  return convert(own, tables);
}
