/** An import that finds everything as the last one left it: what it saves, and what ends that. */
import {
  appendFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  importExport,
  openArchive,
  useVocabulary,
  type ImportOptions,
  type ImportReport,
} from '../../src/index.ts';
import { everyRow } from '../support/every-row.ts';
import { query } from '../support/query.ts';
import { filesBelow } from '../support/tree.ts';
import { newWiki } from '../support/wiki.ts';
import { exportFiles, writeExport } from '../support/wiki-export.ts';

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-checkpoint-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const files = exportFiles(newWiki({ pages: 12, seed: 3 }));
const pages = [...files.keys()].filter((path) => path.endsWith('.html') && path !== 'index.html');
const [firstPage = ''] = pages;

interface Place {
  readonly source: string;
  readonly archive: string;
  readonly tree: string;
}

let count = 0;

/** A space of its own, imported once; one of its attachments is missing, which is told each time. */
async function imported(): Promise<Place> {
  count += 1;
  const root = join(work, String(count));
  const place = {
    source: writeExport(join(root, 'export'), files),
    archive: join(root, 'archive.sqlite'),
    tree: join(root, 'tree'),
  };
  const attachment = [...files.keys()].find((path) => path.includes('attachments/'));
  unlinkSync(join(place.source, attachment ?? ''));
  await again(place);
  return place;
}

/** Reports of runs that looked up what names mean: what one that looks into nothing does not do. */
const looked = new WeakSet<ImportReport>();

async function again(
  { source, archive, tree }: Place,
  { onProgress, ...more }: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  const phases = new Set<string>();
  const report = await importExport({
    sources: [source],
    archive,
    markdown: tree,
    clock: () => new Date('2024-05-06T07:08:09Z'),
    onProgress(progress) {
      phases.add(progress.phase);
      onProgress?.(progress);
    },
    ...more,
  });
  if (phases.has('linking')) looked.add(report);
  return report;
}

/** Ends what the last import left, and changes nothing else. */
const touchArchive = async ({ archive }: Place): Promise<void> =>
  (await openArchive(archive, { mode: 'write' })).close();

const isQuiet = (report: ImportReport): boolean => !looked.has(report);

describe('an import that finds nothing new', () => {
  it('reports and stores what one that looks at every page does', async () => {
    const [quiet, close] = [await imported(), await imported()];
    await touchArchive(close);
    const reports = [await again(quiet), await again(close)];
    expect(reports.map(isQuiet)).toEqual([true, false]);
    const [one, other] = reports.map((report) => ({
      ...report,
      // Where it was, how long it took, and that it looked.
      ...{ archive: '', markdownDir: '', sources: [], elapsedMs: 0, work: null },
    }));
    expect(one?.diagnostics.length).toBeGreaterThan(0);
    expect(one?.attachments.missing).toBeGreaterThan(0);
    expect(one).toEqual(other);
    expect(one?.pages.map(({ path }) => path)).toEqual(other?.pages.map(({ path }) => path));
    expect(await everyRow(quiet.archive)).toEqual(await everyRow(close.archive));
    expect(filesBelow(quiet.tree)).toEqual(filesBelow(close.tree));
  });

  it('does so again and again, and as a dry run that changes nothing', async () => {
    const place = await imported();
    for (const dryRun of [true, false, true, false]) {
      const before = dryRun ? await everyRow(place.archive) : null;
      const report = await again(place, { dryRun });
      expect(isQuiet(report)).toBe(true);
      expect(report.counts).toMatchObject({ unchanged: pages.length, created: 0 });
      if (before !== null) expect(await everyRow(place.archive)).toEqual(before);
    }
    expect(await query(place.archive, 'SELECT DISTINCT last_import_id AS id FROM pages')).toEqual([
      { id: 3 },
    ]);
  });

  it('says so without a Markdown folder, too', async () => {
    const place = await imported();
    await again(place, { markdown: null });
    const report = await again(place, { markdown: null });
    expect(isQuiet(report)).toBe(true);
    expect(report.markdownDir).toBe(null);
  });
});

const someFile = (tree: string): string =>
  [...filesBelow(tree).keys()].find((path) => path.endsWith('.md')) ?? '';

type Change = (place: Place) => Promise<unknown> | undefined;

const sync =
  (change: (place: Place) => void): Change =>
  (place) => {
    change(place);
    return undefined;
  };

