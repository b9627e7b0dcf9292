/**
 * What lets an import that finds little new leave the rest alone: to note that it met all pages that
 * an earlier one had met, it writes one row of `imports`, and none of the pages; and what that one
 * said, which may be long, stays in a row of its own.
 */
import { pagesView } from './010-page-texts.ts';

const LAST_IMPORT = `coalesce((SELECT confirmed_by FROM imports
      WHERE imports.id = page_facts.last_import_id), last_import_id) AS last_import_id`;

export const CHANGES = `
ALTER TABLE checkpoint ADD COLUMN ways TEXT;
ALTER TABLE checkpoint DROP COLUMN report;
CREATE TABLE checkpoint_report (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  report TEXT NOT NULL,
  published TEXT NOT NULL
) STRICT;

ALTER TABLE imports ADD COLUMN confirmed_by INTEGER REFERENCES imports (id);
CREATE INDEX imports_by_confirming ON imports (confirmed_by) WHERE confirmed_by IS NOT NULL;
DROP VIEW pages;
${pagesView(LAST_IMPORT)}

CREATE TABLE source_indexes (
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  tree TEXT NOT NULL,
  diagnostics TEXT NOT NULL,
  PRIMARY KEY (path, sha256)
) STRICT;
`;
