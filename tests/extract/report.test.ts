import { describe, expect, it } from 'vitest';
import { outline } from '../../src/extract/outline.ts';
import { reportOf } from '../../src/extract/report.ts';
import { builtInVocabulary } from '../../src/vocabulary/built-in.ts';
import { bodyOf } from './body.ts';

const ACCOUNT = '712020:00000000-1111-2222-3333-444444444444';
const PROFILE = `https://wiki.example.org/wiki/people/${ACCOUNT}?ref=confluence`;

const read = (title: string | null, html: string, near: readonly string[] = []) => {
  const body = bodyOf(html);
  const vocabulary = builtInVocabulary();
  const about = { near, vocabulary, space: { key: null, name: 'Harbours' }, labels: [] };
  return reportOf({ title, body, outline: outline(body, vocabulary), ...about });
};

const template = (authors: string, published: string): string => `
  <h2>Harbour Special Interest Group (H-SIG)</h2><p><strong>Description</strong></p><p>It looks after boats.</p>
  <h2>Report Author(s)</h2>${authors}
  <h2>Harbour-SIG Overall Health</h2><p>Good.</p><h2>Issues and Challenges</h2><p>Fog.</p>
  <h2>Overall Activity in the last 6 months</h2><ul><li>Six meetings</li></ul>
  <h2>Planned Work</h2><ul><li>Nets</li></ul><h2>Participant Diversity</h2><p>Many ports.</p>
  <h2>Additional Information</h2><p>N/A</p>${published}`;

const TITLE = 'Q1/Q2 2024 Report- Harbour Special Interest Group';
const authorsOf = (html: string) =>
  read(TITLE, template(html, '')).report!.authors.map(({ displayName }) => displayName);
const publishedOf = (html: string, near?: readonly string[]) => {
  const { report, diagnostics } = read(TITLE, template('', html), near);
  return [report!.publishedOn, report!.publishedRaw, ...diagnostics.map(({ code }) => code)];
};

describe('reportOf', () => {
  it('reads the whole record', () => {
    const html = template(
      `<p><a href="${PROFILE}">Ada Example</a> </p>`,
      '<h2>Date Published:</h2><p>25 Jun 2024 </p>',
    );
    expect(read(TITLE, html)).toEqual({
      report: {
        series: 'Harbour Special Interest Group',
        periodLabel: 'Q1/Q2 2024',
        periodStart: '2024-01-01',
        periodEnd: '2024-06-30',
        publishedOn: '2024-06-25',
        publishedRaw: '25 Jun 2024',
        authors: [
          { displayName: 'Ada Example', username: null, accountId: ACCOUNT, profileUrl: PROFILE },
        ],
      },
      diagnostics: [],
    });
  });

  it('knows a report by its sections alone, whatever its title', () => {
    expect(read('H-SIG', template('', '')).report).toMatchObject({
      series: 'H-SIG',
      periodLabel: null,
      periodStart: null,
    });
    expect(read(null, template('', '')).report).toMatchObject({ series: 'Harbours' });
  });

  it('knows a report by its title when it has text of its own', () => {
    const words = `<h2>Looking back</h2><p>${'The harbour stayed open. '.repeat(10)}</p>`;
    expect(read('Annual Report 2019', words).report).toMatchObject({ periodStart: '2019-01-01' });
    expect(read('Harbour Report', words).report).toBeNull();
    expect(read('2019-Q1', words).report).toBeNull();
  });

  it('knows a report by its period and one section of the template', () => {
    expect(read('2019 Q1 Tides', '<h2>Project Health</h2><p>Good.</p>').report).not.toBeNull();
  });

  it('reads reports whose headings are bold paragraphs', () => {
    const html = `<p><strong>Project</strong></p><p>Tides</p><p><strong>Project Health</strong></p><p>Good.</p>
      <p><strong>Releases</strong></p><p>1.0</p><p><strong>Overall Activity in the Past Quarter</strong></p><p>Some.</p>
      <p><strong>Current Plans</strong></p><p>More.</p><p><strong>Report Authors:</strong></p><p>Ada Example</p>`;
    expect(read('2019 Q1 Tides', html).report).toMatchObject({
      series: 'Tides',
      authors: [{ displayName: 'Ada Example' }],
    });
  });

  it.each([
    ['Quarterly/Semi-Annual Reports', '<h1>2024</h1><p><a href="page:id/1">Half-Year</a></p>'],
    ['2021 Quarterly Reports', template('', '')],
    ['Quarterly Report Template', template('', '')],
    ['2021-07-14 Meeting Agenda and Notes', template('', '')],
    ['2021-07-14', '<h2>Activity</h2><p>Some.</p>'],
    ['Report Q1 2021', '<p><a href="page:id/1">the report of the first quarter</a></p>'],
    ['Harbour', '<h2>Issues</h2><h2>Releases</h2><h2>Reviewed by</h2><h2>Project</h2>'],
  ])('is not misled by “%s”', (title, html) => {
    expect(read(title, html)).toEqual({ report: null, diagnostics: [] });
  });
});

