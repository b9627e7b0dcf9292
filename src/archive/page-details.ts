/** The rows of one page in the small tables around `pages`. */
import type { LinkRecord } from '../model/page.ts';
import { insertRows } from './batch.ts';
import type { Directory } from './directory.ts';
import type { Queries } from './driver.ts';
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
  await insertNames(queries, details);
  await insertPeople(queries, details);
  await insertLinks(queries, details);
  await insertReports(queries, details.saving);
  await insertRows(
    queries,
    'macros',
    ['page_id', 'name', 'outcome', 'detail'],
    each(details, ({ macros }, page_id) => macros.map((macro) => ({ page_id, ...macro }))),
  );
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

async function insertNames(queries: Queries, details: Details): Promise<void> {
  await insertRows(
    queries,
    'page_refs',
    ['page_id', 'ref', 'rank'],
    each(details, ({ refs }, page_id) =>
      [...new Set(refs)].map((ref, rank) => ({ page_id, ref, rank })),
    ),
  );
  await insertRows(
    queries,
    'page_fingerprints',
    ['page_id', 'hash'],
    each(details, ({ fingerprint }, page_id) => fingerprint.map((hash) => ({ page_id, hash }))),
    'ON CONFLICT DO NOTHING',
  );
  await insertRows(
    queries,
    'anchors',
    ['page_id', 'name', 'slug'],
    each(details, ({ anchors }, page_id) => anchors.map((anchor) => ({ page_id, ...anchor }))),
    // Of two places with one name, a browser goes to the first.
    'ON CONFLICT DO NOTHING',
  );
  await insertRows(
    queries,
    'breadcrumbs',
    ['page_id', 'position', 'title', 'href', 'ref'],
    each(details, ({ breadcrumbs }, page_id) => breadcrumbs.map((item) => ({ page_id, ...item }))),
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

async function insertLinks(queries: Queries, details: Details): Promise<void> {
  await insertRows(
    queries,
    'links',
    [
      'page_id',
      'position',
      'kind',
      'source_kind',
      'href',
      'text',
      'target_ref',
      'fragment',
      'status',
      'removed',
    ],
    each(details, ({ links, anchors }, page_id) => {
      const names = new Set(anchors.map(({ name }) => name));
      return links.map((link) => ({
        page_id,
        position: link.position,
        kind: link.kind,
        source_kind: link.kind,
        href: link.href,
        text: link.text,
        target_ref: link.target,
        fragment: link.fragment,
        status: statusOf(link, names),
        removed: link.removed,
      }));
    }),
  );
}

/** What is known before other pages are looked at. */
function statusOf(link: LinkRecord, anchors: ReadonlySet<string>): string {
  if (link.kind === 'anchor') return anchors.has(link.fragment ?? '') ? 'resolved' : 'broken';
  if (link.kind === 'page' || link.kind === 'attachment') return 'broken';
  return link.removed && link.kind !== 'person' ? 'broken' : 'external';
}
