/**
 * What a run changes, noted as it changes it by triggers of this connection alone: so a run that
 * finds little new need not look at everything else.
 *
 * Rows that are deleted and written again as they were (those of a page that is saved anew) count
 * as a change of their page, but as none of a name or of an anchor.
 */
import type { Archive } from './archive.ts';
import { isHeld, type Held } from './checkpoint-rows.ts';
import type { Database, Queries } from './driver.ts';

/** Columns of `page_facts` that no file of the tree and no other page depends on. */
const UNSEEN_FACTS: ReadonlySet<string> = new Set([
  ...['first_import_id', 'last_import_id', 'seen_on', 'fingerprint', 'conversion', 'profile'],
  ...['markdown_path', 'published_sha256', 'published_essence'],
]);

/** Columns that decide where pages lie in the tree, or under which addresses they were known. */
const PLACING = [
  ...['space_id', 'confluence_id', 'title', 'type', 'parent_id', 'position'],
  ...['parent_from_index', 'source_path', 'status', 'duplicate_of'],
];

/** The address of a blog post has its day. */
const REDATED = `new.type = 'blogpost' AND old.created_on IS NOT new.created_on`;

const ATTACHMENT = [
  ...['page_id', 'confluence_id', 'file_name', 'media_type', 'source_path', 'bytes', 'sha256'],
  'status',
];

/** Rows that stand in a page's file. */
const PARTS = [
  ...['page_texts', 'breadcrumbs', 'page_labels', 'contributions', 'reports', 'links'],
  ...['comments', 'anchors'],
];

const EVENTS = ['INSERT', 'UPDATE', 'DELETE'] as const;
type Event = (typeof EVENTS)[number];

let triggers = 0;

function trigger(table: string, event: Event, actions: readonly string[], when = 'true'): string {
  triggers += 1;
  return `CREATE TEMP TRIGGER watch_${String(triggers)} AFTER ${event} ON main.${table}
    WHEN ${when} BEGIN ${actions.map((action) => `${action};`).join(' ')} END;`;
}

const touchPage = (id: string): string =>
  `INSERT INTO touched_pages (id) VALUES (${id}) ON CONFLICT DO NOTHING`;
const touch = (what: 'layout' | 'names'): string =>
  `INSERT INTO touched (what) VALUES ('${what}') ON CONFLICT DO NOTHING`;

const differ = (columns: readonly string[]): string =>
  columns.map((column) => `old.${column} IS NOT new.${column}`).join(' OR ');

/** `new` and `old` as far as the event has them. */
const sidesOf = (event: Event): readonly ('old' | 'new')[] =>
  event === 'INSERT' ? ['new'] : event === 'DELETE' ? ['old'] : ['old', 'new'];

/** Counts rows that went and came: 0 where the same came again. */
function netOf(table: string, columns: readonly string[]): string {
  const net = `net_${table}`;
  const count = (event: Event): string =>
    trigger(
      table,
      event,
      sidesOf(event).map((side) => {
        const cells = columns.map((column) => `${side}.${column}`).join(', ');
        const step = side === 'new' ? '1' : '-1';
        return `INSERT INTO ${net} VALUES (${cells}, ${step})
          ON CONFLICT DO UPDATE SET net = net + ${step}`;
      }),
    );
  return `CREATE TEMP TABLE ${net} (${columns.join(', ')}, net INTEGER NOT NULL,
      PRIMARY KEY (${columns.join(', ')})) WITHOUT ROWID;
    ${EVENTS.map(count).join('\n')}`;
}

function factTriggers(columns: readonly string[]): string {
  const seen = columns.filter((column) => !UNSEEN_FACTS.has(column));
  const all = (side: string): string[] => [
    ...[touchPage(`${side}.id`), touch('layout'), touch('names')],
  ];
  return [
    trigger('page_facts', 'INSERT', all('new')),
    trigger('page_facts', 'DELETE', all('old')),
    trigger('page_facts', 'UPDATE', [touchPage('new.id')], differ(seen)),
    trigger('page_facts', 'UPDATE', [touch('layout')], `${differ(PLACING)} OR ${REDATED}`),
    trigger('page_facts', 'UPDATE', [touch('names')], differ(['status', 'duplicate_of'])),
  ].join('\n');
}

