/** The index of a crawled space: one line of details, and the tree of pages as nested lists. */
import { diagnostic } from '../../model/diagnostics.ts';
import type { IndexEntry, SpaceIndex } from '../../model/document.ts';
import type { Element } from '../../model/dom.ts';
import { $ } from '../query.ts';
import { blocksOf, isHeading, lineOf } from './blocks.ts';

export function isSpaceIndex(body: Element): boolean {
  const first = blocksOf(body)[0];
  return first !== undefined && isHeading(first) && lineOf(first) === 'Space Details:';
}

/** Reads the index; `body` is the whole page without its footer. */
export function readSpaceIndex(
  body: Element,
  known: Pick<SpaceIndex, 'sourcePath' | 'footerDate' | 'diagnostics'>,
): SpaceIndex {
  const blocks = blocksOf(body).slice(1);
  const at = blocks.findIndex((block) => lineOf(block) === 'Available Pages:');
  const details = blocks.slice(0, at === -1 ? undefined : at);
  const entries = at === -1 ? [] : treeOf(blocks.slice(at + 1));
  const unreadable = entries.length === 0 ? [diagnostic('index-unreadable')] : [];
  return {
    kind: 'index',
    format: 'crawled-markdown',
    ...known,
    ...detailsIn(details.map(lineOf).join(' ')),
    entries,
    diagnostics: [...known.diagnostics, ...unreadable],
  };
}

/** `Key K Name N Description D Created by H (Jan 04, 2019)`: a table that was flattened. */
function detailsIn(line: string): Pick<SpaceIndex, 'key' | 'name' | 'description'> {
  const words = ` ${line} `;
  const places = [' Key ', ' Name ', ' Description '].map((label) => words.indexOf(label));
  const [key = -1, name = -1, description = -1] = places;
  const creator = words.lastIndexOf(' Created by ');
  const between = (label: string, from: number, to: number): string | null => {
    const end = to < from ? words.length : to;
    return from === -1 ? null : words.slice(from + label.length, end).trim() || null;
  };
  return {
    key: between(' Key ', key, name),
    name: between(' Name ', name, description === -1 ? creator : description),
    description: between(' Description ', description, creator),
  };
}

/** The lists until the next heading. Siblings may stand in lists of their own. */
function treeOf(blocks: readonly Element[]): IndexEntry[] {
  const end = blocks.findIndex(isHeading);
  const lists = blocks.slice(0, end === -1 ? undefined : end).filter(({ name }) => name === 'ul');
  const entries: IndexEntry[] = [];
  const add = (siblings: readonly Element[], parent: number | null): void => {
    const items = siblings.flatMap((list) => $(list).children('li').toArray());
    let position = 0;
    for (const item of items) {
      const at = entries.length;
      const entry = entryOf(item, parent, position);
      if (entry !== null) {
        entries.push(entry);
        position += 1;
      }
      // What hangs below an item without a link hangs below the nearest page above it.
      add($(item).children('ul').toArray(), entry === null ? parent : at);
    }
  };
  add(lists, null);
  return entries;
}

/** `- [Title](Title_12.html) ![](images/icons/contenttypes/home_page_16.png)` */
function entryOf(item: Element, parent: number | null, position: number): IndexEntry | null {
  const own = $(item).children('a, img').add($(item).children('p').children('a, img'));
  const link = own.filter('a[href]').first();
  const [element] = link.toArray();
  const href = link.attr('href');
  if (element === undefined || href === undefined) return null;
  const isHome = own.filter('img[src*="home_page"]').length > 0;
  return { title: lineOf(element), href, parent, position, isHome };
}
