/** An earlier state of the archive, rebuilt as an archive of its own that is thrown away. */
import type { Archive, Bound } from '../archive/archive.ts';
import { openArchive } from '../archive/open.ts';
import { openScratch } from '../archive/scratch.ts';
import { UsageError } from '../model/errors.ts';
import { VERSION } from '../model/version.ts';
import { markDuplicates } from './duplicates.ts';
import { importNumber, isDate } from './page-state.ts';

/** Records that are unpacked and stored at a time. */
const CHUNK = 200;

export interface Rebuilt {
  /** Closing it discards it. */
  readonly archive: Archive;
  /** The row of each page in the rebuilt archive, by its row in the real one. */
  readonly rows: ReadonlyMap<number, number>;
  /** Pages that may have been there, but of which no whole record was kept. */
  readonly untold: readonly string[];
}

/**
 * What words such as `2024-05-06`, `2024-05` or `import:3` mean.
 *
 * @throws UsageError for anything else, and for an import that the archive does not have.
 */
async function boundOf(archive: Archive, words: string): Promise<Bound> {
  const wanted = words.trim();
  const importId = /^\d{1,3}$/.test(wanted) ? Number(wanted) : importNumber(wanted);
  if (importId !== null) {
    const [found] = await archive.importsBetween(importId, importId);
    if (found !== undefined) return { importId, on: null };
    throw new UsageError(
      `The archive ${archive.path} has no import ${String(importId)}.`,
      '`confluence-archive changes --since 1` lists its imports.',
    );
  }
  if (!isDate(wanted)) {
    throw new UsageError(
      `“${wanted}” is no moment of the archive.`,
      'Expected a date such as 2024-05-06 or 2024-05-06T07:08, or an import such as import:3.',
    );
  }
  // Minutes are as precise as exports are; a month lasts until its last day.
  const on = wanted.slice(0, 16);
  return { importId: null, on: on.length === 7 ? `${on}-31` : on };
}

/** Opens an archive that holds what the one at `path` knew, or the wiki held, at that moment. */
export async function rebuiltAsOf(path: string, asOf: string): Promise<Rebuilt> {
  const archive = await openArchive(path, { mode: 'read' });
  try {
    const bound = await boundOf(archive, asOf);
    const state = await archive.stateAt(bound);
    if (state.pages.length === 0) {
      throw new UsageError(
        `The archive ${archive.path} knows of no page as of ${asOf}.`,
        '`confluence-archive history PAGE` tells since when it knows a page.',
      );
    }
    const scratch = await openScratch(null);
    try {
      const rows = await refill(scratch, archive, state);
      return { archive: scratch, rows, untold: state.untold };
    } catch (error) {
      await scratch.close();
      throw error;
    }
  } finally {
    await archive.close();
  }
}

/** Stores the records as an import would have, and derives from them what an import derives. */
async function refill(
  scratch: Archive,
  archive: Archive,
  { pages, trees, attachments }: Awaited<ReturnType<Archive['stateAt']>>,
): Promise<ReadonlyMap<number, number>> {
  const importId = await scratch.beginImport({
    source: archive.path,
    format: null,
    toolVersion: VERSION,
  });
  const rows = new Map<number, number>();
  for (let from = 0; from < pages.length; from += CHUNK) {
    const some = pages.slice(from, from + CHUNK);
    const records = await archive.recordsOfCopies(some.map(({ copyId }) => copyId));
    const found = some.flatMap(({ pageId, copyId }) => {
      const record = records.get(copyId);
      return record === undefined ? [] : [{ pageId, record }];
    });
    const planned = found.map(({ record }) => ({ record, pageId: null }));
    const ids = await scratch.savePages(importId, planned, 'as-of');
    for (const [at, { pageId }] of found.entries()) rows.set(pageId, ids[at] ?? 0);
  }
  for (const tree of trees) await scratch.saveTree(importId, tree);
  await markDuplicates(scratch, [...rows.values()]);
  const known = attachments.flatMap(({ pageId, ...attachment }) => {
    const row = rows.get(pageId);
    return row === undefined ? [] : [{ ...attachment, pageId: row }];
  });
  await scratch.setAttachmentBytes(known);
  await scratch.resolve(importId);
  return rows;
}
