/** The command, its options and its exit codes, as a real process writing real files. */
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../src/index.ts';
import { query } from '../support/query.ts';
import { recordsOf } from '../support/records.ts';
import {
  command,
  DEMO,
  FIXTURES,
  importJson,
  MAIN,
  startProgram,
  type Outcome,
} from './command.ts';
import {
  archiveIn,
  expectWholeTree,
  hashesBelow,
  treeIn,
  workFolder,
  writeFiles,
} from './work-folder.ts';

const work = workFolder();
const place = (name: string): string => writeFiles(join(work, name), {});

const package_ = JSON.parse(
  readFileSync(join(FIXTURES, '..', 'package.json'), 'utf8'),
) as Readonly<{ version: string }>;

const ESCAPE = '\u001b';

function expectAddsUp({ counts, skipped, filesFound, pages }: ImportReport): void {
  const done = counts.created + counts.updated + counts.unchanged + counts.moved + counts.failed;
  expect(pages).toHaveLength(done);
  expect(done + Object.values(skipped).reduce((sum, count) => sum + count, 0)).toBe(filesFound);
}

let first: Outcome;
beforeAll(async () => {
  first = await command(['import', DEMO], place('demo'));
});

const pagesIn = (tree: ReadonlyMap<string, string>): number =>
  [...tree.keys()].filter((path) => path.endsWith('.md')).length;

