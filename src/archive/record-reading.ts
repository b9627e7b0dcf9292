/** Everything that the archive has of one page, table by table. */
import type { SectionItem, SectionRecord } from '../model/page.ts';
import type { PageFacts, PageParts, PageWhole } from '../model/record.ts';
import { groupBy } from './batch.ts';
import type { Database, Queries } from './driver.ts';

/** A file of an export that lists the pages of a space. */
export interface IndexFile {
  readonly path: string;
  readonly sha256: string;
}

export interface RecordReading {
  /** Null where there is no such row. */
  wholePage(pageId: number): Promise<PageWhole | null>;
  /** The space indexes that imports have read, newest first. */
  indexFiles(): Promise<readonly IndexFile[]>;
}

export const recordReading = (database: Database): RecordReading => ({
  wholePage: (pageId) => wholePage(database, pageId),
  indexFiles: () =>
    database.all<IndexFile>(
      `SELECT path, sha256 FROM source_files WHERE skipped = 'space-index'
       ORDER BY import_id DESC, path, sha256`,
    ),
});

async function wholePage(queries: Queries, pageId: number): Promise<PageWhole | null> {
  const facts = await queries.get<Omit<PageFacts, 'isPlacedByIndex'> & { byIndex: number }>(
    `SELECT type, position, parent_from_index AS byIndex, parent_id AS parentId,
       (SELECT title FROM pages AS above WHERE above.id = pages.parent_id) AS parentTitle,
       metadata_raw AS metadataRaw, profile, conversion, source_sha256 AS sourceSha256,
       word_count AS wordCount, text, first_import_id AS firstImportId,
       last_import_id AS lastImportId
     FROM pages WHERE id = ?`,
    [pageId],
  );
  if (facts === null) return null;
  const { byIndex, ...rest } = facts;
  return { ...rest, isPlacedByIndex: byIndex === 1, ...(await partsOf(queries, pageId)) };
}

async function partsOf(queries: Queries, pageId: number): Promise<PageParts> {
  const rows = <Row>(sql: string): Promise<Row[]> => queries.all<Row>(sql, [pageId]);
  const [report = null] = await rows<NonNullable<PageParts['report']>>(
    `SELECT series, period_label AS periodLabel, period_start AS periodStart,
       period_end AS periodEnd, published_on AS publishedOn, published_raw AS publishedRaw
     FROM reports WHERE page_id = ?`,
  );
  return {
    people: await rows(
      `SELECT role, display_name AS displayName, username, account_id AS accountId,
         profile_url AS profileUrl
       FROM contributions JOIN people ON people.id = person_id WHERE page_id = ? ORDER BY position`,
    ),
    sections: await sectionsOf(queries, pageId),
    report,
    links: await rows(
      `SELECT kind, href, text, fragment, status, target_page_id AS targetPageId,
         (SELECT title FROM pages WHERE pages.id = target_page_id) AS targetTitle
       FROM links WHERE page_id = ? ORDER BY position`,
    ),
    attachments: await rows(
      `SELECT confluence_id AS confluenceId, file_name AS fileName, media_type AS mediaType,
         source_path AS sourcePath, bytes, sha256, status, published_path AS publishedPath
       FROM attachments WHERE page_id = ? ORDER BY position`,
    ),
    comments: await rows(
      `SELECT confluence_id AS confluenceId, created_at AS createdAt, created_raw AS createdRaw,
         markdown, (SELECT display_name FROM people WHERE people.id = author_id) AS author
       FROM comments WHERE page_id = ? ORDER BY position`,
    ),
    macros: await rows('SELECT name, outcome, detail FROM macros WHERE page_id = ? ORDER BY id'),
    diagnostics: await rows(
      `SELECT import_id AS importId, severity, code, message FROM diagnostics
       WHERE page_id = ? ORDER BY id`,
    ),
    sources: await rows(
      `SELECT source_path AS path, source_sha256 AS sha256, exported_on AS exportedOn,
         import_id AS importId
       FROM page_copies WHERE page_id = ? ORDER BY exported_on, id`,
    ),
  };
}

type SectionRow = Omit<SectionRecord, 'items'> & { readonly id: number };
type ItemRow = SectionItem & { readonly sectionId: number };

async function sectionsOf(queries: Queries, pageId: number): Promise<readonly SectionRecord[]> {
  const sections = await queries.all<SectionRow>(
    `SELECT id, position, level, heading, key, anchor, markdown, text,
       (SELECT position FROM sections AS above WHERE above.id = sections.parent_id) AS parent
     FROM sections WHERE page_id = ? ORDER BY position`,
    [pageId],
  );
  const items = await queries.all<ItemRow>(
    `SELECT section_id AS sectionId, section_items.position, depth, section_items.text,
       section_items.markdown
     FROM sections JOIN section_items ON section_id = sections.id
     WHERE page_id = ? ORDER BY section_id, section_items.position`,
    [pageId],
  );
  const itemsOf = groupBy(items, ({ sectionId }) => sectionId);
  return sections.map(({ id, ...section }) => ({
    ...section,
    items: (itemsOf.get(id) ?? []).map(({ position, depth, text, markdown }) => ({
      position,
      depth,
      text,
      markdown,
    })),
  }));
}
