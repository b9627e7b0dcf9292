/** Builds a normalised body for tests: a detached element with the given blocks. */
import { load } from 'cheerio';
import { isTag, isText } from 'domhandler';
import type { Element } from '../../src/model/dom.ts';
import { cleanText } from '../../src/normalise/white-space.ts';

function clean({ children }: Element): void {
  for (const child of children) {
    if (isText(child)) child.data = cleanText(child.data);
    else if (isTag(child) && child.name !== 'pre' && child.name !== 'code') clean(child);
  }
}

export function bodyOf(html: string): Element {
  const body = load(html)('body')[0]!;
  body.parent = null;
  clean(body);
  return body;
}
