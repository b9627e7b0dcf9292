import { describe, expect, it } from 'vitest';
import { contributionsOf } from '../../src/extract/contributions.ts';
import {
  distinctPeople,
  personFromLink,
  personFromMention,
  personFromName,
} from '../../src/extract/people.ts';

const ACCOUNT = '712020:00000000-1111-2222-3333-444444444444';
const OLD_ACCOUNT = '5f0a1b2c3d4e5f6a7b8c9d0e';
const ada = (part: object = {}) => ({
  displayName: 'Ada Example',
  username: null,
  accountId: null,
  profileUrl: null,
  ...part,
});

describe('people', () => {
  it('reads shown names', () => {
    expect(personFromName(' Ada\u00a0Example ')).toEqual(ada());
    expect(personFromName('@Ada Example')).toEqual(ada());
    expect(personFromName('Unbekannter Benutzer (ada1)')).toMatchObject({ username: 'ada1' });
    expect(personFromName('Ada Example (Unlicensed)')).toMatchObject({
      displayName: 'Ada Example (Unlicensed)',
      username: null,
    });
    expect(personFromName(' – ')).toBeNull();
  });

  it('reads links to profiles', () => {
    const url = `https://wiki.example.org/wiki/people/${ACCOUNT}?ref=confluence`;
    expect(personFromLink(url, 'Ada Example')).toEqual(
      ada({ accountId: ACCOUNT, profileUrl: url }),
    );
    expect(personFromLink(`/wiki/people/${OLD_ACCOUNT}`, 'Ada Example')).toEqual(
      ada({ accountId: OLD_ACCOUNT }),
    );
    expect(personFromLink('/display/~aexample', 'Ada Example')).toEqual(
      ada({ username: 'aexample' }),
    );
    expect(personFromLink(`null/display/~${OLD_ACCOUNT}`, 'Ada Example')).toEqual(
      ada({ accountId: OLD_ACCOUNT }),
    );
    const encoded = `null/display/~${encodeURIComponent(ACCOUNT)}`;
    expect(personFromLink(encoded, 'Ada Example')).toEqual(ada({ accountId: ACCOUNT }));
    expect(personFromLink('/display/HT/Tides', 'Ada Example')).toBeNull();
    expect(personFromLink(url, '  ')).toBeNull();
  });

  it('reads mentions', () => {
    expect(personFromMention(ACCOUNT, 'Ada Example')).toEqual(ada({ accountId: ACCOUNT }));
    expect(personFromMention('aexample', 'Ada Example')).toEqual(ada({ username: 'aexample' }));
    expect(personFromMention('Ada Example', 'Ada Example')).toEqual(ada());
  });

  it('merges what is known of one person, never two persons', () => {
    const known = ada({ accountId: ACCOUNT });
    expect(distinctPeople([ada(), known, ada({ username: 'aexample' })])).toEqual([
      ada({ accountId: ACCOUNT, username: 'aexample' }),
    ]);
    const other = ada({ accountId: OLD_ACCOUNT });
    expect(distinctPeople([known, other])).toEqual([known, other]);
  });

  it('gives each person each role once', () => {
    const ben = { ...ada(), displayName: 'Ben Sample' };
    const found = contributionsOf({
      mentioned: [ben, ada(), ben],
      creator: [ada()],
      'last-modifier': [null],
    });
    expect(found).toEqual([
      { person: ada(), role: 'creator' },
      { person: ben, role: 'mentioned' },
      { person: ada(), role: 'mentioned' },
    ]);
  });
});
