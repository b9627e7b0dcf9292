/** Pages that are not well formed, read by the HTML standard as long as that is bounded. */
import { load, type CheerioAPI } from 'cheerio';
import { parseDocument } from 'htmlparser2';
import { adapter } from 'parse5-htmlparser2-tree-adapter';

/** The shortest tag; a page can have no more start tags than it has room for. */
const TAG = '<b>'.length;

/** What the standard adds to any page, such as its `head`, and to a few paragraphs. */
const SPARE = 1000;

/** Thrown to leave the parser; never leaves this file. */
const OVERGROWN = new Error('more elements than tags');

/**
 * Parses as a browser does, by the HTML standard (parse5). There each paragraph opens again what the
 * ones before it left open (“reconstruct the active formatting elements”), so that a page with a
 * thousand different `<font …>` that are never closed is a tree of a million elements. Where a tree
 * gets more elements than the page has room for tags, the page is read by htmlparser2 instead, which
 * closes everything with its paragraph: no word is lost, and the tree is no larger than the page.
 */
export function standardTree(html: string, isDocument: boolean): CheerioAPI {
  let room = html.length / TAG + SPARE;
  const createElement: typeof adapter.createElement = (...about) => {
    room -= 1;
    if (room < 0) throw OVERGROWN;
    return adapter.createElement(...about);
  };
  try {
    return load(html, { treeAdapter: { ...adapter, createElement } }, isDocument);
  } catch (error) {
    if (error !== OVERGROWN) throw error;
    return load(parseDocument(html), null, isDocument);
  }
}
