/** What lets an import that finds little new leave the rest alone. */
export const CHANGES = `
ALTER TABLE checkpoint ADD COLUMN ways TEXT;
ALTER TABLE checkpoint ADD COLUMN published TEXT;

CREATE TABLE source_indexes (
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  tree TEXT NOT NULL,
  diagnostics TEXT NOT NULL,
  PRIMARY KEY (path, sha256)
) STRICT;
`;
