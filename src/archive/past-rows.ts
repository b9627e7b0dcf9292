/** The archive as it was: which copy of each page, which trees and attachments counted then. */
import type { SpaceTree } from '../model/stored.ts';
import { isOlder, timeKey, timelineOf, type PageState } from '../model/timeline.ts';
import type { Archive, Bound, PastState } from './archive.ts';
import type { Queries } from './driver.ts';
import { eventsOf } from './page-events.ts';

export function pastRows(queries: Queries): Pick<Archive, 'stateAt'> {
  return { stateAt: (bound) => stateAt(queries, bound) };
}

async function stateAt(queries: Queries, bound: Bound): Promise<PastState> {
  const events = await eventsOf(queries, null, bound);
  const ends = new Map([...events].map(([id, ofPage]) => [id, timelineOf(ofPage).at(-1)] as const));
  const repeated = await duplicates(queries);
  const pages = [...ends].flatMap(([pageId, end]) => {
    const copy = end?.latest ?? null;
    const other = repeated.get(pageId);
    const isGone = end !== undefined && isGoneWith(end, other, ends.get(other?.original ?? 0));
    return copy === null || isGone ? [] : [{ pageId, copyId: copy.copyId }];
  });
  return {
    pages,
    trees: await treesAt(queries, bound),
    attachments: await attachmentsAt(queries, bound),
    untold: await untoldAt(queries, new Set(pages.map(({ pageId }) => pageId))),
  };
}

interface Duplicate {
  readonly original: number;
  readonly isDated: 0 | 1;
}

/** A dump of a page that was removed since does not bring the page back. */
function isGoneWith(
  end: PageState,
  duplicate: Duplicate | undefined,
  original: PageState | undefined,
): boolean {
  if (original?.change !== 'removed') return false;
  return duplicate?.isDated === 1
    ? !isOlder(original.on, end.on)
    : original.importId >= end.importId;
}

async function duplicates(queries: Queries): Promise<ReadonlyMap<number, Duplicate>> {
  const rows = await queries.all<Duplicate & { readonly id: number }>(
    `SELECT id, duplicate_of AS original, exported_on IS NOT NULL AS isDated
     FROM pages WHERE duplicate_of IS NOT NULL`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** SQL for snapshots that count; `?2` is a `timeKey`, day precision included. */
const COUNTS = `(?1 IS NULL OR import_id <= ?1)
  AND (?2 IS NULL OR taken_on || iif(length(taken_on) = 10, 'T~', '') <= ?2)`;

const NEWEST = `taken_on || iif(length(taken_on) = 10, 'T~', '') DESC, snapshots.id DESC`;

const values = ({ importId, on }: Bound): [number | null, string | null] => [
  importId,
  on === null ? null : timeKey(on),
];

/** The newest index of each space and format, that of a whole space before others. */
async function treesAt(queries: Queries, bound: Bound): Promise<readonly SpaceTree[]> {
  const rows = await queries.all<{ tree: string }>(
    `SELECT tree FROM (
       SELECT tree, row_number() OVER (PARTITION BY space_id, source_format
         ORDER BY scope = 'partial', ${NEWEST}) AS place
       FROM snapshots WHERE tree IS NOT NULL AND ${COUNTS})
     WHERE place = 1`,
    values(bound),
  );
  return rows.map(({ tree }) => JSON.parse(tree) as SpaceTree);
}

const attachmentsAt = (queries: Queries, bound: Bound): Promise<PastState['attachments']> =>
  queries.all(
    `SELECT pageId, name, bytes, sha256 FROM (
       SELECT page_id AS pageId, name, bytes, sha256,
         row_number() OVER (PARTITION BY page_id, name ORDER BY ${NEWEST}) AS place
       FROM attachment_versions JOIN snapshots ON snapshots.id = snapshot_id WHERE ${COUNTS})
     WHERE place = 1`,
    values(bound),
  );

/** Pages of which only a version from before the archive kept whole records may have been there. */
async function untoldAt(queries: Queries, told: ReadonlySet<number>): Promise<readonly string[]> {
  const rows = await queries.all<{ pageId: number; title: string }>(
    `SELECT DISTINCT page_id AS pageId, coalesce(pages.title, source_path) AS title
     FROM page_versions JOIN pages ON pages.id = page_id WHERE page_versions.seen_on IS NULL
     ORDER BY page_id`,
  );
  return rows.flatMap(({ pageId, title }) => (told.has(pageId) ? [] : [title]));
}
