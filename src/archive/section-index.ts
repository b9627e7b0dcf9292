/** A full-text index of some sections of pages, in memory, for as long as one question lasts. */
import { groupBy, insertRows, jsonList } from './batch.ts';
import { openDatabase, type Queries } from './driver.ts';
import { separated } from './search-text.ts';

/** As the archive's own; it has one row for each page, and keeps its words. */
const INDEX = `
CREATE VIRTUAL TABLE search USING fts5 (
  title, headings, text, tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search (search, rank) VALUES ('rank', 'bm25(10.0, 4.0, 1.0)');
`;

interface SectionRow {
  readonly pageId: number;
  readonly title: string | null;
  readonly heading: string;
  readonly text: string;
}

/** Gives `work` a database whose table `search` holds the sections of `key` and those below. */
export async function withSectionIndex<Result>(
  queries: Queries,
  { pageIds, key }: { readonly pageIds: readonly number[]; readonly key: string },
  work: (index: Queries) => Promise<Result>,
): Promise<Result> {
  const sections = await queries.all<SectionRow>(
    `WITH RECURSIVE part (id) AS (
       SELECT sections.id FROM json_each(?) CROSS JOIN sections ON page_id = value WHERE sections.key = ?
       UNION SELECT sections.id FROM part JOIN sections ON sections.parent_id = part.id
     )
     SELECT page_id AS pageId, pages.title, heading, sections.text
     FROM part JOIN sections ON sections.id = part.id JOIN pages ON pages.id = page_id
     ORDER BY page_id, sections.position`,
    [jsonList(pageIds), key],
  );
  const rows = [...groupBy(sections, ({ pageId }) => pageId)].map(([rowid, parts]) => ({
    rowid,
    title: separated(parts[0]?.title ?? ''),
    headings: separated(parts.map(({ heading }) => heading).join('\n')),
    text: separated(parts.map(({ text }) => text).join('\n')),
  }));
  const index = await openDatabase(':memory:', { access: 'write', busyTimeoutMs: 0 });
  try {
    await index.exec(INDEX);
    await insertRows(index, 'search', ['rowid', 'title', 'headings', 'text'], rows);
    return await work(index);
  } finally {
    await index.close();
  }
}
