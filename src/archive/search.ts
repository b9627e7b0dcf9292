/** Full-text search, in its simplest form. */
import type { SearchHit } from './archive.ts';
import type { Queries } from './driver.ts';

/** Titles and headings weigh more than the text. */
const WEIGHTS = '10.0, 4.0, 1.0';

/** All of the words, in any order; each is quoted, so that none is read as query syntax. */
export function search(queries: Queries, words: string, limit: number): Promise<SearchHit[]> {
  const terms = words.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (terms.length === 0) return Promise.resolve([]);
  return queries.all<SearchHit>(
    `SELECT pages.id AS pageId, pages.title, snippet(search, 2, '', '', '…', 24) AS snippet
     FROM search JOIN pages ON pages.id = search.rowid
     WHERE search MATCH ? ORDER BY bm25(search, ${WEIGHTS}), pages.id LIMIT ?`,
    [terms.map((term) => `"${term}"`).join(' '), limit],
  );
}
