/** Turns what a person asked for into conditions over `pages`. */
import { UsageError } from '../model/errors.ts';
import type { PageFilter } from '../model/page-filter.ts';
import { jsonList } from './batch.ts';
import type { Queries, Value } from './driver.ts';

/** A condition of SQL with its unnamed parameters, in their order. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

export const ALWAYS: Condition = { sql: 'TRUE', values: [] };

/** All of the conditions; `ALWAYS` itself where there are none. */
export function allOf(conditions: readonly Condition[]): Condition {
  const real = conditions.filter((condition) => condition !== ALWAYS);
  if (real.length === 0) return ALWAYS;
  return {
    sql: real.map(({ sql }) => `(${sql})`).join(' AND '),
    values: real.flatMap(({ values }) => values),
  };
}

/** When the wiki last touched a page, as far as the page says. */
export const TOUCHED_ON = 'coalesce(pages.last_modified_on, pages.created_on)';

/**
 * The conditions over a row of `pages`, which the statement must call so. A page without a date is
 * in no range of dates.
 *
 * @throws UsageError for a space, person or label that the archive does not have, and for what is
 *   no date; it says what there is.
 */
export async function pageConditions(queries: Queries, filter: PageFilter): Promise<Condition> {
  const { space, author, label } = filter;
  return allOf([
    ...(space === null ? [] : [await inSpace(queries, space)]),
    ...(author === null ? [] : [await byAuthor(queries, author)]),
    ...(label === null ? [] : [await withLabel(queries, label)]),
    inDays(TOUCHED_ON, filter),
  ]);
}

/** A condition over two days in SQL: a stretch that touches the range. @throws UsageError */
export function inDays(
  first: string,
  { since, until }: Pick<PageFilter, 'since' | 'until'>,
  last = first,
): Condition {
  checkRange(since, until);
  return allOf([
    ...(since === null ? [] : [{ sql: `${last} >= ?`, values: [day(since, '--since')] }]),
    // A text sorts before all that it begins: `2021-07` covers every moment of that month.
    ...(until === null
      ? []
      : [{ sql: `substr(${first}, 1, ?) <= ?`, values: [until.length, day(until, '--until')] }]),
  ]);
}

/** `2021` covers all of that year: only what both ends tell is compared. @throws UsageError */
function checkRange(since: string | null, until: string | null): void {
  if (since === null || until === null) return;
  const length = Math.min(since.length, until.length);
  if (day(since, '--since').slice(0, length) <= day(until, '--until').slice(0, length)) return;
  throw new UsageError(
    `--since ${since} is after --until ${until}, so that no day is left.`,
    'Exchange them, or leave one out.',
  );
}

const DAY = /^(?<year>\d{4})(?:-(?<month>0[1-9]|1[0-2])(?:-(?<day>0[1-9]|[12]\d|3[01]))?)?$/;

function day(text: string, option: string): string {
  const found = DAY.exec(text)?.groups;
  if (found !== undefined && isInCalendar(found)) return text;
  throw new UsageError(
    `${option} is “${text}”, which is no day.`,
    'Expected a year, a month or a day: 2021, 2021-07 or 2021-07-15.',
  );
}

/** The 31st of February would be a day of March. */
function isInCalendar({ year, month = '1', day: stated = '1' }: Partial<Record<string, string>>) {
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(stated));
  return date.getUTCDate() === Number(stated);
}

const MOST_NAMED = 12;

const named = (names: readonly string[]): string =>
  names.length <= MOST_NAMED
    ? names.join(', ')
    : `${names.slice(0, MOST_NAMED).join(', ')} and ${String(names.length - MOST_NAMED)} more`;

/** Letters in any case; SQLite itself knows only those of ASCII. */
const folded = (text: string): string => text.normalize('NFC').toLowerCase();

interface Space {
  readonly id: number;
  readonly key: string | null;
  readonly name: string | null;
}

