/** Which stored page a found page is. */
import type { StoredIdentity } from '../model/stored.ts';
import type { FoundIdentity } from './archive.ts';
import { jsonList } from './batch.ts';
import type { Queries } from './driver.ts';

type Candidate = StoredIdentity & { readonly ref: string | null };

const COLUMNS = `pages.id AS pageId, confluence_id AS confluenceId, source_format AS format, title,
  parent_ref AS parentRef, source_path AS sourcePath, source_sha256 AS sourceSha256,
  conversion, exported_on AS exportedOn`;

/**
 * A page is the same page by its Confluence id, else by space and title, else by its file in the
 * same space; always within one format. Two different ids are never the same page.
 */
export async function matchPages(
  queries: Queries,
  found: readonly FoundIdentity[],
): Promise<Map<string, StoredIdentity>> {
  const ids = found.flatMap(({ confluenceId }) => confluenceId ?? []);
  const refs = found.flatMap(({ titleRefs }) => titleRefs);
  const byId = await queries.all<Candidate>(
    `SELECT ${COLUMNS}, NULL AS ref FROM pages
     WHERE confluence_id IN (SELECT value FROM json_each(?)) ORDER BY pages.id`,
    [jsonList(ids)],
  );
  const byRef = await queries.all<Candidate>(
    `SELECT ${COLUMNS}, page_refs.ref FROM page_refs JOIN pages ON pages.id = page_refs.page_id
     WHERE page_refs.ref IN (SELECT value FROM json_each(?)) ORDER BY pages.id`,
    [jsonList(refs)],
  );
  const matches = new Map<string, StoredIdentity>();
  for (const page of found) {
    const match =
      byId.find((row) => row.format === page.format && row.confluenceId === page.confluenceId) ??
      best(byRef, page, page.titleRefs);
    if (match !== undefined) matches.set(page.sourcePath, match);
  }
  return matches;
}

/** Of several pages with the name, the one from the same file. */
function best(
  rows: readonly Candidate[],
  page: FoundIdentity,
  refs: readonly string[],
): Candidate | undefined {
  const named = rows.filter(
    ({ ref, format, confluenceId }) =>
      ref !== null &&
      refs.includes(ref) &&
      format === page.format &&
      (confluenceId === null || page.confluenceId === null),
  );
  return named.find(({ sourcePath }) => sourcePath === page.sourcePath) ?? named[0];
}
