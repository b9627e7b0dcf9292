/** Writes a batch of pages: one statement per table, all in one transaction. */
import type { PlannedPage } from '../model/stored.ts';
import { firstFreeId, groupBy, insertLongRows, insertRows, jsonList } from './batch.ts';
import type { Directory, SharedDirectory } from './directory.ts';
import type { Database, Queries } from './driver.ts';
import { insertAttachments } from './attachment-rows.ts';
import { keepReplaced, planCopies, writeCopies } from './copy-rows.ts';
import { insertDetails } from './page-details.ts';
import { rowsOf } from './page-rows.ts';
import type { Run, Saving } from './saving.ts';
import { insertSections } from './section-rows.ts';

/**
 * Writes a batch in one transaction and returns the rows' ids in the order given. An updated page
 * keeps its id, its attachments' ids and its first import; everything else of it is replaced.
 *
 * @throws ArchiveError; then nothing of the batch is written.
 */
export async function savePages(
  database: Database,
  shared: SharedDirectory,
  planned: readonly PlannedPage[],
  run: Run,
): Promise<readonly number[]> {
  if (planned.length === 0) return [];
  return shared.transaction((directory) => writePages(database, directory, planned, run));
}

/** The same within a transaction that is under way. */
export async function writePages(
  database: Queries,
  directory: Directory,
  planned: readonly PlannedPage[],
  run: Run,
): Promise<readonly number[]> {
  let next = await firstFreeId(database, 'pages');
  const saving = planned.map((page): Saving => ({ id: page.pageId ?? next++, page }));
  const replaced = planned.flatMap(({ pageId }) => pageId ?? []);
  // Spaces, people and labels first: everything else points at them.
  const people = await peopleOf(database, replaced);
  for (const { id, page } of saving) noteDirectory(page, directory, people.get(id));
  await directory.flush();
  const found = saving.map(({ id, page }) => ({
    pageId: id,
    record: page.record,
    seenOn: page.seenOn,
  }));
  const copies = await planCopies(database, found, run);
  if (replaced.length > 0) await keepReplaced(database, replaced, copies);
  await deleteChildren(database, replaced);
  await upsertPages(
    database,
    saving.map((item) => factRow(item, directory, run)),
    saving.map(textRow),
  );
  await insertDetails(database, { saving, directory });
  await insertSections(
    database,
    saving.map(({ id, page: { record } }) => ({
      ...{ id, rows: rowsOf(record), reportValues: record.reportValues },
    })),
    directory,
  );
  await insertAttachments(database, saving, replaced);
  await writeCopies(database, directory, copies, { run, areShown: true });
  return saving.map(({ id }) => id);
}

/** Whom the stored pages name, so that a page which is written again names the same rows. */
async function peopleOf(
  queries: Queries,
  pageIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  if (pageIds.length === 0) return new Map();
  const rows = await queries.all<{ pageId: number; personId: number }>(
    `WITH wanted (id) AS (SELECT value FROM json_each(?))
     SELECT page_id AS pageId, person_id AS personId FROM contributions WHERE page_id IN wanted
     UNION SELECT id, creator_id FROM pages WHERE id IN wanted AND creator_id IS NOT NULL
     UNION SELECT id, last_modifier_id FROM pages
       WHERE id IN wanted AND last_modifier_id IS NOT NULL`,
    [jsonList(pageIds)],
  );
  const people = groupBy(rows, ({ pageId }) => pageId);
  return new Map(
    [...people].map(([id, list]) => [id, new Set(list.map(({ personId }) => personId))]),
  );
}

function noteDirectory(
  { record }: PlannedPage,
  directory: Directory,
  before: ReadonlySet<number> | undefined,
): void {
  directory.space(record.space);
  directory.person(record.creator, before);
  directory.person(record.lastModifier, before);
  for (const { person } of record.contributions) directory.person(person, before);
  for (const value of record.reportValues) {
    if (value.kind === 'person') directory.person(value.person, before);
  }
  for (const { author } of record.comments) directory.person(author, before);
  for (const label of record.labels) directory.label(label);
}

