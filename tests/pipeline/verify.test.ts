/** The check of everything: silent over what is whole, and each damage is named with its place. */
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listOriginals } from '../../src/archive/originals-folder.ts';
import {
  ArchiveError,
  importExport,
  OutputError,
  verifyArchive,
  VERIFY_PROBLEMS,
  type VerifyProblem,
  type VerifyReport,
} from '../../src/index.ts';
import { change } from '../archive/samples.ts';
import { DEMO, keptImport } from '../support/kept-import.ts';
import { filesBelow } from '../support/tree.ts';

const { work, here, archive, markdown, originals } = keptImport('verify');

const verify = (): Promise<VerifyReport> => verifyArchive({ archive, markdown });
const problems = async (): Promise<readonly VerifyProblem[]> => [
  ...new Set((await verify()).findings.map(({ problem }) => problem)),
];

const PAGE = 'SEALS/Harbour Seals Working Group/Haul-out Counts.md';
const CSV = 'SEALS/attachments/Haul-out Counts/haul-out-counts.csv';
const inTree = (path: string): string => join(markdown, path);
const anOriginal = (ending: RegExp): string =>
  join(originals, listOriginals(originals).find((path) => ending.test(path)) ?? '');

/** Lists another hash for a path, as if the tree were of another import. */
function relist(path: string): void {
  const manifest = inTree('manifest-sha256.txt');
  const bytes = `${readFileSync(inTree(path), 'utf8')} `;
  writeFileSync(inTree(path), bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const lines = readFileSync(manifest, 'utf8').split('\n');
  writeFileSync(
    manifest,
    lines.map((line) => (line.endsWith(`  ${path}`) ? `${hash}  ${path}` : line)).join('\n'),
  );
}

const DAMAGES: readonly (readonly [what: string, damage: () => unknown, problem: VerifyProblem])[] =
  [
    [
      'a page edited',
      () => {
        appendFileSync(inTree(PAGE), 'More.\n');
      },
      'file-changed',
    ],
    [
      'a page deleted',
      () => {
        rmSync(inTree(PAGE));
      },
      'file-missing',
    ],
    [
      'an attachment changed',
      () => {
        appendFileSync(inTree(CSV), '1');
      },
      'file-changed',
    ],
    [
      'an attachment deleted',
      () => {
        rmSync(inTree(CSV));
      },
      'file-missing',
    ],
    [
      'a folder in place of a page',
      () => {
        rmSync(inTree(PAGE));
        mkdirSync(inTree(PAGE));
      },
      'file-missing',
    ],
    [
      'a page of another import',
      () => {
        relist(PAGE);
      },
      'page-differs',
    ],
    [
      'an attachment of another import',
      () => {
        relist(CSV);
      },
      'attachment-differs',
    ],
    [
      'an original deleted',
      () => {
        rmSync(anOriginal(/\.gz$/));
      },
      'original-missing',
    ],
    [
      'an original cut off',
      () => {
        truncateSync(anOriginal(/\.gz$/), 30);
      },
      'original-changed',
    ],
    [
      'an original that is no gzip',
      () => {
        writeFileSync(anOriginal(/\.gz$/), 'x');
      },
      'original-changed',
    ],
    [
      'an original of other bytes',
      () => {
        appendFileSync(anOriginal(/\/[\da-f]+$/), 'x');
      },
      'original-changed',
    ],
    [
      'all originals gone',
      () => {
        rmSync(originals, { recursive: true });
      },
      'original-missing',
    ],
    [
      'a row that refers to nothing',
      () =>
        change(
          archive,
          'PRAGMA foreign_keys = OFF; UPDATE page_facts SET space_id = 99 WHERE id = 1',
        ),
      'archive-inconsistent',
    ],
    [
      'a row that its index does not have',
      () =>
        change(
          archive,
          `PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(sql, '(source_path)', '(title)') WHERE name = 'pages_by_source_path';`,
        ),
      'archive-damaged',
    ],
    [
      'pages of the file overwritten',
      () => {
        const bytes = readFileSync(archive);
        bytes.fill(0xaa, 4096 * 4, 4096 * 12);
        writeFileSync(archive, bytes);
      },
      'archive-damaged',
    ],
    [
      'an import that did not finish',
      () => change(archive, "UPDATE imports SET status = 'failed'"),
      'import-unfinished',
    ],
  ];

describe('a check of everything', () => {
  it('finds nothing where nothing was changed, and changes nothing itself', async () => {
    const before = filesBelow(here);
    const listed = [...filesBelow(markdown).keys()].filter(
      (path) => path !== 'manifest-sha256.txt',
    );
    const report = await verify();
    expect(report).toMatchObject({
      archive,
      markdownDir: markdown,
      checked: { originals: 17, files: listed.length, pages: 11, attachments: 2 },
      findings: [],
      strays: [],
      ownFiles: 0,
    });
    expect(filesBelow(here)).toEqual(before);
  });

  it.each(DAMAGES)('finds %s', async (_what, damage, problem) => {
    await damage();
    expect(await problems()).toContain(problem);
  });

  it('was tried with every problem there is', () => {
    expect(new Set(DAMAGES.map(([, , problem]) => problem))).toEqual(
      new Set(Object.keys(VERIFY_PROBLEMS)),
    );
  });

  it('names the file, and of an original the source file that it was', async () => {
    rmSync(inTree(PAGE));
    rmSync(anOriginal(/\.gz$/));
    const { findings } = await verify();
    expect(findings).toEqual([
      {
        problem: 'original-missing',
        path: expect.stringMatching(/^[\da-f]{2}\/[\da-f]{64}\.gz$/),
        detail: expect.stringMatching(/\.\w+$/),
      },
      { problem: 'file-missing', path: PAGE, detail: null },
    ]);
  });

  it('finds any byte of page or original that changed', async () => {
    const files = [...filesBelow(here).keys()].filter(
      (path) =>
        !/\.sqlite$|manifest-sha256\.txt$/.test(path) && statSync(join(here, path)).size > 0,
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), async (name, place) => {
        const path = join(here, name);
        const before = readFileSync(path);
        const after = Buffer.from(before);
        const at = place % after.length;
        // The first ten bytes of a gzip file say when and by whom it was made, and nothing of what.
        fc.pre(!name.endsWith('.gz') || at >= 10);
        after[at] = (after[at] ?? 0) ^ 0xff;
        writeFileSync(path, after);
        const found = await problems();
        writeFileSync(path, before);
        expect([name, found.length]).toEqual([name, 1]);
      }),
      { numRuns: 40 },
    );
  });

  it('counts what is somebody’s own, and does not mind it', async () => {
    writeFileSync(inTree('SEALS/My notes.md'), 'mine');
    mkdirSync(inTree('.git'));
    writeFileSync(inTree('.git/config'), 'hidden');
    mkdirSync(join(originals, 'cd'), { recursive: true });
    writeFileSync(join(originals, 'cd', 'stray.gz'), 'x');
    const { findings, ownFiles, strays } = await verify();
    expect([findings, ownFiles, strays]).toEqual([[], 1, ['cd/stray.gz']]);
  });

  it('takes a page that was edited before the last import for the editor’s', async () => {
    appendFileSync(inTree(PAGE), 'More.\n');
    await importExport({ sources: [DEMO], archive, markdown });
    const { findings, ownFiles } = await verify();
    expect(findings).toEqual([]);
    expect(ownFiles).toBeGreaterThan(0);
  });

  it('leaves out a tree that was never published, or is not to be checked', async () => {
    rmSync(markdown, { recursive: true });
    await expect(verify()).rejects.toThrow(OutputError);
    expect((await verifyArchive({ archive, markdown: null })).markdownDir).toBeNull();
    const other = join(here, 'other.sqlite');
    await importExport({ sources: [DEMO], archive: other, markdown: null });
    expect(await verifyArchive({ archive: other, markdown })).toMatchObject({
      markdownDir: null,
      findings: [],
    });
  });

  it('needs an archive, and stops when it is told to', async () => {
    const nowhere = join(work, 'nowhere.sqlite');
    await expect(verifyArchive({ archive: nowhere, markdown })).rejects.toThrow(ArchiveError);
    const signal = AbortSignal.abort();
    await expect(verifyArchive({ archive, markdown, signal })).rejects.toThrow(/stopped/);
  });

  it('is satisfied again after what it advises', async () => {
    const source = join(here, 'source');
    cpSync(DEMO, source, { recursive: true });
    copyFileSync(inTree(PAGE), join(here, 'saved.md'));
    rmSync(inTree(PAGE));
    const damaged = anOriginal(/\.gz$/);
    rmSync(damaged);
    await importExport({ sources: [source], archive, markdown, keepOriginals: true });
    expect((await verify()).findings).toEqual([]);
    expect(readdirSync(join(damaged, '..')).length).toBeGreaterThan(0);
  });
});
