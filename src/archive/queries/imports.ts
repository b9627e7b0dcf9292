/** Questions about imports and what they changed. */
import { IN_SPACE, integer, query, SPACE, SPACE_CALLED } from './parameters.ts';

export const IMPORT_QUERIES = [
  query(
    'changes-by-import',
    'What did each import change?',
    [],
    `
SELECT id AS import, substr(started_at, 1, 10) AS started_on, status, created, updated,
  unchanged, moved, removed, failed, source
FROM imports
ORDER BY id`,
  ),
  query(
    'removed-pages',
    'Which pages were removed from the wiki, and when was that first seen?',
    [SPACE],
    `
SELECT version.seen_on, coalesce(page.space_key, page.space_name) AS space, page.title,
  page.creator, page.last_modifier,
  version.import_id AS import
FROM all_pages AS page
JOIN all_versions AS version ON version.page_id = page.id AND version.number = page.versions
WHERE page.status = 'removed'
  AND (:space IS NULL OR :space COLLATE NOCASE IN (page.space_key, page.space_name))
ORDER BY version.seen_on, space, page.title`,
  ),
  query(
    'often-changed-pages',
    'Which pages differ between exports most often?',
    [
      integer(
        'times',
        { standard: 1, least: 0 },
        'At least so many changes after the first state.',
      ),
      SPACE,
    ],
    `
SELECT versions - 1 AS changes, ${SPACE_CALLED}, title, created_on, last_modified_on
FROM page_list
WHERE versions > :times AND ${IN_SPACE}
ORDER BY versions DESC, space, title`,
  ),
  query(
    'remarks',
    'What did the last import remark, and how often?',
    [],
    `
SELECT severity, code, count(*) AS times, count(DISTINCT page_id) AS pages,
  min(message) AS for_example
FROM diagnostics
WHERE import_id = (SELECT max(id) FROM imports)
GROUP BY severity, code
ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, times DESC, code`,
  ),
];
