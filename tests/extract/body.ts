/** Builds a normalised body for tests: a detached element with the given blocks. */
import { load } from 'cheerio';
import type { Element } from '../../src/model/dom.ts';

export function bodyOf(html: string): Element {
  const body = load(html)('body')[0]!;
  body.parent = null;
  return body;
}
