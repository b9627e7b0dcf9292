/** Pages that may be the same page met in another format. */
import type { Archive, DuplicateCandidate } from './archive.ts';
import { jsonList, runOver } from './batch.ts';
import type { Database, Queries } from './driver.ts';

export function duplicateRows(
  database: Database,
): Pick<Archive, 'duplicateCandidates' | 'setDuplicates'> {
  return {
    duplicateCandidates: (pageIds, minimum) =>
      duplicateCandidates(database, jsonList(pageIds), minimum),
    setDuplicates: (pairs) =>
      runOver(
        database,
        `UPDATE pages SET duplicate_of = value ->> 1 FROM json_each(?)
         WHERE pages.id = value ->> 0`,
        pairs.map(({ pageId, duplicateOf }) => [pageId, duplicateOf]),
      ),
  };
}

async function duplicateCandidates(
  queries: Queries,
  pageIds: string,
  minimum: number,
): Promise<DuplicateCandidate[]> {
  const pairs = await queries.all<{ one: number; other: number }>(
    `SELECT a.page_id AS one, b.page_id AS other FROM page_fingerprints AS a
     JOIN page_fingerprints AS b ON b.hash = a.hash AND b.page_id <> a.page_id
     JOIN pages AS p ON p.id = a.page_id JOIN pages AS q ON q.id = b.page_id
     WHERE a.page_id IN (SELECT value FROM json_each(?1)) AND p.source_format <> q.source_format
     GROUP BY 1, 2 HAVING count(*) >= ?2`,
    [pageIds, minimum],
  );
  const ids = jsonList(new Set(pairs.flatMap(({ one, other }) => [one, other])));
  const copies = await queries.all<DuplicateCandidate['one']>(
    `SELECT id AS pageId, title, source_format AS format, word_count AS wordCount, source_path AS sourcePath, text
     FROM pages WHERE status = 'current' AND id IN (SELECT value FROM json_each(?))`,
    [ids],
  );
  const byId = new Map(copies.map((copy) => [copy.pageId, copy]));
  return pairs.flatMap((pair) => {
    const one = byId.get(pair.one);
    const other = byId.get(pair.other);
    return one === undefined || other === undefined ? [] : [{ one, other }];
  });
}
