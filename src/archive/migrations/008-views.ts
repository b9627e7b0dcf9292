/**
 * Views for what people join most, so that a question is one SELECT in any SQLite client.
 *
 * They use nothing that SQLite 3.38 does not have, and no functions of our own. Their columns
 * are looked up per row over indices, so that a column which nobody asks for costs nothing.
 * But for `all_…`, they hold current pages that repeat no other.
 */
const CURRENT_PAGE = "pages.status = 'current' AND pages.duplicate_of IS NULL";

const PAGES = `
CREATE VIEW all_pages AS
  SELECT pages.id, spaces.key AS space_key, spaces.name AS space_name, pages.confluence_id,
    pages.title, pages.type, pages.status, pages.duplicate_of,
    pages.parent_id,
    (SELECT parent.title FROM pages AS parent WHERE parent.id = pages.parent_id) AS parent_title,
    (SELECT group_concat(crumb.title, ' / ')
     FROM (SELECT title FROM breadcrumbs WHERE page_id = pages.id ORDER BY position) AS crumb
    ) AS path,
    creator.display_name AS creator, pages.created_on,
    modifier.display_name AS last_modifier, pages.last_modified_on,
    coalesce(pages.last_modified_on, pages.created_on) AS dated_on,
    pages.word_count,
    (SELECT group_concat(label.name, ', ')
     FROM (SELECT labels.name FROM page_labels JOIN labels ON labels.id = label_id
           WHERE page_id = pages.id ORDER BY labels.name) AS label
    ) AS labels,
    (SELECT count(*) FROM pages AS child
     WHERE child.parent_id = pages.id AND child.status = 'current' AND child.duplicate_of IS NULL
    ) AS children,
    (SELECT count(DISTINCT links.page_id) FROM links JOIN pages AS source ON source.id = links.page_id
     WHERE links.target_page_id = pages.id AND links.page_id <> pages.id
       AND source.status = 'current' AND source.duplicate_of IS NULL
    ) AS linking_pages,
    (SELECT count(*) FROM attachments WHERE attachments.page_id = pages.id) AS attachments,
    (SELECT count(*) FROM comments WHERE comments.page_id = pages.id) AS comments,
    (SELECT count(*) FROM page_versions WHERE page_versions.page_id = pages.id) AS versions,
    pages.source_format, pages.source_path, pages.markdown_path
  FROM pages LEFT JOIN spaces ON spaces.id = pages.space_id
  LEFT JOIN people AS creator ON creator.id = pages.creator_id
  LEFT JOIN people AS modifier ON modifier.id = pages.last_modifier_id;

CREATE VIEW page_list AS
  SELECT id, space_key, space_name, confluence_id, title, type, parent_id, parent_title, path,
    creator, created_on, last_modifier, last_modified_on, dated_on, word_count, labels, children,
    linking_pages, attachments, comments, versions, source_format, source_path, markdown_path
  FROM all_pages WHERE status = 'current' AND duplicate_of IS NULL;
`;

