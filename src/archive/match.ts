/** Which stored page a found page is. */
import type { StoredIdentity } from '../model/stored.ts';
import type { FoundIdentity } from './archive.ts';
import { groupBy, jsonList } from './batch.ts';
import type { Queries } from './driver.ts';

/** A row of `pages` beside the name or path by which it was asked for. */
interface Row extends StoredIdentity {
  readonly askedBy: string;
  /** Its names by title, with spaces between; null for a page without title. */
  readonly titleRefs: string | null;
}

const TITLE_REFS = `(SELECT group_concat(ref, ' ') FROM page_refs
  WHERE page_id = pages.id AND ref >= 'page:title/' AND ref < 'page:title0') AS titleRefs`;

const COLUMNS = `pages.id AS pageId, confluence_id AS confluenceId, source_format AS format, title,
  parent_ref AS parentRef, source_path AS sourcePath, source_sha256 AS sourceSha256,
  conversion, coalesce(seen_on, exported_on) AS seenOn, status,
  (SELECT digest FROM page_copies JOIN page_contents ON page_contents.id = content_id
   WHERE page_copies.page_id = pages.id AND page_copies.source_path = pages.source_path
     AND page_copies.source_sha256 = pages.source_sha256) AS contentDigest`;

/** Of several pages that could be meant, one that is still there, then the oldest row. */
const ORDER = `ORDER BY pages.status = 'removed', pages.id`;

/**
 * The stored page of each found page, by source path; absent where it is new.
 *
 * A page is the same page by its Confluence id, else by space and title (of several, the one from
 * the same file), else by its file in the same space; always within one format. Two different ids
 * are never the same page. Copies of a page, which share its id, all get its row; otherwise no row
 * is given twice. A page that was removed is found again.
 */
export async function matchPages(
  queries: Queries,
  found: readonly FoundIdentity[],
): Promise<Map<string, StoredIdentity>> {
  const matches = new Map<FoundIdentity, Row>();
  const taken = new Set<number>();
  const byIdentity = new Map<string, Row>();
  const take = (page: FoundIdentity, row: Row | undefined): void => {
    if (row === undefined) return;
    matches.set(page, row);
    taken.add(row.pageId);
    if (page.confluenceId !== null) byIdentity.set(identityOf(page), row);
  };
  const pending = (): FoundIdentity[] => found.filter((page) => !matches.has(page));

  const byId = new Map<string, Row>();
  for (const row of await withIds(queries, found)) {
    if (!byId.has(identityOf(row))) byId.set(identityOf(row), row);
  }
  for (const page of pending()) {
    if (page.confluenceId !== null) take(page, byId.get(identityOf(page)));
  }
  const byTitle = groupBy(await withTitles(queries, pending()), ({ askedBy }) => askedBy);
  const byPath = groupBy(await atPaths(queries, pending()), ({ askedBy }) => askedBy);
  const titled = (page: FoundIdentity): Row[] =>
    page.titleRefs.flatMap((ref) => byTitle.get(ref) ?? []);
  const passes: readonly ((page: FoundIdentity) => readonly Row[])[] = [
    (page) => titled(page).filter(({ sourcePath }) => sourcePath === page.sourcePath),
    titled,
    (page) => (byPath.get(page.sourcePath) ?? []).filter((row) => isSameSpace(row, page)),
  ];
  for (const candidates of passes) {
    for (const page of pending()) {
      const copy = page.confluenceId === null ? undefined : byIdentity.get(identityOf(page));
      const isFree = (row: Row): boolean => !taken.has(row.pageId) && mayBe(row, page);
      take(page, copy ?? candidates(page).find(isFree));
    }
  }
  return new Map([...matches].map(([{ sourcePath }, row]) => [sourcePath, row]));
}

const identityOf = ({ format, confluenceId }: FoundIdentity | Row): string =>
  `${format} ${String(confluenceId)}`;

const mayBe = (row: Row, page: FoundIdentity): boolean =>
  row.format === page.format && (row.confluenceId === null || page.confluenceId === null);

/** `page:title/<space>/<title>`, where `_` is a space that is not known. */
const spaceOf = (ref: string): string => ref.split('/')[1] ?? '_';

/** Pages without a title are known by nothing but their file. */
function isSameSpace(row: Row, page: FoundIdentity): boolean {
  if (page.titleRefs.length === 0) return row.title === null;
  const spaces = new Set((row.titleRefs ?? '').split(' ').map(spaceOf));
  return page.titleRefs.map(spaceOf).some((space) => space !== '_' && spaces.has(space));
}

const withIds = (queries: Queries, found: readonly FoundIdentity[]): Promise<Row[]> =>
  queries.all(
    `SELECT ${COLUMNS}, confluence_id AS askedBy, NULL AS titleRefs FROM pages
     WHERE confluence_id IN (SELECT value FROM json_each(?)) ${ORDER}`,
    [jsonList(found.flatMap(({ confluenceId }) => confluenceId ?? []))],
  );

const withTitles = (queries: Queries, found: readonly FoundIdentity[]): Promise<Row[]> =>
  queries.all(
    `SELECT ${COLUMNS}, page_refs.ref AS askedBy, NULL AS titleRefs
     FROM page_refs JOIN pages ON pages.id = page_refs.page_id
     WHERE page_refs.ref IN (SELECT value FROM json_each(?)) ${ORDER}`,
    [jsonList(found.flatMap(({ titleRefs }) => titleRefs))],
  );

const atPaths = (queries: Queries, found: readonly FoundIdentity[]): Promise<Row[]> =>
  queries.all(
    `SELECT ${COLUMNS}, source_path AS askedBy, ${TITLE_REFS} FROM pages
     WHERE source_path IN (SELECT value FROM json_each(?)) ${ORDER}`,
    [jsonList(found.map(({ sourcePath }) => sourcePath))],
  );
