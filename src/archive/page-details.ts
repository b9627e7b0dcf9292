/** The rows of one page in the small tables around `pages`. */
import { inOrder, insertTexts, insertRows } from './batch.ts';
import type { Directory } from './directory.ts';
import type { Queries } from './driver.ts';
import { rowsOf, type PageRows } from './page-rows.ts';
import type { Saving, SavingOf } from './saving.ts';

interface Details {
  readonly saving: readonly Saving[];
  readonly directory: Directory;
}

/** One row for each thing that `list` finds in each page. */
function each<Row>(
  { saving }: Details,
  list: (page: Saving['page']['record'], id: number) => readonly Row[],
): Row[] {
  return saving.flatMap(({ id, page }) => list(page.record, id));
}

export async function insertDetails(queries: Queries, details: Details): Promise<void> {
  const insert = (table: keyof typeof TABLES, textOf: (rows: PageRows) => string) => {
    const [columns, onConflict] = TABLES[table];
    const pages = details.saving.map(({ id, page }) => ({
      lead: [id],
      rows: textOf(rowsOf(page.record)),
    }));
    return insertTexts(queries, table, columns, pages, onConflict);
  };
  await insert('page_refs', ({ refs }) => refs);
  await insert('page_fingerprints', ({ fingerprint }) => fingerprint);
  await insert('anchors', ({ anchors }) => anchors);
  await insert('breadcrumbs', ({ breadcrumbs }) => breadcrumbs);
  await insertPeople(queries, details);
  await insert('links', ({ links }) => links);
  await insertReports(queries, details.saving);
  await insert('macros', ({ macros }) => macros);
}

export async function insertReports(
  queries: Queries,
  saving: readonly SavingOf<'report'>[],
): Promise<void> {
  await insertRows(
    queries,
    'reports',
    [
      'page_id',
      'series',
      'period_label',
      'period_start',
      'period_end',
      'published_on',
      'published_raw',
    ],
    saving.flatMap(({ id, page: { record } }) =>
      record.report === null
        ? []
        : [
            {
              page_id: id,
              series: record.report.series,
              period_label: record.report.periodLabel,
              period_start: record.report.periodStart,
              period_end: record.report.periodEnd,
              published_on: record.report.publishedOn,
              published_raw: record.report.publishedRaw,
            },
          ],
    ),
  );
}

export async function insertContributions(
  queries: Queries,
  saving: readonly SavingOf<'contributions'>[],
  directory: Directory,
): Promise<void> {
  await insertRows(
    queries,
    'contributions',
    ['page_id', 'person_id', 'role', 'position'],
    saving.flatMap(({ id, page }) =>
      page.record.contributions.map(({ person, role }, position) => ({
        page_id: id,
        person_id: directory.person(person),
        role,
        position,
      })),
    ),
    // Two spellings of a name may be one person.
    'ON CONFLICT DO NOTHING',
  );
}

async function insertPeople(queries: Queries, details: Details): Promise<void> {
  const { directory } = details;
  await insertContributions(queries, details.saving, directory);
  await insertRows(
    queries,
    'page_labels',
    ['page_id', 'label_id'],
    each(details, ({ labels }, page_id) =>
      [...new Set(labels)].map((label) => ({ page_id, label_id: directory.label(label) })),
    ),
  );
  await insertRows(
    queries,
    'comments',
    [
      'page_id',
      'position',
      'confluence_id',
      'author_id',
      'created_at',
      'created_raw',
      'markdown',
      'text',
    ],
    each(details, ({ comments }, page_id) =>
      comments.map((comment) => ({
        page_id,
        position: comment.position,
        confluence_id: comment.confluenceId,
        author_id: directory.person(comment.author),
        created_at: comment.createdAt,
        created_raw: comment.createdRaw,
        markdown: comment.markdown,
        text: comment.text,
      })),
    ),
  );
}

/** The first cell is the page's id. */
const TABLES = {
  page_refs: [inOrder('page_id', 'ref', 'rank')],
  page_fingerprints: [inOrder('page_id', 'hash'), 'ON CONFLICT DO NOTHING'],
  // Of two places with one name, a browser goes to the first.
  anchors: [inOrder('page_id', 'name', 'slug'), 'ON CONFLICT DO NOTHING'],
  breadcrumbs: [inOrder('page_id', 'position', 'title', 'href', 'ref')],
  links: [
    {
      ...inOrder('page_id', 'position', 'kind', 'href', 'text', 'target_ref', 'fragment'),
      removed: 'value ->> 7',
      status: 'value ->> 8',
      source_kind: 'value ->> 2',
    },
  ],
  macros: [inOrder('page_id', 'name', 'outcome', 'detail')],
} as const;
