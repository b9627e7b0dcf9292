/** Full-text search: which pages fit a query, best first, and where. */
import { UsageError } from '../model/errors.ts';
import type { PageFilter } from '../model/page-filter.ts';
import type { SearchAnswer, SearchHit, TermCount } from '../model/search.ts';
import { groupBy, jsonList } from './batch.ts';
import type { Database, Queries } from './driver.ts';
import { ALWAYS, pageConditions, type Condition } from './page-filter.ts';
import { expressionOf, termsOf } from './search-expression.ts';
import type { SearchTerm, SearchTree } from './search-query.ts';
import { withSectionIndex } from './section-index.ts';
import { wantedOf } from './search-places.ts';
import { hasMatch, markedSnippet, matchedLine, plain, snippetParts } from './search-snippets.ts';
import type { SearchField } from './search-tokens.ts';
import { separated } from './search-text.ts';

export interface SearchQuestion {
  readonly tree: SearchTree;
  readonly filter: PageFilter;
  /** The words must stand in sections of this key or below them; null for the whole page. */
  readonly section: string | null;
  readonly limit: number;
}

export interface SearchReading {
  /** @throws UsageError for a filter or section that the archive knows nothing of. */
  searchPages(question: SearchQuestion): Promise<Pick<SearchAnswer, 'total' | 'hits' | 'alone'>>;
}

export const searchReading = (database: Database): SearchReading => ({
  searchPages: (question) => searchPages(database, question),
});

async function searchPages(
  database: Database,
  { tree, filter, section, limit }: SearchQuestion,
): ReturnType<SearchReading['searchPages']> {
  const condition = await pageConditions(database, filter);
  const found = await (section === null
    ? rankedHits(database, { tree, expression: expressionOf(tree), condition, limit })
    : inSections(database, { tree, section, condition, limit }));
  const hits = await describedHits(database, found.places);
  const alone = found.total > 0 ? [] : await aloneCounts(database, { tree, section, condition });
  return { total: found.total, hits, alone };
}

/** Where an index has the words of one page. */
interface Place {
  readonly id: number;
  readonly rank: number;
  readonly inText: string;
  readonly inHeadings: string;
}

interface Ranked {
  readonly total: number;
  /** Best first. */
  readonly places: readonly Place[];
}

/** What is looked for. `tree` tells the words to mark, `expression` what fits. */
interface Asked {
  readonly tree: SearchTree;
  readonly expression: string;
  readonly condition: Condition;
  readonly limit: number;
}

/**
 * Ranks first, and makes snippets only of what is shown. `queries` has the table `search`; under a
 * condition, `pages` too. Pages that fit alike are in the order of their rows.
 */
async function rankedHits(queries: Queries, asked: Asked): Promise<Ranked> {
  const { tree, expression, condition, limit } = asked;
  const pages = condition === ALWAYS ? '' : 'CROSS JOIN pages ON pages.id = search.rowid';
  const best = await queries.all<{ id: number; rank: number; total: number }>(
    `SELECT search.rowid AS id, search.rank AS rank, count(*) OVER () AS total
     FROM search ${pages} WHERE search MATCH ? AND ${condition.sql}
     ORDER BY 2, 1 LIMIT ?`,
    [expression, ...condition.values, limit],
  );
  const snippets = await snippetsOf(
    queries,
    tree,
    best.map(({ id }) => id),
  );
  const places = best.flatMap(({ id, rank }) => {
    const snippet = snippets.get(id);
    return snippet === undefined ? [] : [{ id, rank, ...snippet }];
  });
  return { total: best[0]?.total ?? 0, places };
}

type Snippets = Pick<Place, 'inText' | 'inHeadings'>;

/** In words of all pages together, after which only the beginnings of further pages are read. */
const MOST_READ = 300_000;
const PAGES_AT_ONCE = 50;

