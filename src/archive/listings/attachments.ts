/** Attachments of an archive, as a list. */
import type { AttachmentOrder, ListedAttachment } from '../../model/listings.ts';
import type { Database } from '../driver.ts';
import type { ListingReading } from '../listing-reading.ts';
import { asked, fields, list, onlyIf, onPages } from './select.ts';

const FIELDS = fields(
  'id page_id space_key space_name page_title file_name media_type bytes status referring_pages confluence_id sha256 source_path published_path',
);

const BY_PAGE = 'space_key NULLS LAST, space_name, page_title COLLATE NOCASE, page_id, position';

const ORDERS: Readonly<Record<AttachmentOrder, string>> = {
  page: BY_PAGE,
  name: `file_name COLLATE NOCASE, ${BY_PAGE}`,
  size: `bytes DESC NULLS LAST, ${BY_PAGE}`,
};

/** A pattern for GLOB in which only `*` means more than itself; `image` means all of its kind. */
function mediaTypePattern(asked: string): string {
  const words = asked.trim().toLowerCase();
  return (words.includes('/') ? words : `${words}/*`).replace(/[?[\]]/g, '[$&]');
}

export const attachmentListing = (database: Database): Pick<ListingReading, 'listAttachments'> => ({
  async listAttachments({ filter, limit, pageId, status, isUnreferenced, mediaType, order }) {
    const pattern = mediaType === null ? null : mediaTypePattern(mediaType);
    return list<ListedAttachment>(database, {
      select: `SELECT ${FIELDS} FROM attachment_list`,
      where: [
        await onPages(database, 'page_id', filter),
        ...asked('page_id = ?', pageId),
        ...asked('status = ?', status),
        ...asked('lower(media_type) GLOB ?', pattern),
        ...onlyIf(isUnreferenced, 'referring_pages = 0'),
      ],
      order: ORDERS[order],
      limit,
    });
  },
});
