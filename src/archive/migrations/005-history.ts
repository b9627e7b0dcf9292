/**
 * What the archive remembers: each export as a snapshot, what every page said in it, the source's
 * own bytes, and every path at which a page was published.
 */
export const HISTORY = `
CREATE TABLE page_contents (
  id INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  digest TEXT NOT NULL,
  conversion TEXT NOT NULL,
  title TEXT,
  parent_ref TEXT,
  record BLOB NOT NULL,
  UNIQUE (page_id, digest)
) STRICT;

CREATE TABLE page_copies (
  id INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  content_id INTEGER NOT NULL REFERENCES page_contents (id) ON DELETE CASCADE,
  source_path TEXT NOT NULL,
  source_sha256 TEXT NOT NULL,
  exported_on TEXT,
  breadcrumbs TEXT NOT NULL,
  space_id INTEGER REFERENCES spaces (id) ON DELETE SET NULL,
  import_id INTEGER NOT NULL REFERENCES imports (id),
  UNIQUE (page_id, source_path, source_sha256)
) STRICT;
CREATE INDEX page_copies_by_content ON page_copies (content_id);
CREATE INDEX page_copies_by_space ON page_copies (space_id);
CREATE INDEX page_copies_by_import ON page_copies (import_id);

CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES imports (id),
  space_id INTEGER REFERENCES spaces (id) ON DELETE SET NULL,
  source_format TEXT NOT NULL,
  taken_on TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('full', 'partial')),
  recorded_at TEXT NOT NULL,
  digest TEXT,
  tree TEXT
) STRICT;
CREATE INDEX snapshots_by_import ON snapshots (import_id);
CREATE INDEX snapshots_by_space ON snapshots (space_id, taken_on);

CREATE TABLE snapshot_pages (
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  copy_id INTEGER REFERENCES page_copies (id) ON DELETE CASCADE,
  seen_on TEXT NOT NULL,
  UNIQUE (snapshot_id, page_id, copy_id)
) STRICT;
CREATE INDEX snapshot_pages_by_page ON snapshot_pages (page_id);
CREATE INDEX snapshot_pages_by_copy ON snapshot_pages (copy_id) WHERE copy_id IS NOT NULL;

CREATE TABLE attachment_versions (
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  bytes INTEGER,
  sha256 TEXT,
  PRIMARY KEY (page_id, name, snapshot_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_versions_by_snapshot ON attachment_versions (snapshot_id);

ALTER TABLE page_versions ADD COLUMN seen_on TEXT;
ALTER TABLE page_versions ADD COLUMN copy_id INTEGER REFERENCES page_copies (id) ON DELETE SET NULL;
CREATE INDEX page_versions_by_copy ON page_versions (copy_id) WHERE copy_id IS NOT NULL;

CREATE TABLE published_paths (
  path TEXT NOT NULL,
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  import_id INTEGER NOT NULL REFERENCES imports (id),
  PRIMARY KEY (path, page_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX published_paths_by_page ON published_paths (page_id);
CREATE INDEX published_paths_by_import ON published_paths (import_id);

CREATE TABLE originals (
  sha256 TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  import_id INTEGER NOT NULL REFERENCES imports (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX originals_by_import ON originals (import_id);

CREATE TABLE original_files (
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES originals (sha256),
  import_id INTEGER NOT NULL REFERENCES imports (id),
  stamp TEXT,
  PRIMARY KEY (path, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX original_files_by_sha256 ON original_files (sha256);
CREATE INDEX original_files_by_import ON original_files (import_id);

ALTER TABLE source_files ADD COLUMN stamp TEXT;
ALTER TABLE attachments ADD COLUMN stamp TEXT;
ALTER TABLE pages ADD COLUMN seen_on TEXT;
ALTER TABLE pages ADD COLUMN published_essence TEXT;
ALTER TABLE attachments ADD COLUMN published_sha256 TEXT;
`;
