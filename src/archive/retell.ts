/** The table `stored_page_versions`: each page's life, derived from all snapshots that the archive has. */
import type { IsoDate } from '../model/page.ts';
import { timelineOf, type PageState } from '../model/timeline.ts';
import type { Settled } from './archive.ts';
import { groupBy, jsonList, runOver } from './batch.ts';
import type { Queries } from './driver.ts';
import { EVERYTHING, eventsOf } from './page-events.ts';

interface StoredVersion {
  readonly pageId: number;
  readonly number: number;
  readonly change: string;
  readonly importId: number;
  /** Null for versions from before there were snapshots: they stay as they are. */
  readonly seenOn: IsoDate | null;
  readonly copyId: number | null;
  readonly sha256: string;
}

interface StoredPage {
  readonly id: number;
  readonly title: string | null;
  readonly sourcePath: string;
  readonly status: 'current' | 'removed';
  readonly isNew: 0 | 1;
  readonly copyId: number | null;
}

/** A page whose newest state is another than its row shows. */
export interface Restored {
  readonly pageId: number;
  readonly copyId: number;
  readonly seenOn: IsoDate;
}

/** What was settled, and what remains to be written. */
export interface Retold extends Omit<Settled, 'snapshots'> {
  readonly restored: readonly Restored[];
}

interface NewVersion {
  readonly pageId: number;
  readonly number: number;
  readonly state: PageState;
  /** The last copy before the page was removed; else the state's own. */
  readonly copyId: number;
}

/** Tells the lives of the given pages anew, and writes what is told otherwise than before. */
export async function retell(
  queries: Queries,
  pageIds: readonly number[],
  importId: number,
): Promise<Retold> {
  const events = await eventsOf(queries, pageIds, EVERYTHING);
  const stored = groupBy(await storedVersions(queries, pageIds), ({ pageId }) => pageId);
  const outdated: (readonly [pageId: number, from: number])[] = [];
  const fresh: NewVersion[] = [];
  const ends = new Map<number, PageState>();
  for (const [pageId, ofPage] of events) {
    const versions = stored.get(pageId) ?? [];
    const legacy = versions.filter(({ seenOn }) => seenOn === null);
    const known = versions.slice(legacy.length);
    const life = timelineOf(ofPage);
    const states = behind(legacy, life);
    const end = life.at(-1);
    if (end !== undefined) ends.set(pageId, end);
    const same = states.findIndex((state, at) => !isTold(known[at], state));
    const from = same === -1 ? states.length : same;
    const first = legacy.length + from + 1;
    if (known.length > from) outdated.push([pageId, first]);
    for (const [at, state] of states.slice(from).entries()) {
      const copy = state.copy ?? states[from + at - 1]?.copy ?? null;
      if (copy === null) continue;
      fresh.push({ pageId, number: first + at, state, copyId: copy.copyId });
    }
  }
  await runOver(
    queries,
    `DELETE FROM stored_page_versions WHERE (page_id, number) IN (SELECT page_id, number
       FROM json_each(?) CROSS JOIN stored_page_versions ON page_id = value ->> 0 AND number >= value ->> 1)`,
    outdated,
  );
  await insertVersions(queries, fresh);
  return settlePages(queries, ends, importId);
}

/** An older archive kept its versions without their exports: what comes now continues them. */
function behind(
  legacy: readonly StoredVersion[],
  states: readonly PageState[],
): readonly PageState[] {
  const [first, ...rest] = states;
  const last = legacy.at(-1);
  if (last === undefined || first === undefined) return states;
  return first.copy?.sha256 === last.sha256 ? rest : [{ ...first, change: 'updated' }, ...rest];
}

const isTold = (version: StoredVersion | undefined, state: PageState): boolean =>
  version?.change === state.change &&
  version.copyId === (state.copy?.copyId ?? null) &&
  version.seenOn === state.on &&
  version.importId === state.importId;

const storedVersions = (queries: Queries, pageIds: readonly number[]): Promise<StoredVersion[]> =>
  queries.all(
    `SELECT page_id AS pageId, number, change, import_id AS importId, seen_on AS seenOn,
       copy_id AS copyId, source_sha256 AS sha256
     FROM stored_page_versions WHERE page_id IN (SELECT value FROM json_each(?))
     ORDER BY page_id, number`,
    [jsonList(pageIds)],
  );

/** A removed page says nothing; what the others say stands with their copies. */
const insertVersions = (queries: Queries, fresh: readonly NewVersion[]): Promise<void> =>
  runOver(
    queries,
    `INSERT INTO stored_page_versions (page_id, number, import_id, recorded_at, change, seen_on,
       copy_id, title, source_sha256, markdown, text)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
       iif(value ->> 4 = 'removed', NULL, value ->> 6), page_contents.title,
       page_copies.source_sha256,
       iif(value ->> 4 = 'removed', '', NULL), iif(value ->> 4 = 'removed', '', NULL)
     FROM json_each(?) CROSS JOIN page_copies ON page_copies.id = value ->> 6
     CROSS JOIN page_contents ON page_contents.id = page_copies.content_id`,
    fresh.map(({ pageId, number, state, copyId }) => [
      ...[pageId, number, state.importId, state.recordedAt, state.change, state.on, copyId],
    ]),
  );

/** Writes whether each page is there, and finds those whose row shows another state than the last. */
async function settlePages(
  queries: Queries,
  ends: ReadonlyMap<number, PageState>,
  importId: number,
): Promise<Retold> {
  const rows = await queries.all<StoredPage>(
    `SELECT pages.id, pages.title, pages.source_path AS sourcePath, status,
       first_import_id = ?2 AS isNew, page_copies.id AS copyId
     FROM pages LEFT JOIN page_copies ON page_copies.page_id = pages.id
       AND page_copies.source_path = pages.source_path
       AND page_copies.source_sha256 = pages.source_sha256
     WHERE pages.id IN (SELECT value FROM json_each(?1)) ORDER BY pages.id`,
    [jsonList(ends.keys()), importId],
  );
  const removed: Settled['removed'][number][] = [];
  const gone: Settled['gone'][number][] = [];
  const restored: Restored[] = [];
  const statuses: (readonly [pageId: number, status: string])[] = [];
  for (const { id: pageId, title, sourcePath, status, isNew, copyId } of rows) {
    const end = ends.get(pageId);
    if (end === undefined) continue;
    const isThere = end.copy !== null;
    const now = isThere ? 'current' : 'removed';
    if (now !== status) statuses.push([pageId, now]);
    if (!isThere && isNew === 1) gone.push({ pageId, title, sourcePath, copyId });
    else if (!isThere && status === 'current') removed.push({ pageId, title, sourcePath });
    if (end.latest !== null && end.latest.copyId !== copyId) {
      restored.push({ pageId, copyId: end.latest.copyId, seenOn: end.latestOn });
    }
  }
  await runOver(
    queries,
    'UPDATE page_facts SET status = value ->> 1 FROM json_each(?) WHERE page_facts.id = value ->> 0',
    statuses,
  );
  return { removed, gone, restored };
}
