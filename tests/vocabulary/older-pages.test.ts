/** Pages that an earlier version of the tool had read, and that no import meets again. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countOlderPages, importExport, useVocabulary } from '../../src/index.ts';
import { change } from '../archive/samples.ts';
import { query } from '../support/query.ts';

const page = (title: string): string => `<!DOCTYPE html><html><head><title>Nets : ${title}</title>
</head><body class="theme-default aui-theme-default"><div id="page"><div id="main" class="aui-page-panel">
<div id="main-header"><div id="breadcrumb-section"><ol id="breadcrumbs"><li class="first"><span>
<a href="index.html">Nets</a></span></li></ol></div><h1 id="title-heading" class="pagetitle">
<span id="title-text">Nets : ${title}</span></h1></div><div id="content" class="view">
<div id="main-content" class="wiki-content group"><h2>Overall health</h2><p>Calm sea.</p>
<h2>Activity</h2><p>We mended 12 nets.</p><h2>Planned work</h2><ul><li>Ropes</li></ul>
</div></div></div></div></body></html>`;

const FACTS = [
  'SELECT page_id, series, period_label, period_start, period_end FROM reports ORDER BY 1',
  'SELECT page_id, kind, raw FROM report_values ORDER BY 1, position',
  'SELECT page_id, position, key, heading FROM sections ORDER BY 1, 2',
];

describe('pages of an older version', () => {
  const work = mkdtempSync(join(tmpdir(), 'confluence-archive-older-'));
  const archive = join(work, 'archive.sqlite');
  const source = join(work, 'source');
  const facts = () => Promise.all(FACTS.map((sql) => query(archive, sql)));

  beforeAll(async () => {
    mkdirSync(source);
    writeFileSync(join(source, '100.html'), page('Q1 2021 Report'));
    writeFileSync(join(source, '101.html'), page('Q2 2021 Report'));
    await importExport({ sources: [source], archive, markdown: null });
  });

  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
  });

  it('are counted, and read anew when the same vocabulary is used again', async () => {
    const before = await facts();
    expect(before[1]).not.toEqual([]);
    await change(
      archive,
      `UPDATE page_facts SET conversion = '2' || substr(conversion, instr(conversion, ':')) WHERE id = 1;
       UPDATE source_files SET conversion = '2' || substr(conversion, instr(conversion, ':'));
       UPDATE reports SET series = 'Odd' WHERE page_id = 1;
       UPDATE stored_sections SET key = 'odd' WHERE page_id = 1;
       DELETE FROM report_values WHERE page_id = 1;`,
    );
    expect(await countOlderPages(archive)).toEqual({ pages: 1, reports: 1 });
    const { changes } = await useVocabulary({ archive, vocabulary: 'built-in' });
    expect(changes).toMatchObject({ pages: 1, older: 1, again: 1, reportsAfter: 2 });
    expect(await facts()).toEqual(before);
    expect(await countOlderPages(archive)).toEqual({ pages: 0, reports: 0 });
    const again = await useVocabulary({ archive, vocabulary: 'built-in' });
    expect(again.changes).toMatchObject({ pages: 0, older: 0 });
  });

  it('are still converted anew by an import that meets them', async () => {
    const before = await facts();
    const { work: done } = await importExport({ sources: [source], archive, markdown: null });
    expect(done.pagesConverted).toBeGreaterThan(0);
    expect(await facts()).toEqual(before);
  });

  it('of an import that names a vocabulary: it tells what that changes', async () => {
    const file = join(work, 'mine.yaml');
    writeFileSync(
      file,
      'name: Mine\nversion: 1\nextends: built-in\nsections:\n  ropes:\n    names: [overall health]\n',
    );
    const options = { sources: [source], archive, markdown: null, vocabulary: file };
    const { vocabulary } = await importExport({ ...options, dryRun: true });
    expect(vocabulary).toMatchObject({ name: 'Mine', changes: { pages: 2, rekeyed: 2 } });
    const done = await importExport(options);
    expect(done.vocabulary).toEqual(vocabulary);
    const plain = await importExport({ sources: [source], archive, markdown: null });
    expect(plain.vocabulary).toBeNull();
  });
});
