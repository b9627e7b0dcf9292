/** What an archive says of its pages, in a form that a person can read and a diff can show. */
import { query, type Row } from './query.ts';

const PERSON = (column: string): string =>
  `(SELECT display_name FROM people WHERE people.id = pages.${column})`;

/** All records of an archive but their Markdown (the tree shows it) and row ids. */
export async function recordsOf(file: string): Promise<unknown> {
  const pages = await query(
    file,
    `SELECT pages.id, coalesce(spaces.key, spaces.name) AS space, confluence_id, pages.title, type,
       (SELECT title FROM pages AS parent WHERE parent.id = pages.parent_id) AS parent, position,
       ${PERSON('creator_id')} AS creator, created_on,
       ${PERSON('last_modifier_id')} AS last_modifier, last_modified_on, metadata_raw,
       pages.exported_on, source_format, source_path, word_count, markdown_path, status,
       (SELECT source_path FROM pages AS richer WHERE richer.id = pages.duplicate_of) AS duplicate_of
     FROM pages LEFT JOIN spaces ON spaces.id = pages.space_id
     ORDER BY source_path`,
  );
  return {
    spaces: await query(
      file,
      `SELECT key, name, description,
         (SELECT title FROM pages WHERE pages.id = homepage_id) AS homepage, exported_on
       FROM spaces ORDER BY key, name`,
    ),
    people: await query(
      file,
      'SELECT display_name, username, account_id, profile_url FROM people ORDER BY 1, 2, 3',
    ),
    pages: await Promise.all(pages.map((page) => withChildren(file, page))),
  };
}

async function withChildren(file: string, { id, ...page }: Row): Promise<unknown> {
  const of = (sql: string): Promise<Row[]> => query(file, sql, id);
  return {
    ...page,
    breadcrumbs: (
      await of(`SELECT title FROM breadcrumbs WHERE page_id = ? ORDER BY position`)
    ).map(({ title }) => title),
    contributions: (
      await of(
        `SELECT role || ': ' || display_name AS line FROM contributions
         JOIN people ON people.id = person_id WHERE page_id = ? ORDER BY role, display_name`,
      )
    ).map(({ line }) => line),
    sections: (
      await of(
        `SELECT printf('%s%s [%s] %s', substr('          ', 1, level), heading, key,
           (SELECT count(*) FROM section_items WHERE section_id = sections.id)) AS line
         FROM sections WHERE page_id = ? ORDER BY position`,
      )
    ).map(({ line }) => line),
    report: await of(
      `SELECT series, period_label, period_start, period_end, published_on, published_raw
       FROM reports WHERE page_id = ?`,
    ),
    ...(await reportValues(of)),
    attachments: await of(
      `SELECT confluence_id, file_name, media_type, source_path, bytes, status, published_path
       FROM attachments WHERE page_id = ? ORDER BY source_path, file_name`,
    ),
    comments: await of(
      `SELECT (SELECT display_name FROM people WHERE people.id = author_id) AS author,
         created_at, text FROM comments WHERE page_id = ? ORDER BY position`,
    ),
    links: await of(
      `SELECT kind, href, text, fragment, status,
         (SELECT title FROM pages WHERE pages.id = target_page_id) AS target_page,
         (SELECT file_name FROM attachments WHERE attachments.id = target_attachment_id)
           AS target_attachment
       FROM links WHERE page_id = ? ORDER BY position`,
    ),
    macros: await of('SELECT name, outcome, detail FROM macros WHERE page_id = ? ORDER BY id'),
  };
}

/** A line for each value of a report; nothing for pages without any. */
async function reportValues(
  of: (sql: string) => Promise<Row[]>,
): Promise<{ report_values?: unknown[] }> {
  const rows = await of(
    `SELECT concat_ws(' | ', key, kind, report_values.raw, number, number_to, out_of, qualifier, unit,
       'noun ' || noun, 'label ' || label, 'per ' || per, date, display_name) AS line
     FROM report_values JOIN sections ON sections.id = section_id
     LEFT JOIN people ON people.id = person_id
     WHERE report_values.page_id = ? ORDER BY report_values.position`,
  );
  return rows.length === 0 ? {} : { report_values: rows.map(({ line }) => line) };
}
