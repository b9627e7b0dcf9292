/** A space's index: the details table and the tree of available pages. */
import type { Cheerio, CheerioAPI } from 'cheerio';
import { diagnostic } from '../../model/diagnostics.ts';
import type { IndexEntry, SpaceIndex } from '../../model/document.ts';
import type { Element } from '../../model/dom.ts';
import { oneLine } from '../text.ts';

/**
 * Confluence's own index shows “Space Details:” as its title. An index that a site replaced by the
 * home page, or wrote by hand, is not one.
 */
export function isSpaceIndex($: CheerioAPI): boolean {
  return oneLine($('#title-text').first().text()) === 'Space Details:';
}

export function readSpaceIndex(
  $: CheerioAPI,
  sourcePath: string,
  footerDate: string | null,
): SpaceIndex {
  const details = detailsOf($);
  const tree = treeOf($);
  return {
    kind: 'index',
    format: 'confluence-html',
    sourcePath,
    ...details,
    footerDate,
    entries: tree,
    diagnostics: tree.length === 0 ? [diagnostic('index-unreadable')] : [],
  };
}

/**
 * Rows `Key`, `Name`, `Description` (with a colon before 5.x). Where the table is missing, the
 * document's title has both: `KEY (Name)`.
 */
function detailsOf($: CheerioAPI): Pick<SpaceIndex, 'key' | 'name' | 'description'> {
  const rows = new Map<string, string>();
  for (const row of $('table tr').toArray()) {
    const cells = $(row).children('th, td');
    if (cells.length !== 2) continue;
    const label = oneLine(cells.first().text()).replace(/:$/, '').toLowerCase();
    if (!rows.has(label)) rows.set(label, oneLine(cells.last().text()));
  }
  const inTitle = /^(\S+) \((.*)\)/.exec(oneLine($('head > title').first().text()));
  const known = (label: string): string | null => rows.get(label) || null;
  return {
    key: known('key') ?? inTitle?.[1] ?? null,
    name: known('name') ?? inTitle?.[2] ?? null,
    description: known('description'),
  };
}

/**
 * The lists under “Available Pages:”. Confluence wraps every child in a `<ul>` of its own, so the
 * children of a page are all items of all lists that stand directly in its item.
 */
function treeOf($: CheerioAPI): IndexEntry[] {
  const entries: IndexEntry[] = [];
  const addList = (lists: Cheerio<Element>, parent: number | null): void => {
    let position = 0;
    for (const item of lists.children('li').toArray()) {
      const link = $(item).children('a[href]').first();
      const href = link.attr('href');
      const at = entries.length;
      if (href !== undefined) {
        entries.push({
          title: oneLine(link.text()),
          href,
          parent,
          position,
          isHome: $(item).children('img[src*="home_page"]').length > 0,
        });
        position += 1;
      }
      addList($(item).children('ul'), href === undefined ? parent : at);
    }
  };
  addList($('h2.pageSectionTitle').closest('.pageSection').children('ul'), null);
  return entries;
}
