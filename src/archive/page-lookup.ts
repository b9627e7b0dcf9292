/** Finds pages by what people call them. Which of those found is meant, others decide. */
import type { NamedPage } from '../model/history.ts';
import type { SpaceRef } from '../model/page.ts';
import { jsonList } from './batch.ts';
import type { Database, Queries } from './driver.ts';
import { separated } from './search-text.ts';
import type { FoundPage, HistoryReading, PageNames } from './history-reading.ts';

/** The columns of a `NamedPage`, over `pages` and `spaces`. */
export const NAMED_PAGE = `pages.id AS pageId, pages.confluence_id AS confluenceId, pages.title,
  spaces.key AS spaceKey, spaces.name AS spaceName, pages.status,
  pages.duplicate_of AS duplicateOf, pages.markdown_path AS markdownPath,
  pages.source_path AS sourcePath`;

const FROM_PAGES = 'FROM pages LEFT JOIN spaces ON spaces.id = pages.space_id';

export function pageLookup(
  database: Database,
): Pick<HistoryReading, 'spaces' | 'pagesNamed' | 'pagesOnceTitled' | 'pagesLike'> {
  return {
    spaces: () => database.all<SpaceRef>('SELECT key, name FROM spaces ORDER BY id'),
    pagesNamed: (names) => pagesNamed(database, names),
    pagesOnceTitled: (title) => pagesOnceTitled(database, title),
    pagesLike: (words, limit) => pagesLike(database, words, limit),
  };
}

const PATHS = 'IN (SELECT value FROM json_each(?4))';

type FoundRow = NamedPage & Pick<FoundPage, 'by' | 'weight'>;

const foundPage = ({ by, weight, ...page }: FoundRow): FoundPage => ({ page, by, weight });

/** Every version of every page is looked at. */
async function pagesOnceTitled(queries: Queries, title: string): Promise<FoundPage[]> {
  const rows = await queries.all<FoundRow>(
    `SELECT ${NAMED_PAGE}, 'title-earlier' AS by, 0 AS weight ${FROM_PAGES}
     WHERE pages.id IN (SELECT page_id FROM page_versions WHERE title = ? COLLATE NOCASE)
     ORDER BY pages.id`,
    [title],
  );
  return rows.map(foundPage);
}

async function pagesNamed(queries: Queries, names: PageNames): Promise<FoundPage[]> {
  const { confluenceId, ref, titleRefs, paths } = names;
  const rows = await queries.all<FoundRow>(
    `WITH found (id, by, weight) AS (
       SELECT id, 'id', 0 FROM pages WHERE confluence_id = ?1
       UNION ALL SELECT page_id, 'address', -rank FROM page_refs WHERE ref = ?2
       UNION ALL SELECT page_id, 'title', 0 FROM page_refs
         WHERE ref IN (SELECT value FROM json_each(?3))
       UNION ALL SELECT id, 'published', length(markdown_path) FROM pages WHERE markdown_path ${PATHS}
       UNION ALL SELECT id, 'source', length(source_path) FROM pages WHERE source_path ${PATHS}
       UNION ALL SELECT page_id, 'published-earlier', length(path) FROM published_paths
         WHERE path ${PATHS}
       UNION ALL SELECT page_id, 'source-earlier', length(path) FROM source_files
         WHERE path ${PATHS} AND page_id IS NOT NULL
     )
     SELECT DISTINCT ${NAMED_PAGE}, by, weight
     FROM found JOIN pages ON pages.id = found.id LEFT JOIN spaces ON spaces.id = pages.space_id
     ORDER BY pages.id`,
    [confluenceId, ref, jsonList(titleRefs), jsonList(paths)],
  );
  return rows.map(foundPage);
}

/** The last word may be the beginning of one. */
async function pagesLike(queries: Queries, words: string, limit: number): Promise<NamedPage[]> {
  const terms = words.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (terms.length === 0) return [];
  return queries.all<NamedPage>(
    `SELECT ${NAMED_PAGE}
     FROM search JOIN pages ON pages.id = search.rowid LEFT JOIN spaces ON spaces.id = pages.space_id
     WHERE search MATCH ? ORDER BY bm25(search), pages.id LIMIT ?`,
    [`title : (${terms.map((term) => `"${separated(term)}"*`).join(' OR ')})`, limit],
  );
}
