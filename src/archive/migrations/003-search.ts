/**
 * Full-text search over current pages that are no duplicates.
 *
 * The index keeps no text of its own: it reads through the view `searchable_pages`, so its
 * triggers must follow every way into and out of that view. FTS5's 'delete' needs exactly the
 * values that were indexed, and must not be sent for a row that was not
 * (https://sqlite.org/fts5.html#external_content_tables). One trigger does both halves of an
 * update, because SQLite does not define the order of two.
 */
export const SEARCH = `
CREATE VIEW searchable_pages AS
  SELECT id, title, headings, text FROM pages WHERE status = 'current' AND duplicate_of IS NULL;

CREATE VIRTUAL TABLE search USING fts5 (
  title, headings, text,
  content = 'searchable_pages', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER search_after_insert AFTER INSERT ON pages
WHEN new.status = 'current' AND new.duplicate_of IS NULL
BEGIN
  INSERT INTO search (rowid, title, headings, text)
  VALUES (new.id, new.title, new.headings, new.text);
END;

CREATE TRIGGER search_after_delete AFTER DELETE ON pages
WHEN old.status = 'current' AND old.duplicate_of IS NULL
BEGIN
  INSERT INTO search (search, rowid, title, headings, text)
  VALUES ('delete', old.id, old.title, old.headings, old.text);
END;

CREATE TRIGGER search_after_update
AFTER UPDATE OF id, title, headings, text, status, duplicate_of ON pages
WHEN old.id <> new.id OR old.title IS NOT new.title OR old.headings <> new.headings
  OR old.text <> new.text OR old.status <> new.status
  OR (old.duplicate_of IS NULL) <> (new.duplicate_of IS NULL)
BEGIN
  INSERT INTO search (search, rowid, title, headings, text)
  SELECT 'delete', old.id, old.title, old.headings, old.text
  WHERE old.status = 'current' AND old.duplicate_of IS NULL;
  INSERT INTO search (rowid, title, headings, text)
  SELECT new.id, new.title, new.headings, new.text
  WHERE new.status = 'current' AND new.duplicate_of IS NULL;
END;
`;
