/**
 * Every text is stored once.
 *
 * What a page says today stands in its row. A section's Markdown and words are pieces of those (in
 * all of some 10,000 sections of real exports), a state's words are those of the file that showed
 * it, and most list items have no markup; so these tables keep a text of their own only where it is
 * another one, and their old names are views that put it together. Per 100 bytes of HTML an archive
 * had had 570.
 *
 * Rows that an older version wrote keep their own texts until their page is written again; contents
 * are taken apart by `split-contents.ts`.
 */
const OWN = ['stored_sections', 'stored_section_items', 'stored_page_versions'] as const;

/** Views keep naming the old tables, which are views from now on; foreign keys follow the tables. */
const RENAMED = `
PRAGMA legacy_alter_table = ON;
${OWN.map((name) => `ALTER TABLE ${name.replace('stored_', '')} RENAME TO ${name};`).join('\n')}
PRAGMA legacy_alter_table = OFF;
`;

/** As 004 does it: the stored rows are as the new constraints want them. */
const NULLABLE = `
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'markdown TEXT NOT NULL', 'markdown TEXT')
WHERE type = 'table' AND name IN (${OWN.map((name) => `'${name}'`).join(', ')});
UPDATE sqlite_schema SET sql = replace(sql, 'text TEXT NOT NULL', 'text TEXT')
WHERE type = 'table' AND name IN ('stored_sections', 'stored_page_versions');
PRAGMA writable_schema = RESET;
`;

const COLUMNS = `
ALTER TABLE stored_sections ADD COLUMN markdown_at INTEGER;
ALTER TABLE stored_sections ADD COLUMN markdown_length INTEGER;
ALTER TABLE stored_sections ADD COLUMN text_at INTEGER;
ALTER TABLE stored_sections ADD COLUMN text_length INTEGER;
ALTER TABLE page_contents ADD COLUMN markdown TEXT;
ALTER TABLE page_contents ADD COLUMN text TEXT;
ALTER TABLE page_contents ADD COLUMN parts BLOB;
`;

/** Where the texts of pages stand. */
interface Texts {
  readonly table: 'pages' | 'page_texts';
  readonly id: 'id' | 'page_id';
}

const pieceOf = ({ table, id }: Texts, column: 'markdown' | 'text'): string =>
  `coalesce(stored_sections.${column}, (SELECT substr(said.${column},
      stored_sections.${column}_at, stored_sections.${column}_length)
    FROM ${table} AS said WHERE said.${id} = stored_sections.page_id)) AS ${column}`;

const saidThen = ({ table, id }: Texts, column: 'markdown' | 'text'): string =>
  `coalesce(stored_page_versions.${column}, (SELECT coalesce(page_contents.${column}, said.${column})
    FROM page_copies JOIN page_contents ON page_contents.id = page_copies.content_id
    JOIN ${table} AS said ON said.${id} = page_contents.page_id
    WHERE page_copies.id = stored_page_versions.copy_id), '') AS ${column}`;

export const composedViews = (texts: Texts): string => `
CREATE VIEW sections AS
  SELECT id, page_id, parent_id, position, level, heading, key, anchor, ${pieceOf(texts, 'markdown')},
    ${pieceOf(texts, 'text')}
  FROM stored_sections;

CREATE VIEW section_items AS
  SELECT section_id, position, depth, text, coalesce(markdown, text) AS markdown
  FROM stored_section_items;

CREATE VIEW page_versions AS
  SELECT page_id, number, import_id, recorded_at, change, title, source_sha256,
    ${saidThen(texts, 'markdown')}, ${saidThen(texts, 'text')}, seen_on, copy_id
  FROM stored_page_versions;
`;

export const ONCE = [RENAMED, NULLABLE, COLUMNS, composedViews({ table: 'pages', id: 'id' })].join(
  '',
);
