/** Pages of an archive, as a list. */
import type { ListedPage, PageOrder, PageStatus } from '../../model/listings.ts';
import type { Database } from '../driver.ts';
import type { ListingReading } from '../listing-reading.ts';
import { asked, fields, list, onlyIf, onPages } from './select.ts';

const FIELDS = fields(
  'id space_key space_name confluence_id title type status duplicate_of parent_id parent_title path creator created_on last_modifier last_modified_on word_count labels children linking_pages attachments comments versions source_format source_path markdown_path',
);

const STATUS: Readonly<Record<PageStatus, string>> = {
  current: "status = 'current' AND duplicate_of IS NULL",
  removed: "status = 'removed'",
  duplicate: 'duplicate_of IS NOT NULL',
  all: 'TRUE',
};

const BELOW = `id IN (
  WITH RECURSIVE below (id) AS (
    SELECT id FROM pages WHERE parent_id = ?
    UNION SELECT pages.id FROM below JOIN pages ON pages.parent_id = below.id
  ) SELECT id FROM below)`;

interface Terms {
  readonly first: string;
  readonly reversed: string;
}

const both = (term: string, [usual, other]: readonly [string, string]): Terms => ({
  first: `${term} ${usual}`,
  reversed: `${term} ${other}`,
});

const UP = ['NULLS LAST', 'DESC NULLS LAST'] as const;
const DOWN = ['DESC NULLS LAST', 'NULLS LAST'] as const;

const ORDERS: Readonly<Record<PageOrder, Terms>> = {
  title: both('title COLLATE NOCASE', UP),
  path: both("(path || ' / ' || title) COLLATE NOCASE", UP),
  created: both('created_on', DOWN),
  modified: both('coalesce(last_modified_on, created_on)', DOWN),
  words: both('word_count', DOWN),
  links: both('linking_pages', DOWN),
  attachments: both('attachments', DOWN),
};

export const pageListing = (database: Database): Pick<ListingReading, 'listPages'> => ({
  async listPages({ filter, limit, under, type, status, isUnlinked, isOrphan, ...sorting }) {
    const { first, reversed } = ORDERS[sorting.order];
    const bySpace = sorting.order === 'title' ? 'space_key NULLS LAST, space_name,' : '';
    return list<ListedPage>(database, {
      select: `SELECT ${FIELDS} FROM all_pages`,
      where: [
        { sql: STATUS[status], values: [] },
        await onPages(database, 'id', filter),
        ...asked(BELOW, under),
        ...asked('type = ?', type),
        ...onlyIf(isUnlinked, 'linking_pages = 0'),
        ...onlyIf(
          isOrphan,
          `parent_id IS NULL AND type <> 'home'
             AND NOT EXISTS (SELECT 1 FROM spaces WHERE homepage_id = all_pages.id)`,
        ),
      ],
      order: `${bySpace} ${sorting.isReversed ? reversed : first}, title COLLATE NOCASE, id`,
      limit,
    });
  },
});
