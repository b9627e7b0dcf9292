/** Full-text search over the current pages of an archive. */
import { resolve as absolute } from 'node:path';
import { parseQuery } from '../archive/search-query.ts';
import { UsageError } from '../model/errors.ts';
import { EVERY_PAGE, type PageFilter } from '../model/page-filter.ts';
import type { SearchAnswer } from '../model/search.ts';
import { reading } from './find-page.ts';

export interface SearchOptions {
  readonly archive: string;
  /**
   * Words that a page must have, in any order: `"a phrase"`, `begin*`, `this OR that`, `-without`,
   * `(groups)`, and `title:word`, `heading:word`, `text:word`.
   */
  readonly query: string;
  /** Only these pages; conditions that are left out are none. */
  readonly filter?: Partial<PageFilter> | undefined;
  /** The words must stand in sections with this key, or below them; null for anywhere. */
  readonly section?: string | null | undefined;
  /** How many pages are given at most; default 20. */
  readonly limit?: number | undefined;
}

const DEFAULT_LIMIT = 20;

/**
 * The pages that fit, best first: titles weigh more than headings, and those more than the text.
 * Case, accents and width make no difference.
 *
 * @throws UsageError when the query is mistaken, and says where; when the archive does not have the
 *   space, person, label or section; ArchiveError.
 */
export async function searchArchive(options: SearchOptions): Promise<SearchAnswer> {
  const { archive: path, query, filter, section = null, limit = DEFAULT_LIMIT } = options;
  if (!Number.isSafeInteger(limit) || limit < 1) {
    throw new UsageError(`The limit is ${String(limit)}.`, 'Expected a whole number from 1.');
  }
  const tree = parseQuery(query);
  return reading(path, async (archive) => ({
    archive: absolute(path),
    query,
    ...(await archive.searchPages({ tree, filter: { ...EVERY_PAGE, ...filter }, section, limit })),
  }));
}
