/** People of an archive, as a list: what each did on the pages that are asked for. */
import type { ListedPerson } from '../../model/listings.ts';
import { jsonList } from '../batch.ts';
import type { Database } from '../driver.ts';
import type { ListingReading } from '../listing-reading.ts';
import { peopleNamed } from '../page-filter.ts';
import { asked, list, onPages } from './select.ts';

const countOf = (role: string, name: string): string =>
  `count(*) FILTER (WHERE part.role = '${role}') AS ${name}`;

export const peopleListing = (database: Database): Pick<ListingReading, 'listPeople'> => ({
  async listPeople({ filter, limit, role, name }) {
    const ids = name === null ? null : jsonList(await peopleNamed(database, name));
    return list<ListedPerson>(database, {
      select: `SELECT people.id, people.display_name AS displayName, people.username,
          people.account_id AS accountId, count(DISTINCT part.page_id) AS pages,
          ${countOf('creator', 'created')}, ${countOf('last-modifier', 'lastModified')},
          ${countOf('report-author', 'reportsWritten')}, ${countOf('commenter', 'commented')},
          ${countOf('mentioned', 'mentioned')},
          min(part.dated_on) AS firstOn, max(part.dated_on) AS lastOn,
          people.profile_url AS profileUrl
        FROM people JOIN people_pages AS part ON part.person_id = people.id`,
      where: [
        await onPages(database, 'part.page_id', filter),
        ...asked('part.role = ?', role),
        ...asked('people.id IN (SELECT value FROM json_each(?))', ids),
      ],
      group: 'people.id',
      order: 'pages DESC, people.display_name COLLATE NOCASE, people.id',
      limit,
    });
  },
});
