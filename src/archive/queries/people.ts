/** Questions about people, and what they said. */
import type { QueryParameter } from '../../model/query.ts';
import { IN_SPACE, query, SPACE, SPACE_CALLED } from './parameters.ts';

const NAME: QueryParameter = {
  name: 'name',
  type: 'person',
  least: null,
  standard: null,
  summary: 'A part of a name; without it, everybody.',
};

export const PEOPLE_QUERIES = [
  query(
    'people-by-activity',
    'Who did most: created, changed, signed reports, commented, was mentioned?',
    [],
    `
SELECT display_name, username, pages, created, last_modified, reports_written, commented,
  mentioned, first_on, last_on
FROM people_list
WHERE pages > 0
ORDER BY created + last_modified + reports_written + commented DESC, mentioned DESC, display_name`,
  ),
  query(
    'people-by-year',
    'Who created, changed or signed how many pages in each year?',
    [NAME, SPACE],
    `
SELECT substr(dated_on, 1, 4) AS year, display_name, count(DISTINCT page_id) AS pages
FROM people_pages
WHERE dated_on IS NOT NULL
  AND (:name IS NULL OR display_name LIKE '%' || :name || '%')
  AND ${IN_SPACE}
GROUP BY year, person_id
ORDER BY year, pages DESC, display_name`,
  ),
  query(
    'pages-of-person',
    'Which pages does somebody have a part in?',
    [NAME],
    `
SELECT display_name, role, dated_on, ${SPACE_CALLED}, page_title
FROM people_pages
WHERE :name IS NULL OR display_name LIKE '%' || :name || '%' OR username = :name COLLATE NOCASE
ORDER BY display_name, person_id, dated_on NULLS LAST, page_title, role`,
  ),
  query(
    'people-alike',
    'Which rows of people may be one human: the same name, or a user name in “Unknown User”?',
    [],
    `
SELECT one.display_name, one.username, one.account_id,
  other.display_name AS other_name, other.username AS other_username,
  other.account_id AS other_account_id
FROM people AS one JOIN people AS other ON other.id <> one.id
WHERE one.display_name = other.display_name AND one.id < other.id
  OR one.username IS NOT NULL AND (
    other.display_name = one.username COLLATE NOCASE
    OR other.display_name = 'Unknown User (' || one.username || ')' COLLATE NOCASE
    OR other.username = one.username COLLATE NOCASE AND one.id < other.id)
ORDER BY one.display_name, one.id, other.id`,
  ),
  query(
    'comments',
    'Who said what in comments, newest first?',
    [SPACE],
    `
SELECT created_at, author, ${SPACE_CALLED}, page_title, text
FROM comment_list
WHERE ${IN_SPACE}
ORDER BY created_at DESC NULLS LAST, page_title, position`,
  ),
];