describe.concurrent('the command line', () => {
  it('prints its version', async () => {
    const outcome = await command(['--version'], work);
    expect(outcome).toEqual({ code: 0, stdout: `${package_.version}\n`, stderr: '' });
  });

  it.each([[['--help']], [['import', '--help']], [['help', 'import']]])(
    'helps with %s',
    async (args) => {
      const outcome = await command(args, work);
      expect(outcome).toMatchObject({ code: 0, stderr: '' });
      expect(outcome.stdout).toMatch(/^Usage: confluence-archive/);
    },
  );

  it.each([
    [[], /Usage: confluence-archive/],
    [['import'], /missing required argument/],
    [['import', DEMO, '--no-such-option'], /unknown option '--no-such-option'/],
    [
      ['import', DEMO, '--format', 'docx'],
      /confluence-html, confluence-word, crawled-markdown, plain-text/,
    ],
    [['import', DEMO, '--jobs', '0'], /whole number/],
    [['import', DEMO, '--limit-ratio', 'x'], /whole number/],
    [['import', DEMO, '--limit-page-size', 'much'], /size such as/],
    [['exprot', DEMO], /unknown command 'exprot'/],
  ])('refuses %j with exit code 2 and writes nothing', async (args, message) => {
    const folder = place('usage');
    const outcome = await command(args, folder);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(message);
    expect(outcome.stderr).not.toMatch(/^\s+at /m);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('an import of the demo space', () => {
  const folder = join(work, 'demo');

  it('makes the archive and the tree, and sums up', async () => {
    expect(first.code, first.stderr).toBe(0);
    expect(readdirSync(join(folder, 'output')).sort()).toEqual(['archive.sqlite', 'markdown']);
    const pages = readdirSync(DEMO).filter(
      (name) => name.endsWith('.html') && name !== 'index.html',
    );
    expect(first.stdout).toContain(` = ${String(pages.length)} created + 0 updated`);
    expect(await query(archiveIn(folder), 'SELECT count(*) AS pages FROM pages')).toEqual([
      { pages: pages.length },
    ]);
    expect(await query(archiveIn(folder), 'SELECT status FROM imports')).toEqual([
      { status: 'completed' },
    ]);
    expectWholeTree(treeIn(folder));
    const written = [...hashesBelow(treeIn(folder)).keys()].filter((path) => path.endsWith('.md'));
    expect(written).toHaveLength(pages.length);
  });

  it('shows a pipe neither progress nor colours', () => {
    expect(first.stderr).toBe('');
    expect(first.stdout).not.toContain(ESCAPE);
    expect(first.stdout).not.toContain('\r');
  });

  it('prints a query that answers', async () => {
    const sql = /sqlite3 \S+ "([^"]+)"/.exec(first.stdout)?.[1] ?? '';
    expect(await query(archiveIn(folder), sql)).not.toHaveLength(0);
  });

  it('finds everything unchanged a second time, and writes no file', async () => {
    const before = hashesBelow(treeIn(folder));
    const second = await importJson([DEMO], folder);
    const { counts } = second;
    expect(counts).toMatchObject({ created: 0, updated: 0, moved: 0, failed: 0, removed: 0 });
    expect(counts.unchanged).toBe(pagesIn(before));
    expect(second.filesWritten).toBe(0);
    expectAddsUp(second);
    expect(hashesBelow(treeIn(folder))).toEqual(before);
  });
});

describe.concurrent('--dry-run', () => {
  it('writes nothing, and counts what the run that follows does', async () => {
    const folder = place('dry');
    const planned = await importJson([DEMO, '--dry-run'], folder);
    expect(readdirSync(folder)).toEqual([]);
    const done = await importJson([DEMO], folder);
    expect(planned).toMatchObject({ dryRun: true, importId: null });
    const own = { importId: done.importId, dryRun: false, elapsedMs: done.elapsedMs };
    expect({ ...planned, ...own }).toEqual(done);
  });

  it('says the same of an archive that has some of the pages already', async () => {
    const folder = place('dry-again');
    const source = join(folder, 'source');
    cpSync(DEMO, source, { recursive: true });
    await importJson([source], folder);
    const page = join(source, 'Meetings_41025610.html');
    const changed = readFileSync(page, 'utf8').replace(/<p>/, '<p>Bring a lamp. ');
    writeFiles(source, { 'Meetings_41025610.html': changed });
    const before = hashesBelow(join(folder, 'output'));
    const planned = await importJson([source, '--dry-run'], folder);
    expect(hashesBelow(join(folder, 'output'))).toEqual(before);
    expect(planned.counts).toMatchObject({ created: 0, updated: 1, failed: 0 });
    expectAddsUp(planned);
    const done = await importJson([source], folder);
    for (const key of ['counts', 'skipped', 'pages', 'files', 'diagnostics'] as const) {
      expect(planned[key], key).toEqual(done[key]);
    }
  });

  it('tells a person that nothing was written', async () => {
    const { code, stdout } = await command(['import', DEMO, '--dry-run'], place('dry-text'));
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing was written.');
  });
});

describe.concurrent('options of an import', () => {
  it('--json prints the report and nothing else', async () => {
    const folder = place('json');
    const report = await importJson([DEMO], folder);
    expect(report).toMatchObject({ dryRun: false, importId: 1, sources: [DEMO] });
    expectAddsUp(report);
  });

  it('--quiet prints nothing when all is well', async () => {
    const folder = place('quiet');
    const outcome = await command(['import', DEMO, '--quiet'], folder);
    expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' });
    expectWholeTree(treeIn(folder));
  });

  it('--quiet names the pages that failed', async () => {
    const folder = place('quiet-failed');
    cpSync(DEMO, join(folder, 'source'), { recursive: true });
    writeFiles(join(folder, 'source'), { 'Empty_5.html': '' });
    const outcome = await command(['import', 'source', '--quiet'], folder);
    expect(outcome).toMatchObject({ code: 1, stdout: '' });
    expect(outcome.stderr).toBe('error: 1 page failed\n  Empty_5.html\n');
  });

  it('--archive and --markdown name other places, made when missing', async () => {
    const folder = place('places');
    const places = ['--archive', 'a/b/wiki.db', '--markdown', 'c/d'];
    expect((await command(['import', DEMO, ...places], folder)).code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['a', 'c']);
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['wiki.db']);
    expectWholeTree(join(folder, 'c', 'd'));
  });

  it('--no-markdown fills the archive only; the tree can follow', async () => {
    const folder = place('no-markdown');
    const report = await importJson([DEMO, '--no-markdown'], folder);
    expect(report).toMatchObject({ markdownDir: null, filesWritten: 0 });
    expect(readdirSync(join(folder, 'output'))).toEqual(['archive.sqlite']);
    const later = await importJson([DEMO], folder);
    expect(later.counts).toMatchObject({ created: 0, unchanged: report.counts.created });
    expectWholeTree(treeIn(folder));
    expect(hashesBelow(treeIn(folder))).toEqual(hashesBelow(treeIn(join(work, 'demo'))));
  });

  it('--strict exits with 1 when something was lost, and only then', async () => {
    const whole = join(FIXTURES, 'gbk-beside-utf8', 'source');
    expect((await command(['import', DEMO], place('lax'))).code).toBe(0);
    expect((await command(['import', DEMO, '--strict'], place('strict'))).code).toBe(1);
    expect((await command(['import', whole, '--strict'], place('strict-whole'))).code).toBe(0);
  });

  it('--space is the space of pages that name none', async () => {
    const file = '000_plain.txt';
    const source = join(work, 'spaceless');
    writeFiles(source, { [file]: PLAIN_TEXT });
    const folder = place('space');
    await importJson([source, '--space', 'DOCS'], folder);
    const rows = await query(
      archiveIn(folder),
      'SELECT key, source_path FROM pages JOIN spaces ON spaces.id = space_id',
    );
    expect(rows).toEqual([{ key: 'DOCS', source_path: file }]);
    const stated = await importJson([DEMO, '--space', 'DOCS', '--dry-run'], folder);
    expect(stated.counts.created).toBeGreaterThan(0);
    expect(readdirSync(treeIn(folder))).toContain('DOCS');
  });

  it('--format reads files that do not look like an export', async () => {
    const source = writeFiles(join(work, 'notes'), {
      'notes.md': '# Lock keeping\n\nOpen the *upper* gate last.\n',
    });
    const folder = place('format');
    const report = await importJson([source, '--format', 'crawled-markdown'], folder);
    expect(report.counts).toMatchObject({ created: 1, failed: 0 });
    const rows = await query(archiveIn(folder), 'SELECT title, source_format, text FROM pages');
    expect(rows).toMatchObject([{ source_format: 'crawled-markdown' }]);
    expect(rows[0]?.text).toContain('Open the upper gate last.');
  });

  it('--format counts, even for files that were refused before', async () => {
    const source = writeFiles(join(work, 'refused-notes'), { 'notes.md': 'Oil the *hinges*.\n' });
    const folder = place('format-later');
    const demo = join(FIXTURES, 'gbk-beside-utf8', 'source');
    const refused = await importJson([demo, source], folder);
    expect(refused.skipped['not-an-export']).toBe(1);
    const report = await importJson([source, '--format', 'crawled-markdown'], folder);
    expect(report.counts).toMatchObject({ created: 1, failed: 0 });
  });

  it('--jobs changes nothing but the time', async () => {
    const folder = place('jobs');
    await importJson([DEMO, '--jobs', '1'], folder);
    expect(hashesBelow(treeIn(folder))).toEqual(hashesBelow(treeIn(join(work, 'demo'))));
  });

  it.skipIf(!existsSync('/usr/bin/script'))(
    'shows progress on a terminal, and leaves the screen with the summary',
    async () => {
      const folder = place('terminal');
      const line = [process.execPath, MAIN, 'import', DEMO].map((word) => `'${word}'`).join(' ');
      const args = ['--quiet', '--return', '--command', line, '/dev/null'];
      const outcome = await startProgram('script', args, folder).outcome;
      expect(outcome.code, outcome.stdout).toBe(0);
      expect(outcome.stdout).toContain('Converting pages');
      expect(outcome.stdout).toContain('files found =');
    },
  );
});

describe.concurrent('several sources', () => {
  it('are one import, and each keeps what it gives alone', async () => {
    const folder = place('several');
    const other = join(FIXTURES, 'server-6x-comments', 'source');
    const report = await importJson([DEMO, other], folder);
    expectAddsUp(report);
    expect(report.sources).toEqual([DEMO, other]);
    expect(await query(archiveIn(folder), 'SELECT count(*) AS runs FROM imports')).toEqual([
      { runs: 1 },
    ]);
    const alone = await importJson([other], place('alone'));
    const demo = hashesBelow(treeIn(join(work, 'demo')));
    expect(report.counts.created).toBe(pagesIn(demo) + alone.counts.created);
    const both = hashesBelow(treeIn(folder));
    for (const tree of [demo, hashesBelow(treeIn(join(work, 'alone')))]) {
      for (const [path, hash] of tree) {
        if (path.includes('/')) expect(both.get(path), path).toBe(hash);
      }
    }
    const again = await importJson([DEMO, other], folder);
    expect(again.counts).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: report.counts.created,
    });
  });

  it('are all refused when one of them cannot be used', async () => {
    const folder = place('one-bad');
    expect((await command(['import', DEMO, 'nowhere'], folder)).code).toBe(3);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a single page', () => {
  it('is imported with the attachments that lie beside it', async () => {
    const folder = place('single');
    const report = await importJson([join(DEMO, 'Haul-out-Counts_41026200.html')], folder);
    expect(report).toMatchObject({ attachments: { present: 1, missing: 0 } });
    expect(report.pages).toMatchObject([{ outcome: 'created', title: 'Haul-out Counts' }]);
    expectAddsUp(report);
    expectWholeTree(treeIn(folder));
    const records = (await recordsOf(archiveIn(folder))) as { pages: { attachments: unknown }[] };
    expect(records.pages).toHaveLength(1);
    expect(records.pages[0]?.attachments).toMatchObject([
      { file_name: 'haul-out-counts.csv', status: 'present' },
    ]);
  });
});

const PLAIN_TEXT = `Weaving Working Group (WWG)


It is the mandate of this group to keep the old patterns in use.

Report Author(s)

Ines Okafor

Overall Health

The looms were busy on every second Tuesday.

Issues and Challenges

Too few people can warp a loom without help.

Overall Activity in the last 6 months

  • Two courses for beginners
  • A visit to the spinning mill

Planned Work Products

  • A book of patterns

  • No labels
`;
