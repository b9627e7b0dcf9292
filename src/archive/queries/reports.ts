/** Questions about reports. */
import type { QueryParameter } from '../../model/query.ts';
import { IN_SPACE, query, SPACE, SPACE_CALLED } from './parameters.ts';

const KEY: QueryParameter = {
  name: 'key',
  type: 'text',
  least: null,
  standard: 'planned-work',
  summary: 'Key of the section, as `query section-keys` lists them.',
};

export const REPORT_QUERIES = [
  query(
    'reports-by-year',
    'How many reports does each space have for each year?',
    [SPACE],
    `
SELECT substr(period_start, 1, 4) AS year, ${SPACE_CALLED}, count(*) AS reports,
  group_concat(period_label, ', ') AS periods, sum(word_count) AS words
FROM (SELECT * FROM report_list ORDER BY period_start, title)
WHERE ${IN_SPACE}
GROUP BY year, space
ORDER BY year NULLS LAST, space`,
  ),
  query(
    'report-authors',
    'Who wrote the reports?',
    [SPACE],
    `
SELECT display_name, count(*) AS reports, min(dated_on) AS first_on, max(dated_on) AS last_on,
  group_concat(DISTINCT coalesce(space_key, space_name)) AS spaces
FROM people_pages
WHERE role = 'report-author' AND ${IN_SPACE}
GROUP BY person_id
ORDER BY reports DESC, display_name`,
  ),
  query(
    'report-section',
    'What do reports say in one section and those below it, from the first report to the last?',
    [KEY, SPACE],
    `
WITH RECURSIVE told (id) AS (
  SELECT id FROM sections WHERE key = :key
  UNION SELECT sections.id FROM told JOIN sections ON sections.parent_id = told.id)
SELECT ${SPACE_CALLED}, period_label, period_start, heading, text
FROM report_sections
WHERE section_id IN (SELECT id FROM told) AND text <> '' AND ${IN_SPACE}
ORDER BY space, period_start NULLS LAST, title, position`,
  ),
  query(
    'section-keys',
    'Which sections do reports have, and in how many reports?',
    [SPACE],
    `
SELECT key, count(DISTINCT page_id) AS reports, min(period_start) AS first_on,
  max(period_end) AS last_on, min(heading) AS for_example
FROM report_sections
WHERE ${IN_SPACE}
GROUP BY key
ORDER BY reports DESC, key`,
  ),
  query(
    'reports-without-section',
    'Which reports lack a section?',
    [KEY, SPACE],
    `
SELECT ${SPACE_CALLED}, title, period_label, sections
FROM report_list
WHERE page_id NOT IN (SELECT page_id FROM report_sections WHERE key = :key)
  AND ${IN_SPACE}
ORDER BY space, period_start NULLS LAST, title`,
  ),
];
