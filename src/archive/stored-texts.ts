/** What pages say, as a vocabulary has to see it to read them anew: their words, and all that it made of them. */
import type { SourceFormat } from '../model/document.ts';
import type {
  Contribution,
  ContributionRole,
  ReportRecord,
  SectionItem,
  SectionRecord,
} from '../model/page.ts';
import type { PageFilter } from '../model/page-filter.ts';
import { groupBy } from './batch.ts';
import type { Queries } from './driver.ts';
import { pageConditions } from './page-filter.ts';
import type { PageOutline, StoredText } from './vocabulary-reading.ts';

const IDS = 'IN (SELECT value FROM json_each(?))';

/** Current pages that repeat no other. */
export const SHOWN = "pages.status = 'current' AND pages.duplicate_of IS NULL";

type OutlineRow = Pick<PageOutline, 'pageId' | 'title' | 'text' | 'conversion'> & {
  readonly spaceKey: string | null;
  readonly spaceName: string | null;
  readonly labels: string;
  readonly headings: string;
  readonly isReport: number;
  readonly isShown: number;
};

const LABELS = `(SELECT json_group_array(name) FROM page_labels
    JOIN labels ON labels.id = label_id WHERE page_labels.page_id = pages.id)`;

export async function pageOutlines(
  queries: Queries,
  filter: PageFilter,
  after: number,
  limit: number,
): Promise<PageOutline[]> {
  const { sql, values } = await pageConditions(queries, filter);
  const rows = await queries.all<OutlineRow>(
    `SELECT pages.id AS pageId, title, text, conversion, spaces.key AS spaceKey,
       spaces.name AS spaceName, ${LABELS} AS labels,
       (SELECT json_group_array(heading) FROM sections WHERE sections.page_id = pages.id)
         AS headings,
       EXISTS (SELECT 1 FROM reports WHERE reports.page_id = pages.id) AS isReport,
       ${SHOWN} AS isShown
     FROM pages LEFT JOIN spaces ON spaces.id = space_id
     WHERE pages.id > ? AND (${sql}) ORDER BY pages.id LIMIT ?`,
    [after, ...values, limit],
  );
  return rows.map(({ spaceKey, spaceName, labels, headings, isReport, isShown, ...page }) => ({
    ...page,
    space: { key: spaceKey, name: spaceName },
    labels: JSON.parse(labels) as string[],
    headings: JSON.parse(headings) as string[],
    isReport: isReport === 1,
    isShown: isShown === 1,
  }));
}

interface TextRow {
  readonly pageId: number;
  readonly title: string | null;
  readonly spaceKey: string | null;
  readonly spaceName: string | null;
  readonly labels: string;
  readonly markdownPath: string | null;
  readonly format: SourceFormat;
  readonly markdown: string;
  readonly near: string;
  readonly isShown: number;
}

type SectionRow = Omit<SectionRecord, 'items'> & { readonly pageId: number; readonly id: number };
type ItemRow = SectionItem & { readonly sectionId: number };
type ReportRow = Omit<ReportRecord, 'authors'> & { readonly pageId: number };
type PersonRow = Contribution['person'] & {
  readonly pageId: number;
  readonly role: ContributionRole;
};

export async function storedTexts(queries: Queries, ids: string): Promise<StoredText[]> {
  const pages = await queries.all<TextRow>(
    `SELECT pages.id AS pageId, title, spaces.key AS spaceKey, spaces.name AS spaceName,
       ${LABELS} AS labels, markdown_path AS markdownPath, source_format AS format, markdown,
       json_array(created_on, last_modified_on, pages.exported_on) AS near, ${SHOWN} AS isShown
     FROM pages LEFT JOIN spaces ON spaces.id = space_id WHERE pages.id ${IDS} ORDER BY pages.id`,
    [ids],
  );
  const sections = await storedSections(queries, ids);
  const reports = new Map(
    (
      await queries.all<ReportRow>(
        `SELECT page_id AS pageId, series, period_label AS periodLabel,
           period_start AS periodStart, period_end AS periodEnd, published_on AS publishedOn,
           published_raw AS publishedRaw
         FROM reports WHERE page_id ${IDS}`,
        [ids],
      )
    ).map(({ pageId, ...report }) => [pageId, report]),
  );
  const people = groupBy(
    await queries.all<PersonRow>(
      `SELECT page_id AS pageId, role, display_name AS displayName, username,
         account_id AS accountId, profile_url AS profileUrl
       FROM contributions JOIN people ON people.id = person_id
       WHERE page_id ${IDS} ORDER BY page_id, contributions.position`,
      [ids],
    ),
    ({ pageId }) => pageId,
  );
  return pages.map(({ spaceKey, spaceName, labels, near, isShown, ...page }) => {
    const contributions = (people.get(page.pageId) ?? []).map(
      ({ role, displayName, username, accountId, profileUrl }): Contribution => ({
        role,
        person: { displayName, username, accountId, profileUrl },
      }),
    );
    const report = reports.get(page.pageId);
    const authors = contributions
      .filter(({ role }) => role === 'report-author')
      .map(({ person }) => person);
    return {
      ...page,
      space: { key: spaceKey, name: spaceName },
      labels: JSON.parse(labels) as string[],
      near: (JSON.parse(near) as (string | null)[]).filter((date) => date !== null),
      isShown: isShown === 1,
      sections: sections.get(page.pageId) ?? [],
      report: report === undefined ? null : { ...report, authors },
      contributions,
    };
  });
}

/** The sections of pages in document order, by page id; `ids` is a JSON list. */
export async function storedSections(
  queries: Queries,
  ids: string,
): Promise<ReadonlyMap<number, readonly SectionRecord[]>> {
  const rows = await queries.all<SectionRow>(
    `SELECT sections.id, sections.page_id AS pageId, sections.position,
       above.position AS parent, sections.level, sections.heading, sections.key, sections.anchor,
       sections.markdown, sections.text
     FROM sections LEFT JOIN sections AS above ON above.id = sections.parent_id
     WHERE sections.page_id ${IDS} ORDER BY sections.page_id, sections.position`,
    [ids],
  );
  const items = groupBy(
    await queries.all<ItemRow>(
      `SELECT section_id AS sectionId, section_items.position, depth, section_items.text,
         section_items.markdown
       FROM sections CROSS JOIN section_items ON section_id = sections.id
       WHERE page_id ${IDS} ORDER BY section_id, section_items.position`,
      [ids],
    ),
    ({ sectionId }) => sectionId,
  );
  const grouped = groupBy(rows, ({ pageId }) => pageId);
  return new Map(
    [...grouped].map(([pageId, list]) => [
      pageId,
      list.map(({ id, position, parent, level, heading, key, anchor, markdown, text }) => ({
        ...{ position, parent, level, heading, key, anchor, markdown, text },
        items: (items.get(id) ?? []).map((item) => ({
          position: item.position,
          depth: item.depth,
          text: item.text,
          markdown: item.markdown,
        })),
      })),
    ]),
  );
}
