/** The tables `stored_sections`, `stored_section_items` and `report_values`. */
import type { PageRecord } from '../model/page.ts';
import { firstFreeId, insertTexts } from './batch.ts';
import type { Directory } from './directory.ts';
import type { Queries } from './driver.ts';
import type { SectionRows } from './page-rows.ts';
import { insertReportValues } from './report-value-rows.ts';

/** A page's sections, with the id of its row and what reports say in them. */
interface SavingSections extends Pick<PageRecord, 'reportValues'> {
  readonly id: number;
  readonly rows: SectionRows;
}

/** After the page's id and that of its first section. */
const SECTION_COLUMNS = {
  page_id: 'value ->> 0',
  id: 'value ->> 1 + value ->> 2',
  position: 'value ->> 2',
  parent_id: 'value ->> 1 + value ->> 3',
  level: 'value ->> 4',
  heading: 'value ->> 5',
  key: 'value ->> 6',
  anchor: 'value ->> 7',
  markdown: 'value ->> 8',
  markdown_at: 'value ->> 9',
  markdown_length: 'value ->> 10',
  text: 'value ->> 11',
  text_at: 'value ->> 12',
  text_length: 'value ->> 13',
};

/** After the id of the page's first section. */
const ITEM_COLUMNS = {
  section_id: 'value ->> 0 + value ->> 1',
  position: 'value ->> 2',
  depth: 'value ->> 3',
  text: 'value ->> 4',
  markdown: 'value ->> 5',
};

export async function insertSections(
  queries: Queries,
  saving: readonly SavingSections[],
  directory: Directory,
): Promise<void> {
  let next = await firstFreeId(queries, 'sections');
  const pages = saving.map(({ id, rows, reportValues }) => {
    const first = next;
    next += rows.count;
    return { id, first, rows, reportValues };
  });
  await insertTexts(
    queries,
    'stored_sections',
    SECTION_COLUMNS,
    pages.map(({ id, first, rows }) => ({
      lead: [id, first],
      rows: rows.sections,
    })),
  );
  await insertTexts(
    queries,
    'stored_section_items',
    ITEM_COLUMNS,
    pages.map(({ first, rows }) => ({ lead: [first], rows: rows.items })),
  );
  const values = pages.flatMap(({ id, first, rows, reportValues }) =>
    reportValues.flatMap((value) =>
      value.section < rows.count ? [{ page_id: id, section_id: first + value.section, value }] : [],
    ),
  );
  await insertReportValues(queries, values, directory);
}
