/** The table `attachment_versions`: which bytes each attachment had in which export. */
import type { Archive, AttachmentAt } from './archive.ts';
import { jsonList, runOver } from './batch.ts';
import type { Database } from './driver.ts';

export function attachmentVersions(
  database: Database,
): Pick<Archive, 'saveAttachmentVersions' | 'setAttachmentBytes'> {
  return {
    saveAttachmentVersions: (snapshots, ofCopies) =>
      database.transaction(() => saveVersions(database, snapshots, ofCopies)),
    setAttachmentBytes: (known) => database.transaction(() => setBytes(database, known)),
  };
}

/** The name of an attachment among those of its page, in SQL. */
const NAME = `coalesce(attachments.confluence_id || '/', '') || file_name`;

const UPSERT = `ON CONFLICT DO UPDATE SET bytes = excluded.bytes, sha256 = excluded.sha256
  WHERE excluded.sha256 IS NOT NULL AND excluded.sha256 IS NOT attachment_versions.sha256`;

/** A file that is missing today does not unsay that it was there. */
async function saveVersions(
  database: Database,
  snapshots: readonly number[],
  ofCopies: Parameters<Archive['saveAttachmentVersions']>[1],
): Promise<void> {
  const ids = jsonList(snapshots);
  await database.run(
    `INSERT INTO attachment_versions (snapshot_id, page_id, name, bytes, sha256)
     SELECT snapshot_id, pages.id, ${NAME}, attachments.bytes, attachments.sha256
     FROM json_each(?) CROSS JOIN snapshot_pages ON snapshot_id = value
     CROSS JOIN page_copies ON page_copies.id = copy_id
     CROSS JOIN pages ON pages.id = snapshot_pages.page_id
       AND pages.source_path = page_copies.source_path
       AND pages.source_sha256 = page_copies.source_sha256
     CROSS JOIN attachments ON attachments.page_id = pages.id WHERE true ${UPSERT}`,
    [ids],
  );
  await runOver(
    database,
    `INSERT INTO attachment_versions (snapshot_id, page_id, name, bytes, sha256)
     SELECT snapshot_id, snapshot_pages.page_id, found.value ->> 2, found.value ->> 3,
       found.value ->> 4
     FROM json_each(?1) AS found CROSS JOIN page_copies
       ON page_copies.page_id = found.value ->> 0 AND source_sha256 = found.value ->> 1
     CROSS JOIN snapshot_pages ON copy_id = page_copies.id
       AND snapshot_id IN (SELECT value FROM json_each(?2)) WHERE true ${UPSERT}`,
    ofCopies.map(({ pageId, copySha256, name, bytes, sha256 }) => {
      return [pageId, copySha256, name, bytes, sha256];
    }),
    ids,
  );
}

/** As `NAME` has it. */
export const attachmentName = (confluenceId: string | null, fileName: string): string =>
  `${confluenceId === null ? '' : `${confluenceId}/`}${fileName}`;

const setBytes = (database: Database, known: readonly AttachmentAt[]): Promise<void> =>
  runOver(
    database,
    `UPDATE attachments SET bytes = value ->> 2, sha256 = value ->> 3,
       status = iif(value ->> 2 IS NULL, 'missing', 'present')
     FROM json_each(?) WHERE page_id = value ->> 0 AND ${NAME} = value ->> 1`,
    known.map(({ pageId, name, bytes, sha256 }) => [pageId, name, bytes, sha256]),
  );
