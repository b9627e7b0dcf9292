/** Tables that hold no data but place things beside each other. */
import type { Element } from '../model/dom.ts';
import { find, findAll, hasClass } from './build.ts';
import { flow } from './flow.ts';
import type { Rule } from './rule.ts';

/** Classes by which Confluence's editors mark the tables of an author. */
const DATA = ['confluenceTable', 'wikitable', 'grid', 'aui'];

/** The section macro up to 3.x, which gave its cells the classes of a table. */
const LAYOUT = ['sectionMacro', 'sectionMacroWithBorder'];

/**
 * A single cell is a box, whoever made it. Of tables that no editor of Confluence made, a single
 * row with further tables in it is layout, as site templates write it.
 */
function isLayout(table: Element): boolean {
  const [first, second] = findAll(table, ({ name }) => name === 'td' || name === 'th', 2);
  if (first?.name === 'td' && second === undefined) return true;
  if (LAYOUT.some((name) => hasClass(table, name))) return true;
  if (DATA.some((name) => hasClass(table, name))) return false;
  const rows = findAll(table, ({ name }) => name === 'tr', 2);
  return rows.length === 1 && find(table, ({ name }) => name === 'table') !== null;
}

export const layoutTable: Rule = {
  name: 'layout-table',
  matches: ['table'],
  summary: 'The cells of a table that only places things follow in order.',
  apply(element, walk) {
    if (!isLayout(element)) return null;
    const parts = findAll(
      element,
      ({ name }) => name === 'td' || name === 'th' || name === 'caption',
    );
    return parts.flatMap((part) => flow(walk.children(part)));
  },
};
