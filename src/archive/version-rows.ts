/** Reads `page_versions`: the states of pages, and what a range of imports made of them. */
import type {
  ImportSummary,
  ParentName,
  TouchedPage,
  VersionContent,
  VersionKey,
  VersionRow,
} from '../model/history.ts';
import type { PageRecord } from '../model/page.ts';
import type { Database, Queries } from './driver.ts';
import { versionKey, type HistoryReading } from './history-reading.ts';
import { NAMED_PAGE } from './page-lookup.ts';

export function versionRows(
  database: Database,
): Pick<
  HistoryReading,
  'versions' | 'versionContents' | 'versionParents' | 'importsBetween' | 'pagesTouched'
> {
  return {
    versions: (pageId) =>
      database.all<VersionRow>(
        `SELECT number, change, title, import_id AS importId, started_at AS importedAt,
           recorded_at AS recordedAt, seen_on AS seenOn
         FROM page_versions JOIN imports ON imports.id = import_id
         WHERE page_id = ? ORDER BY number`,
        [pageId],
      ),
    versionContents: (keys) =>
      database.all<VersionContent>(
        `SELECT page_id AS pageId, number, markdown, text
         FROM json_each(?) CROSS JOIN page_versions ON page_id = value ->> 0 AND number = value ->> 1`,
        [keyList(keys)],
      ),
    versionParents: (keys) => versionParents(database, keys),
    importsBetween: (from, to) => importsBetween(database, from, to),
    pagesTouched: (from, to) => pagesTouched(database, from, to),
  };
}

const keyList = (keys: readonly VersionKey[]): string =>
  JSON.stringify(keys.map(({ pageId, number }) => [pageId, number]));

interface ParentRow extends VersionKey {
  readonly ref: PageRecord['parentRef'];
  readonly breadcrumbs: string;
}

async function versionParents(
  queries: Queries,
  keys: readonly VersionKey[],
): Promise<ReadonlyMap<string, ParentName>> {
  const rows = await queries.all<ParentRow>(
    `SELECT page_versions.page_id AS pageId, number, parent_ref AS ref, breadcrumbs
     FROM json_each(?) CROSS JOIN page_versions
       ON page_versions.page_id = value ->> 0 AND number = value ->> 1
     CROSS JOIN page_copies ON page_copies.id = copy_id
     CROSS JOIN page_contents ON page_contents.id = content_id`,
    [keyList(keys)],
  );
  return new Map(
    rows.map(({ ref, breadcrumbs, ...key }) => {
      const crumbs = JSON.parse(breadcrumbs) as PageRecord['breadcrumbs'];
      const crumb = crumbs.findLast((step) => ref !== null && step.ref === ref);
      return [versionKey(key), { title: crumb?.title ?? null, ref }];
    }),
  );
}

type ImportRow = Omit<ImportSummary, 'sources' | 'takenOn' | 'isOnlyPast'> & {
  readonly source: string;
  readonly takenOn: string;
  readonly isOnlyPast: number;
};

/**
 * A state is of the past when a newer one of its page was known before the import, or when the page
 * was not and is only known to be gone.
 */
const IS_PAST = `EXISTS (SELECT 1 FROM page_versions AS known
    WHERE known.page_id = brought.page_id AND known.number > brought.number
      AND known.import_id < brought.import_id)
  OR NOT EXISTS (SELECT 1 FROM page_versions AS known
       WHERE known.page_id = brought.page_id AND known.import_id < brought.import_id)
    AND 'removed' = (SELECT last.change FROM page_versions AS last
      WHERE last.page_id = brought.page_id AND last.import_id <= brought.import_id
      ORDER BY last.number DESC LIMIT 1)`;

async function importsBetween(
  queries: Queries,
  from: number,
  to: number,
): Promise<ImportSummary[]> {
  const rows = await queries.all<ImportRow>(
    `SELECT id, started_at AS startedAt, status, source,
       (SELECT json_group_array(taken_on) FROM
         (SELECT DISTINCT taken_on FROM snapshots WHERE import_id = imports.id ORDER BY taken_on)
       ) AS takenOn,
       EXISTS (SELECT 1 FROM page_versions WHERE import_id = imports.id)
         AND NOT EXISTS (SELECT 1 FROM page_versions AS brought
           WHERE brought.import_id = imports.id AND NOT (${IS_PAST})) AS isOnlyPast
     FROM imports WHERE id BETWEEN ? AND ? ORDER BY id`,
    [from, to],
  );
  return rows.map(({ source, takenOn, isOnlyPast, ...row }) => ({
    ...row,
    sources: source.split('\n'),
    takenOn: JSON.parse(takenOn) as string[],
    isOnlyPast: isOnlyPast === 1,
  }));
}

type TouchedRow = Omit<TouchedPage, 'isSame' | 'hasMoved'> & {
  readonly isSame: number;
  readonly hasMoved: number;
};

/** What a version holds, where that is stored: two versions of one page may share it. */
const contentOf = (version: string): string =>
  `(SELECT content_id FROM page_copies WHERE page_copies.id = ${version}.copy_id)`;

async function pagesTouched(queries: Queries, from: number, to: number): Promise<TouchedPage[]> {
  const rows = await queries.all<TouchedRow>(
    `WITH touched AS (
       SELECT page_id AS id,
         (SELECT max(number) FROM page_versions AS one
          WHERE one.page_id = range.page_id AND one.import_id < ?1) AS before,
         (SELECT max(number) FROM page_versions AS one
          WHERE one.page_id = range.page_id AND one.import_id <= ?2) AS after
       FROM (SELECT DISTINCT page_id FROM page_versions WHERE import_id BETWEEN ?1 AND ?2) AS range)
     SELECT ${NAMED_PAGE},
       touched.before, old.change AS beforeChange, old.title AS beforeTitle,
       touched.after, new.change AS afterChange, new.title AS afterTitle,
       old.number = new.number OR old.title IS new.title AND old.markdown = new.markdown
         AND coalesce(${contentOf('old')} = ${contentOf('new')},
           old.source_sha256 = new.source_sha256) AS isSame,
       EXISTS (SELECT 1 FROM page_versions AS step WHERE step.page_id = touched.id
         AND step.change = 'moved'
         AND step.number > touched.before AND step.number <= touched.after) AS hasMoved
     FROM touched JOIN pages ON pages.id = touched.id
     LEFT JOIN spaces ON spaces.id = pages.space_id
     JOIN page_versions AS new ON new.page_id = touched.id AND new.number = touched.after
     LEFT JOIN page_versions AS old ON old.page_id = touched.id AND old.number = touched.before
     WHERE pages.duplicate_of IS NULL ORDER BY pages.id`,
    [from, to],
  );
  return rows.map((row) => ({ ...row, isSame: row.isSame === 1, hasMoved: row.hasMoved === 1 }));
}
