/**
 * Search finds words of scripts without spaces, and its own rank weighs titles and headings.
 *
 * Pages with characters of such scripts get a second copy of their words in which these stand apart
 * (see `search-text.ts`; `separate-words.ts` writes the copies of older archives). The tokenizer
 * stays `unicode61 remove_diacritics 2`. What that costs, and what else there was, on real exports
 * (text of 83 Japanese pages: 0.27 MB; of 635 mostly English ones: 2.35 MB):
 *
 *     index, MB                 ja    en    words of 1, 2, 3 characters found
 *     unicode61 alone           0.24  1.30    1 %    3 %    3 %
 *     trigram                   0.80  7.04    0 %    0 %  100 %
 *     unicode61, set apart      0.21  1.36  100 %  100 %  100 %
 *       and the copies          0.42  0.60
 *
 * In trigram's index a word of two characters, which most Chinese words are, cannot be found at
 * all, “port” finds “reporting”, and each language pays five times the room.
 */
export const SEARCH_COPIES = `
ALTER TABLE pages ADD COLUMN profile TEXT;
ALTER TABLE page_copies ADD COLUMN profile TEXT;
ALTER TABLE pages ADD COLUMN search_title TEXT;
ALTER TABLE pages ADD COLUMN search_headings TEXT;
ALTER TABLE pages ADD COLUMN search_text TEXT;

DROP TRIGGER search_after_insert;
DROP TRIGGER search_after_delete;
DROP TRIGGER search_after_update;
DROP VIEW searchable_pages;

CREATE VIEW searchable_pages AS
  SELECT id, coalesce(search_title, title) AS title, coalesce(search_headings, headings) AS headings,
    coalesce(search_text, text) AS text
  FROM pages WHERE status = 'current' AND duplicate_of IS NULL;

CREATE TRIGGER search_after_insert AFTER INSERT ON pages
WHEN new.status = 'current' AND new.duplicate_of IS NULL
BEGIN
  INSERT INTO search (rowid, title, headings, text)
  VALUES (new.id, coalesce(new.search_title, new.title),
    coalesce(new.search_headings, new.headings), coalesce(new.search_text, new.text));
END;

CREATE TRIGGER search_after_delete AFTER DELETE ON pages
WHEN old.status = 'current' AND old.duplicate_of IS NULL
BEGIN
  INSERT INTO search (search, rowid, title, headings, text)
  VALUES ('delete', old.id, coalesce(old.search_title, old.title),
    coalesce(old.search_headings, old.headings), coalesce(old.search_text, old.text));
END;

CREATE TRIGGER search_after_update
AFTER UPDATE OF id, title, headings, text, search_title, search_headings, search_text, status,
  duplicate_of ON pages
WHEN old.id <> new.id OR old.title IS NOT new.title OR old.headings <> new.headings
  OR old.text <> new.text OR old.search_title IS NOT new.search_title
  OR old.search_headings IS NOT new.search_headings OR old.search_text IS NOT new.search_text
  OR old.status <> new.status OR (old.duplicate_of IS NULL) <> (new.duplicate_of IS NULL)
BEGIN
  INSERT INTO search (search, rowid, title, headings, text)
  SELECT 'delete', old.id, coalesce(old.search_title, old.title),
    coalesce(old.search_headings, old.headings), coalesce(old.search_text, old.text)
  WHERE old.status = 'current' AND old.duplicate_of IS NULL;
  INSERT INTO search (rowid, title, headings, text)
  SELECT new.id, coalesce(new.search_title, new.title),
    coalesce(new.search_headings, new.headings), coalesce(new.search_text, new.text)
  WHERE new.status = 'current' AND new.duplicate_of IS NULL;
END;

INSERT INTO search (search, rank) VALUES ('rank', 'bm25(10.0, 4.0, 1.0)');
`;
