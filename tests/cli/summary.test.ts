import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importSummary } from '../../src/cli/summary.ts';
import type { DiagnosticCode } from '../../src/model/diagnostics.ts';
import { SKIP_REASONS } from '../../src/model/imports.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { located, sampleReport } from './sample-report.ts';

const plain = (report: ReturnType<typeof sampleReport>): string =>
  importSummary(report, fakeTerminal().stdout);

describe('the closing summary', () => {
  it('reads like this', () => {
    const diagnostics = [
      located('page-failed', 'RangeError', 'Bad_9.html'),
      ...['Tides', 'Moorings', 'Buoys', 'Charts'].map((name) => located('link-broken', name)),
      located('charset-guessed', 'x'),
    ];
    const removedPages = [
      { path: 'Knots_7.html', title: 'Knots' },
      { path: 'old.txt', title: null },
    ];
    const work = { filesRead: 9, pagesConverted: 8, reconverted: 2 };
    const counts = { failed: 1, removed: 2 };
    const report = sampleReport({ diagnostics, counts, removedPages, work });
    expect(plain(report)).toBe(`Imported seals-export in 1.2 s

17 files found = 4 created + 3 updated + 2 unchanged + 1 moved + 1 failed + 6 skipped
  1 skipped: ${SKIP_REASONS['space-index']}
  5 skipped: ${SKIP_REASONS['theme-asset']}
2 pages no longer in the export of the whole space: kept with all versions, marked as removed
  Knots (Knots_7.html)
  old.txt
  (an export of chosen pages only? import it with --partial)
2 of the updated pages are as they were: converted again, because the rules or options are others
Attachments: 3 present, 2 missing
Diagnostics: 1 × error, 4 × warning, 1 × info
  error page-failed × 1: The page could not be converted because of a defect in this tool; please report it.
      Bad_9.html (RangeError)
  warning link-broken × 4: A link leads to a page that is not in the archive.
      Page_1.html (Tides)
      Page_1.html (Moorings)
      Page_1.html (Buoys)
      … and 1 more
  (each of them: the archive's table diagnostics, or --json)

Archive:  output/archive.sqlite
Markdown: output/markdown (11 files written)

Next: read output/markdown, or ask the archive:
  sqlite3 output/archive.sqlite "SELECT title, last_modified_on FROM pages ORDER BY title"
`);
  });

  it('of a dry run tells which pages would change', () => {
    const pages = [
      { path: 'Tides_1.html', title: 'Tides', outcome: 'updated' },
      { path: 'Knots_7.html', title: 'Knots', outcome: 'unchanged' },
      { path: 'Bend_8.html', title: 'Bend', outcome: 'created' },
    ] as const;
    expect(plain(sampleReport({ dryRun: true, pages }))).toContain(
      'Pages that would change:\n  updated Tides (Tides_1.html)\n  created Bend (Bend_8.html)\n',
    );
    expect(plain(sampleReport({ pages }))).not.toContain('would change');
  });

  it('tells of originals and of the backup of an older archive', () => {
    const text = plain(
      sampleReport({
        originals: { stored: 12, known: 3, bytes: 3_400_000 },
        backup: 'output/archive.schema-4.backup.sqlite',
      }),
    );
    expect(text).toContain('\nOriginals: 12 stored (3.4 MB before compression), 3 stored before\n');
    expect(text).toContain(
      '\nBackup:   output/archive.schema-4.backup.sqlite (the archive before it was brought up to date)\n',
    );
  });

  it('adds up, and says so when it does not', () => {
    const count = fc.nat({ max: 1_000_000 });
    const counts = fc.record({ created: count, updated: count, unchanged: count, moved: count });
    fc.assert(
      fc.property(counts, count, (outcomes, links) => {
        const report = sampleReport({ counts: outcomes, skipped: { link: links } });
        const line = plain(report).split('\n')[2] ?? '';
        const [found = NaN, ...parts] = [...line.matchAll(/\d+/g)].map(([digits]) =>
          Number(digits),
        );
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(found);
        expect(line).not.toContain('unaccounted');
      }),
    );
    expect(plain(sampleReport({ filesFound: 18 }))).toContain('(2 unaccounted for');
  });

  it('says of a dry run that nothing was written', () => {
    const text = plain(sampleReport({ dryRun: true }));
    expect(text).toMatch(/^Dry run over seals-export: this is what an import would do\n/);
    expect(text).toContain('Nothing was written.');
    expect(text).not.toContain('sqlite3');
  });

  it('says of a dry run what it would change in the tree', () => {
    const files = [
      { path: 'a.md', outcome: 'written' },
      { path: 'b.new.md', outcome: 'beside' },
      { path: 'c.md', outcome: 'removed' },
    ] as const;
    const text = 'tree: 3 files\n  write a.md\n  put beside b.new.md\n  remove c.md\n';
    expect(plain(sampleReport({ files, dryRun: true }))).toContain(text);
    expect(plain(sampleReport({ files }))).not.toContain('a.md');
    const many = Array.from({ length: 25 }, () => files[0]);
    expect(plain(sampleReport({ files: many, dryRun: true }))).toContain('… and 5 more');
  });

  it('names files that someone edited', () => {
    const preserved = ['a.md', 'b.md', 'c.md', 'd.md'].map((path) => ({
      path,
      newVersion: path === 'b.md' ? 'b.new.md' : null,
    }));
    expect(plain(sampleReport({ preserved }))).toContain(
      'left as they are: 4 files\n  a.md\n  b.md (new version: b.new.md)\n  c.md\n  … and 1 more\n',
    );
    expect(plain(sampleReport())).not.toContain('left as they are');
  });

  it('leaves the tree out where there is none', () => {
    const text = plain(sampleReport({ markdownDir: null }));
    expect(text).not.toContain('Markdown:');
    expect(text).toContain('sqlite3 output/archive.sqlite');
  });

  it('shows ten kinds of diagnostics at most, the worst first', () => {
    const codes: DiagnosticCode[] = [
      ...(['link-broken', 'image-missing', 'title-missing', 'date-unreadable'] as const),
      ...(['date-ambiguous', 'index-unreadable', 'page-truncated', 'unknown-macro'] as const),
      ...(['secret-removed', 'link-removed', 'attachment-missing', 'empty-file'] as const),
    ];
    const text = plain(sampleReport({ diagnostics: codes.map((code) => located(code, 'x')) }));
    const groups = [...text.matchAll(/^ {2}(?:error|warning) (\S+) ×/gm)].map(([, code]) => code);
    expect(groups).toHaveLength(10);
    expect(groups[0]).toBe('empty-file');
    expect(text).toContain('2 more kinds');
  });

  it('quotes paths for the shell and shows no control characters of a source', () => {
    const text = plain(
      sampleReport({
        archive: "my wiki's.sqlite",
        sources: ['a\u001B]0;x\u0007b'],
        diagnostics: [located('link-broken', '\u202Egnp.exe', 'a\nb.html')],
      }),
    );
    expect(text).toContain(String.raw`sqlite3 'my wiki'\''s.sqlite'`);
    expect(text).toContain(String.raw`a\u{1b}]0;x\u{7}b`);
    expect(text).toContain(String.raw`a\u{a}b.html (\u{202e}gnp.exe)`);
  });

  it('has colours on a terminal only', () => {
    const terminal = fakeTerminal({ isTTY: true });
    const report = sampleReport({ diagnostics: [located('empty-file', 'x')] });
    const escape = '\u001B[';
    expect(importSummary(report, terminal.stdout)).toContain(escape);
    expect(plain(report)).not.toContain(escape);
  });
});
