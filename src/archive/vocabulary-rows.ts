/** The table `vocabularies`, and what pages say that follows from the vocabulary in use. */
import type { PageRecord } from '../model/page.ts';
import { insertRows, jsonList, runOver } from './batch.ts';
import { rereadContents } from './reread-contents.ts';
import type { Directory, SharedDirectory } from './directory.ts';
import type { Database, Queries } from './driver.ts';
import { insertContributions, insertReports } from './page-details.ts';
import { searchCopy } from './search-text.ts';
import { sectionRowsOf } from './page-rows.ts';
import { insertSections } from './section-rows.ts';
import { pageOutlines, SHOWN, storedTexts } from './stored-texts.ts';
import { vocabularyMark } from './vocabulary-mark.ts';
import type { Reread, StoredVocabulary, VocabularyReading } from './vocabulary-reading.ts';

const IDS = 'IN (SELECT value FROM json_each(?))';

export function vocabularyRows(
  database: Database,
  shared: SharedDirectory,
  clock: () => Date,
): VocabularyReading {
  return {
    storedVocabulary: () => storedVocabulary(database),
    pageOutlines: (filter, after, limit) => pageOutlines(database, filter, after, limit),
    storedTexts: (pageIds) => storedTexts(database, jsonList(pageIds)),
    conversions: () =>
      database.all(
        `SELECT conversion, count(*) AS pages, count(reports.page_id) AS reports
         FROM pages LEFT JOIN reports ON reports.page_id = pages.id
         WHERE ${SHOWN} GROUP BY conversion`,
      ),
    async reportPageIds() {
      const rows = await database.all<{ id: number }>(
        `SELECT pages.id FROM reports CROSS JOIN pages ON pages.id = page_id WHERE ${SHOWN}
         ORDER BY pages.id`,
      );
      return rows.map(({ id }) => id);
    },
    useVocabulary: (vocabulary, rereads, inexact, conversions) =>
      shared.transaction(async (directory) => {
        const before = await storedVocabulary(database);
        const isSame =
          before?.sha256 === vocabulary.sha256 && before.isBuiltIn === vocabulary.isBuiltIn;
        if (!isSame) await storeVocabulary(database, vocabulary, clock());
        await writeRereads(database, directory, rereads);
        await runOver(
          database,
          `UPDATE page_facts SET conversion = value ->> 1
           FROM json_each(?) WHERE page_facts.id = value ->> 0`,
          [...conversions],
        );
        await renameConversions(database, before, vocabulary, inexact);
      }),
  };
}

async function storedVocabulary(queries: Queries): Promise<StoredVocabulary | null> {
  const row = await queries.get<Omit<StoredVocabulary, 'isBuiltIn'> & { isBuiltIn: number }>(
    `SELECT name, version, sha256, yaml, is_built_in AS isBuiltIn
     FROM vocabularies ORDER BY id DESC LIMIT 1`,
  );
  return row === null ? null : { ...row, isBuiltIn: row.isBuiltIn === 1 };
}

const storeVocabulary = (
  queries: Queries,
  { name, version, sha256, yaml, isBuiltIn }: StoredVocabulary,
  at: Date,
): Promise<void> =>
  insertRows(
    queries,
    'vocabularies',
    ['name', 'version', 'sha256', 'yaml', 'is_built_in', 'used_since'],
    [{ name, version, sha256, yaml, is_built_in: isBuiltIn, used_since: at.toISOString() }],
  );

async function writeRereads(
  queries: Queries,
  directory: Directory,
  rereads: readonly Reread[],
): Promise<void> {
  const ids = [jsonList(rereads.map(({ pageId }) => pageId))];
  for (const table of ['report_values', 'stored_sections', 'reports', 'contributions']) {
    await queries.run(`DELETE FROM ${table} WHERE page_id ${IDS}`, ids);
  }
  for (const { contributions, reportValues } of rereads) {
    for (const { person } of contributions) directory.person(person);
    for (const value of reportValues) if (value.kind === 'person') directory.person(value.person);
  }
  await directory.flush();
  const saving = rereads.map(({ pageId, ...record }) => ({ id: pageId, page: { record } }));
  await insertReports(queries, saving);
  await insertContributions(queries, saving, directory);
  for (let from = 0; from < rereads.length; from += CHUNK) {
    await insertReread(queries, rereads.slice(from, from + CHUNK), directory);
  }
  await runOver(
    queries,
    `UPDATE page_texts SET headings = value ->> 1, search_headings = value ->> 2
     FROM json_each(?) WHERE page_id = value ->> 0`,
    rereads.map(({ pageId, sections }) => {
      const headings = headingLines(sections);
      const { search_headings: copy } = searchCopy({ title: null, headings, text: '' });
      return [pageId, headings, copy];
    }),
  );
  await rereadContents(queries, rereads);
}

/** Pages whose texts are read at a time. */
const CHUNK = 64;

async function insertReread(
  queries: Queries,
  rereads: readonly Reread[],
  directory: Directory,
): Promise<void> {
  const rows = await queries.all<{ id: number; markdown: string; text: string }>(
    `SELECT id, markdown, text FROM pages WHERE id ${IDS}`,
    [jsonList(rereads.map(({ pageId }) => pageId))],
  );
  const words = new Map(rows.map(({ id, ...own }) => [id, own]));
  const saving = rereads.flatMap(({ pageId, ...reread }) => {
    const own = words.get(pageId);
    if (own === undefined) return [];
    const { reportValues } = reread;
    return [{ id: pageId, reportValues, rows: sectionRowsOf({ ...reread, ...own }) }];
  });
  await insertSections(queries, saving, directory);
}

const headingLines = (sections: PageRecord['sections']): string =>
  sections.map(({ heading }) => heading).join('\n');

/**
 * What was read anew needs no import to be read anew: its conversion is that of the vocabulary. A
 * page that only its source tells exactly keeps the old one.
 */
async function renameConversions(
  queries: Queries,
  before: StoredVocabulary | null,
  after: StoredVocabulary,
  inexact: readonly number[],
): Promise<void> {
  const [from, to] = [vocabularyMark(before), vocabularyMark(after)];
  const except = 'NOT IN (SELECT value FROM json_each(?3))';
  for (const [table, page] of [
    ['page_facts', 'id'],
    ['source_files', 'coalesce(page_id, 0)'],
    ['page_contents', 'page_id'],
  ] as const) {
    await queries.run(
      `UPDATE ${table} SET conversion =
         substr(conversion, 1, instr(conversion, ':') - 1 - length(?1)) || ?2 ||
         substr(conversion, instr(conversion, ':'))
       WHERE ${page} ${except} AND substr(conversion, 1, instr(conversion, ':') - 1) LIKE '%' || ?1
         AND (?1 <> '' OR instr(substr(conversion, 1, instr(conversion, ':')), '~') = 0)`,
      [from, to, jsonList(inexact)],
    );
  }
}
