import { it } from 'vitest';
import { mkdtempSync } from 'node:fs';
import { importExport, openArchive } from '../src/index.ts';
import { readReports, unmatchedHeadings } from '../src/pipeline/read-reports.ts';
import { readVocabulary } from '../src/pipeline/vocabulary-file.ts';
import { parseVocabulary } from '../src/vocabulary/vocabulary.ts';
import { parsedBuiltIn } from '../src/vocabulary/built-in.ts';
import { rereadPage } from '../src/pipeline/reread-page.ts';
import { pageOutlines } from '../src/pipeline/reread.ts';
it('x', async () => {
  const dir = mkdtempSync('/tmp/voc/');
  const archive = `${dir}/a.sqlite`;
  console.log(archive);
  const r = await importExport({ sources: [process.env.SRC ?? '/work/shared/corpus/lfdt-wiki-text'], archive, markdown: null });
  console.log(r.counts, r.elapsedMs);
  const a = await openArchive(archive);
  const reports = await readReports(a);
  for (const p of reports) console.log([p.spaceKey, p.spaceName, p.title, p.report.series, p.report.periodLabel, p.report.periodStart, p.report.periodEnd, p.report.authors.length, p.report.publishedOn].join(' | '), '\n    ', p.sections.map((s) => s.key).join(' '));
  console.log((await unmatchedHeadings(a)).slice(0, 30).map((u) => [u.heading, u.key, u.pages, u.reports, u.spaces.join(','), u.exampleTitle].join(' | ')).join('\n'));
  // reread exactness: same vocabulary
  const v = parsedBuiltIn().vocabulary;
  let n = 0, bad = 0, inexact = 0, t = performance.now();
  const ids: number[] = [];
  for await (const p of pageOutlines(a)) ids.push(p.pageId);
  for (let i = 0; i < ids.length; i += 100) for (const page of await a.storedTexts(ids.slice(i, i + 100))) {
    const again = rereadPage(page, v, v);
    n++;
    if (again.isInexact) { inexact++; if (inexact < 10) console.log('inexact', page.title, page.sections.length); }
    if (JSON.stringify([again.sections, again.report, again.contributions]) !== JSON.stringify([page.sections, page.report, page.contributions])) { bad++; if (bad < 5) console.log('BAD', page.title, JSON.stringify(again.report), JSON.stringify(page.report)); }
  }
  console.log({ n, bad, inexact, ms: performance.now() - t });
  await a.close();
}, 300000);
