/** What the commands about reports read of an archive: a few statements, however many reports. */
import type { PageFilter } from '../model/page-filter.ts';
import type { NumberQualifier, PersonRef, ReportRecord, ReportValue } from '../model/page.ts';
import type { ReportSection, StoredReport } from '../model/reports.ts';
import { groupBy, jsonList } from './batch.ts';
import type { Database, Queries } from './driver.ts';
import { allOf, inDays, pageConditions, TOUCHED_ON } from './page-filter.ts';

export interface ReportReading {
  /**
   * The current report pages that repeat no other, by space, series, period and publication; those
   * without days of a period stand where they were published or last touched. A filter's days mean
   * the period, else the publication, else the last touch.
   *
   * @throws UsageError for a filter that names what there is not.
   */
  reports(filter: PageFilter): Promise<StoredReport[]>;
}

export const reportReading = (database: Database): ReportReading => ({
  reports: (filter) => reports(database, filter),
});

const FIRST_DAY = `coalesce(period_start, published_on, ${TOUCHED_ON})`;
const LAST_DAY = `coalesce(period_end, published_on, ${TOUCHED_ON})`;

interface ReportRow
  extends Omit<StoredReport, 'report' | 'sections' | 'values'>, Omit<ReportRecord, 'authors'> {}

async function reports(queries: Queries, filter: PageFilter): Promise<StoredReport[]> {
  const pages = await pageConditions(queries, { ...filter, since: null, until: null });
  const where = allOf([pages, inDays(FIRST_DAY, filter, LAST_DAY)]);
  const rows = await queries.all<ReportRow>(
    `SELECT pages.id AS pageId, spaces.key AS spaceKey, spaces.name AS spaceName, pages.title,
       pages.confluence_id AS confluenceId, pages.markdown_path AS markdownPath,
       pages.word_count AS words, ${TOUCHED_ON} AS touchedOn,
       series, period_label AS periodLabel, period_start AS periodStart,
       period_end AS periodEnd, published_on AS publishedOn, published_raw AS publishedRaw
     FROM reports JOIN pages ON pages.id = reports.page_id
     LEFT JOIN spaces ON spaces.id = pages.space_id
     WHERE pages.status = 'current' AND pages.duplicate_of IS NULL AND (${where.sql})
     ORDER BY coalesce(spaces.key, spaces.name), series, ${LAST_DAY} IS NULL, ${LAST_DAY},
       ${FIRST_DAY}, published_on, pages.title, pages.id`,
    where.values,
  );
  const ids = jsonList(rows.map(({ pageId }) => pageId));
  const authors = await authorsOf(queries, ids);
  const sections = await sectionsOf(queries, ids);
  const values = await valuesOf(queries, ids);
  return rows.map((row): StoredReport => {
    const { series, periodLabel, periodStart, periodEnd, publishedOn, publishedRaw, ...page } = row;
    const of = authors.get(page.pageId) ?? [];
    return {
      ...page,
      report: {
        ...{ series, periodLabel, periodStart, periodEnd, publishedOn, publishedRaw },
        authors: of.map(personOf),
      },
      sections: sections.get(page.pageId) ?? [],
      values: (values.get(page.pageId) ?? []).map(valueOf),
    };
  });
}

const personOf = ({ displayName, username, accountId, profileUrl }: PersonRef): PersonRef => ({
  displayName,
  username,
  accountId,
  profileUrl,
});

interface OfPage {
  readonly pageId: number;
}

const PERSON = `display_name AS displayName, username, account_id AS accountId,
  profile_url AS profileUrl`;

type ByPage<Row> = Promise<ReadonlyMap<number, readonly (Row & OfPage)[]>>;

const byPage = <Row extends OfPage>(rows: readonly Row[]): ReadonlyMap<number, readonly Row[]> =>
  groupBy(rows, ({ pageId }) => pageId);

const authorsOf = async (queries: Queries, ids: string): ByPage<PersonRef> =>
  byPage(
    await queries.all<PersonRef & OfPage>(
      `SELECT page_id AS pageId, ${PERSON}
       FROM json_each(?) CROSS JOIN contributions ON page_id = value
       JOIN people ON people.id = person_id
       WHERE role = 'report-author' ORDER BY page_id, contributions.position`,
      [ids],
    ),
  );

const sectionsOf = async (queries: Queries, ids: string): ByPage<ReportSection> =>
  byPage(
    await queries.all<ReportSection & OfPage>(
      `SELECT own.page_id AS pageId, own.position, above.position AS parent, own.level, own.heading,
         own.key, own.anchor, own.markdown, own.text
       FROM json_each(?) CROSS JOIN sections AS own ON own.page_id = value
       LEFT JOIN sections AS above ON above.id = own.parent_id
       ORDER BY own.page_id, own.position`,
      [ids],
    ),
  );

/** A row of `report_values`; a person's columns are null for all other kinds. */
interface ValueRow extends OfPage, Omit<PersonRef, 'displayName'> {
  readonly section: number;
  readonly position: number;
  readonly kind: ReportValue['kind'];
  readonly raw: string;
  readonly context: string;
  readonly number: number;
  readonly numberTo: number | null;
  readonly outOf: number | null;
  readonly qualifier: NumberQualifier | null;
  readonly unit: string | null;
  readonly noun: string | null;
  readonly label: string | null;
  readonly per: string | null;
  readonly date: string | null;
  readonly displayName: string | null;
}

const valuesOf = async (queries: Queries, ids: string): ByPage<ValueRow> =>
  byPage(
    await queries.all<ValueRow>(
      `SELECT report_values.page_id AS pageId, sections.position AS section,
         report_values.position, kind, raw, context, number, number_to AS numberTo,
         out_of AS outOf, qualifier, unit, noun, label, per, date, ${PERSON}
       FROM json_each(?) CROSS JOIN report_values ON report_values.page_id = value
       JOIN sections ON sections.id = section_id
       LEFT JOIN people ON people.id = person_id
       ORDER BY report_values.page_id, report_values.position`,
      [ids],
    ),
  );

function valueOf(row: ValueRow): ReportValue {
  const { section, position, raw, context } = row;
  const base = { section, position, raw, context };
  if (row.kind === 'none') return { ...base, kind: 'none' };
  if (row.kind === 'date') return { ...base, kind: 'date', date: row.date };
  if (row.kind === 'person') {
    return {
      ...base,
      kind: 'person',
      person: personOf({ ...row, displayName: row.displayName ?? raw }),
    };
  }
  const { number, numberTo, outOf, qualifier, unit, noun, label, per } = row;
  return { ...base, kind: 'number', number, numberTo, outOf, qualifier, unit, noun, label, per };
}
