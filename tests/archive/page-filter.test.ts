/** Which pages a person means who names a space, a person, days or a label. */
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../src/archive/driver.ts';
import { pageConditions } from '../../src/archive/page-filter.ts';
import { UsageError } from '../../src/model/errors.ts';
import { EVERY_PAGE, type PageFilter } from '../../src/model/page-filter.ts';
import { page, person, workshop } from './samples.ts';

const open: Database[] = [];

afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

const harbour = { key: 'HARB', name: 'Hafen Übersicht' };
const fleet = { key: null, name: 'Fleet' };
const ida = person('Ida Späth', { username: 'ispaeth' });

async function harbourArchive(): Promise<Database> {
  const { file, archive, create } = await workshop();
  await create(
    page('Tides', {
      space: harbour,
      creator: ida,
      contributions: [{ person: ida, role: 'creator' }],
      createdOn: '2019-12-31',
      lastModifiedOn: '2021-07-15T10:30',
      labels: ['Water'],
    }),
    page('Boats', { space: fleet, createdOn: '2020-02-01', lastModifiedOn: null }),
    page('Crew', {
      space: fleet,
      createdOn: null,
      lastModifiedOn: null,
      contributions: [
        { person: person('Ida Späth-Moor'), role: 'report-author' },
        { person: person('Odo'), role: 'mentioned' },
      ],
    }),
  );
  await archive.close();
  const database = await openDatabase(file, { access: 'read', busyTimeoutMs: 0 });
  open.push(database);
  return database;
}

async function titles(database: Database, filter: Partial<PageFilter>): Promise<string[]> {
  const { sql, values } = await pageConditions(database, { ...EVERY_PAGE, ...filter });
  const rows = await database.all<{ title: string }>(
    `SELECT title FROM pages WHERE ${sql} ORDER BY id`,
    values,
  );
  return rows.map(({ title }) => title);
}

describe('the filter of pages', () => {
  it.each<[string, Partial<PageFilter>, string[]]>([
    ['nothing', {}, ['Tides', 'Boats', 'Crew']],
    ['a space by its key', { space: 'harb' }, ['Tides']],
    ['a space by its name, in any case', { space: 'HAFEN ÜBERSICHT' }, ['Tides']],
    ['a space without key', { space: 'fleet' }, ['Boats', 'Crew']],
    ['a person by user name', { author: 'ISPAETH' }, ['Tides']],
    ['a person by the whole name', { author: 'ida späth' }, ['Tides']],
    ['people by a part of the name', { author: 'späth' }, ['Tides', 'Crew']],
    ['somebody who is only mentioned', { author: 'Odo' }, []],
    ['from a year on', { since: '2020' }, ['Tides', 'Boats']],
    ['up to a year, which is included', { until: '2020' }, ['Boats']],
    ['up to a month, which is included', { until: '2021-07' }, ['Tides', 'Boats']],
    ['up to a day, which is included', { until: '2021-07-15' }, ['Tides', 'Boats']],
    ['up to the day before', { until: '2021-07-14' }, ['Boats']],
    ['a stretch of days', { since: '2020-02-01', until: '2020-02-01' }, ['Boats']],
    ['a stretch that ends with its own year', { since: '2020-02', until: '2020' }, ['Boats']],
    ['a stretch that begins in its own year', { since: '2020', until: '2020-02' }, ['Boats']],
    ['a leap day', { since: '2020-02-29', until: '2024-02-29' }, ['Tides']],
    ['a label', { label: 'water' }, ['Tides']],
    ['several conditions', { space: 'fleet', since: '2019' }, ['Boats']],
  ])('knows %s', async (_, filter, expected) => {
    const database = await harbourArchive();
    expect(await titles(database, filter)).toEqual(expected);
  });

  it.each<[string, Partial<PageFilter>, RegExp, RegExp]>([
    ['space', { space: 'SEA' }, /no space “SEA”/, /Fleet, HARB/],
    ['person', { author: 'Idalia' }, /nobody called “Idalia”/, /Ida Späth, Ida Späth-Moor/],
    ['empty name', { author: ' ' }, /nobody/, /people/],
    ['label', { label: 'fire' }, /no page has the label “fire”/i, /Water/],
    ['day', { since: 'last year' }, /--since is “last year”/, /2021-07-15/],
    ['day of a month', { since: '2021-02-31' }, /--since is “2021-02-31”/, /2021-07/],
    ['leap day', { until: '2100-02-29' }, /--until is “2100-02-29”/, /2021-07/],
    ['stretch', { since: '2024', until: '2020' }, /--since 2024 is after --until 2020/, /Exchange/],
    ['short stretch', { since: '2021-08', until: '2021-07-31' }, /is after/, /Exchange/],
    ['month', { until: '2021-13' }, /--until is “2021-13”/, /2021-07/],
  ])('says what there is instead of an unknown %s', async (_, filter, message, advice) => {
    const database = await harbourArchive();
    const failure = await titles(database, filter).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect((failure as UsageError).message).toMatch(message);
    expect((failure as UsageError).advice).toMatch(advice);
  });
});
