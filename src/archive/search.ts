/** Full-text search, in its simplest form. */
import type { WordHit } from './archive.ts';
import type { Queries } from './driver.ts';
import { joined, separated } from './search-text.ts';

/** All of the words, in any order; each is quoted, so that none is read as query syntax. */
export async function search(queries: Queries, words: string, limit: number): Promise<WordHit[]> {
  const terms = words.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (terms.length === 0) return [];
  const rows = await queries.all<WordHit>(
    `SELECT pages.id AS pageId, pages.title, snippet(search, 2, '', '', '…', 24) AS snippet
     FROM search JOIN pages ON pages.id = search.rowid
     WHERE search MATCH ? ORDER BY search.rank, pages.id LIMIT ?`,
    [terms.map((term) => `"${separated(term)}"`).join(' '), limit],
  );
  return rows.map((row) => ({ ...row, snippet: joined(row.snippet) }));
}
