/** Every export of the corpus through the whole import, held against what its files say. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importExport, type ImportReport } from '../../src/index.ts';
import {
  expectManifestAccepted,
  expectWholeTree,
  hashesBelow,
} from '../cli-process/work-folder.ts';
import { amissIn, audited } from '../support/audited.ts';
import { query, type Row } from '../support/query.ts';
import { filesBelow } from '../support/tree.ts';
import { indexOfHtml, indexOfMarkdown, type IndexedPage } from './index-entries.ts';
import { lintRemarks } from './lint.ts';
import { roundTripLosses } from './round-trip.ts';

const shared = process.env.SHARED ?? fileURLToPath(new URL('../../../shared/', import.meta.url));
const corpus = join(shared, 'corpus');
const hasCorpus = existsSync(corpus);
const exports_ = hasCorpus
  ? readdirSync(corpus).filter((name) => statSync(join(corpus, name)).isDirectory())
  : ['(not here)'];
/** Imported twice from nothing: one of each kind of source, to bound the time. */
const AFRESH = new Set(['certcc-cvd', 'crossborder-2020', 'eagle-2014', 'xwork-wikidocs']);

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-corpus-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const run = (name: string, place: string): Promise<ImportReport> =>
  importExport({
    sources: [join(corpus, name)],
    archive: join(work, `${place}.sqlite`),
    markdown: join(work, place),
  });

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What a page's file shows above its text, read without the tool. */
interface Shown {
  readonly crumbs: readonly string[];
  readonly metadata: string | null;
}

function shownByHtml(html: string): Shown {
  const $ = load(html);
  const crumbs = $('#breadcrumbs > li, #breadcrumbs > ol > li, ol.breadcrumbs > li');
  // The attribute may be broken (`class"page-metadata"`); before 5.x the line has no class at all.
  const line =
    /class=?"(?:page-metadata|pagesubheading)">(?<line>[\s\S]*?)<\/(?:div|section)>/.exec(html)
      ?.groups?.line ?? '';
  const changed = /This page last changed on/.exec(html)?.[0] ?? '';
  const said = oneLine(load(line).text()) || changed;
  return {
    crumbs: crumbs.toArray().map((crumb) => oneLine($(crumb).text())),
    metadata: said === '' ? null : said,
  };
}

function shownByMarkdown(markdown: string): Shown {
  const text = markdown.replaceAll('\u00a0', ' ');
  const title = /^# /m.exec(text)?.index ?? 0;
  const crumbs = [...text.slice(0, title).matchAll(/^\d+\. \[(?<title>.*)\]\([^)]*\)\s*$/gm)];
  return {
    crumbs: crumbs.map(({ groups }) => oneLine(groups?.title ?? '').replaceAll('\\', '')),
    metadata: /^Created by .*$/m.exec(text.slice(title, title + 1200))?.[0] ?? null,
  };
}

const readSource = (name: string, path: string): string =>
  readFileSync(join(corpus, name, path), 'utf8');

const shownBy = (name: string, path: string): Shown =>
  /\.html?$/.test(path)
    ? shownByHtml(readSource(name, path))
    : shownByMarkdown(readSource(name, path));

