/** Opens archives, and puts together what an open one can do. */
import type { Archive } from './archive.ts';
import { addressRows } from './address-rows.ts';
import { attachmentVersions } from './attachment-versions.ts';
import { auditRows } from './audit-rows.ts';
import { attachmentRows } from './attachment-rows.ts';
import { jsonList } from './batch.ts';
import { checkpointRows } from './checkpoint-rows.ts';
import { vacuumInto } from './copy-database.ts';
import { sharedDirectory } from './directory.ts';
import { insertCopies, recordsOfCopies } from './copy-rows.ts';
import { duplicateRows } from './duplicates.ts';
import { fill } from './filling.ts';
import { fixityRows } from './fixity-rows.ts';
import { importRows } from './import-rows.ts';
import { matchPages } from './match.ts';
import { openFile, type Opened, type OpenOptions } from './opening.ts';
import { originalRows } from './original-rows.ts';
import { pastRows } from './past-rows.ts';
import { publishedRows } from './published.ts';
import { questions } from './questions.ts';
import { resolve } from './resolve.ts';
import { savePages } from './save-pages.ts';
import { settle } from './settle.ts';
import { treeRows } from './tree.ts';
import { vocabularyRows } from './vocabulary-rows.ts';
import { watchRows } from './watch.ts';

/**
 * Opens an archive. Close it, so that all of it is in the one file.
 *
 * @throws ArchiveError when the file is not there (`read`), is not SQLite, is another program's
 *   database, was made by a newer version, or cannot be read or written.
 */
export const openArchive = async (path: string, options: OpenOptions = {}): Promise<Archive> =>
  archiveOf(await openFile(path, options));

/** What an archive can do whose file is open. */
export function archiveOf({ database, backup, held, clock, close }: Opened): Archive {
  const shared = sharedDirectory(database);
  const { isWatched, ...watching } = watchRows(database, held);
  return {
    path: database.path,
    backup,
    ...importRows(database, clock),
    ...checkpointRows(database, held),
    ...attachmentRows(database),
    ...attachmentVersions(database),
    ...pastRows(database),
    ...duplicateRows(database),
    ...publishedRows(database),
    ...addressRows(database),
    ...auditRows(database),
    ...originalRows(database),
    ...vocabularyRows(database, shared, clock),
    ...questions(database),
    ...fixityRows(database),
    ...watching,
    fill: (work) => fill(database, work),
    matchPages: (found) => matchPages(database, found),
    savePages: (importId, planned, conversion) =>
      savePages(database, shared, planned, {
        importId,
        conversion,
        recordedAt: clock().toISOString(),
      }),
    async saveCopies(importId, copies, conversion) {
      if (copies.length === 0) return;
      await shared.transaction(async (directory) => {
        for (const { record } of copies) directory.space(record.space);
        await directory.flush();
        const recordedAt = clock().toISOString();
        await insertCopies(database, directory, copies, { importId, conversion, recordedAt });
      });
    },
    recordsOfCopies: (copyIds) => recordsOfCopies(database, copyIds),
    settle: (importId, found, { startedOn, isPartial }) =>
      settle(database, shared, found, {
        importId,
        startedOn,
        isPartial,
        recordedAt: clock().toISOString(),
      }),
    async touchPages(importId, pageIds) {
      if (pageIds.length === 0) return;
      await database.run(
        `UPDATE page_facts SET last_import_id = ?
         WHERE id IN (SELECT value FROM json_each(?))`,
        [importId, jsonList(pageIds)],
      );
    },
    saveTree: treeRows(database, shared),
    resolve: () => resolve(database, isWatched()),
    copyTo: (to) => vacuumInto(database, to),
    close,
  };
}
