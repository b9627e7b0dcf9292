/** The table `attachment_versions`: which bytes each attachment had in which export. */
import type { Archive, AttachmentAt } from './archive.ts';
import { runOver } from './batch.ts';
import type { Database } from './driver.ts';

export function attachmentVersions(
  database: Database,
): Pick<Archive, 'saveAttachmentVersions' | 'setAttachmentBytes'> {
  return {
    saveAttachmentVersions: () => saveAttachmentVersions(database),
    setAttachmentBytes: (known) => database.transaction(() => setBytes(database, known)),
  };
}

/** The name of an attachment among those of its page, in SQL. */
const NAME = `coalesce(attachments.confluence_id || '/', '') || file_name`;

/**
 * Notes the bytes of the attachments of the pages that a run brought, where they are new: this run,
 * and those that ended before they came to their attachments, when it has found the same files.
 */
const saveAttachmentVersions = (database: Database): Promise<void> =>
  database.transaction(() =>
    database.run(
      `INSERT INTO attachment_versions (snapshot_id, page_id, name, bytes, sha256)
       SELECT snapshots.id, pages.id, ${NAME}, attachments.bytes, attachments.sha256
       FROM snapshots JOIN snapshot_pages ON snapshot_id = snapshots.id
       JOIN page_copies ON page_copies.id = copy_id
       JOIN pages ON pages.id = snapshot_pages.page_id
         AND pages.source_path = page_copies.source_path
         AND pages.source_sha256 = page_copies.source_sha256
       JOIN attachments ON attachments.page_id = pages.id
       JOIN imports ON imports.id = snapshots.import_id
       WHERE imports.status <> 'completed'
         AND (attachments.bytes, attachments.sha256) IS NOT (
           SELECT bytes, sha256 FROM attachment_versions AS known
           WHERE known.page_id = pages.id AND known.name = ${NAME}
           ORDER BY snapshot_id DESC LIMIT 1)
       ON CONFLICT DO NOTHING`,
    ),
  );

const setBytes = (database: Database, known: readonly AttachmentAt[]): Promise<void> =>
  runOver(
    database,
    `UPDATE attachments SET bytes = value ->> 2, sha256 = value ->> 3,
       status = iif(value ->> 2 IS NULL, 'missing', 'present')
     FROM json_each(?) WHERE page_id = value ->> 0 AND ${NAME} = value ->> 1`,
    known.map(({ pageId, name, bytes, sha256 }) => [pageId, name, bytes, sha256]),
  );
