/**
 * Pages may come from Word exports. A constraint can only be changed in the text of the table, as
 * SQLite's documentation of ALTER TABLE says for changes that leave the stored rows as they are; to
 * copy the table would mean to take down all tables, triggers and views that refer to it.
 */
export const WORD_EXPORTS = `
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(sql, '(''confluence-html'', ''crawled', '(''confluence-html'', ''confluence-word'', ''crawled')
WHERE type = 'table' AND name = 'pages';
PRAGMA writable_schema = RESET;
`;