describe.skipIf(!hasCorpus).each(exports_)('corpus %s', (name) => {
  let report: ImportReport;
  let pages: readonly Row[];
  const archive = join(work, `${name}.sqlite`);
  const tree = join(work, name);
  beforeAll(async () => {
    report = await run(name, name);
    pages = await query(
      archive,
      `SELECT id, source_path, title, duplicate_of, created_on, last_modified_on, metadata_raw, position,
         coalesce(creator_id, last_modifier_id) AS person,
         (SELECT source_path FROM pages AS parent WHERE parent.id = pages.parent_id) AS parent
       FROM pages`,
    );
  }, 120_000);

  it('imports without a failed page, and adds up', () => {
    const { counts, skipped, filesFound } = report;
    expect(counts).toMatchObject({ failed: 0, updated: 0, unchanged: 0, moved: 0, removed: 0 });
    expect(counts.created).toBe(pages.length);
    expect(pages.length).toBeGreaterThan(0);
    const rest = Object.values(skipped).reduce((sum, count) => sum + count, 0);
    expect(counts.created + rest).toBe(filesFound);
    expect(report.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('knows somebody and a day of every page that shows a metadata line', () => {
    const said = pages.filter(({ source_path: path }) => shownBy(name, String(path)).metadata);
    const unread = said.filter(
      ({ metadata_raw: raw, person, created_on: created, last_modified_on: modified }) =>
        raw === null || person === null || !/^\d{4}-\d\d-\d\d$/.test(String(modified ?? created)),
    );
    expect(unread).toEqual([]);
    expect(pages.filter((page) => page.metadata_raw !== null)).toHaveLength(said.length);
  });

  it('has every breadcrumb as a row, and the ancestor of that title', async () => {
    const rows = await query(
      archive,
      `SELECT page_id, breadcrumbs.title, pages.title AS ancestor FROM breadcrumbs
       LEFT JOIN pages ON pages.id = ancestor_id ORDER BY page_id, breadcrumbs.position`,
    );
    for (const { id, source_path: path } of pages) {
      const titles = rows.filter((row) => row.page_id === id).map((row) => row.title);
      expect(titles, String(path)).toEqual(shownBy(name, String(path)).crumbs);
    }
    const astray = rows.filter(({ title, ancestor }) => ancestor !== null && ancestor !== title);
    expect(astray).toEqual([]);
  });

  it('keeps the tree of every index, and its order', () => {
    const indexes = (readdirSync(join(corpus, name), { recursive: true }) as string[]).filter(
      (path) => /^index\d*\.(?:html|md)$/.test(basename(path)),
    );
    for (const index of indexes) {
      const read = index.endsWith('.md') ? indexOfMarkdown : indexOfHtml;
      expectTreeKept(read(readSource(name, index)), posix.dirname(index), pages);
    }
  });

  it('writes a tree that sha256sum accepts', () => {
    expectWholeTree(tree);
  });

  it('is whole: the audit finds nothing lost, foreign or broken on any page', async () => {
    const audit = await audited(archive, tree);
    expect(amissIn(audit)).toEqual([]);
    expect(audit.score).toBe(100);
    const published = pages.filter(({ duplicate_of: original }) => original === null);
    expect(audit.pages).toHaveLength(published.length);
    const totals = new Map(audit.checks.map((check) => [check.name, check.total]));
    expect(totals.get('words')).toBeGreaterThan(100);
    const links = await query(archive, "SELECT id FROM links WHERE status = 'resolved'");
    expect((totals.get('links in the tree that lead somewhere') ?? 0) > 0).toBe(links.length > 0);
  }, 120_000);

  it('writes Markdown that markdownlint has no remark on', () => {
    expect(lintRemarks(filesBelow(tree))).toEqual([]);
  }, 120_000);

  it('writes Markdown that shows the same when it is parsed and printed anew', () => {
    expect(roundTripLosses(filesBelow(tree))).toEqual([]);
  }, 120_000);

  it('is unchanged when imported again: no page, no file', async () => {
    const before = hashesBelow(tree);
    const again = await run(name, name);
    expect(again.counts).toMatchObject({ created: 0, updated: 0, moved: 0, failed: 0, removed: 0 });
    expect(again.counts.unchanged).toBe(report.counts.created);
    expect(again.filesWritten).toBe(0);
    expect(again.skipped).toEqual(report.skipped);
    expect(hashesBelow(tree)).toEqual(before);
    expectManifestAccepted(tree);
  }, 60_000);

  it.skipIf(!AFRESH.has(name))(
    'gives the same bytes when imported afresh',
    async () => {
      await run(name, `${name}-afresh`);
      expect(hashesBelow(join(work, `${name}-afresh`))).toEqual(hashesBelow(tree));
    },
    60_000,
  );
});

/** Of the pages that are here: the same page above, and the same order below each page. */
function expectTreeKept(
  entries: readonly IndexedPage[],
  folder: string,
  pages: readonly Row[],
): void {
  const inFolder = (file: string | null): string | null =>
    file === null ? null : posix.join(folder, file);
  const rows = new Map(pages.map((page) => [page.source_path, page]));
  const here = entries
    .map(({ file, parent }) => ({ file: inFolder(file) ?? '', parent: inFolder(parent) }))
    .filter(({ file, parent }) => rows.has(file) && (parent === null || rows.has(parent)));
  const kept = here.map(({ file }) => ({ file, parent: rows.get(file)?.parent ?? null }));
  expect(kept).toEqual(here);
  for (const parent of new Set(here.map((entry) => entry.parent))) {
    const files = here.filter((entry) => entry.parent === parent).map(({ file }) => file);
    const sorted = files.toSorted(
      (a, b) => Number(rows.get(a)?.position) - Number(rows.get(b)?.position),
    );
    expect(sorted, `below ${parent ?? 'the top'}`).toEqual(files);
    expect(files.every((file) => typeof rows.get(file)?.position === 'number')).toBe(true);
  }
}
