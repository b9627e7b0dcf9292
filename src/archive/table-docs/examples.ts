/** Questions that people ask, in SQL that any SQLite client runs; a test runs them all. */

export interface SchemaExample {
  /** What is asked, as a question. */
  readonly question: string;
  readonly sql: string;
}

export interface ExampleTopic {
  readonly topic: string;
  readonly examples: readonly SchemaExample[];
}

const example = (question: string, sql: string): SchemaExample => ({ question, sql: sql.trim() });

export const EXAMPLES: readonly ExampleTopic[] = [
  {
    topic: 'Reports',
    examples: [
      example(
        'What did a group plan, from the first report to the last?',
        `
SELECT period_label, heading, whole_text
FROM report_sections
WHERE space_key = 'SEALS' AND key = 'planned-work' AND NOT is_nested
ORDER BY period_start, position;`,
      ),
      example(
        'What did it plan in one year, and what does the report of the next period say of its activity?',
        `
SELECT period_label, key, whole_text
FROM report_sections
WHERE space_key = 'SEALS' AND NOT is_nested AND (
  key = 'planned-work' AND period_start BETWEEN '2023-01-01' AND '2023-12-31'
  OR key = 'activity' AND period_start BETWEEN '2023-07-01' AND '2024-12-31')
ORDER BY period_start, position;`,
      ),
      example(
        'For which days between two reports of a series is there none?',
        `
SELECT series, date(before, '+1 day') AS from_day, date(period_start, '-1 day') AS to_day
FROM (
  SELECT series, period_start,
    max(period_end) OVER (
      PARTITION BY space_name, series ORDER BY period_start, period_end
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
  FROM report_list WHERE period_end IS NOT NULL)
WHERE before < date(period_start, '-1 day')
ORDER BY series, from_day;`,
      ),
      example(
        'Which numbers do reports name, and how did they develop?',
        `
SELECT coalesce(label, noun) AS what, period_label, number, raw, context
FROM report_value_list
WHERE kind = 'number'
ORDER BY what, period_start;`,
      ),
      example(
        'Who wrote the reports?',
        `
SELECT display_name, count(*) AS reports, min(dated_on) AS first_on, max(dated_on) AS last_on
FROM people_pages
WHERE role = 'report-author'
GROUP BY person_id
ORDER BY reports DESC, display_name;`,
      ),
      example(
        'How many reports are there for each year?',
        `
SELECT substr(period_start, 1, 4) AS year, space_key, count(*) AS reports
FROM report_list
GROUP BY year, space_key
ORDER BY year, space_key;`,
      ),
      example(
        'Which points does a section list, with those below it, one row each?',
        `
WITH RECURSIVE planned (id) AS (
  SELECT section_id FROM report_sections WHERE key = 'planned-work'
  UNION
  SELECT sections.id FROM sections JOIN planned ON sections.parent_id = planned.id
)
SELECT period_label, heading, section_items.depth, section_items.text
FROM planned
JOIN section_items ON section_items.section_id = planned.id
JOIN report_sections ON report_sections.section_id = planned.id
ORDER BY period_start, report_sections.position, section_items.position;`,
      ),
    ],
  },
  {
    topic: 'Pages',
    examples: [
      example(
        'Which pages speak of something? The best come first, with the place marked.',
        `
SELECT pages.title, snippet(search, 2, '[', ']', '…', 12) AS place
FROM search JOIN pages ON pages.id = search.rowid
WHERE search MATCH 'seal* NOT boat'
ORDER BY bm25(search, 10, 4, 1)
LIMIT 10;`,
      ),
      example(
        'Which pages has nobody changed since a day?',
        `
SELECT dated_on, space_key, title, last_modifier
FROM page_list
WHERE dated_on < '2024-01-01'
ORDER BY dated_on, title;`,
      ),
      example(
        'How many pages and words does each space have?',
        `
SELECT space_key, space_name, count(*) AS pages, sum(word_count) AS words
FROM page_list
GROUP BY space_key, space_name
ORDER BY pages DESC;`,
      ),
      example(
        'What is below a page, at any depth?',
        `
WITH RECURSIVE below (id, depth) AS (
  SELECT id, 1 FROM pages
  WHERE parent_id = (SELECT id FROM page_list WHERE space_key = 'SEALS' AND title = 'Field Handbook')
  UNION ALL
  SELECT pages.id, depth + 1 FROM below JOIN pages ON pages.parent_id = below.id)
SELECT depth, title, markdown_path
FROM below JOIN page_list USING (id)
ORDER BY path, title;`,
      ),
      example(
        'What did a page say earlier?',
        `
SELECT number, change, seen_on, title, substr(text, 1, 200) AS beginning
FROM page_versions
WHERE page_id = (SELECT id FROM page_list WHERE title = 'Field Handbook')
ORDER BY number;`,
      ),
    ],
  },
  {
    topic: 'Links and attachments',
    examples: [
      example(
        'Which pages link to a page that was removed?',
        `
SELECT target_title, space_key, page_title, text
FROM link_list
WHERE target_status = 'removed'
ORDER BY target_title, page_title;`,
      ),
      example(
        'Which links are broken, and why?',
        `
SELECT problem, space_key, page_title, href
FROM link_list
WHERE problem IS NOT NULL
ORDER BY problem, space_key, page_title;`,
      ),
      example(
        'Which pages are linked to most?',
        `
SELECT linking_pages, space_key, title
FROM page_list
WHERE linking_pages > 0
ORDER BY linking_pages DESC, title
LIMIT 10;`,
      ),
      example(
        'Which attachments are missing, and which does no page use?',
        `
SELECT status, referring_pages, space_key, page_title, file_name
FROM attachment_list
WHERE status = 'missing' OR referring_pages = 0
ORDER BY status, space_key, page_title, file_name;`,
      ),
    ],
  },
  {
    topic: 'People and imports',
    examples: [
      example(
        'Who did most in a space?',
        `
SELECT display_name, count(DISTINCT page_id) AS pages, max(dated_on) AS last_on
FROM people_pages
WHERE space_key = 'SEALS' AND role IN ('creator', 'last-modifier')
GROUP BY person_id
ORDER BY pages DESC, display_name;`,
      ),
      example(
        'What did each import change?',
        `
SELECT id, substr(started_at, 1, 10) AS day, created, updated, moved, removed, failed
FROM imports
ORDER BY id;`,
      ),
      example(
        'From which file does a page come, and what was remarked when it was read?',
        `
SELECT pages.title, pages.source_path, pages.source_sha256, diagnostics.severity,
  diagnostics.message
FROM pages LEFT JOIN diagnostics ON diagnostics.page_id = pages.id
WHERE pages.title = 'Field Handbook';`,
      ),
    ],
  },
];