/** Attachments keep their ids, so they are not here; section items go with their sections. */
const CHILDREN = [
  'page_refs',
  'page_fingerprints',
  'breadcrumbs',
  'contributions',
  'report_values',
  'stored_sections',
  'reports',
  'page_labels',
  'comments',
  'anchors',
  'links',
  'macros',
];

async function deleteChildren(queries: Queries, pageIds: readonly number[]): Promise<void> {
  if (pageIds.length === 0) return;
  const ids = [jsonList(pageIds)];
  for (const table of CHILDREN) {
    await queries.run(
      `DELETE FROM ${table} WHERE page_id IN (SELECT value FROM json_each(?))`,
      ids,
    );
  }
  // Whether another page repeats this one is to be found out anew.
  await queries.run(
    'UPDATE page_facts SET duplicate_of = NULL WHERE duplicate_of IN (SELECT value FROM json_each(?))',
    ids,
  );
}

const FACT_COLUMNS = [
  'id',
  'space_id',
  'confluence_id',
  'title',
  'type',
  'parent_ref',
  'creator_id',
  'created_on',
  'last_modifier_id',
  'last_modified_on',
  'metadata_raw',
  'exported_on',
  'source_format',
  'source_path',
  'source_sha256',
  'conversion',
  'word_count',
  'fingerprint',
  'first_import_id',
  'last_import_id',
  'seen_on',
  'profile',
] as const;

const TEXT_COLUMNS = [
  'page_id',
  'markdown',
  'headings',
  'text',
  'search_title',
  'search_headings',
  'search_text',
] as const;

type FactRow = Record<(typeof FACT_COLUMNS)[number], string | number | null>;
type TextRow = Record<(typeof TEXT_COLUMNS)[number], string | number | null>;

function factRow(
  { id, page: { record, seenOn } }: Saving,
  directory: Directory,
  run: Run,
): FactRow {
  return {
    id,
    space_id: directory.space(record.space),
    confluence_id: record.confluenceId,
    title: record.title,
    type: record.type,
    parent_ref: record.parentRef,
    creator_id: directory.person(record.creator),
    created_on: record.createdOn,
    last_modifier_id: directory.person(record.lastModifier),
    last_modified_on: record.lastModifiedOn,
    metadata_raw: record.metadataRaw,
    exported_on: record.exportedOn,
    source_format: record.format,
    source_path: record.sourcePath,
    source_sha256: record.sourceSha256,
    conversion: run.conversion,
    word_count: record.wordCount,
    fingerprint: rowsOf(record).fingerprintList,
    first_import_id: run.importId,
    last_import_id: run.importId,
    seen_on: seenOn ?? record.exportedOn,
    profile: record.profile ?? null,
  };
}

function textRow({ id, page: { record } }: Saving): TextRow {
  const { markdown, text } = record;
  const { headings, search } = rowsOf(record);
  return { page_id: id, markdown, headings, text, ...search };
}

const KEPT_ON_UPDATE = new Set<string>(['id', 'type', 'first_import_id']);

/** That a page is the home page may be known from an index that is not part of this run. */
const TYPE = `CASE WHEN excluded.type = 'page'
    AND EXISTS (SELECT 1 FROM spaces WHERE homepage_id = excluded.id)
  THEN 'home' ELSE excluded.type END`;

/** Facts first: the triggers of the texts need them for the index. */
async function upsertPages(
  queries: Queries,
  facts: Iterable<FactRow>,
  texts: Iterable<TextRow>,
): Promise<void> {
  const set = FACT_COLUMNS.filter((column) => !KEPT_ON_UPDATE.has(column)).map(
    (column) => `${column} = excluded.${column}`,
  );
  await insertRows(
    queries,
    'page_facts',
    FACT_COLUMNS,
    facts,
    `ON CONFLICT (id) DO UPDATE SET ${set.join(', ')}, type = ${TYPE},
       duplicate_of = NULL`,
  );
  await insertLongRows(
    queries,
    'page_texts',
    TEXT_COLUMNS,
    texts,
    `ON CONFLICT (page_id) DO UPDATE SET markdown = excluded.markdown,
       headings = excluded.headings, text = excluded.text, search_title = excluded.search_title,
       search_headings = excluded.search_headings, search_text = excluded.search_text`,
  );
}
