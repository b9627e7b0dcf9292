/** The tables of the first schema. `schema-docs.ts` says what each column means. */
export const RECORDS = `
CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  tool_version TEXT NOT NULL,
  source TEXT NOT NULL,
  format TEXT,
  status TEXT NOT NULL CHECK (status IN ('running', 'completed', 'failed')),
  created INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  moved INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  process_id INTEGER NOT NULL
) STRICT;

CREATE TABLE spaces (
  id INTEGER PRIMARY KEY,
  key TEXT,
  name TEXT,
  description TEXT,
  homepage_id INTEGER REFERENCES pages (id) ON DELETE SET NULL,
  exported_on TEXT,
  CHECK (key IS NOT NULL OR name IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX spaces_by_key ON spaces (key COLLATE NOCASE) WHERE key IS NOT NULL;
CREATE INDEX spaces_by_name ON spaces (name);
CREATE INDEX spaces_by_homepage ON spaces (homepage_id);

CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  display_name TEXT NOT NULL,
  username TEXT,
  account_id TEXT,
  profile_url TEXT
) STRICT;
CREATE UNIQUE INDEX people_by_account ON people (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX people_by_username ON people (username);
CREATE INDEX people_by_name ON people (display_name);

CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  space_id INTEGER REFERENCES spaces (id),
  confluence_id TEXT,
  title TEXT,
  type TEXT NOT NULL CHECK (type IN ('page', 'home', 'blogpost')),
  parent_id INTEGER REFERENCES pages (id) ON DELETE SET NULL,
  parent_ref TEXT,
  parent_from_index INTEGER NOT NULL DEFAULT 0 CHECK (parent_from_index IN (0, 1)),
  position INTEGER,
  creator_id INTEGER REFERENCES people (id),
  created_on TEXT,
  last_modifier_id INTEGER REFERENCES people (id),
  last_modified_on TEXT,
  metadata_raw TEXT,
  exported_on TEXT,
  source_format TEXT NOT NULL
    CHECK (source_format IN ('confluence-html', 'crawled-markdown', 'plain-text')),
  source_path TEXT NOT NULL,
  source_sha256 TEXT NOT NULL,
  conversion TEXT NOT NULL,
  word_count INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  markdown_path TEXT,
  published_sha256 TEXT,
  status TEXT NOT NULL DEFAULT 'current' CHECK (status IN ('current', 'removed')),
  duplicate_of INTEGER REFERENCES pages (id) ON DELETE SET NULL CHECK (duplicate_of <> id),
  first_import_id INTEGER NOT NULL REFERENCES imports (id),
  last_import_id INTEGER NOT NULL REFERENCES imports (id),
  -- Long values last: SQLite reads a row from its beginning.
  markdown TEXT NOT NULL,
  headings TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX pages_by_space ON pages (space_id);
CREATE INDEX pages_by_confluence_id ON pages (confluence_id);
CREATE INDEX pages_by_parent ON pages (parent_id);
CREATE INDEX pages_by_parent_ref ON pages (parent_ref) WHERE parent_ref IS NOT NULL;
CREATE INDEX pages_by_creator ON pages (creator_id);
CREATE INDEX pages_by_last_modifier ON pages (last_modifier_id);
CREATE INDEX pages_by_source_path ON pages (source_path);
CREATE INDEX pages_by_duplicate ON pages (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX pages_removed ON pages (status) WHERE status = 'removed';
CREATE INDEX pages_by_first_import ON pages (first_import_id);
CREATE INDEX pages_by_last_import ON pages (last_import_id);

CREATE TABLE page_refs (
  ref TEXT NOT NULL,
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  rank INTEGER NOT NULL,
  PRIMARY KEY (ref, page_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_refs_by_page ON page_refs (page_id);

CREATE TABLE page_fingerprints (
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  hash INTEGER NOT NULL,
  PRIMARY KEY (hash, page_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_fingerprints_by_page ON page_fingerprints (page_id);

CREATE TABLE page_versions (
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  import_id INTEGER NOT NULL REFERENCES imports (id),
  recorded_at TEXT NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('created', 'updated', 'moved', 'removed')),
  title TEXT,
  source_sha256 TEXT NOT NULL,
  markdown TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (page_id, number)
) STRICT;
CREATE INDEX page_versions_by_import ON page_versions (import_id, page_id);

CREATE TABLE breadcrumbs (
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  href TEXT,
  ref TEXT,
  ancestor_id INTEGER REFERENCES pages (id) ON DELETE SET NULL,
  PRIMARY KEY (page_id, position)
) STRICT;
CREATE INDEX breadcrumbs_by_ref ON breadcrumbs (ref) WHERE ref IS NOT NULL;
CREATE INDEX breadcrumbs_by_ancestor ON breadcrumbs (ancestor_id);

CREATE TABLE contributions (
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES people (id),
  role TEXT NOT NULL
    CHECK (role IN ('creator', 'last-modifier', 'report-author', 'commenter', 'mentioned')),
  position INTEGER NOT NULL,
  PRIMARY KEY (page_id, person_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX contributions_by_person ON contributions (person_id);

CREATE TABLE sections (
  id INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  parent_id INTEGER REFERENCES sections (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  level INTEGER NOT NULL,
  heading TEXT NOT NULL,
  key TEXT NOT NULL,
  anchor TEXT,
  markdown TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (page_id, position)
) STRICT;
CREATE INDEX sections_by_parent ON sections (parent_id);
CREATE INDEX sections_by_key ON sections (key);

CREATE TABLE section_items (
  section_id INTEGER NOT NULL REFERENCES sections (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  depth INTEGER NOT NULL,
  text TEXT NOT NULL,
  markdown TEXT NOT NULL,
  PRIMARY KEY (section_id, position)
) STRICT;

CREATE TABLE reports (
  page_id INTEGER PRIMARY KEY REFERENCES pages (id) ON DELETE CASCADE,
  series TEXT,
  period_label TEXT,
  period_start TEXT,
  period_end TEXT,
  published_on TEXT,
  published_raw TEXT
) STRICT;
CREATE INDEX reports_by_series ON reports (series);

CREATE TABLE labels (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE page_labels (
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  label_id INTEGER NOT NULL REFERENCES labels (id),
  PRIMARY KEY (page_id, label_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_labels_by_label ON page_labels (label_id);
`;
