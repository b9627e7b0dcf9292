/** Prints published pages anew, as an editor or formatter would, and compares what is seen. */
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { markdownContent, parseMarkdown } from '../../src/audit/markdown-view.ts';
import { publishedPages } from './published-pages.ts';

const FRONT_MATTER = /^---\n[\s\S]*?\n---\n/;

const printedAnew = (markdown: string): string =>
  toMarkdown(parseMarkdown(markdown), { extensions: [gfmToMarkdown()], bullet: '-' });

const seenIn = (markdown: string) => markdownContent(parseMarkdown(markdown).children);

/** One line for each page on which something changes when it is parsed and printed: what, and where. */
export function roundTripLosses(tree: ReadonlyMap<string, Buffer>): string[] {
  return publishedPages(tree).flatMap(([path, markdown]) => {
    const body = markdown.replace(FRONT_MATTER, '');
    const before = seenIn(body);
    const after = seenIn(printedAnew(body));
    const changed = Object.keys(before).filter(
      (key) =>
        JSON.stringify(before[key as keyof typeof before]) !==
        JSON.stringify(after[key as keyof typeof after]),
    );
    return changed.length === 0 ? [] : [`${path}: ${changed.join(', ')}`];
  });
}
