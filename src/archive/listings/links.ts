/** Links of an archive, as a list. */
import { UsageError } from '../../model/errors.ts';
import type { ListedLink } from '../../model/listings.ts';
import type { Database } from '../driver.ts';
import type { ListingReading } from '../listing-reading.ts';
import { asked, fields, list, onlyIf, onPages } from './select.ts';

const FIELDS = fields(
  'id page_id space_key space_name page_title kind status problem text href host target_page_id target_title target_status target_attachment_id target_file_name fragment',
);

/** Links that lead to the page, and while it is not there, those that call it by its names. */
const LEADS_TO = `id IN (
  SELECT links.id FROM links WHERE target_page_id = ?
  UNION ALL
  SELECT links.id FROM page_refs JOIN links ON links.target_ref = page_refs.ref
  WHERE page_refs.page_id = ? AND links.target_page_id IS NULL)`;

/** Labels of letters, digits and hyphens; also of other scripts than Latin. */
const HOST_NAME = /^(?:[\p{L}\p{M}\p{N}_-]+\.)*[\p{L}\p{M}\p{N}_-]+$/u;

/** The host in what may be an address, as `link_list` writes it. @throws UsageError */
function hostIn(asked: string): string {
  const authority = /^(?:(?:[a-z][a-z\d+.-]*:)?\/\/)?(?<authority>[^/?#\\]*)/i.exec(asked.trim());
  const name = (authority?.groups?.authority ?? '')
    .toLowerCase()
    .replace(/^.*@/, '')
    .replace(/:\d*$/, '')
    .replace(/^\*?\.|\.$/g, '');
  if (HOST_NAME.test(name)) return name;
  throw new UsageError(
    `--host is “${asked}”, which is no name of a host.`,
    'Expected a name such as example.org, which means all hosts below it, too.',
  );
}

export const linkListing = (database: Database): Pick<ListingReading, 'listLinks'> => ({
  async listLinks({ filter, limit, from, to, isBroken, kind, host }) {
    const name = host === null ? null : hostIn(host);
    return list<ListedLink>(database, {
      select: `SELECT ${FIELDS} FROM link_list`,
      where: [
        await onPages(database, 'page_id', filter),
        ...asked('page_id = ?', from),
        ...(to === null ? [] : [{ sql: LEADS_TO, values: [to, to] }]),
        ...onlyIf(isBroken, 'problem IS NOT NULL'),
        ...asked('kind = ?', kind),
        ...(name === null
          ? []
          : [
              {
                sql: 'host = ? OR substr(host, -length(?)) = ?',
                values: [name, `.${name}`, `.${name}`],
              },
            ]),
      ],
      order: 'space_key NULLS LAST, space_name, page_title COLLATE NOCASE, page_id, position',
      limit,
    });
  },
});
