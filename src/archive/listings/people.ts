/** People of an archive, as a list: what each did on the pages that are asked for. */
import type { ListedPerson } from '../../model/listings.ts';
import { jsonList } from '../batch.ts';
import type { Database } from '../driver.ts';
import type { ListingReading } from '../listing-reading.ts';
import { peopleNamed } from '../page-filter.ts';
import { asked, list, onPages } from './select.ts';

const countOf = (role: string, name: string): string =>
  `count(*) FILTER (WHERE part.role = '${role}') AS ${name}`;

/** A role chooses people, orders them and tells first and last; all they did is counted. */
const IS_WANTED = 'wanted.role IS NULL OR part.role = wanted.role';

export const peopleListing = (database: Database): Pick<ListingReading, 'listPeople'> => ({
  async listPeople({ filter, limit, role, name }) {
    const ids = name === null ? null : jsonList(await peopleNamed(database, name));
    return list<ListedPerson>(database, {
      select: `SELECT people.id, people.display_name AS displayName, people.username,
          people.account_id AS accountId, count(DISTINCT part.page_id) AS pages,
          ${countOf('creator', 'created')}, ${countOf('last-modifier', 'lastModified')},
          ${countOf('report-author', 'reportsWritten')}, ${countOf('commenter', 'commented')},
          ${countOf('mentioned', 'mentioned')},
          min(part.dated_on) FILTER (WHERE ${IS_WANTED}) AS firstOn,
          max(part.dated_on) FILTER (WHERE ${IS_WANTED}) AS lastOn,
          people.profile_url AS profileUrl
        FROM (SELECT ? AS role) AS wanted CROSS JOIN people
        JOIN people_pages AS part ON part.person_id = people.id`,
      values: [role],
      where: [
        await onPages(database, 'part.page_id', filter),
        ...asked('people.id IN (SELECT value FROM json_each(?))', ids),
      ],
      group: `GROUP BY people.id HAVING count(*) FILTER (WHERE ${IS_WANTED}) > 0`,
      order: `count(*) FILTER (WHERE part.role = wanted.role) DESC, pages DESC, people.display_name COLLATE NOCASE, people.id`,
      limit,
    });
  },
});
