/** The one place where HTML becomes a tree. Everything after works on that tree. */
import { Element, type Document } from 'domhandler';
import { setChildren } from './depth.ts';
import { withLiteralTags } from './literal-tags.ts';
import { standardTree } from './standard-tree.ts';
import { wellFormedDocument, wellFormedFragment } from './well-formed.ts';

/**
 * Parses a whole page the way a browser does (parse5), because exports hold unclosed paragraphs,
 * `<p />`, `<td />` and unquoted attributes that only the HTML standard reads as Confluence meant.
 * The doctype counts too: without one, as in 1.x and 2.x, a table stays inside its paragraph.
 */
export const parseDocument = (html: string): Document =>
  treeOf(html, wellFormedDocument, (text) => standardTree(text, true));

/** Parses a fragment into a detached `<body>` element whose children are the fragment's nodes. */
export function parseFragment(html: string): Element {
  const root = treeOf(html, wellFormedFragment, (text) => standardTree(text, false));
  const body = new Element('body', {});
  setChildren(body, root.children);
  return body;
}

/**
 * Fast where the text is well formed. Words in angle brackets are elements that nothing closes, so a
 * text that has some is not; it may be when they are text.
 */
function treeOf(
  html: string,
  fast: (text: string) => Document | null,
  standard: (text: string) => Document,
): Document {
  const tree = fast(html);
  if (tree !== null) return tree;
  const text = withLiteralTags(html);
  return (text === html ? null : fast(text)) ?? standard(text);
}