async function spacesNamed(queries: Queries, asked: string): Promise<readonly Space[]> {
  const spaces = await queries.all<Space>('SELECT id, key, name FROM spaces ORDER BY key, name');
  const wanted = folded(asked.trim());
  const found = spaces.filter(({ key, name }) =>
    [key, name].some((text) => text !== null && folded(text) === wanted),
  );
  if (found.length > 0) return found;
  const names = spaces.map(({ key, name }) => key ?? name ?? '');
  throw new UsageError(
    `The archive has no space “${asked}”.`,
    names.length === 0 ? 'It has no spaces.' : `It has ${named(names)}.`,
  );
}

async function inSpace(queries: Queries, asked: string): Promise<Condition> {
  const ids = jsonList((await spacesNamed(queries, asked)).map(({ id }) => id));
  return { sql: 'pages.space_id IN (SELECT value FROM json_each(?))', values: [ids] };
}

/** The key or name of a space as the archive writes it. @throws UsageError */
export async function storedSpace(queries: Queries, asked: string): Promise<string> {
  const [space] = await spacesNamed(queries, asked);
  const isMeant = (text: string | null | undefined): boolean =>
    text != null && folded(text) === folded(asked.trim());
  return (isMeant(space?.key) ? space?.key : space?.name) ?? asked;
}

interface Person {
  readonly id: number;
  readonly name: string;
  readonly username: string | null;
  readonly account: string | null;
}

/**
 * The people who are meant: by their whole name or id, else by a part of their name. One human may
 * have several rows, so all that fit are meant.
 */
export async function peopleNamed(queries: Queries, asked: string): Promise<readonly number[]> {
  return (await everybodyNamed(queries, asked)).map(({ id }) => id);
}

/** The asked part of a name as the archive writes it; the name of an id. @throws UsageError */
export async function storedName(queries: Queries, asked: string): Promise<string> {
  const [person] = await everybodyNamed(queries, asked);
  const name = person?.name.normalize('NFC') ?? asked;
  const wanted = folded(asked.trim());
  const at = folded(name).indexOf(wanted);
  return at === -1 ? name : name.slice(at, at + wanted.length);
}

async function everybodyNamed(queries: Queries, asked: string): Promise<readonly Person[]> {
  const people = await queries.all<Person>(
    `SELECT id, display_name AS name, username, account_id AS account FROM people
     ORDER BY display_name, id`,
  );
  const wanted = folded(asked.trim());
  const whole = people.filter(({ name, username, account }) =>
    [name, username, account].some((text) => text !== null && folded(text) === wanted),
  );
  const part = (): Person[] =>
    wanted === '' ? [] : people.filter(({ name }) => folded(name).includes(wanted));
  const found = whole.length > 0 ? whole : part();
  if (found.length > 0) return found;
  const [first = ''] = wanted.split(/\s+/);
  const near = people.filter(({ name }) => folded(name).startsWith(first.slice(0, 3)));
  throw new UsageError(
    `The archive knows nobody called “${asked}”.`,
    near.length > 0 && first !== ''
      ? `Perhaps ${named([...new Set(near.map(({ name }) => name))])}.`
      : '`confluence-archive people` lists everybody.',
  );
}

async function byAuthor(queries: Queries, asked: string): Promise<Condition> {
  const ids = jsonList(await peopleNamed(queries, asked));
  return {
    sql: `pages.id IN (
      SELECT page_id FROM contributions
      WHERE person_id IN (SELECT value FROM json_each(?))
        AND role IN ('creator', 'last-modifier', 'report-author'))`,
    values: [ids],
  };
}

async function withLabel(queries: Queries, asked: string): Promise<Condition> {
  const labels = await queries.all<{ id: number; name: string }>(
    'SELECT id, name FROM labels ORDER BY name',
  );
  const wanted = folded(asked.trim());
  const found = labels.filter(({ name }) => folded(name) === wanted);
  if (found.length > 0) {
    const ids = jsonList(found.map(({ id }) => id));
    return {
      sql: `pages.id IN (
        SELECT page_id FROM page_labels WHERE label_id IN (SELECT value FROM json_each(?)))`,
      values: [ids],
    };
  }
  throw new UsageError(
    `No page has the label “${asked}”.`,
    labels.length === 0
      ? 'The archive has no labels: HTML exports do not hold them.'
      : `There are ${named(labels.map(({ name }) => name))}.`,
  );
}
