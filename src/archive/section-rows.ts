/** The tables `stored_sections`, `stored_section_items` and `report_values`. */
import { firstFreeId, insertRows } from './batch.ts';
import type { Directory } from './directory.ts';
import type { Queries } from './driver.ts';
import type { SavingOf } from './saving.ts';
import { insertReportValues } from './report-value-rows.ts';
import { piecesOf } from './text-piece.ts';

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
  'markdown_at',
  'markdown_length',
  'text',
  'text_at',
  'text_length',
] as const;

export async function insertSections(
  queries: Queries,
  saving: readonly SavingOf<'markdown' | 'text' | 'sections' | 'reportValues'>[],
  directory: Directory,
): Promise<void> {
  let next = await firstFreeId(queries, 'sections');
  const sections = saving.flatMap(({ id, page: { record } }) => {
    const first = next;
    next += record.sections.length;
    const markdownPiece = piecesOf(record.markdown);
    const textPiece = piecesOf(record.text);
    return record.sections.map((section) => ({
      id: first + section.position,
      page_id: id,
      parent_id: section.parent === null ? null : first + section.parent,
      markdown: markdownPiece(section.markdown),
      text: textPiece(section.text),
      section,
    }));
  });
  await insertRows(
    queries,
    'stored_sections',
    SECTION_COLUMNS,
    sections.map(({ id, page_id, parent_id, section, markdown, text }) => ({
      ...{ id, page_id, parent_id, position: section.position, level: section.level },
      ...{ heading: section.heading, key: section.key, anchor: section.anchor },
      ...{ markdown: markdown.own, markdown_at: markdown.at, markdown_length: markdown.length },
      ...{ text: text.own, text_at: text.at, text_length: text.length },
    })),
  );
  await insertRows(
    queries,
    'stored_section_items',
    ['section_id', 'position', 'depth', 'text', 'markdown'],
    sections.flatMap(({ id, section }) =>
      section.items.map(({ position, depth, text, markdown }) => ({
        ...{ section_id: id, position, depth, text },
        markdown: markdown === text ? null : markdown,
      })),
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
