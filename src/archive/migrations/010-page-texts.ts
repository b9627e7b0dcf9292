/**
 * The long texts of pages stand apart from the facts about them, and `pages` is a view of both.
 *
 * A row of SQLite is written as a whole: to note where a page was published, or which import met it
 * last, wrote its Markdown and its words once more, so that an import wrote each page four times, and
 * one that changed nothing wrote the whole archive. The view looks texts up per row, as the other
 * views do: it costs nothing where nobody asks for them, on either side of a LEFT JOIN. (A FULL JOIN
 * makes SQLite write the whole view down first.)
 */
import { VIEWS } from './008-views.ts';
import { composedViews } from './009-once.ts';

/** All views that read `pages`, but for that of the search. */
const COMPOSED = composedViews({ table: 'page_texts', id: 'page_id' });
const READING = `${COMPOSED}\n${VIEWS}`;
const VIEW_NAMES = [...READING.matchAll(/CREATE VIEW (\w+)/g)].map(([, name = '']) => name);

/** The columns of `pages` before and behind those that moved. */
const FACTS = `id, space_id, confluence_id, title, type, parent_id, parent_ref, parent_from_index,
    position, creator_id, created_on, last_modifier_id, last_modified_on, metadata_raw, exported_on,
    source_format, source_path, source_sha256, conversion, word_count, fingerprint, markdown_path,
    published_sha256, status, duplicate_of, first_import_id`;
const TEXTS = ['markdown', 'headings', 'text'];
const LATER_FACTS = 'seen_on, published_essence, profile';
const SEARCH_COPIES = ['search_title', 'search_headings', 'search_text'];

const textOf = (column: string): string =>
  `(SELECT ${column} FROM page_texts WHERE page_id = page_facts.id) AS ${column}`;

/** @param lastImport the column `last_import_id`, as an expression over `page_facts`. */
export const pagesView = (lastImport: string): string => `
CREATE VIEW pages AS
  SELECT ${FACTS},
    ${lastImport},
    ${TEXTS.map(textOf).join(',\n    ')},
    ${LATER_FACTS},
    ${SEARCH_COPIES.map(textOf).join(',\n    ')}
  FROM page_facts;`;

/** What the index holds of the row whose id is `id`; `title` is the page's at that time. */
const indexed = (id: string, title: string): string =>
  `SELECT page_id, coalesce(search_title, ${title}), coalesce(search_headings, headings),
    coalesce(search_text, text) FROM page_texts WHERE page_id = ${id}`;

const isSearchable = (row: string): string =>
  `${row}.status = 'current' AND ${row}.duplicate_of IS NULL`;

/** As `indexed`, of a row of `page_texts` in its trigger. */
const ownTexts = (row: string): string =>
  `SELECT id, coalesce(${row}.search_title, title), coalesce(${row}.search_headings, ${row}.headings),
    coalesce(${row}.search_text, ${row}.text)
  FROM page_facts WHERE id = ${row}.page_id AND ${isSearchable('page_facts')}`;

/**
 * A page comes with its facts first and goes with its texts first, so that each trigger finds the
 * other half.
 */
const TRIGGERS = `
CREATE TRIGGER search_after_insert AFTER INSERT ON page_texts
BEGIN
  INSERT INTO search (rowid, title, headings, text) ${ownTexts('new')};
END;

CREATE TRIGGER search_before_delete BEFORE DELETE ON page_facts WHEN ${isSearchable('old')}
BEGIN
  INSERT INTO search (search, rowid, title, headings, text)
  SELECT 'delete', * FROM (${indexed('old.id', 'old.title')});
END;

CREATE TRIGGER search_after_text AFTER UPDATE ON page_texts
WHEN old.text <> new.text OR old.headings <> new.headings
  OR old.search_title IS NOT new.search_title
  OR old.search_headings IS NOT new.search_headings OR old.search_text IS NOT new.search_text
BEGIN
  INSERT INTO search (search, rowid, title, headings, text)
  SELECT 'delete', * FROM (${ownTexts('old')});
  INSERT INTO search (rowid, title, headings, text) ${ownTexts('new')};
END;

CREATE TRIGGER search_after_fact AFTER UPDATE OF title, status, duplicate_of ON page_facts
WHEN old.title IS NOT new.title OR (${isSearchable('old')}) <> (${isSearchable('new')})
BEGIN
  INSERT INTO search (search, rowid, title, headings, text)
  SELECT 'delete', * FROM (${indexed('old.id', 'old.title')}) WHERE ${isSearchable('old')};
  INSERT INTO search (rowid, title, headings, text)
  SELECT * FROM (${indexed('new.id', 'new.title')}) WHERE ${isSearchable('new')};
END;
`;

export const PAGE_TEXTS = `
${[...VIEW_NAMES, 'searchable_pages'].map((name) => `DROP VIEW ${name};`).join('\n')}
DROP TRIGGER search_after_insert;
DROP TRIGGER search_after_delete;
DROP TRIGGER search_after_update;

ALTER TABLE pages RENAME TO page_facts;
CREATE TABLE page_texts (
  page_id INTEGER PRIMARY KEY REFERENCES page_facts (id) ON DELETE CASCADE,
  search_title TEXT,
  search_headings TEXT,
  headings TEXT NOT NULL,
  markdown TEXT NOT NULL,
  text TEXT NOT NULL,
  search_text TEXT
) STRICT;
INSERT INTO page_texts (page_id, search_title, search_headings, headings, markdown, text, search_text)
SELECT id, search_title, search_headings, headings, markdown, text, search_text FROM page_facts;
${['text', 'markdown', 'headings', ...SEARCH_COPIES]
  .map((column) => `ALTER TABLE page_facts DROP COLUMN ${column};`)
  .join('\n')}

${pagesView('last_import_id')}

CREATE VIEW searchable_pages AS
  SELECT id, coalesce(search_title, title) AS title, coalesce(search_headings, headings) AS headings,
    coalesce(search_text, text) AS text
  FROM page_facts JOIN page_texts ON page_id = id WHERE ${isSearchable('page_facts')};
${TRIGGERS}
${READING}
`;