/** The headings serve only where the text has none of the words. */
async function snippetsOf(
  queries: Queries,
  tree: SearchTree,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Snippets>> {
  const terms = termsOf(tree);
  const wantedIn = (column: SearchField) =>
    wantedOf(terms.filter(({ field }) => field === null || field === column));
  const [wantedInText, wantedInHeadings] = [wantedIn('text'), wantedIn('headings')];
  const effort = { left: MOST_READ };
  const found = new Map<number, Snippets>();
  for (let from = 0; from < ids.length; from += PAGES_AT_ONCE) {
    const rows = await queries.all<{ id: number; text: string; headings: string }>(
      `SELECT search.rowid AS id, text, headings FROM json_each(?) CROSS JOIN search ON search.rowid = value`,
      [jsonList(ids.slice(from, from + PAGES_AT_ONCE))],
    );
    for (const { id, text, headings } of rows) {
      const inText = markedSnippet(text, wantedInText, effort);
      const inHeadings = hasMatch(inText) ? '' : markedSnippet(headings, wantedInHeadings, effort);
      found.set(id, { inText, inHeadings });
    }
  }
  return found;
}

interface SectionQuestion extends Pick<SearchQuestion, 'tree'> {
  readonly section: string;
  readonly condition: Condition;
}

async function inSections(
  database: Database,
  { limit, ...question }: SectionQuestion & Pick<SearchQuestion, 'limit'>,
): Promise<Ranked> {
  await checkKey(database, question.section);
  const { tree } = question;
  const expression = expressionOf(tree, { fields: IN_SECTIONS });
  return withSections(database, question, (index) =>
    rankedHits(index, { tree, expression, condition: ALWAYS, limit }),
  );
}

/** The title of a page is none of a section. */
const IN_SECTIONS: readonly SearchField[] = ['headings', 'text'];

/** Only pages that have the words anywhere can have them in a section. */
async function withSections<Result>(
  database: Database,
  { tree, section, condition }: SectionQuestion,
  work: (index: Queries) => Promise<Result>,
): Promise<Result> {
  const anywhere = expressionOf(tree, { fields: null, ignoresExclusions: true });
  const candidates = await database.all<{ id: number }>(
    `SELECT search.rowid AS id FROM search CROSS JOIN pages ON pages.id = search.rowid
     WHERE search MATCH ? AND ${condition.sql}`,
    [anywhere, ...condition.values],
  );
  const pageIds = candidates.map(({ id }) => id);
  return withSectionIndex(database, { pageIds, key: section }, work);
}

const MOST_KEYS = 12;

async function checkKey(queries: Queries, key: string): Promise<void> {
  const known = await queries.get('SELECT 1 FROM sections WHERE key = ? LIMIT 1', [key]);
  if (known !== null) return;
  const keys = await queries.all<{ key: string }>(
    `SELECT key FROM sections GROUP BY key
     ORDER BY instr(replace(key, '-', ''), ?) = 0, count(DISTINCT page_id) DESC, key LIMIT ?`,
    [key.replaceAll(/[-\s]/g, '').toLowerCase(), MOST_KEYS],
  );
  const list = keys.map((row) => row.key).join(', ');
  throw new UsageError(
    `No page has a section with the key “${key}”.`,
    list === '' ? 'The pages have no sections.' : `Keys of sections are, for example: ${list}.`,
  );
}

type PageRow = Omit<SearchHit, 'heading' | 'snippet' | 'score'>;

interface SectionRow {
  readonly pageId: number;
  readonly heading: string;
  readonly text: string;
}

async function describedHits(
  queries: Queries,
  places: readonly Place[],
): Promise<readonly SearchHit[]> {
  const ids = [jsonList(places.map(({ id }) => id))];
  const rows = await queries.all<PageRow>(
    `SELECT pages.id AS pageId, confluence_id AS confluenceId, spaces.key AS spaceKey,
       spaces.name AS spaceName, title, created_on AS createdOn,
       last_modified_on AS lastModifiedOn, markdown_path AS markdownPath, source_path AS sourcePath
     FROM json_each(?) CROSS JOIN pages ON pages.id = value
       LEFT JOIN spaces ON spaces.id = pages.space_id`,
    ids,
  );
  const sections = await queries.all<SectionRow>(
    `SELECT page_id AS pageId, heading, text
     FROM json_each(?) CROSS JOIN sections ON page_id = value ORDER BY page_id, position`,
    ids,
  );
  const pages = new Map(rows.map((row) => [row.pageId, row]));
  const sectionsOf = groupBy(sections, ({ pageId }) => pageId);
  return places.flatMap((place): SearchHit[] => {
    const page = pages.get(place.id);
    if (page === undefined) return [];
    const marked = hasMatch(place.inText) || !hasMatch(place.inHeadings);
    return [
      {
        ...page,
        heading: headingOf(place, sectionsOf.get(place.id) ?? []),
        snippet: snippetParts(marked ? place.inText : place.inHeadings),
        score: Math.round(-place.rank * 1000) / 1000,
      },
    ];
  });
}

/** The heading of the section that has the line of the first match, or that is the match. */
function headingOf({ inText, inHeadings }: Place, sections: readonly SectionRow[]): string | null {
  const marked = [inText, inHeadings].find(hasMatch);
  if (marked === undefined) return null;
  const line = matchedLine(marked);
  const found =
    sections.find(({ heading }) => plain(separated(heading)) === line) ??
    sections.find(({ text }) => plain(separated(text)).includes(line));
  return found?.heading ?? null;
}

const MOST_COUNTED = 8;

interface AloneQuestion extends Pick<SearchQuestion, 'tree' | 'section'> {
  readonly condition: Condition;
}

/** In the same sections and pages as the whole query. */
async function aloneCounts(
  database: Database,
  { tree, section, condition }: AloneQuestion,
): Promise<readonly TermCount[]> {
  const terms = termsOf(tree).slice(0, MOST_COUNTED);
  if (section === null) {
    return countsOf(terms, (term) =>
      database.get(
        `SELECT count(*) AS pages FROM search CROSS JOIN pages ON pages.id = search.rowid
         WHERE search MATCH ? AND ${condition.sql}`,
        [expressionOf(term), ...condition.values],
      ),
    );
  }
  const question: SectionQuestion = { tree: { kind: 'any', of: terms }, section, condition };
  return withSections(database, question, (index) =>
    countsOf(terms, (term) =>
      index.get('SELECT count(*) AS pages FROM search WHERE search MATCH ?', [
        expressionOf(term, { fields: IN_SECTIONS }),
      ]),
    ),
  );
}

async function countsOf(
  terms: readonly SearchTerm[],
  count: (term: SearchTerm) => Promise<{ readonly pages: number } | null>,
): Promise<readonly TermCount[]> {
  const counts: TermCount[] = [];
  for (const term of terms) {
    const words = `${term.words}${term.isPrefix ? '*' : ''}`;
    counts.push({ words, pages: (await count(term))?.pages ?? 0 });
  }
  return counts;
}
