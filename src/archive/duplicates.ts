/** Pages that may be the same page met in another format. */
import type { Archive, DuplicateCandidate, DuplicateSide } from './archive.ts';
import { jsonList, runOver } from './batch.ts';
import type { Database, Queries } from './driver.ts';

export function duplicateRows(
  database: Database,
): Pick<Archive, 'duplicateCandidates' | 'duplicateTexts' | 'setDuplicates'> {
  return {
    duplicateCandidates: (pageIds, minimum) =>
      duplicateCandidates(database, jsonList(pageIds), minimum),
    duplicateTexts: (pageIds) => textsOf(database, jsonList(pageIds)),
    setDuplicates: (pairs) => database.transaction(() => setDuplicates(database, pairs)),
  };
}

/**
 * How many pages may have a number of their fingerprints in common for it to tell of duplicates: the
 * words that very many share are the wiki's template, and their pairs would be the square of them.
 */
const MOST_ALIKE = 32;

/**
 * The numbers of the asked pages, with all pages that have them. Two titles are two pages, however
 * alike: reports repeat each other from year to year. So pages with titles are looked for among
 * those of the same title; a page without one may be any other.
 */
const PAIRS = `
  WITH numbers AS MATERIALIZED (
    SELECT hash, page_facts.id, title, source_format AS format,
      page_facts.id IN (SELECT value FROM json_each(?1)) AS asked,
      count(*) OVER (PARTITION BY hash, title) AS titled, count(*) OVER (PARTITION BY hash) AS all_of
    FROM page_fingerprints JOIN page_facts ON page_facts.id = page_id AND status = 'current'
    WHERE hash IN (
      SELECT hash FROM page_fingerprints WHERE page_id IN (SELECT value FROM json_each(?1)))),
  shared AS (
    SELECT a.id AS one, b.id AS other
    FROM numbers AS a JOIN numbers AS b ON b.hash = a.hash AND b.title = a.title
    WHERE a.titled BETWEEN 2 AND ?3 AND b.format <> a.format AND (a.asked OR b.asked)
    UNION ALL
    SELECT a.id, b.id FROM numbers AS a JOIN numbers AS b ON b.hash = a.hash
    WHERE a.title IS NULL AND a.all_of BETWEEN 2 AND ?3 AND b.format <> a.format
      AND (a.asked OR b.asked))
  SELECT DISTINCT min(one, other) AS one, max(one, other) AS other
  FROM (SELECT one, other FROM shared GROUP BY one, other HAVING count(*) >= ?2)
  ORDER BY one, other`;

async function duplicateCandidates(
  queries: Queries,
  pageIds: string,
  minimum: number,
): Promise<DuplicateCandidate[]> {
  // Pages of one wiki share so many words that looking for pairs would take minutes, to find none.
  const formats = await queries.all('SELECT DISTINCT source_format FROM page_facts LIMIT 2');
  if (formats.length < 2) return [];
  const pairs = await queries.all<{ one: number; other: number }>(PAIRS, [
    pageIds,
    minimum,
    MOST_ALIKE,
  ]);
  const ids = jsonList(new Set(pairs.flatMap(({ one, other }) => [one, other])));
  const copies = await queries.all<DuplicateSide>(
    `SELECT id AS pageId, title, source_format AS format, word_count AS wordCount,
       source_path AS sourcePath
     FROM page_facts WHERE id IN (SELECT value FROM json_each(?))`,
    [ids],
  );
  const byId = new Map(copies.map((copy) => [copy.pageId, copy]));
  return pairs.flatMap((pair) => {
    const one = byId.get(pair.one);
    const other = byId.get(pair.other);
    return one === undefined || other === undefined ? [] : [{ one, other }];
  });
}

async function textsOf(queries: Queries, pageIds: string): Promise<ReadonlyMap<number, string>> {
  const rows = await queries.all<{ pageId: number; text: string }>(
    `SELECT page_id AS pageId, text FROM page_texts
     WHERE page_id IN (SELECT value FROM json_each(?))`,
    [pageIds],
  );
  return new Map(rows.map(({ pageId, text }) => [pageId, text]));
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
