/** The one place where HTML becomes a tree. Everything after works on that tree. */
import { load, type CheerioAPI } from 'cheerio';
import type { Element } from '../model/dom.ts';
import { withLiteralTags } from './literal-tags.ts';
import { standardTree } from './standard-tree.ts';
import { wellFormedDocument, wellFormedFragment } from './well-formed.ts';

/**
 * Parses a whole page the way a browser does (parse5), because exports hold unclosed paragraphs,
 * `<p />`, `<td />` and unquoted attributes that only the HTML standard reads as Confluence meant.
 * The doctype counts too: without one, as in 1.x and 2.x, a table stays inside its paragraph.
 */
export function parseDocument(html: string): CheerioAPI {
  const text = withLiteralTags(html);
  const document = wellFormedDocument(text);
  return document === null ? standardTree(text, true) : load(document);
}

/** Parses a fragment into a detached `<body>` element whose children are the fragment's nodes. */
export function parseFragment(html: string): Element {
  const text = withLiteralTags(html);
  const fragment = wellFormedFragment(text);
  const $ = fragment === null ? standardTree(text, false) : load(fragment, null, false);
  const body = $.root();
  const element = load('<body></body>')('body')[0];
  if (element === undefined) throw new Error('the HTML parser gave no body');
  element.children = body.contents().toArray();
  for (const child of element.children) child.parent = element;
  return element;
}
