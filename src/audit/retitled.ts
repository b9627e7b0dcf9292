/** Links that publishing gave better words: the title of the page instead of its bare address. */
import { squash, type Content } from './content.ts';

export interface Retitled {
  /** The address that was all of the link's text. */
  readonly address: string;
  readonly title: string;
}

/** What the source would show if its links named the pages that they lead to. */
export function withTitles(content: Content, retitled: readonly Retitled[]): Content {
  const titles = new Map(retitled.map(({ address, title }) => [squash(address), squash(title)]));
  titles.delete('');
  if (titles.size === 0) return content;
  // Addresses have no white space in them, so each is a word of its own or the end of one.
  const named = (text: string): string =>
    text
      .split(' ')
      .map((word) => titles.get(word) ?? inPunctuation(word, titles))
      .join(' ');
  return {
    ...content,
    text: named(content.text),
    headings: content.headings.map(named),
    items: content.items.map(named),
    rows: content.rows.map((row) => row.map(named)),
    links: content.links.map(({ text, href }) => ({ text: titles.get(text) ?? text, href })),
  };
}

/** `(https://wiki.example.org/x/AbC),` */
function inPunctuation(word: string, titles: ReadonlyMap<string, string>): string {
  if (!word.includes('://')) return word;
  const found = [...titles].find(([address]) => word.includes(address));
  return found === undefined ? word : word.replace(found[0], () => found[1]);
}
