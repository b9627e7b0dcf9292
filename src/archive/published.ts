/** What publishing reads of the archive: a few statements per chunk of pages, none per page. */
import type {
  PageSummary,
  PublishableComment,
  PublishableLink,
  PublishablePage,
  StoredAttachment,
  UnplacedBreadcrumb,
} from '../model/stored.ts';
import type { Archive } from './archive.ts';
import { ATTACHMENT_COLUMNS } from './attachment-rows.ts';
import { allById, gather, groupBy, jsonList } from './batch.ts';
import type { Database, Queries } from './driver.ts';

const SUMMARY = `pages.id, spaces.key AS spaceKey, spaces.name AS spaceName,
  confluence_id AS confluenceId, pages.title, type, parent_id AS parentId, pages.position,
  source_path AS sourcePath, markdown_path AS markdownPath`;

const STORED = 'FROM pages LEFT JOIN spaces ON spaces.id = pages.space_id WHERE';
const PUBLISHED = `${STORED} pages.status = 'current' AND duplicate_of IS NULL`;

const IDS = 'IN (SELECT value FROM json_each(?))';

export function publishedRows(
  database: Database,
): Pick<Archive, 'pageSummaries' | 'unplacedBreadcrumbs' | 'publishablePages' | 'storedPages'> {
  return {
    pageSummaries: () =>
      gather(
        allById<PageSummary>(
          database,
          `SELECT ${SUMMARY} ${PUBLISHED} AND pages.id > ? ORDER BY pages.id LIMIT ?`,
        ),
      ),
    unplacedBreadcrumbs: () =>
      database.all<UnplacedBreadcrumb>(
        `SELECT page_id AS pageId, breadcrumbs.title, ref, ancestor_id AS ancestorId
         FROM breadcrumbs JOIN pages ON pages.id = page_id
         WHERE parent_id IS NULL AND parent_from_index = 0 AND status = 'current'
         ORDER BY page_id, breadcrumbs.position`,
      ),
    publishablePages: (ids) => pagesWith(database, `${PUBLISHED} AND`, jsonList(ids)),
    storedPages: (ids) => pagesWith(database, STORED, jsonList(ids)),
  };
}

interface PageRow extends PageSummary {
  readonly creator: string | null;
  readonly createdOn: string | null;
  readonly lastModifier: string | null;
  readonly lastModifiedOn: string | null;
  readonly exportedOn: string | null;
  readonly format: PublishablePage['format'];
  readonly sourceSha256: string;
  readonly markdown: string;
}

type ReportRow = Omit<NonNullable<PublishablePage['report']>, 'authors'>;

/** The pages of these ids among those that `from` allows. */
async function pagesWith(queries: Queries, from: string, ids: string): Promise<PublishablePage[]> {
  const pages = await queries.all<PageRow>(
    `SELECT ${SUMMARY}, created_on AS createdOn, last_modified_on AS lastModifiedOn,
       pages.exported_on AS exportedOn, source_format AS format, source_sha256 AS sourceSha256,
       markdown,
       (SELECT display_name FROM people WHERE people.id = creator_id) AS creator,
       (SELECT display_name FROM people WHERE people.id = last_modifier_id) AS lastModifier
     ${from} pages.id ${IDS} ORDER BY pages.id`,
    [ids],
  );
  const parts = await partsOf(queries, ids);
  return pages.map((page): PublishablePage => {
    const { creator, createdOn, lastModifier, lastModifiedOn, exportedOn, ...rest } = page;
    const { format, sourceSha256, markdown, ...summary } = rest;
    const report = parts.reports.get(page.id)?.[0];
    const authors = (parts.authors.get(page.id) ?? []).map(({ name }) => name);
    return {
      summary,
      creator,
      createdOn,
      lastModifier,
      lastModifiedOn,
      exportedOn,
      format,
      sourcePath: page.sourcePath,
      sourceSha256,
      markdown,
      breadcrumbs: (parts.breadcrumbs.get(page.id) ?? []).map(({ name }) => name),
      labels: (parts.labels.get(page.id) ?? []).map(({ name }) => name),
      report: report === undefined ? null : { ...report, authors },
      links: parts.links.get(page.id) ?? [],
      attachments: parts.attachments.get(page.id) ?? [],
      comments: parts.comments.get(page.id) ?? [],
    };
  });
}

interface Named {
  readonly name: string;
}

/** All that stands around a chunk of pages, by page. */
async function partsOf(queries: Queries, ids: string) {
  const by = async <Row>(sql: string): Promise<ReadonlyMap<number, readonly Row[]>> => {
    const rows = await queries.all<Row & { readonly pageId: number }>(sql, [ids]);
    return groupBy(rows, ({ pageId }) => pageId);
  };
  return {
    breadcrumbs: await by<Named>(
      `SELECT page_id AS pageId, title AS name FROM breadcrumbs WHERE page_id ${IDS}
       ORDER BY page_id, position`,
    ),
    labels: await by<Named>(
      `SELECT page_id AS pageId, name FROM page_labels JOIN labels ON labels.id = label_id
       WHERE page_id ${IDS} ORDER BY page_id, name`,
    ),
    authors: await by<Named>(
      `SELECT page_id AS pageId, display_name AS name FROM contributions
       JOIN people ON people.id = person_id
       WHERE role = 'report-author' AND page_id ${IDS} ORDER BY page_id, position`,
    ),
    reports: await by<ReportRow>(
      `SELECT page_id AS pageId, series, period_label AS periodLabel, period_start AS periodStart,
         period_end AS periodEnd, published_on AS publishedOn
       FROM reports WHERE page_id ${IDS}`,
    ),
    links: await by<PublishableLink>(
      `SELECT page_id AS pageId, kind, href, target_ref AS target, fragment,
         target_page_id AS targetPageId, target_attachment_id AS targetAttachmentId,
         (SELECT file_name FROM attachments WHERE attachments.id = target_attachment_id)
           AS targetFileName,
         (SELECT slug FROM anchors WHERE anchors.page_id = target_page_id AND name = fragment)
           AS targetAnchor,
         (SELECT title FROM pages WHERE pages.id = target_page_id) AS targetTitle
       FROM links WHERE page_id ${IDS} ORDER BY page_id, position`,
    ),
    attachments: await by<StoredAttachment>(
      `SELECT ${ATTACHMENT_COLUMNS} FROM attachments WHERE page_id ${IDS}
       ORDER BY page_id, position`,
    ),
    comments: await by<PublishableComment>(
      `SELECT page_id AS pageId, created_at AS createdAt, created_raw AS createdRaw, markdown,
         (SELECT display_name FROM people WHERE people.id = author_id) AS author
       FROM comments WHERE page_id ${IDS} ORDER BY page_id, position`,
    ),
  };
}
