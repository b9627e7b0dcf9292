/** A space's index: the details table and the tree of available pages. */
import { diagnostic } from '../../model/diagnostics.ts';
import type { IndexEntry, SpaceIndex } from '../../model/document.ts';
import type { Element } from '../../model/dom.ts';
import { INDEX, TITLE } from '../profiles.ts';
import { $ } from '../query.ts';
import { oneLine } from '../text.ts';
import { find, type Page } from './landmarks.ts';

/**
 * Confluence's own index shows “Space Details:” as its title. An index that a site replaced by the
 * home page, or wrote by hand, is not one.
 */
export function isSpaceIndex(page: Page): boolean {
  return oneLine($.text(find(page, INDEX.title).slice(0, 1))) === 'Space Details:';
}

/** Details and tree as the index states them; hrefs stay as written, 4.x encodes them twice. */
export function readSpaceIndex(
  page: Page,
  sourcePath: string,
  footerDate: string | null,
): SpaceIndex {
  const entries = treeOf(page);
  return {
    kind: 'index',
    format: 'confluence-html',
    sourcePath,
    ...detailsOf(page),
    footerDate,
    entries,
    diagnostics: entries.length === 0 ? [diagnostic('index-unreadable')] : [],
  };
}

/**
 * Rows `Key`, `Name`, `Description` (with a colon before 5.x). Where the table is missing, the
 * document's title has both: `KEY (Name)`.
 */
function detailsOf(page: Page): Pick<SpaceIndex, 'key' | 'name' | 'description'> {
  const rows = new Map<string, string>();
  // A description may hold a table of its own.
  for (const row of $(find(page, INDEX.details).slice(0, 1)).find('> * > tr').toArray()) {
    const cells = $(row).children('th, td');
    if (cells.length !== 2) continue;
    const label = oneLine(cells.first().text()).replace(/:$/, '').toLowerCase();
    const value = oneLine(cells.last().text());
    if (value !== '') rows.set(label, value);
  }
  const inTitle = /^(\S+) \((.*)\)/.exec(oneLine($.text(find(page, TITLE).slice(0, 1))));
  const known = (label: string): string | null => rows.get(label) ?? null;
  return {
    key: known('key') ?? inTitle?.[1] ?? null,
    name: known('name') ?? inTitle?.[2] ?? null,
    description: known('description'),
  };
}

/**
 * The lists behind the title “Available Pages:”. Confluence wraps every child in a `<ul>` of its
 * own, so the children of a page are the items of all lists that follow its link:
 * `<li><a>A</a><ul><li><a>A1</a></li></ul><ul><li><a>A2</a></li></ul></li>`. In 2.x the home page
 * has no item: `<ul><a>Home</a><img><ul>…</ul></ul>`.
 */
function treeOf(page: Page): IndexEntry[] {
  const entries: IndexEntry[] = [];
  const counts = new Map<number | null, number>();

  /** Reads one list or item; returns the page it ends with, whose children a next list holds. */
  const read = (container: Element, parent: number | null): number | null => {
    let last = parent;
    for (const child of $(container).children().toArray()) {
      const href = child.name === 'a' ? child.attribs.href : undefined;
      if (href !== undefined) {
        const position = counts.get(parent) ?? 0;
        counts.set(parent, position + 1);
        last = entries.length;
        const isHome = $(child).nextUntil('a, ul', INDEX.homeMark).length > 0;
        entries.push({ title: oneLine($(child).text()), href, parent, position, isHome });
      } else if (child.name === 'li') last = read(child, parent);
      else if (child.name === 'ul') read(child, last);
    }
    return last;
  };
  for (const list of listsOf(page)) read(list, null);
  return entries;
}

/** Since 4.x the title stands in a `div` of its own, before that beside the lists. */
function listsOf(page: Page): readonly Element[] {
  const title = $(
    find(page, INDEX.treeTitle).filter(
      (element) => oneLine($.text([element])) === 'Available Pages:',
    ),
  );
  const header = title.closest('.pageSectionHeader');
  return (header.length > 0 ? header : title).first().nextAll('ul').toArray();
}