const REPORTS = `
CREATE VIEW report_list AS
  SELECT pages.id AS page_id, spaces.key AS space_key, spaces.name AS space_name, pages.title,
    reports.series, reports.period_label, reports.period_start, reports.period_end,
    reports.published_on, reports.published_raw,
    (SELECT group_concat(author.display_name, ', ')
     FROM (SELECT people.display_name FROM contributions JOIN people ON people.id = person_id
           WHERE contributions.page_id = pages.id AND role = 'report-author'
           ORDER BY contributions.position) AS author
    ) AS authors,
    (SELECT group_concat(section.key, ', ')
     FROM (SELECT key FROM sections WHERE page_id = pages.id ORDER BY position) AS section
    ) AS sections,
    pages.word_count, pages.markdown_path
  FROM reports JOIN pages ON pages.id = reports.page_id
  LEFT JOIN spaces ON spaces.id = pages.space_id
  WHERE ${CURRENT_PAGE};

CREATE VIEW report_sections AS
  SELECT sections.id AS section_id, pages.id AS page_id, spaces.key AS space_key, spaces.name AS space_name, pages.title,
    reports.series, reports.period_label, reports.period_start, reports.period_end,
    sections.position, sections.level, sections.key, sections.heading, sections.text,
    sections.markdown,
    (WITH RECURSIVE below (id) AS (
       SELECT sections.id
       UNION ALL SELECT child.id FROM sections AS child JOIN below ON child.parent_id = below.id)
     SELECT trim(group_concat(part, char(10)), char(10)) FROM (
       SELECT CASE WHEN inner.id = sections.id THEN inner.text
         ELSE inner.heading || rtrim(char(10) || inner.text, char(10)) END AS part
       FROM below CROSS JOIN sections AS inner ON inner.id = below.id ORDER BY inner.position)
    ) AS whole_text,
    EXISTS (
      WITH RECURSIVE above (id, key) AS (
        SELECT parent.id, parent.key FROM sections AS parent WHERE parent.id = sections.parent_id
        UNION ALL SELECT parent.id, parent.key FROM above CROSS JOIN sections AS child
          ON child.id = above.id JOIN sections AS parent ON parent.id = child.parent_id)
      SELECT 1 FROM above WHERE above.key = sections.key) AS is_nested
  FROM reports JOIN pages ON pages.id = reports.page_id
  JOIN sections ON sections.page_id = pages.id
  LEFT JOIN spaces ON spaces.id = pages.space_id
  WHERE ${CURRENT_PAGE};

CREATE VIEW report_value_list AS
  SELECT report_values.id AS value_id, pages.id AS page_id, spaces.key AS space_key,
    spaces.name AS space_name, pages.title, reports.series, reports.period_label,
    reports.period_start, reports.period_end, sections.key AS section_key, sections.heading,
    report_values.position, report_values.kind, report_values.raw, report_values.number,
    report_values.number_to, report_values.out_of, report_values.qualifier, report_values.unit,
    report_values.noun, report_values.label, report_values.per, report_values.date,
    people.display_name AS person, report_values.context
  FROM report_values JOIN reports ON reports.page_id = report_values.page_id
  JOIN pages ON pages.id = reports.page_id
  JOIN sections ON sections.id = report_values.section_id
  LEFT JOIN spaces ON spaces.id = pages.space_id
  LEFT JOIN people ON people.id = report_values.person_id
  WHERE ${CURRENT_PAGE};
`;

/** What follows the two slashes of an address; null for addresses without a host. */
const AFTER_SLASHES = `CASE WHEN links.href LIKE '//%' OR links.href LIKE 'http://%'
    OR links.href LIKE 'https://%' OR links.href LIKE 'ftp://%'
  THEN lower(substr(links.href, instr(links.href, '//') + 2)) END`;

/** Of that, what comes before the path; no name or password, no port. */
const AUTHORITY = `substr(link.rest, 1,
  instr(replace(replace(replace(link.rest, '?', '/'), '#', '/'), char(92), '/') || '/', '/') - 1)`;
const HOST_AND_PORT = `substr(${AUTHORITY}, instr(${AUTHORITY}, '@') + 1)`;
const HOST = `nullif(substr(${HOST_AND_PORT}, 1, instr(${HOST_AND_PORT} || ':', ':') - 1), '')`;

/** A place that the link's own page, or the one it leads to, does not have. */
const NO_HEADING = `(links.kind = 'anchor'
    OR links.target_page_id IS NOT NULL AND links.fragment IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM anchors WHERE anchors.name = links.fragment
    AND anchors.page_id = iif(links.kind = 'anchor', links.page_id, links.target_page_id))`;

/** The broken links that `audit` tells of, for the same reasons. */
const PROBLEM = `CASE
  WHEN NOT (links.status = 'broken' OR links.removed = 1 AND links.source_kind <> 'person'
    OR ${NO_HEADING}) THEN NULL
  WHEN links.kind = 'anchor' OR links.status <> 'broken' THEN 'heading-not-on-page'
  WHEN links.source_kind = 'page' AND (links.removed = 1 OR links.href LIKE '%createpage%')
    THEN 'page-never-written'
  WHEN links.removed = 1 THEN 'address-unusable'
  WHEN links.source_kind = 'attachment' THEN 'attachment-not-in-export'
  ELSE 'page-not-in-export' END`;

/** The page that a link means: one that is there, else one that was removed. */
const MEANT_PAGE = `CASE
  WHEN links.target_page_id IS NOT NULL THEN links.target_page_id
  WHEN links.target_ref >= 'page:' AND links.target_ref < 'page;' THEN
    (SELECT gone.id FROM page_refs JOIN pages AS gone ON gone.id = page_refs.page_id
     WHERE page_refs.ref = links.target_ref AND gone.status = 'removed'
     ORDER BY page_refs.rank, gone.id LIMIT 1) END`;

