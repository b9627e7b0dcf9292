/** The life of one page: every state that an export showed. */
import { resolve as absolute } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import type { PageHistory, PageVersion, VersionRow } from '../model/history.ts';
import { findPage, reading } from './find-page.ts';
import { wordCounts } from './word-counts.ts';

export interface PageQuery {
  /** Path of the SQLite file. */
  readonly archive: string;
  /**
   * A Confluence id, a title, `KEY/Title`, a path in the Markdown tree, the path of a source, or
   * an address in the wiki.
   */
  readonly page: string;
}

/**
 * Every state of a page, oldest first, in the order in which the wiki had them.
 *
 * @throws UsageError when `page` names no page or several; ArchiveError.
 */
export function pageHistory({ archive: path, page: selector }: PageQuery): Promise<PageHistory> {
  return reading(path, async (archive) => {
    const page = await findPage(archive, selector);
    const rows = await archive.versions(page.pageId);
    return {
      archive: absolute(path),
      page,
      versions: await withCounts(archive, page.pageId, rows),
    };
  });
}

async function withCounts(
  archive: Archive,
  pageId: number,
  rows: readonly VersionRow[],
): Promise<PageVersion[]> {
  const versions: PageVersion[] = [];
  let before = '';
  // One at a time: a page may be huge, and have many versions.
  for (const row of rows) {
    const [content] = await archive.versionContents([{ pageId, number: row.number }]);
    const text = content?.text ?? '';
    versions.push({
      ...row,
      ...wordCounts(before, text),
      isCurrent: row.number === rows.at(-1)?.number,
    });
    before = text;
  }
  return versions;
}
