/** The tables `sections`, `section_items` and `report_values`. */
import { firstFreeId, insertRows } from './batch.ts';
import type { Directory } from './directory.ts';
import type { Queries } from './driver.ts';
import type { SavingOf } from './saving.ts';
import { insertReportValues } from './report-value-rows.ts';

const SECTION_COLUMNS = [
  'id',
  'page_id',
  'parent_id',
  'position',
  'level',
  'heading',
  'key',
  'anchor',
  'markdown',
  'text',
] as const;

export async function insertSections(
  queries: Queries,
  saving: readonly SavingOf<'sections' | 'reportValues'>[],
  directory: Directory,
): Promise<void> {
  let next = await firstFreeId(queries, 'sections');
  const sections = saving.flatMap(({ id, page }) => {
    const first = next;
    next += page.record.sections.length;
    return page.record.sections.map((section) => ({
      id: first + section.position,
      page_id: id,
      parent_id: section.parent === null ? null : first + section.parent,
      section,
    }));
  });
  await insertRows(
    queries,
    'sections',
    SECTION_COLUMNS,
    sections.map(({ section, ...ids }) => ({
      ...ids,
      position: section.position,
      level: section.level,
      heading: section.heading,
      key: section.key,
      anchor: section.anchor,
      markdown: section.markdown,
      text: section.text,
    })),
  );
  await insertRows(
    queries,
    'section_items',
    ['section_id', 'position', 'depth', 'text', 'markdown'],
    sections.flatMap(({ id, section }) =>
      section.items.map((item) => ({ section_id: id, ...item })),
    ),
  );
  const idOf = new Map(
    sections.map(({ id, page_id, section }) => [
      `${String(page_id)} ${String(section.position)}`,
      id,
    ]),
  );
  const values = saving.flatMap(({ id, page }) =>
    page.record.reportValues.flatMap((value) => {
      const section_id = idOf.get(`${String(id)} ${String(value.section)}`);
      return section_id === undefined ? [] : [{ page_id: id, section_id, value }];
    }),
  );
  await insertReportValues(queries, values, directory);
}