const LINKS = `
CREATE VIEW link_list AS
  SELECT link.id, link.page_id, link.space_key, link.space_name, link.page_title, link.position, link.kind,
    link.status, link.problem, link.text, link.href, ${HOST} AS host,
    link.meant_id AS target_page_id, meant.title AS target_title, meant.status AS target_status,
    link.target_attachment_id,
    (SELECT file_name FROM attachments WHERE attachments.id = link.target_attachment_id
    ) AS target_file_name,
    link.fragment
  FROM (
    SELECT links.*, spaces.key AS space_key, spaces.name AS space_name, pages.title AS page_title,
      ${AFTER_SLASHES} AS rest,
      ${PROBLEM} AS problem,
      ${MEANT_PAGE} AS meant_id
    FROM links JOIN pages ON pages.id = links.page_id
    LEFT JOIN spaces ON spaces.id = pages.space_id
    WHERE ${CURRENT_PAGE}
  ) AS link
  LEFT JOIN pages AS meant ON meant.id = link.meant_id;
`;

const FILES = `
CREATE VIEW attachment_list AS
  SELECT attachments.id, attachments.page_id, spaces.key AS space_key, spaces.name AS space_name, pages.title AS page_title,
    attachments.position, attachments.file_name, attachments.media_type, attachments.bytes,
    attachments.status,
    (SELECT count(DISTINCT links.page_id) FROM links JOIN pages AS source ON source.id = links.page_id
     WHERE links.target_attachment_id = attachments.id
       AND source.status = 'current' AND source.duplicate_of IS NULL
    ) AS referring_pages,
    attachments.confluence_id, attachments.sha256, attachments.source_path,
    attachments.published_path
  FROM attachments JOIN pages ON pages.id = attachments.page_id
  LEFT JOIN spaces ON spaces.id = pages.space_id
  WHERE ${CURRENT_PAGE};

CREATE VIEW comment_list AS
  SELECT comments.id, comments.page_id, spaces.key AS space_key, spaces.name AS space_name, pages.title AS page_title,
    comments.position, comments.author_id, people.display_name AS author, comments.created_at,
    comments.text, comments.markdown
  FROM comments JOIN pages ON pages.id = comments.page_id
  LEFT JOIN spaces ON spaces.id = pages.space_id
  LEFT JOIN people ON people.id = comments.author_id
  WHERE ${CURRENT_PAGE};

CREATE VIEW macro_list AS
  SELECT macros.id, macros.page_id, spaces.key AS space_key, spaces.name AS space_name, pages.title AS page_title,
    macros.name, macros.outcome, macros.detail
  FROM macros JOIN pages ON pages.id = macros.page_id
  LEFT JOIN spaces ON spaces.id = pages.space_id
  WHERE ${CURRENT_PAGE};
`;

const PEOPLE = `
CREATE VIEW people_pages AS
  SELECT people.id AS person_id, people.display_name, people.username, contributions.role,
    pages.id AS page_id, spaces.key AS space_key, spaces.name AS space_name, pages.title AS page_title,
    CASE contributions.role
      WHEN 'creator' THEN pages.created_on
      WHEN 'last-modifier' THEN pages.last_modified_on
      WHEN 'report-author' THEN
        (SELECT coalesce(published_on, period_end) FROM reports WHERE reports.page_id = pages.id)
      WHEN 'commenter' THEN (SELECT substr(max(created_at), 1, 10) FROM comments
        WHERE comments.page_id = pages.id AND comments.author_id = people.id)
    END AS dated_on
  FROM contributions JOIN people ON people.id = contributions.person_id
  JOIN pages ON pages.id = contributions.page_id
  LEFT JOIN spaces ON spaces.id = pages.space_id
  WHERE ${CURRENT_PAGE};

CREATE VIEW people_list AS
  SELECT people.id, people.display_name, people.username, people.account_id, people.profile_url,
    count(DISTINCT page_id) AS pages,
    count(*) FILTER (WHERE role = 'creator') AS created,
    count(*) FILTER (WHERE role = 'last-modifier') AS last_modified,
    count(*) FILTER (WHERE role = 'report-author') AS reports_written,
    count(*) FILTER (WHERE role = 'commenter') AS commented,
    count(*) FILTER (WHERE role = 'mentioned') AS mentioned,
    min(dated_on) AS first_on, max(dated_on) AS last_on
  FROM people LEFT JOIN people_pages ON people_pages.person_id = people.id
  GROUP BY people.id;
`;

const VERSIONS = `
CREATE VIEW all_versions AS
  SELECT page_versions.page_id, spaces.key AS space_key, spaces.name AS space_name, pages.title AS page_title,
    pages.status AS page_status, page_versions.number, page_versions.change, page_versions.title,
    page_versions.seen_on, page_versions.import_id, page_versions.recorded_at
  FROM page_versions JOIN pages ON pages.id = page_versions.page_id
  LEFT JOIN spaces ON spaces.id = pages.space_id
  WHERE pages.duplicate_of IS NULL;
`;

export const VIEWS = [PAGES, REPORTS, LINKS, FILES, PEOPLE, VERSIONS].join('');
