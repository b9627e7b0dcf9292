/** A vocabulary of a user's own, for quite another kind of report, from import to re-reading. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importExport, showVocabulary, useVocabulary } from '../../src/index.ts';
import { query } from '../support/query.ts';

const WEEKLY = `
name: Wochenberichte
version: 1
filler: [der die das im in]
none: [keine, entfällt]
sections:
  erledigt:
    values: items
    names: [erledigt]
    mentions: [(erledigte|fertige) (arbeit|arbeiten)]
  verfasser:
    values: people
    names: [verfasst von, verfasser]
  datum:
    values: date
    names: [stand]
reports:
  telling: [erledigt]
  enough-with-period: 1
  authors: verfasser
  published: datum
  generic: [wochenbericht]
periods:
  patterns:
    - { pattern: "(KW|KW-)[ ]{n}", n: 1-53, every: 1 week }
    - { pattern: "Sprint {n}", n: 1-999, every: 14 days, since: 2024-01-08 }
    - { pattern: "winter", from: 12, to: 2, beside-year: true }
    - { pattern: "FY{yy}", year-begins: 10 }
`;

const page = (title: string, body: string): string => `<!DOCTYPE html><html><head>
<title>Netze : ${title}</title></head><body class="theme-default aui-theme-default"><div id="page">
<div id="main" class="aui-page-panel"><div id="main-header"><div id="breadcrumb-section">
<ol id="breadcrumbs"><li class="first"><span><a href="index.html">Netze</a></span></li></ol></div>
<h1 id="title-heading" class="pagetitle"><span id="title-text">Netze : ${title}</span></h1></div>
<div id="content" class="view"><div class="page-metadata">Created by <span class='author'> Ada Example</span> on Jan 02, 2024</div>
<div id="main-content" class="wiki-content group">${body}</div></div></div></div></body></html>`;

const BODY = `<h2>Lage</h2><p>Ruhige See.</p><p>Erledigte Arbeiten</p><ul><li>Netze geflickt</li></ul>
<p>Verfasst von</p><p>Ada Example</p><p>Stand</p><p>2024-03-22</p>`;

const PAGES: Readonly<Record<string, string>> = {
  'Wochenbericht KW 12 2024': BODY,
  'Sprint 3': BODY,
  'Winter 2023': BODY,
  'FY24 Netze': BODY,
  'Netze im Winter': BODY,
};

describe('a vocabulary of one’s own', () => {
  const work = mkdtempSync(join(tmpdir(), 'confluence-archive-own-'));
  const [source, file] = [join(work, 'source.zip.d'), join(work, 'weekly.yaml')];
  const [afterwards, atImport] = [join(work, 'a.sqlite'), join(work, 'b.sqlite')];

  const reports = (archive: string) =>
    query(
      archive,
      `SELECT title, series, period_label, period_start, period_end, published_on,
         (SELECT group_concat(display_name) FROM contributions JOIN people ON people.id = person_id
          WHERE contributions.page_id = pages.id AND role = 'report-author') AS authors
       FROM reports JOIN pages ON pages.id = page_id ORDER BY title`,
    );
  const sections = (archive: string) =>
    query(
      archive,
      `SELECT title, sections.position, level, heading, sections.key, sections.markdown,
         sections.text FROM sections JOIN pages ON pages.id = page_id ORDER BY 1, 2`,
    );

  beforeAll(async () => {
    mkdirSync(source);
    for (const [at, [title, body]] of Object.entries(PAGES).entries()) {
      writeFileSync(join(source, `${String(100 + at)}.html`), page(title, body));
    }
    writeFileSync(file, WEEKLY);
    await importExport({ sources: [source], archive: afterwards, markdown: null });
    await importExport({ sources: [source], archive: atImport, markdown: null, vocabulary: file });
  });

  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
  });

  it('finds its reports, their periods, authors and days', async () => {
    const facts = (await reports(atImport)).map(({ title, period_start, period_end }) => [
      title,
      period_start,
      period_end,
    ]);
    expect(facts).toEqual([
      ['FY24 Netze', '2023-10-01', '2024-09-30'],
      ['Sprint 3', '2024-02-05', '2024-02-18'],
      ['Winter 2023', '2023-12-01', '2024-02-29'],
      ['Wochenbericht KW 12 2024', '2024-03-18', '2024-03-24'],
    ]);
    expect((await reports(atImport))[3]).toMatchObject({
      series: 'Netze',
      period_label: 'KW 12 2024',
      published_on: '2024-03-22',
      authors: 'Ada Example',
    });
  });

  it('reads stored pages as an import would read their sources', async () => {
    expect(await reports(afterwards)).toEqual([]);
    rmSync(source, { recursive: true });
    const { changes } = await useVocabulary({ archive: afterwards, vocabulary: file });
    expect(changes).toMatchObject({ reportsBefore: 0, reportsAfter: 4, closed: 0 });
    expect(changes?.opened).toBeGreaterThan(0);
    expect(await reports(afterwards)).toEqual(await reports(atImport));
    expect(await sections(afterwards)).toEqual(await sections(atImport));
  });

  it('stays in use for later imports, until another one is', async () => {
    expect(await showVocabulary({ archive: atImport })).toEqual({ yaml: WEEKLY, isBuiltIn: false });
    await useVocabulary({ archive: atImport, vocabulary: 'built-in' });
    expect(await showVocabulary({ archive: atImport })).toMatchObject({ isBuiltIn: true });
    expect(await reports(atImport)).toEqual([]);
  });
});
