/** Numbers, dates, people and “nothing” in sections: what is read, and what is not. */
import { describe, expect, it } from 'vitest';
import type { PersonRef } from '../../src/model/page.ts';
import type { ValueType } from '../../src/model/vocabulary.ts';
import { saysNothing } from '../../src/extract/value-none.ts';
import { numbersIn } from '../../src/extract/value-numbers.ts';
import { valuesOf, type ValueFacts } from '../../src/extract/values.ts';

const person = (displayName: string): PersonRef => ({
  displayName,
  username: null,
  accountId: null,
  profileUrl: null,
});

const read = (text: string, facts: Partial<ValueFacts> = {}, key = 'health') =>
  valuesOf([{ position: 0, key, text }], {
    typeOf: () => null,
    isNone: () => false,
    people: [],
    near: [],
    ...facts,
  });

/** `number [to/of] qualifier unit noun=… label=… per=…`, without what is null. */
const shown = (text: string): string[] =>
  numbersIn(text).map(({ reading }) =>
    [
      String(reading.number),
      reading.numberTo === null ? [] : `to ${String(reading.numberTo)}`,
      reading.outOf === null ? [] : `of ${String(reading.outOf)}`,
      reading.qualifier ?? [],
      reading.unit ?? [],
      reading.noun === null ? [] : `noun=${reading.noun}`,
      reading.label === null ? [] : `label=${reading.label}`,
      reading.per === null ? [] : `per=${reading.per}`,
    ]
      .flat()
      .join(' '),
  );

