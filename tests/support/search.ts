import type { Archive } from '../../src/archive/archive.ts';
import { parseQuery } from '../../src/archive/search-query.ts';
import { EVERY_PAGE } from '../../src/model/page-filter.ts';
import type { SearchHit } from '../../src/index.ts';

/** What an open archive finds, best first. */
export async function hitsOf(
  archive: Archive,
  query: string,
  limit = 20_000,
): Promise<readonly SearchHit[]> {
  const question = { tree: parseQuery(query), filter: EVERY_PAGE, section: null, limit };
  return (await archive.searchPages(question)).hits;
}
