/** The tables `sections` and `section_items`. */
import { firstFreeId, insertRows } from './batch.ts';
import type { Queries } from './driver.ts';
import type { Saving } from './saving.ts';

export async function insertSections(queries: Queries, saving: readonly Saving[]): Promise<void> {
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
    [
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
    ],
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
}
