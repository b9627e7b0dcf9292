/**
 * What the sections of reports say as numbers, dates and people; and the vocabularies with which
 * sections and reports are read.
 */
export const REPORTS = `
CREATE TABLE report_values (
  id INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  section_id INTEGER NOT NULL REFERENCES sections (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('number', 'date', 'person', 'none')),
  raw TEXT NOT NULL,
  context TEXT NOT NULL,
  number REAL,
  number_to REAL,
  out_of REAL,
  qualifier TEXT CHECK (qualifier IN ('about', 'at-least', 'at-most', 'change')),
  unit TEXT,
  noun TEXT,
  label TEXT,
  per TEXT,
  date TEXT,
  person_id INTEGER REFERENCES people (id),
  UNIQUE (page_id, position)
) STRICT;
CREATE INDEX report_values_by_section ON report_values (section_id);
CREATE INDEX report_values_by_person ON report_values (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE vocabularies (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  yaml TEXT NOT NULL,
  is_built_in INTEGER NOT NULL CHECK (is_built_in IN (0, 1)),
  used_since TEXT NOT NULL
) STRICT;
`;