/** Everything that an import must look into. */
const CHANGES: Readonly<Record<string, Change>> = {
  'a page is new': sync(({ source }) => {
    writeFileSync(join(source, 'New_900001.html'), String(files.get(firstPage)));
  }),
  'a page is gone': sync(({ source }) => {
    unlinkSync(join(source, firstPage));
  }),
  'a page has other bytes': sync(({ source }) => {
    appendFileSync(join(source, firstPage), '<!-- -->');
  }),
  'a file has another name': sync(({ source }) => {
    renameSync(join(source, firstPage), join(source, `Other-${firstPage}`));
  }),
  'a page of the tree was edited': sync(({ tree }) => {
    appendFileSync(join(tree, someFile(tree)), 'mine');
  }),
  'a file of the tree is gone': sync(({ tree }) => {
    unlinkSync(join(tree, someFile(tree)));
  }),
  'a file of the tree is a link': sync(({ tree }) => {
    const path = join(tree, someFile(tree));
    renameSync(path, `${path}.real`);
    symlinkSync(`${path}.real`, path);
  }),
  'the tree is gone': sync(({ tree }) => {
    rmSync(tree, { recursive: true });
  }),
  'the manifest was touched': sync(({ tree }) => {
    appendFileSync(join(tree, 'manifest-sha256.txt'), '\n');
  }),
  'a run was killed while it wrote the tree': sync(({ tree }) => {
    writeFileSync(join(tree, '.confluence-archive-journal'), '');
  }),
  'the archive was opened to write': touchArchive,
  'another vocabulary is in use': async ({ archive }) => {
    const path = join(work, 'mine.yaml');
    writeFileSync(path, 'name: mine\nversion: 1\nextends: built-in\n');
    await useVocabulary({ archive, vocabulary: path });
  },
};

const OPTIONS: Readonly<Record<string, Partial<ImportOptions>>> = {
  'a vocabulary is named': { vocabulary: 'built-in' },
  'the tree is to be elsewhere': { markdown: join(work, 'elsewhere') },
  'tables are to be others': { tables: 'html' },
  'a space is named': { space: 'OTHER' },
  'redirects are to be written': { redirects: ['nginx'] },
  'bytes are to be compared': { checksum: true },
  'originals are to be kept': { keepOriginals: true },
  'another limit holds': { limits: { maxAttachmentBytes: 1 } },
};

describe('an import looks into the sources when', () => {
  let place: Place;
  beforeEach(async () => {
    place = await imported();
    expect(isQuiet(await again(place))).toBe(true);
  });

  it.each(Object.entries(CHANGES))('%s', async (_name, change) => {
    await change(place);
    expect(isQuiet(await again(place))).toBe(false);
  });

  it.each(Object.entries(OPTIONS))('%s', async (_name, options) => {
    expect(isQuiet(await again(place, options))).toBe(false);
  });

  it('a page could not be converted', async () => {
    writeFileSync(join(place.source, 'Empty_900002.html'), '');
    expect((await again(place)).counts.failed).toBe(1);
    const report = await again(place);
    expect(isQuiet(report)).toBe(false);
    expect(report.counts.failed).toBe(1);
  });

  it('an edited file was left alone', async () => {
    const path = someFile(place.tree);
    appendFileSync(join(place.tree, path), 'mine');
    for (let run = 0; run < 2; run += 1) {
      const report = await again(place, { onEdited: 'keep' });
      expect(isQuiet(report)).toBe(false);
      expect(report.preserved.map((file) => file.path)).toEqual([path]);
    }
  });

  it('another process has opened the archive meanwhile', async () => {
    appendFileSync(join(place.source, firstPage), '<!-- -->');
    const opened: Promise<void>[] = [];
    const onProgress = (): void => {
      if (opened.length === 0) opened.push(touchArchive(place));
    };
    await again(place, { onProgress });
    await Promise.all(opened);
    expect(isQuiet(await again(place))).toBe(false);
  });

  it('a page is only in an older export of the sources', async () => {
    const older = writeExport(join(place.source, '..', 'older'), files);
    const newer = writeExport(
      join(place.source, '..', 'newer'),
      exportFiles(newWiki({ pages: 11, seed: 3 }), { takenOn: new Date('2030-01-01T10:00:00Z') }),
    );
    const sources = [older, newer];
    const archive = join(place.source, '..', 'both.sqlite');
    await again(place, { sources, archive });
    expect(isQuiet(await again(place, { sources, archive }))).toBe(false);
  });

  it('a published file was edited while the run went on', async () => {
    appendFileSync(join(place.source, firstPage), '<!-- -->');
    const path = someFile(place.tree);
    await again(place, {
      onProgress({ phase, done, total }) {
        if (phase === 'publishing' && done === total)
          appendFileSync(join(place.tree, path), 'mine');
      },
    });
    const report = await again(place);
    expect(isQuiet(report)).toBe(false);
    expect(report.preserved.map((file) => file.path)).toEqual([path]);
  });

  it('the archive says that another has written since it was looked at', async () => {
    const first = await openArchive(place.archive, { mode: 'write' });
    const second = await openArchive(place.archive, { mode: 'write' });
    expect([first.checkpointOf, second.checkpointOf]).toEqual([2, null]);
    await Promise.all([first.close(), second.close()]);
  });
});
