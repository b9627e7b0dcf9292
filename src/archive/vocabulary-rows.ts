/** The table `vocabularies`, and what pages say that follows from the vocabulary in use. */
import type { SourceFormat } from '../model/document.ts';
import type { Contribution, ContributionRole, PageRecord, ReportRecord } from '../model/page.ts';
import type { SectionItem, SectionRecord } from '../model/page.ts';
import type { PageFilter } from '../model/page-filter.ts';
import { groupBy, insertRows, jsonList, runOver } from './batch.ts';
import { rereadContents } from './reread-contents.ts';
import type { Directory, SharedDirectory } from './directory.ts';
import type { Database, Queries } from './driver.ts';
import { pageConditions } from './page-filter.ts';
import { insertContributions, insertReports } from './page-details.ts';
import { searchCopy } from './search-text.ts';
import { insertSections } from './section-rows.ts';
import type {
  PageOutline,
  Reread,
  StoredText,
  StoredVocabulary,
  VocabularyReading,
} from './vocabulary-reading.ts';

const IDS = 'IN (SELECT value FROM json_each(?))';
const SHOWN = "pages.status = 'current' AND pages.duplicate_of IS NULL";

export function vocabularyRows(
  database: Database,
  shared: SharedDirectory,
  clock: () => Date,
): VocabularyReading {
  return {
    storedVocabulary: () => storedVocabulary(database),
    pageOutlines: (filter, after, limit) => pageOutlines(database, filter, after, limit),
    storedTexts: (pageIds) => storedTexts(database, jsonList(pageIds)),
    conversions: () =>
      database.all(
        `SELECT conversion, count(*) AS pages, count(reports.page_id) AS reports
         FROM pages LEFT JOIN reports ON reports.page_id = pages.id
         WHERE ${SHOWN} GROUP BY conversion`,
      ),
    async reportPageIds() {
      const rows = await database.all<{ id: number }>(
        `SELECT pages.id FROM reports CROSS JOIN pages ON pages.id = page_id WHERE ${SHOWN}
         ORDER BY pages.id`,
      );
      return rows.map(({ id }) => id);
    },
    useVocabulary: (vocabulary, rereads, inexact, conversions) =>
      shared.transaction(async (directory) => {
        const before = await storedVocabulary(database);
        const isSame =
          before?.sha256 === vocabulary.sha256 && before.isBuiltIn === vocabulary.isBuiltIn;
        if (!isSame) await storeVocabulary(database, vocabulary, clock());
        await writeRereads(database, directory, rereads);
        await runOver(
          database,
          `UPDATE pages SET conversion = value ->> 1
           FROM json_each(?) WHERE pages.id = value ->> 0`,
          [...conversions],
        );
        await renameConversions(database, before, vocabulary, inexact);
      }),
  };
}

async function storedVocabulary(queries: Queries): Promise<StoredVocabulary | null> {
  const row = await queries.get<Omit<StoredVocabulary, 'isBuiltIn'> & { isBuiltIn: number }>(
    `SELECT name, version, sha256, yaml, is_built_in AS isBuiltIn
     FROM vocabularies ORDER BY id DESC LIMIT 1`,
  );
  return row === null ? null : { ...row, isBuiltIn: row.isBuiltIn === 1 };
}

const storeVocabulary = (
  queries: Queries,
  { name, version, sha256, yaml, isBuiltIn }: StoredVocabulary,
  at: Date,
): Promise<void> =>
  insertRows(
    queries,
    'vocabularies',
    ['name', 'version', 'sha256', 'yaml', 'is_built_in', 'used_since'],
    [{ name, version, sha256, yaml, is_built_in: isBuiltIn, used_since: at.toISOString() }],
  );

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

async function pageOutlines(
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

async function storedTexts(queries: Queries, ids: string): Promise<StoredText[]> {
  const pages = await queries.all<TextRow>(
    `SELECT pages.id AS pageId, title, spaces.key AS spaceKey, spaces.name AS spaceName,
       ${LABELS} AS labels, markdown_path AS markdownPath, source_format AS format, markdown,
       json_array(created_on, last_modified_on, pages.exported_on) AS near, ${SHOWN} AS isShown
     FROM pages LEFT JOIN spaces ON spaces.id = space_id WHERE pages.id ${IDS} ORDER BY pages.id`,
    [ids],
  );
  const sections = await sectionsOf(queries, ids);
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

async function sectionsOf(
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

async function writeRereads(
  queries: Queries,
  directory: Directory,
  rereads: readonly Reread[],
): Promise<void> {
  const ids = [jsonList(rereads.map(({ pageId }) => pageId))];
  for (const table of ['report_values', 'sections', 'reports', 'contributions']) {
    await queries.run(`DELETE FROM ${table} WHERE page_id ${IDS}`, ids);
  }
  for (const { contributions, reportValues } of rereads) {
    for (const { person } of contributions) directory.person(person);
    for (const value of reportValues) if (value.kind === 'person') directory.person(value.person);
  }
  await directory.flush();
  const saving = rereads.map(({ pageId, ...record }) => ({ id: pageId, page: { record } }));
  await insertReports(queries, saving);
  await insertContributions(queries, saving, directory);
  await insertSections(queries, saving, directory);
  await runOver(
    queries,
    `UPDATE pages SET headings = value ->> 1, search_headings = value ->> 2
     FROM json_each(?) WHERE pages.id = value ->> 0`,
    rereads.map(({ pageId, sections }) => {
      const headings = headingLines(sections);
      const { search_headings: copy } = searchCopy({ title: null, headings, text: '' });
      return [pageId, headings, copy];
    }),
  );
  await rereadContents(queries, rereads);
}

const headingLines = (sections: PageRecord['sections']): string =>
  sections.map(({ heading }) => heading).join('\n');

/**
 * What was read anew needs no import to be read anew: its conversion is that of the vocabulary. A
 * page that only its source tells exactly keeps the old one.
 */
async function renameConversions(
  queries: Queries,
  before: StoredVocabulary | null,
  after: StoredVocabulary,
  inexact: readonly number[],
): Promise<void> {
  const [from, to] = [vocabularyMark(before), vocabularyMark(after)];
  const except = 'NOT IN (SELECT value FROM json_each(?3))';
  for (const [table, page] of [
    ['pages', 'id'],
    ['source_files', 'coalesce(page_id, 0)'],
    ['page_contents', 'page_id'],
  ] as const) {
    await queries.run(
      `UPDATE ${table} SET conversion =
         substr(conversion, 1, instr(conversion, ':') - 1 - length(?1)) || ?2 ||
         substr(conversion, instr(conversion, ':'))
       WHERE ${page} ${except} AND substr(conversion, 1, instr(conversion, ':') - 1) LIKE '%' || ?1
         AND (?1 <> '' OR instr(substr(conversion, 1, instr(conversion, ':')), '~') = 0)`,
      [from, to, jsonList(inexact)],
    );
  }
}

/** How conversions name a vocabulary; the built-in one belongs to the rules of the tool. */
export const vocabularyMark = (
  vocabulary: Pick<StoredVocabulary, 'isBuiltIn' | 'sha256'> | null,
): string =>
  vocabulary === null || vocabulary.isBuiltIn ? '' : `~${vocabulary.sha256.slice(0, 12)}`;
