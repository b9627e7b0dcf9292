/** What the last import left behind, so that one which finds the same need not look into it. */
export const CHECKPOINT = `
CREATE TABLE checkpoint (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  holder TEXT NOT NULL,
  import_id INTEGER REFERENCES imports (id),
  sources TEXT,
  tree TEXT,
  report TEXT
) STRICT;
CREATE INDEX checkpoint_by_import ON checkpoint (import_id);
`;