describe('authors of a report', () => {
  it.each([
    ['<p>Ada Example</p>', ['Ada Example']],
    ['<p>Ada Example: SIG Chair</p>', ['Ada Example']],
    ['<p>Chair: Ada Example</p>', ['Ada Example']],
    ['<p>Ada Example (Chair), Ben Sample - Vice Chair</p>', ['Ada Example', 'Ben Sample']],
    ['<p>Ada Example, Ben Sample and Cleo Probe</p>', ['Ada Example', 'Ben Sample', 'Cleo Probe']],
    ['<p>Ada Example &amp; Ben Sample</p>', ['Ada Example', 'Ben Sample']],
    ['<p>Ada Example<br>Ben Sample</p>', ['Ada Example', 'Ben Sample']],
    ['<ul><li>Ada Example</li><li>@Ben Sample.</li></ul>', ['Ada Example', 'Ben Sample']],
    [
      '<p>Ada\nExample</p><p>Ben Sample (Unlicensed)</p>',
      ['Ada Example', 'Ben Sample (Unlicensed)'],
    ],
    [
      `<p><a href="${PROFILE}">Ada Example</a> (Chair), Ben Sample</p>`,
      ['Ada Example', 'Ben Sample'],
    ],
    [
      `<p><a href="${PROFILE}">Ada Example</a> <a href="/display/~ben">Ben Sample</a></p>`,
      ['Ada Example', 'Ben Sample'],
    ],
    ['<p><span data-person="ada">Ada Example</span> and Ada Example</p>', ['Ada Example']],
    ['<p><strong>Ada Example</strong></p>', ['Ada Example']],
    ['<p>Ada Example, PhD</p>', ['Ada Example']],
    ['<p>ada@example.org</p>', ['ada@example.org']],
    ['<p>N/A</p>', []],
    ['<p>Please list here all the people who wrote this report</p>', []],
    ['', []],
  ])('reads %s', (html, names) => {
    expect(authorsOf(html)).toEqual(names);
  });

  it('reads a section that is only called “Author(s)”', () => {
    const html = `<h2>Author(s)</h2><p>Ada Example</p><h2>Project Health</h2><p>Good.</p>`;
    expect(read('2019 Q1 Tides', html).report!.authors).toHaveLength(1);
  });
});

describe('publication date of a report', () => {
  it.each([
    ['<h2>Date Published:</h2><p>7/25/2022</p>', '2022-07-25', '7/25/2022'],
    ['<h2>Date Published:</h2><p>7/14/21</p>', '2021-07-14', '7/14/21'],
    [
      '<h2>Date Published</h2><p><time datetime="2021-07-28">28 Jul 2021</time></p>',
      '2021-07-28',
      '28 Jul 2021',
    ],
    ['<h2>Date Published: July 1st, 2019</h2>', '2019-07-01', 'July 1st, 2019'],
    [
      '<h2>Publication Date</h2><p>Sent out on 1 July 2019.</p>',
      '2019-07-01',
      'Sent out on 1 July 2019.',
    ],
    ['<h2>Date Published</h2><p>by the chair</p><p>2019-07-01</p>', '2019-07-01', '2019-07-01'],
  ])('reads %s', (html, iso, raw) => {
    expect(publishedOf(html)).toEqual([iso, raw]);
  });

  it.each([
    '',
    '<h2>Date Published:</h2>',
    '<h2>Date Published:</h2><p>N/A</p>',
    '<h2>Date Published</h2><p>–</p>',
  ])('is null for “%s”', (html) => {
    expect(publishedOf(html)).toEqual([null, null]);
  });

  it('is settled by the page’s other dates, or kept as text', () => {
    const html = '<h2>Date Published</h2><p>03/04/2021</p>';
    expect(publishedOf(html, ['2021-04-05'])).toEqual(['2021-04-03', '03/04/2021']);
    expect(publishedOf(html)).toEqual([null, '03/04/2021', 'date-ambiguous']);
    expect(publishedOf('<h2>Date Published</h2><p>in June</p>')).toEqual([
      null,
      'in June',
      'date-unreadable',
    ]);
    expect(publishedOf('<h2>Date Published</h2><p>1 May 2021 or 2 May 2021</p>')).toEqual([
      null,
      '1 May 2021 or 2 May 2021',
      'date-unreadable',
    ]);
  });
});
