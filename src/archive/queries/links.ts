/** Questions about links. */
import { IN_SPACE, query, SPACE, SPACE_CALLED } from './parameters.ts';

export const LINK_QUERIES = [
  query(
    'broken-links',
    'Which pages have broken links, how many, and why?',
    [SPACE],
    `
SELECT ${SPACE_CALLED}, page_title, problem, count(*) AS links, min(href) AS for_example
FROM link_list
WHERE problem IS NOT NULL AND ${IN_SPACE}
GROUP BY page_id, problem
ORDER BY links DESC, space, page_title, problem`,
  ),
  query(
    'links-to-removed-pages',
    'Which pages link to pages that were removed?',
    [SPACE],
    `
SELECT target_title, ${SPACE_CALLED}, page_title, text, href
FROM link_list
WHERE target_status = 'removed' AND ${IN_SPACE}
ORDER BY target_title, space, page_title, position`,
  ),
  query(
    'external-hosts',
    'Which places on the web do pages link to most?',
    [SPACE],
    `
SELECT host, count(*) AS links, count(DISTINCT page_id) AS pages, min(href) AS for_example
FROM link_list
WHERE kind = 'external' AND host IS NOT NULL AND ${IN_SPACE}
GROUP BY host
ORDER BY links DESC, host`,
  ),
  query(
    'links-between-spaces',
    'How many links lead from one space to another?',
    [],
    `
SELECT coalesce(link_list.space_key, link_list.space_name) AS space,
  coalesce(page_list.space_key, page_list.space_name) AS target_space, count(*) AS links
FROM link_list JOIN page_list ON page_list.id = link_list.target_page_id
WHERE (link_list.space_key, link_list.space_name)
  IS NOT (page_list.space_key, page_list.space_name)
GROUP BY 1, 2
ORDER BY links DESC, 1, 2`,
  ),
];
