/** The rest of the first schema: what pages refer to, and what an import met on its way. */
export const LINKS = `
CREATE TABLE attachments (
  id INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  confluence_id TEXT,
  file_name TEXT NOT NULL,
  media_type TEXT,
  source_path TEXT,
  bytes INTEGER,
  sha256 TEXT,
  status TEXT NOT NULL DEFAULT 'missing' CHECK (status IN ('present', 'missing')),
  published_path TEXT
) STRICT;
CREATE INDEX attachments_by_page ON attachments (page_id);

CREATE TABLE attachment_refs (
  ref TEXT NOT NULL,
  attachment_id INTEGER NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
  PRIMARY KEY (ref, attachment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_refs_by_attachment ON attachment_refs (attachment_id);

CREATE TABLE comments (
  id INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  confluence_id TEXT,
  author_id INTEGER REFERENCES people (id),
  created_at TEXT,
  created_raw TEXT,
  markdown TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX comments_by_page ON comments (page_id);
CREATE INDEX comments_by_author ON comments (author_id);

CREATE TABLE anchors (
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  slug TEXT NOT NULL,
  PRIMARY KEY (page_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX anchors_by_slug ON anchors (page_id, slug);

CREATE TABLE links (
  id INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('page', 'attachment', 'anchor', 'external', 'mail', 'person')),
  source_kind TEXT NOT NULL
    CHECK (source_kind IN ('page', 'attachment', 'anchor', 'external', 'mail', 'person')),
  href TEXT NOT NULL,
  text TEXT NOT NULL,
  target_ref TEXT,
  target_page_id INTEGER REFERENCES pages (id) ON DELETE SET NULL,
  target_attachment_id INTEGER REFERENCES attachments (id) ON DELETE SET NULL,
  fragment TEXT,
  status TEXT NOT NULL CHECK (status IN ('resolved', 'broken', 'external')),
  removed INTEGER NOT NULL CHECK (removed IN (0, 1))
) STRICT;
CREATE INDEX links_by_page ON links (page_id);
CREATE INDEX links_by_ref ON links (target_ref) WHERE target_ref IS NOT NULL;
CREATE INDEX links_by_target_page ON links (target_page_id) WHERE target_page_id IS NOT NULL;
CREATE INDEX links_by_target_attachment ON links (target_attachment_id)
  WHERE target_attachment_id IS NOT NULL;

CREATE TABLE macros (
  id INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  outcome TEXT NOT NULL
    CHECK (outcome IN ('converted', 'placeholder', 'omitted', 'lost-at-source')),
  detail TEXT
) STRICT;
CREATE INDEX macros_by_page ON macros (page_id);
CREATE INDEX macros_by_name ON macros (name);

CREATE TABLE diagnostics (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES imports (id),
  page_id INTEGER REFERENCES pages (id) ON DELETE CASCADE,
  source_path TEXT,
  severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')),
  code TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX diagnostics_by_import ON diagnostics (import_id);
CREATE INDEX diagnostics_by_page ON diagnostics (page_id);
CREATE INDEX diagnostics_by_code ON diagnostics (code);

CREATE TABLE source_files (
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  modified_ms INTEGER,
  conversion TEXT NOT NULL,
  page_id INTEGER REFERENCES pages (id) ON DELETE CASCADE,
  skipped TEXT,
  import_id INTEGER NOT NULL REFERENCES imports (id),
  PRIMARY KEY (path, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_files_by_page ON source_files (page_id);
CREATE INDEX source_files_by_import ON source_files (import_id);
`;
