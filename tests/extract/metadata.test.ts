import { describe, expect, it } from 'vitest';
import { parseMetadata } from '../../src/extract/metadata.ts';

const read = (text: string, creator: string | null = null, modifier: string | null = null) => {
  const found = parseMetadata({ text, creator, modifier });
  return {
    creator: found.creator?.displayName ?? null,
    createdOn: found.createdOn,
    lastModifier: found.lastModifier?.displayName ?? null,
    lastModifiedOn: found.lastModifiedOn,
    codes: found.diagnostics.map(({ code }) => code),
  };
};

const fields = (
  creator: string | null,
  createdOn: string | null,
  lastModifier: string | null,
  lastModifiedOn: string | null,
  ...codes: string[]
) => ({ creator, createdOn, lastModifier, lastModifiedOn, codes });

describe('parseMetadata', () => {
  it('knows who made a page that nobody changed', () => {
    expect(read('Created by Ada Example on Jul 26, 2022')).toEqual(
      fields('Ada Example', '2022-07-26', null, null),
    );
  });

  it('takes the creator for the modifier where only one is named, and invents no creation date', () => {
    expect(read('Created by Ada Example, last modified on Jul 15, 2024')).toEqual(
      fields('Ada Example', null, 'Ada Example', '2024-07-15'),
    );
  });

  it('knows both', () => {
    expect(read('Created by Ada Example, last modified by Ben Sample on 20.08.2025')).toEqual(
      fields('Ada Example', null, 'Ben Sample', '2025-08-20'),
    );
  });

  it('reads “last updated”', () => {
    expect(read('Created by Ada Example, last updated by Ben Sample on 20.08.2025')).toEqual(
      fields('Ada Example', null, 'Ben Sample', '2025-08-20'),
    );
    expect(read('Created by Ada Example, last updated on 2025-08-20')).toEqual(
      fields('Ada Example', null, 'Ada Example', '2025-08-20'),
    );
  });

  it('reads the form before 5.x', () => {
    expect(read('This page last changed on Jun 10, 2013 by aexample.', null, 'aexample')).toEqual(
      fields(null, null, 'aexample', '2013-06-10'),
    );
    expect(read('This page last changed on Nov 05, 2012 by stand by me.')).toEqual(
      fields(null, null, 'stand by me', '2012-11-05'),
    );
  });

  it('reads names with commas and “ on ” from the right', () => {
    expect(
      read('Created by Example, Ada, PhD, last modified by Hands on Lab on 2 on Jan 02, 2020'),
    ).toEqual(fields('Example, Ada, PhD', null, 'Hands on Lab on 2', '2020-01-02'));
    expect(read('Created by Head on Duty on Jan 02, 2020')).toEqual(
      fields('Head on Duty', '2020-01-02', null, null),
    );
  });

  it('prefers the names that the markup marks', () => {
    const text = 'Created by Odd, last modified by Name, last modified by Ben on Jan 02, 2020';
    expect(read(text, 'Odd, last modified by Name', 'Ben')).toEqual(
      fields('Odd, last modified by Name', null, 'Ben', '2020-01-02'),
    );
  });

  it('knows the user name of users whom the directory has lost', () => {
    const { creator } = parseMetadata({
      text: 'Created by Unknown User (aexample), last modified on Aug 17, 2016',
      creator: 'Unknown User (aexample)',
      modifier: null,
    });
    expect(creator).toMatchObject({ displayName: 'Unknown User (aexample)', username: 'aexample' });
  });

  it('keeps what replaces a name as it is shown', () => {
    for (const name of [
      'Former user (Deleted)',
      'Ada Example (Unlicensed)',
      'ada@example.org',
      'Anonymous',
    ]) {
      expect(read(`Created by ${name} on Apr 01, 2019`)).toEqual(
        fields(name, '2019-04-01', null, null),
      );
    }
  });

  it('settles a date by the other dates, or says that it cannot', () => {
    const raw = { text: 'Created by Ada on 03/04/2021', creator: null, modifier: null };
    expect(parseMetadata(raw, ['2021-03-05']).createdOn).toBe('2021-03-04');
    expect(read(raw.text)).toEqual(fields('Ada', null, null, null, 'date-ambiguous'));
  });

  it('keeps names when the date cannot be read', () => {
    expect(read('Created by Ada, last modified by Ben on the day of the launch')).toEqual(
      fields('Ada', null, 'Ben', null, 'date-unreadable'),
    );
    expect(read('Created by Ada, last modified on yesterday at 10:02')).toEqual(
      fields('Ada', null, 'Ada', null, 'date-unreadable'),
    );
  });

  it('says so when the line has another form', () => {
    expect(read('Erstellt von Ada am 3. April')).toEqual(
      fields(null, null, null, null, 'metadata-unreadable'),
    );
  });

  it('has nothing to say without a line', () => {
    expect(parseMetadata(null)).toEqual({
      creator: null,
      createdOn: null,
      lastModifier: null,
      lastModifiedOn: null,
      diagnostics: [],
    });
  });

  it('has no creator where the name is missing', () => {
    expect(read('Created by , last modified on Jul 15, 2024')).toEqual(
      fields(null, null, null, '2024-07-15'),
    );
  });
});
