/** Who is whom: by account id, else by user name, else by the exact name. */
import { describe, expect, it } from 'vitest';
import { personRegister } from '../../src/archive/person-register.ts';
import type { PersonRef } from '../../src/model/page.ts';
import { query } from '../support/query.ts';
import { page, person, workshop } from './samples.ts';

/** The row that each of several people gets, one after the other. */
function rowsOf(...people: readonly PersonRef[]): number[] {
  const register = personRegister([]);
  return people.map((ref) => register.find(ref));
}

const IDA = 'Ida Spar';

describe('people', () => {
  it.each([
    ['one name is one person', [person(IDA), person(IDA)], [1, 1]],
    ['names are exact', [person(IDA), person('ida spar')], [1, 2]],
    [
      'an account id outlives a change of name',
      [person(IDA, { accountId: 'a1' }), person('Ida Mast', { accountId: 'a1' })],
      [1, 1],
    ],
    [
      'a user name outlives a change of name',
      [person(IDA, { username: 'ida' }), person('Ida Mast', { username: 'ida' })],
      [1, 1],
    ],
    [
      'two account ids are two people',
      [person(IDA, { accountId: 'a1' }), person(IDA, { accountId: 'a2' })],
      [1, 2],
    ],
    [
      'two account ids are two people even under one user name',
      [
        person(IDA, { accountId: 'a1', username: 'ida' }),
        person(IDA, { accountId: 'a2', username: 'ida' }),
      ],
      [1, 2],
    ],
    [
      'two user names are two people',
      [person(IDA, { username: 'ida' }), person(IDA, { username: 'spar' })],
      [1, 2],
    ],
    [
      'a person known by name only is completed',
      [person(IDA), person(IDA, { accountId: 'a1' }), person('I. S.', { accountId: 'a1' })],
      [1, 1, 1],
    ],
    [
      'a name that two people have is a third row of its own, always the same',
      [
        person(IDA, { accountId: 'a1' }),
        person(IDA, { accountId: 'a2' }),
        person(IDA),
        person(IDA),
        person(IDA, { accountId: 'a3' }),
        person(IDA),
      ],
      [1, 2, 3, 3, 4, 3],
    ],
  ])('%s', (_, people, rows) => {
    expect(rowsOf(...people)).toEqual(rows);
  });

  it('are completed in the table, and only those that learned something are written', () => {
    const register = personRegister([
      { id: 7, display_name: IDA, username: null, account_id: null, profile_url: null },
    ]);
    register.find(person(IDA));
    expect(register.changes()).toEqual([]);
    register.find(person(IDA, { accountId: 'a1', profileUrl: '/people/a1' }));
    expect(register.changes()).toEqual([
      { id: 7, display_name: IDA, username: null, account_id: 'a1', profile_url: '/people/a1' },
    ]);
    expect(register.changes()).toEqual([]);
  });

  it('are one table for creators, modifiers, authors and commenters', async () => {
    const { file, create } = await workshop();
    await create(
      page('Slipway', {
        creator: person(IDA),
        lastModifier: person(IDA, { username: 'ida' }),
        contributions: [
          { person: person(IDA), role: 'creator' },
          { person: person(IDA, { username: 'ida' }), role: 'last-modifier' },
          { person: person('Odo Keel'), role: 'mentioned' },
        ],
      }),
      page('Mast', { creator: person(IDA, { accountId: 'a1' }) }),
    );
    expect(
      await query(file, 'SELECT display_name, username, account_id FROM people ORDER BY id'),
    ).toEqual([
      { display_name: IDA, username: 'ida', account_id: 'a1' },
      { display_name: 'Odo Keel', username: null, account_id: null },
    ]);
    expect(await query(file, 'SELECT DISTINCT creator_id FROM pages')).toEqual([{ creator_id: 1 }]);
  });

  it('stay who they were for a page, even when its batch brings a namesake', async () => {
    const { file, create } = await workshop();
    await create(
      page('Slipway', { creator: person(IDA, { accountId: 'a1' }) }),
      page('Mast', {
        creator: person(IDA),
        contributions: [{ person: person(IDA), role: 'creator' }],
      }),
      page('Boom', { creator: person(IDA, { accountId: 'a2' }) }),
    );
    expect(await query(file, 'SELECT count(*) AS n FROM contributions')).toEqual([{ n: 1 }]);
  });
});

describe('a page that is written again', () => {
  const person = (displayName: string, username: string | null = null) => ({
    ...{ displayName, username, accountId: null, profileUrl: null },
  });

  it('names the rows that it named before, also when they have namesakes by now', () => {
    const rows = [
      { id: 1, display_name: 'Ada', username: 'ada', account_id: null, profile_url: null },
      { id: 2, display_name: 'Ada', username: 'ada2', account_id: null, profile_url: null },
    ];
    expect(personRegister(rows).find(person('Ada'))).toBe(3);
    expect(personRegister(rows).find(person('Ada'), new Set([2]))).toBe(2);
    expect(personRegister(rows).find(person('Ada'), new Set([1, 2]))).toBe(3);
    expect(personRegister(rows).find(person('Ada', 'ada'), new Set([2]))).toBe(1);
  });
});
