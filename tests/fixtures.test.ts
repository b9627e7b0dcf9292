/**
 * Every fixture folder through the whole import, compared with what a person has read and accepted.
 *
 * `RECORD=1 npm test` writes the expectations anew **and fails**, so that someone reads the diff.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { importExport, type ImportReport } from '../src/index.ts';
import { lintRemarks } from './corpus/lint.ts';
import { roundTripLosses } from './corpus/round-trip.ts';
import { amissIn, audited } from './support/audited.ts';
import { recordsOf } from './support/records.ts';
import { filesBelow } from './support/tree.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const RECORD = process.env.RECORD === '1';
const work = mkdtempSync(join(tmpdir(), 'confluence-archive-fixtures-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const slugs = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const clock = (): Date => new Date('2025-01-02T03:04:05Z');

function run(slug: string, name: string): Promise<ImportReport> {
  return importExport({
    sources: [join(FIXTURES, slug, 'source')],
    archive: join(work, slug, `${name}.sqlite`),
    markdown: join(work, slug, name),
    clock,
  });
}

function diagnosticsText(report: ImportReport): string {
  const lines = report.diagnostics.map(
    ({ severity, code, sourcePath, message }) =>
      `${severity} ${code} ${sourcePath ?? '-'}: ${message}`,
  );
  const skipped = report.skippedFiles.map(({ path, reason }) => `skipped ${reason} ${path}`);
  return [...lines, ...skipped, ''].join('\n');
}

function record(
  slug: string,
  records: unknown,
  report: ImportReport,
  tree: Map<string, Buffer>,
): void {
  const expected = join(FIXTURES, slug, 'expected');
  rmSync(expected, { recursive: true, force: true });
  mkdirSync(expected, { recursive: true });
  writeFileSync(join(expected, 'records.json'), `${JSON.stringify(records, null, 2)}\n`);
  writeFileSync(join(expected, 'diagnostics.txt'), diagnosticsText(report));
  for (const [path, bytes] of tree) {
    mkdirSync(dirname(join(expected, 'tree', path)), { recursive: true });
    writeFileSync(join(expected, 'tree', path), bytes);
  }
}

describe.each(slugs)('fixture %s', (slug) => {
  it('becomes the records, the tree and the diagnostics that were accepted', async () => {
    const report = await run(slug, 'first');
    const records = await recordsOf(join(work, slug, 'first.sqlite'));
    const tree = filesBelow(join(work, slug, 'first'));
    if (RECORD) {
      record(slug, records, report, tree);
      expect.fail('expectations were recorded: read the diff, then run the tests without RECORD');
    }
    const expected = join(FIXTURES, slug, 'expected');
    expect(existsSync(expected), 'no expectations; record them with RECORD=1').toBe(true);
    expect(records).toEqual(JSON.parse(readFileSync(join(expected, 'records.json'), 'utf8')));
    expect(diagnosticsText(report)).toBe(readFileSync(join(expected, 'diagnostics.txt'), 'utf8'));
    const accepted = filesBelow(join(expected, 'tree'));
    expect([...tree.keys()]).toEqual([...accepted.keys()]);
    for (const [path, bytes] of accepted)
      expect(tree.get(path)?.toString(), path).toBe(bytes.toString());
  });

  it('is whole: the audit finds nothing amiss', async () => {
    await run(slug, 'audited');
    const report = await audited(join(work, slug, 'audited.sqlite'), join(work, slug, 'audited'));
    expect(amissIn(report)).toEqual([]);
    expect(report.score).toBe(100);
  });

  it('has Markdown in which markdownlint and printing anew change nothing', () => {
    const tree = filesBelow(join(FIXTURES, slug, 'expected', 'tree'));
    expect(lintRemarks(tree)).toEqual([]);
    expect(roundTripLosses(tree)).toEqual([]);
  });

  it('adds up: every file found is a page or was skipped with a reason', async () => {
    const { counts, skipped, filesFound } = await run(slug, 'sum');
    const pages = counts.created + counts.updated + counts.unchanged + counts.moved + counts.failed;
    const rest = Object.values(skipped).reduce((sum, count) => sum + count, 0);
    expect(pages + rest).toBe(filesFound);
  });

  it('is unchanged when imported again, and the same bytes when imported afresh', async () => {
    const first = await run(slug, 'again');
    const before = filesBelow(join(work, slug, 'again'));
    const second = await run(slug, 'again');
    const pages = first.counts.created + first.counts.updated + first.counts.moved;
    expect(second.counts).toMatchObject({ created: 0, updated: 0, moved: 0, unchanged: pages });
    expect(second.filesWritten).toBe(0);
    expect(filesBelow(join(work, slug, 'again'))).toEqual(before);
    await run(slug, 'afresh');
    expect(filesBelow(join(work, slug, 'afresh'))).toEqual(before);
  });
});
