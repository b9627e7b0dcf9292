/** Paragraphs and bullets become HTML. */
import type { Element } from '../../model/dom.ts';
import { flattenDepths } from '../depth.ts';
import { parseFragment } from '../parse.ts';
import type { Block } from './lines.ts';

/**
 * Builds the body: a `<p>` for each paragraph, lines standing alone included (which of them are
 * headings is decided by vocabulary, later), its lines parted by `<br>`; `<ul>` nested by indentation.
 */
export function bodyOf(blocks: readonly Block[]): { body: Element; tooDeep: boolean } {
  const html: string[] = [];
  // The indentation of every list that is open.
  const lists: number[] = [];
  const closeTo = (indent: number): void => {
    for (let at = lists.at(-1); at !== undefined && at > indent; at = lists.at(-1)) {
      lists.pop();
      html.push('</li></ul>');
    }
  };
  for (const { kind, indent, lines } of blocks) {
    const text = lines.map(escaped).join('<br>');
    if (kind === 'paragraph') {
      closeTo(-1);
      html.push(`<p>${text}</p>`);
      continue;
    }
    closeTo(indent);
    if (lists.at(-1) === indent) html.push(`</li><li>${text}`);
    else {
      lists.push(indent);
      html.push(`<ul><li>${text}`);
    }
  }
  closeTo(-1);
  const body = parseFragment(html.join(''));
  return { body, tooDeep: flattenDepths(body) };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