describe('numbers', () => {
  it.each<[string, string[]]>([
    [
      'we have an average attendance of 16.5/General Meeting and 24/Guest Presentation',
      [
        '16.5 label=average attendance per=General Meeting',
        '24 label=average attendance per=Guest Presentation',
      ],
    ],
    ['it obtained 140 followers till now', ['140 noun=followers']],
    ['397 PRs from 67 contributors', ['397 noun=PRs', '67 noun=contributors']],
    ['an average of 10 attendees in each meeting', ['10 noun=attendees label=average per=meeting']],
    ['averaging about 100+ views per video', ['100 at-least noun=views label=average per=video']],
    ['June meeting count was 23.', ['23 label=June meeting count']],
    [
      'List membership is currently at ~1050 members',
      ['1050 about noun=members label=List membership'],
    ],
    ['in a range between 950 and 980 members', ['950 to 980 noun=members']],
    ['we average 6/16.5 people who', ['6 of 16.5 noun=people label=average']],
    ['Still 2 or 3 out of 13 is little', ['2 to 3 of 13']],
    ['1,234 downloads and 12,345,678 requests', ['1234 noun=downloads', '12345678 noun=requests']],
    ['30% of contributors', ['30 % noun=contributors']],
    ['downloads rose by +12%', ['12 change % label=downloads']],
    ['a budget of $25,000', ['25000 USD label=budget']],
    ['raised €1.5 million', ['1500000 EUR']],
    ['5k stars', ['5000 noun=stars']],
    ['grew from 10 to 15 members', ['10 to 15 change noun=members']],
    ['10-15 volunteers', ['10 to 15 noun=volunteers']],
    ['Contributors: 12', ['12 label=Contributors']],
    ['over 40 visitors a month', ['40 at-least noun=visitors per=month']],
    ['up to 5 mentees', ['5 at-most noun=mentees']],
    ['We had thirteen meetings', ['13 noun=meetings']],
    ['6 hours of training', ['6 hour']],
    ['参加者は30名', ['30 noun=名']],
    ['1 workshop was held', ['1 noun=workshop']],
    ['two hundred members', ['200 noun=members']],
    ['We have 5 hundred members', ['500 noun=members']],
    ['one thousand two hundred users', ['1200 noun=users']],
    ['a hundred and five users', ['105 noun=users']],
    ['three thousand users', ['3000 noun=users']],
    ['about two million users', ['2000000 about noun=users']],
    ['twelve hundred users and 3 dozen nodes', ['1200 noun=users', '36 noun=nodes']],
    ['1 234 567 users', ['1234567 noun=users']],
    ['1\u00A0234 users', ['1234 noun=users']],
    ['20 ± 3 members', ['20 about noun=members']],
    ['twenty-five members', ['25 noun=members']],
    ['There were zero incidents', ['0 noun=incidents']],
    ['1.5 million USD', ['1500000 USD']],
    ['USD 1.5 million', ['1500000 USD']],
    ['two million dollars', ['2000000 USD']],
    ['twenty percent of members', ['20 % noun=members']],
    ['two to three hundred members', ['200 to 300 noun=members']],
    ['5-10k stars', ['5000 to 10000 noun=stars']],
    ['grants of $200 Million', ['200000000 USD']],
    ['300+ million dollars', ['300000000 at-least USD']],
    ['an accuracy of 89.5%-98.8%', ['89.5 to 98.8 %']],
    ['We have 2000 members', ['2000 noun=members']],
    ['Reached 2000 followers', ['2000 noun=followers']],
    ['a total of 2024 members', ['2024 noun=members']],
    ['12% growth', ['12 % label=growth']],
    ['we are 45% female', ['45 % label=female']],
    ['99.99% uptime', ['99.99 % label=uptime']],
    ['5 K stars', ['5000 noun=stars']],
  ])('reads “%s”', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it.each([
    'in 2021 members voted',
    'the 2019-2020 season, FY21 and Q3/4 2022',
    'on January 30th, by 3:00 PM, at 8.30 pm, 0700 (Pacific Time)',
    'Fabric 2.3 and v1.4.2, release 2.0, Java 17',
    'COVID-19, ERC-1155, ISO 20022, GPT3, 24/7',
    'see page 12, step 3, issue #45, ticket 1234',
    'https://example.org/1234/views and mail2@example.org',
    'call +1 555 123 4567 or 555-123-4567, meeting ID: 431 3158 1277',
    '3. Follow up',
    'the 2nd and 3rd meetings of every 2 weeks',
    'in the last 6 months',
    'a 10-person team',
    'doi: 10.1080/08874417',
    'ratio 3:2',
    'one of two things',
    '5月17日',
    'just 42',
    'in 2021 members voted; the 2020 contributors; since 2019 users came; Q3 2021 members; year 2022 people',
    'met 2 weeks ago, and 3 months later',
    'several hundred members, half a million users, a quarter of a million users',
    'tens of thousands of users, 10 thousands of users',
    'ten twenty members',
    '12 14 members',
    'three thousand 5 hundred users',
    'zero knowledge proofs and zero-day flaws',
    'grew from 5 to 10k users',
    'three and a half million users',
  ])('reads nothing in “%s”', (text) => {
    expect(shown(text)).toEqual([]);
  });

  it('keeps the number’s own words, and the sentence around it', () => {
    const [value] = read('All is well. We won 140 followers there. And so on.');
    expect(value).toMatchObject({ raw: '140 followers', context: 'We won 140 followers there.' });
  });

  it('reads tables by their rows and columns', () => {
    const values = read('Kind\tQ1 visits\tQ2 visits\nSchools\t12\t1,015\nNote\t4 schools came\t–');
    expect(
      values.map((value) => value.kind === 'number' && [value.number, value.label, value.noun]),
    ).toEqual([
      [12, 'Schools', 'Q1 visits'],
      [1015, 'Schools', 'Q2 visits'],
      [4, null, 'schools'],
    ]);
  });

  it.each([
    ['digits', '1'.repeat(60_000)],
    ['numbers', '1 '.repeat(20_000)],
    ['slashes', '1/'.repeat(20_000)],
    ['commas', '1,'.repeat(20_000)],
    ['words', 'of '.repeat(20_000)],
    ['capitals', 'A'.repeat(60_000)],
    ['at signs', '@a.'.repeat(20_000)],
    ['blanks', ' '.repeat(60_000)],
    ['hyphens', 'a-'.repeat(20_000)],
    ['number words', 'two hundred '.repeat(6_000)],
    ['spaced thousands', '123 '.repeat(15_000)],
  ])('takes no time over %s', (_, text) => {
    const start = performance.now();
    read(text);
    // Far above what it takes, and far below what anything quadratic would.
    expect(performance.now() - start).toBeLessThan(8000);
  });
});

describe('dates', () => {
  const dates = (text: string, near: readonly string[] = []) =>
    read(text, { near }).flatMap((value) =>
      value.kind === 'date' ? [[value.raw, value.date]] : [],
    );

  it('are read where they stand, with their words', () => {
    expect(dates('Met on July 18th, 2019 and 2022-07-13; again 13th of Dec. 2019.')).toEqual([
      ['July 18th, 2019', '2019-07-18'],
      ['2022-07-13', '2022-07-13'],
      ['13th of Dec. 2019', '2019-12-13'],
    ]);
  });

  it('that may be two days are null, unless another date of the page settles them', () => {
    expect(dates('approved on 8/3/2018')).toEqual([['8/3/2018', null]]);
    expect(dates('approved on 8/3/2018', ['2018-08-05'])).toEqual([['8/3/2018', '2018-08-03']]);
  });

  it('are neither a month, nor a day without a year, nor a version', () => {
    expect(dates('in June 2018, from May 3 on, with 1.2.3 and 10.10.10.10')).toEqual([]);
  });
});

describe('people', () => {
  const people = [person('Ines Halloran'), person('Halloran'), person('Wu')];
  const named = (text: string, type: ValueType | null = null) =>
    read(text, { people, typeOf: () => type }).flatMap((value) =>
      value.kind === 'person' ? [value.person.displayName] : [],
    );

  it('whom the page knows are found by their whole names', () => {
    expect(named('Thanks to Ines Halloran, not Ines Hallorans; Wu helped, and @Wu too')).toEqual([
      'Ines Halloran',
      'Wu',
    ]);
  });

  it('of a list need not be known', () => {
    expect(named('Ines Halloran: Chair\nTomas Vreeland, Priya Oduya\nN/A', 'people')).toEqual([
      'Ines Halloran',
      'Tomas Vreeland',
      'Priya Oduya',
    ]);
  });
});

describe('nothing to say', () => {
  it.each([
    'N/A',
    'n/a.',
    'None',
    '_None to date._',
    'None so far',
    'Nothing to report.',
    'No issues at this time',
    'There are no issues.',
    '- none',
    'なし',
    'No known issues',
    'No significant issues',
    'No major issues to report.',
    'No new issues this quarter',
    'No issues were reported',
    'No new major issues have been raised so far.',
    'We have no issues',
    'N/A (see above)',
  ])('is “%s”', (text) => {
    expect(saysNothing(text)).toBe(true);
    expect(read(text)).toMatchObject([{ kind: 'none', raw: text }]);
  });

  it.each([
    '',
    'None of us came',
    'No quorum was reached, so we met again',
    'Nothing but sun',
    'No new meetings issues',
    'We have no',
    'None (but the roof leaks)',
    'No quorum was reached',
    'TBD',
  ])('is not “%s”', (text) => {
    expect(saysNothing(text)).toBe(false);
  });
});
