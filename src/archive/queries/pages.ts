/** Questions about pages. */
import { IN_SPACE, integer, query, SPACE, SPACE_CALLED } from './parameters.ts';

export const PAGE_QUERIES = [
  query(
    'spaces',
    'How large is each space, and when was it last changed?',
    [],
    `
SELECT space_key, space_name, count(*) AS pages, sum(word_count) AS words,
  sum(attachments) AS attachments, min(dated_on) AS first_on, max(dated_on) AS last_on
FROM page_list
GROUP BY space_key, space_name
ORDER BY pages DESC, space_key`,
  ),
  query(
    'stale-pages',
    'Which pages has nobody changed for years?',
    [integer('years', { standard: 3, least: 0 }, 'For how many years, up to today.'), SPACE],
    `
SELECT dated_on, ${SPACE_CALLED}, title, creator, last_modifier, word_count, linking_pages
FROM page_list
WHERE dated_on < date('now', '-' || :years || ' years')
  AND ${IN_SPACE}
ORDER BY dated_on, space, title`,
  ),
  query(
    'most-linked-pages',
    'Which pages do most other pages link to?',
    [SPACE],
    `
SELECT linking_pages, ${SPACE_CALLED}, title, dated_on, markdown_path
FROM page_list
WHERE linking_pages > 0 AND ${IN_SPACE}
ORDER BY linking_pages DESC, space, title`,
  ),
  query(
    'unlinked-pages',
    'Which pages does no other page link to?',
    [SPACE],
    `
SELECT ${SPACE_CALLED}, title, path, dated_on, word_count
FROM page_list
WHERE linking_pages = 0 AND ${IN_SPACE}
ORDER BY space, path, title`,
  ),
  query(
    'orphan-pages',
    'Which pages have no page above them, and are no home pages?',
    [SPACE],
    `
SELECT ${SPACE_CALLED}, title, type, path, dated_on, linking_pages
FROM page_list
WHERE parent_id IS NULL AND type <> 'home'
  AND id NOT IN (SELECT homepage_id FROM spaces WHERE homepage_id IS NOT NULL)
  AND ${IN_SPACE}
ORDER BY space, title`,
  ),
  query(
    'pages-without-author',
    'Of which pages does nothing say who wrote them?',
    [SPACE],
    `
SELECT ${SPACE_CALLED}, title, source_format, source_path
FROM page_list
WHERE creator IS NULL AND last_modifier IS NULL AND ${IN_SPACE}
ORDER BY space, title, source_path`,
  ),
  query(
    'short-pages',
    'Which pages say hardly anything?',
    [integer('words', { standard: 20, least: 1 }, 'Fewer words than this.'), SPACE],
    `
SELECT word_count, ${SPACE_CALLED}, title, children, attachments, dated_on
FROM page_list
WHERE word_count < :words AND ${IN_SPACE}
ORDER BY word_count, space, title`,
  ),
  query(
    'words-by-year',
    'How many pages and words of each space were last changed in each year?',
    [SPACE],
    `
SELECT substr(dated_on, 1, 4) AS year, ${SPACE_CALLED}, count(*) AS pages, sum(word_count) AS words
FROM page_list
WHERE ${IN_SPACE}
GROUP BY year, space
ORDER BY year NULLS LAST, space`,
  ),
  query(
    'pages-by-label',
    'Which labels are there, and on how many pages?',
    [SPACE],
    `
SELECT labels.name AS label, count(*) AS pages, min(page_list.title) AS for_example
FROM labels
JOIN page_labels ON page_labels.label_id = labels.id
JOIN page_list ON page_list.id = page_labels.page_id
WHERE ${IN_SPACE}
GROUP BY labels.id
ORDER BY pages DESC, label`,
  ),
  query(
    'same-titles',
    'Which titles do several pages have?',
    [],
    `
SELECT title, count(*) AS pages, group_concat(DISTINCT coalesce(space_key, space_name)) AS spaces
FROM page_list
WHERE title IS NOT NULL
GROUP BY title COLLATE NOCASE
HAVING count(*) > 1
ORDER BY pages DESC, title`,
  ),
  query(
    'duplicate-pages',
    'Which pages were met twice, and which copy counts?',
    [],
    `
SELECT coalesce(copy.space_key, copy.space_name) AS space, copy.title, copy.source_format,
  copy.source_path,
  kept.title AS kept_title, kept.source_format AS kept_format, kept.source_path AS kept_path
FROM all_pages AS copy JOIN all_pages AS kept ON kept.id = copy.duplicate_of
ORDER BY kept.space_key, kept.title, copy.source_path`,
  ),
  query(
    'largest-attachments',
    'Which attachments take most room?',
    [SPACE],
    `
SELECT bytes, file_name, media_type, ${SPACE_CALLED}, page_title, referring_pages
FROM attachment_list
WHERE status = 'present' AND ${IN_SPACE}
ORDER BY bytes DESC, file_name`,
  ),
  query(
    'attachments-by-type',
    'How many attachments of each media type are there, how large, how many missing?',
    [SPACE],
    `
SELECT media_type, count(*) AS files, sum(bytes) AS bytes,
  count(*) FILTER (WHERE status = 'missing') AS missing,
  count(*) FILTER (WHERE referring_pages = 0) AS unreferenced
FROM attachment_list
WHERE ${IN_SPACE}
GROUP BY media_type
ORDER BY files DESC, media_type`,
  ),
  query(
    'macros-lost',
    'Which macros could not be converted, and how many pages have them?',
    [SPACE],
    `
SELECT name, outcome, count(*) AS macros, count(DISTINCT page_id) AS pages,
  min(page_title) AS for_example
FROM macro_list
WHERE outcome <> 'converted' AND ${IN_SPACE}
GROUP BY name, outcome
ORDER BY macros DESC, name, outcome`,
  ),
];
