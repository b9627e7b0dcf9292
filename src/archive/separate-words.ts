/** Gives the pages of an older archive the copies of their words that the index needs. */
import { runOver } from './batch.ts';
import type { Queries } from './driver.ts';
import { searchCopy, type SearchableText } from './search-text.ts';

const PAGES_AT_ONCE = 200;

type Row = SearchableText & { readonly id: number };

/** The triggers of `pages` bring the index up to date. */
export async function separateWords(queries: Queries): Promise<void> {
  for (let last = 0; ;) {
    const rows = await queries.all<Row>(
      'SELECT id, title, headings, text FROM pages WHERE id > ? ORDER BY id LIMIT ?',
      [last, PAGES_AT_ONCE],
    );
    const copies = rows.flatMap((row) => {
      const { search_title, search_headings, search_text } = searchCopy(row);
      const cells = [search_title, search_headings, search_text];
      return cells.every((cell) => cell === null) ? [] : [[row.id, ...cells]];
    });
    await runOver(
      queries,
      `UPDATE pages SET search_title = value ->> 1, search_headings = value ->> 2,
         search_text = value ->> 3
       FROM json_each(?) WHERE pages.id = value ->> 0`,
      copies,
    );
    last = rows.at(-1)?.id ?? 0;
    if (rows.length < PAGES_AT_ONCE) return;
  }
}