/** A page that no index has placed lies where its breadcrumbs say. */
const isUnplaced = (side: string): string =>
  `EXISTS (SELECT 1 FROM main.page_facts AS page
     WHERE page.id = ${side}.page_id AND page.parent_id IS NULL AND page.parent_from_index = 0)`;

const partTriggers = (): string[] =>
  EVENTS.flatMap((event) => {
    const sides = sidesOf(event);
    return [
      ...PARTS.map((table) =>
        trigger(
          table,
          event,
          sides.map((side) => touchPage(`${side}.page_id`)),
        ),
      ),
      trigger('breadcrumbs', event, [touch('layout')], sides.map(isUnplaced).join(' OR ')),
      trigger(
        'attachments',
        event,
        [touch('layout'), touch('names')],
        event === 'UPDATE' ? differ(ATTACHMENT) : 'true',
      ),
    ];
  });

/** Names that all files may show, and names under which pages were known. */
const otherTriggers = (): string[] => {
  const path = `SELECT source_path FROM main.page_facts WHERE id = new.page_id`;
  const title = `SELECT title FROM main.page_facts WHERE id = new.page_id`;
  return [
    trigger('people', 'UPDATE', [touch('layout')], differ(['display_name'])),
    trigger(
      'spaces',
      'UPDATE',
      [touch('layout'), touch('names')],
      differ(['key', 'name', 'homepage_id']),
    ),
    trigger(
      'source_files',
      'INSERT',
      [touch('layout')],
      `new.page_id IS NOT NULL AND new.path IS NOT (${path})`,
    ),
    trigger('page_copies', 'INSERT', [touch('layout')], `new.source_path IS NOT (${path})`),
    trigger('stored_page_versions', 'INSERT', [touch('layout')], `new.title IS NOT (${title})`),
    trigger('stored_page_versions', 'DELETE', [touch('layout')]),
  ];
};

const OWN_TABLES = `
  CREATE TEMP TABLE touched_pages (id INTEGER PRIMARY KEY);
  CREATE TEMP TABLE touched (what TEXT PRIMARY KEY) WITHOUT ROWID;`;

const hasNet = (table: string): string => `EXISTS (SELECT 1 FROM temp.net_${table} WHERE net <> 0)`;

/** Whether names may mean other pages or attachments than before `watch`. */
export async function areNamesTouched(queries: Queries): Promise<boolean> {
  const row = await queries.get<{ isSo: 0 | 1 }>(
    `SELECT EXISTS (SELECT 1 FROM temp.touched WHERE what = 'names')
       OR ${hasNet('page_refs')} OR ${hasNet('attachment_refs')} AS isSo`,
  );
  return row?.isSo === 1;
}

/** Whether a page may lie elsewhere than before `watch`, or have another parent. */
export const isLayoutTouched = async (queries: Queries): Promise<boolean> =>
  (await queries.get("SELECT 1 FROM temp.touched WHERE what = 'layout'")) !== null;

/** The pages that were written since `watch`, for `IN (…)`. */
export const TOUCHED = '(SELECT id FROM temp.touched_pages)';

/** @param held the checkpoint, by a connection that writes. */
export function watchRows(
  database: Database,
  held: Held | null,
): Pick<Archive, 'watch' | 'touched'> & {
  readonly isWatched: () => boolean;
} {
  let isWatched = false;
  return {
    isWatched: () => isWatched,
    async watch() {
      if (isWatched) return;
      const columns = await database.all<{ name: string }>('PRAGMA table_info(page_facts)');
      await database.exec(
        [
          OWN_TABLES,
          factTriggers(columns.map(({ name }) => name)),
          ...partTriggers(),
          ...otherTriggers(),
          netOf('page_refs', ['ref', 'page_id', 'rank']),
          netOf('attachment_refs', ['ref', 'attachment_id']),
          netOf('anchors', ['page_id', 'name', 'slug']),
        ].join('\n'),
      );
      isWatched = true;
    },
    async touched() {
      // What another process wrote meanwhile, nobody noted.
      if (!isWatched || !(await isHeld(database, held))) return null;
      if ((await isLayoutTouched(database)) || (await areNamesTouched(database))) return null;
      const rows = await database.all<{ id: number }>(
        `SELECT id FROM temp.touched_pages
         UNION SELECT page_id FROM main.links WHERE target_page_id IN
           (SELECT page_id FROM temp.net_anchors WHERE net <> 0)
         ORDER BY 1`,
      );
      return rows.map(({ id }) => id);
    },
  };
}
