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
    setDuplicates: (pairs) => database.transaction(() => setDuplicates(database, pairs)),
  };
}

async function duplicateCandidates(
  queries: Queries,
  pageIds: string,
  minimum: number,
): Promise<DuplicateCandidate[]> {
  // Pages of one wiki share so many words that looking for pairs would take minutes, to find none.
  const formats = await queries.all('SELECT DISTINCT source_format FROM pages LIMIT 2');
  if (formats.length < 2) return [];
  const pairs = await queries.all<{ one: number; other: number }>(
    `SELECT DISTINCT min(one, other) AS one, max(one, other) AS other FROM (
       SELECT a.page_id AS one, b.page_id AS other FROM page_fingerprints AS a
       JOIN page_fingerprints AS b ON b.hash = a.hash AND b.page_id <> a.page_id
       JOIN pages AS p ON p.id = a.page_id JOIN pages AS q ON q.id = b.page_id
       WHERE a.page_id IN (SELECT value FROM json_each(?1)) AND p.source_format <> q.source_format
         AND p.status = 'current' AND q.status = 'current'
       GROUP BY 1, 2 HAVING count(*) >= ?2)
     ORDER BY one, other`,
    [pageIds, minimum],
  );
  const ids = jsonList(new Set(pairs.flatMap(({ one, other }) => [one, other])));
  const copies = await queries.all<DuplicateCandidate['one']>(
    `SELECT id AS pageId, title, source_format AS format, word_count AS wordCount,
       source_path AS sourcePath, text
     FROM pages WHERE id IN (SELECT value FROM json_each(?))`,
    [ids],
  );
  const byId = new Map(copies.map((copy) => [copy.pageId, copy]));
  return pairs.flatMap((pair) => {
    const one = byId.get(pair.one);
    const other = byId.get(pair.other);
    return one === undefined || other === undefined ? [] : [{ one, other }];
  });
}

type Pair = Parameters<Archive['setDuplicates']>[0][number];

/** Adds pairs to those that are stored; a duplicate's target is never a duplicate itself. */
async function setDuplicates(queries: Queries, pairs: readonly Pair[]): Promise<void> {
  const stored = await queries.all<Pair>(
    `SELECT id AS pageId, duplicate_of AS duplicateOf FROM pages
     WHERE duplicate_of IS NOT NULL ORDER BY id`,
  );
  const before = new Map(stored.map(({ pageId, duplicateOf }) => [pageId, duplicateOf]));
  const after = richest(before, pairs);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (pageId) => before.get(pageId) !== after.get(pageId),
  );
  await runOver(
    queries,
    'UPDATE page_facts SET duplicate_of = value ->> 1 FROM json_each(?) WHERE page_facts.id = value ->> 0',
    changed.map((pageId) => [pageId, after.get(pageId) ?? null]),
  );
}

/** Follows each page to the richest copy. What is found now overrules what was found before. */
function richest(
  before: ReadonlyMap<number, number>,
  pairs: readonly Pair[],
): ReadonlyMap<number, number> {
  const targets = new Map(before);
  const end = (from: number): number => {
    let page = from;
    for (let next = targets.get(page); next !== undefined; next = targets.get(page)) page = next;
    return page;
  };
  for (const { pageId, duplicateOf } of pairs) {
    targets.delete(pageId);
    if (end(duplicateOf) === pageId) targets.delete(duplicateOf);
    if (duplicateOf !== pageId) targets.set(pageId, duplicateOf);
  }
  return new Map([...targets.keys()].map((pageId) => [pageId, end(pageId)]));
}
