/** A space's index as names of pages: the only place that has the pages' order. */
import type { SpaceIndex } from '../model/document.ts';
import type { SpaceTree } from '../model/stored.ts';
import { parseDate } from './dates.ts';
import { idInAddress, idInFile, pathOfHref } from './file-names.ts';
import { refsOf } from './identity.ts';

/**
 * The space's details and its page tree. Entries stay in document order with the same `parent`
 * indexes; each has all names under which its page may be known, best first. The export date is
 * the footer's, null when it is missing or of an unknown form.
 */
export function treeOf(index: SpaceIndex): SpaceTree {
  const space = { key: index.key, name: index.name };
  return {
    format: index.format,
    ...space,
    description: index.description,
    exportedOn: index.footerDate === null ? null : parseDate(index.footerDate).iso,
    entries: index.entries.map(({ title, href, parent, position, isHome }) => {
      const path = pathOfHref(href);
      const id = idInAddress(href) ?? idInFile(path, title);
      return { refs: refsOf(space, title, id, path), parent, position, isHome };
    }),
  };
}
