/**
 * Random stories of a wiki whose exports are laid over one another, as by a synchronised folder: most
 * files stay as they are. An import that relies on what the last one left does and says what one does
 * that looks at everything.
 *
 * NOTED_RUNS=200 runs more stories, NOTED_SEED=… the ones of a failure.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { importExport, openArchive, SourceError, type ImportOptions } from '../../src/index.ts';
import { exportPage } from '../cli-process/export-page.ts';
import { everyRow } from '../support/every-row.ts';
import { query } from '../support/query.ts';
import { filesBelow } from '../support/tree.ts';
import { applied, later, newWiki, OPERATIONS, type Operation, type Wiki } from '../support/wiki.ts';
import { exportFiles } from '../support/wiki-export.ts';

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-noted-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

/** What happens to the files beside what happens to the wiki. */
const MISHAPS = [
  'none',
  'touched',
  'bytes',
  'lost',
  'extra',
  'lost-attachment',
  'redated',
] as const;

interface Step {
  readonly operations: readonly Operation[];
  readonly mishap: (typeof MISHAPS)[number];
  readonly which: number;
}

interface Story {
  readonly pages: number;
  readonly seed: number;
  readonly hasIndex: boolean;
  readonly steps: readonly Step[];
}

const STORY: fc.Arbitrary<Story> = fc.record({
  pages: fc.integer({ min: 1, max: 9 }),
  seed: fc.nat(99),
  hasIndex: fc.boolean(),
  steps: fc.array(
    fc.record({
      operations: fc.array(
        fc.record({
          kind: fc.constantFrom(...OPERATIONS),
          page: fc.nat(40),
          to: fc.nat(40),
          by: fc.nat(900),
        }),
        { maxLength: 2 },
      ),
      mishap: fc.constantFrom(...MISHAPS),
      which: fc.nat(40),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

const TAKEN_ON = new Date('2024-03-02T08:05:00Z');

/** Makes the folder hold these files; what is there already with the same bytes is not touched. */
function layOver(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const path of filesBelow(folder).keys()) {
    if (!files.has(path)) rmSync(join(folder, path));
  }
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    try {
      if (readFileSync(file, 'utf8') === text) continue;
    } catch {
      // It is new.
    }
    writeFileSync(file, text);
  }
}

function filesOf(
  wiki: Wiki,
  { hasIndex }: Story,
  { mishap, which }: Step,
): ReadonlyMap<string, string> {
  const takenOn = mishap === 'redated' ? new Date('2024-03-03T09:00:00Z') : TAKEN_ON;
  const files = new Map(exportFiles(wiki, { takenOn, hasIndex }));
  const pages = [...files.keys()].filter(
    (path) => /^[^/]*\.html$/.test(path) && path !== 'index.html',
  );
  const attachments = [...files.keys()].filter((path) => path.startsWith('attachments/'));
  const page = pages[which % pages.length] ?? '';
  const attachment = attachments[which % Math.max(1, attachments.length)];
  if (mishap === 'bytes') files.set(page, `${files.get(page) ?? ''}<!-- ${String(which)} -->`);
  if (mishap === 'lost') files.delete(page);
  if (mishap === 'extra')
    files.set('Notes.html', '<html><body>Nothing of Confluence</body></html>');
  if (mishap === 'lost-attachment' && attachment !== undefined) files.delete(attachment);
  return files;
}

interface Place {
  readonly source: string;
  readonly archive: string;
  readonly tree: string;
}

let count = 0;

function newPlace(): Place {
  count += 1;
  const root = join(work, String(count));
  return {
    source: join(root, 'source'),
    archive: join(root, 'a.sqlite'),
    tree: join(root, 'tree'),
  };
}

/** What a run said, without where it was and how long it took; where it stopped, why. */
async function imported(
  { source, archive, tree }: Place,
  at: number,
  more: Partial<ImportOptions> = {},
): Promise<object> {
  try {
    const report = await importExport({
      sources: [source],
      archive,
      markdown: tree,
      clock: () => new Date(Date.UTC(2024, 4, 6, 7, at)),
      ...more,
    });
    // A dry run has no number, and is to say the same for the rest.
    return {
      ...report,
      importId: 0,
      archive: '',
      markdownDir: '',
      sources: [],
      elapsedMs: 0,
      dryRun: false,
    };
  } catch (error) {
    // A folder without any page is no export.
    if (error instanceof SourceError) return { message: error.message.replaceAll(source, '') };
    throw error;
  }
}

/** Takes away what the last run left for the next one. */
const forget = async ({ archive }: Place): Promise<void> =>
  (await openArchive(archive, { mode: 'write' })).close();

/** Imports into both, of which only one relies on what its last import left. */
async function compare(
  noted: Place,
  close: Place,
  at: number,
  options: Partial<ImportOptions> = {},
): Promise<void> {
  if (at > 0) await forget(close);
  const rehearsed = await imported(noted, at, { ...options, dryRun: true });
  const one = await imported(noted, at, options);
  const other = await imported(close, at, options);
  expect(one).toEqual(other);
  expect(rehearsed).toEqual(one);
  if (!existsSync(close.archive)) return;
  expect(await everyRow(noted.archive)).toEqual(await everyRow(close.archive));
  expect(filesBelow(noted.tree)).toEqual(filesBelow(close.tree));
}

async function check(story: Story): Promise<void> {
  const [noted, close] = [newPlace(), newPlace()];
  let wiki = newWiki({ pages: story.pages, seed: story.seed });
  const first: Step = { operations: [], mishap: 'none', which: 0 };
  for (const [at, step] of [first, ...story.steps].entries()) {
    for (const operation of step.operations) wiki = applied(wiki, operation);
    wiki = later(wiki, 60_000);
    const files = filesOf(wiki, story, step);
    for (const place of [noted, close]) {
      layOver(place.source, files);
      const [path = ''] = files.keys();
      const file = join(place.source, path);
      if (step.mishap === 'touched') utimesSync(file, TAKEN_ON, TAKEN_ON);
    }
    await compare(noted, close, at);
  }
  for (const { source } of [noted, close]) rmSync(join(source, '..'), { recursive: true });
}

const act = (kind: Operation['kind'], page: number, to = 0, by = 7): Operation => ({
  ...{ kind, page, to, by },
});
const step = (
  operations: readonly Operation[],
  mishap: Step['mishap'] = 'none',
  which = 1,
): Step => ({
  ...{ operations, mishap, which },
});

/** Each thing that may happen, alone. */
const EXAMPLES: readonly Story[] = [true, false].map((hasIndex) => ({
  pages: 7,
  seed: 3,
  hasIndex,
  steps: [
    ...OPERATIONS.map((kind) => step([act(kind, 2, 4)])),
    ...MISHAPS.map((mishap) => step([], mishap)),
    step([act('edit', 1), act('rename', 3)]),
  ],
}));

/** Two exports of chosen pages side by side; then one index is another, then the other one. */
function twoIndexes(): ReadonlyMap<string, string>[] {
  const wiki = newWiki({ pages: 6, seed: 3 });
  const ids = [...wiki.pages.keys()];
  const chosen = (folder: string, pages: readonly number[], end: string): [string, string][] =>
    [...exportFiles(wiki, { takenOn: TAKEN_ON, pages, hasIndex: true })].map(([path, text]) => [
      `${folder}/${path}`,
      path === 'index.html' ? text + end : text,
    ]);
  return [
    ['', ''],
    ['', '<!-- -->'],
    ['<!-- -->', '<!-- -->'],
  ].map(
    ([one = '', other = '']) =>
      new Map([...chosen('a', ids.slice(0, 3), one), ...chosen('b', ids.slice(3), other)]),
  );
}

/** Each of two pages stands below the other; then another page changes; then one stands elsewhere. */
function brokenCircle(): ReadonlyMap<string, string>[] {
  const page = (title: string, above: readonly (readonly [string, string])[], body = ''): string =>
    exportPage({ title, above, body: `<p>${title} is on the quay. ${body}</p>` });
  const at = (above: readonly [string, string], body: string): ReadonlyMap<string, string> =>
    new Map([
      ['Alpha_10011.html', page('Alpha', [['Beta', 'Beta_10012.html']])],
      ['Beta_10012.html', page('Beta', [above])],
      ['Gamma_10013.html', page('Gamma', [])],
      ['Delta_10014.html', page('Delta', [], body)],
    ]);
  return [
    at(['Alpha', 'Alpha_10011.html'], ''),
    at(['Alpha', 'Alpha_10011.html'], 'It was painted.'),
    at(['Gamma', 'Gamma_10013.html'], 'It was painted.'),
  ];
}

describe('an import of a folder that has changed in a few places', () => {
  it('does and says what one does that looks at everything', { timeout: 300_000 }, async () => {
    const { NOTED_RUNS: runs, NOTED_SEED: seed } = process.env;
    await fc.assert(fc.asyncProperty(STORY, check), {
      numRuns: Number(runs ?? 8),
      examples: EXAMPLES.map((story) => [story] as [Story]),
      ...(seed === undefined ? {} : { seed: Number(seed) }),
    });
  });

  /** Folders as they were at one moment after the other. */
  const TOLD: Readonly<Record<string, readonly ReadonlyMap<string, string>[]>> = {
    'one of two indexes of a space': twoIndexes(),
    'what broke a circle of parents': brokenCircle(),
    'every page, which is none any more': [
      exportFiles(newWiki({ pages: 4, seed: 3 }), { takenOn: TAKEN_ON }),
      new Map(
        [...exportFiles(newWiki({ pages: 4, seed: 3 }), { takenOn: TAKEN_ON }).keys()].map(
          (path) => [path, '<html><body>Sign in to continue</body></html>'],
        ),
      ),
    ],
  };

  it.each(Object.entries(TOLD))('%s', async (_name, moments) => {
    const [noted, close] = [newPlace(), newPlace()];
    for (const [at, files] of moments.entries()) {
      for (const { source } of [noted, close]) layOver(source, files);
      await compare(noted, close, at, { partial: true });
    }
  });

  it('renders the pages that changed, and those that link to a heading of theirs', async () => {
    const place = newPlace();
    const wiki = newWiki({ pages: 9, seed: 3 });
    layOver(place.source, exportFiles(wiki, { takenOn: TAKEN_ON }));
    await imported(place, 0);
    const edited = applied(wiki, act('edit', 2, 4));
    layOver(place.source, exportFiles(edited, { takenOn: TAKEN_ON }));
    const totals = new Set<number>();
    await importExport({
      sources: [place.source],
      archive: place.archive,
      markdown: place.tree,
      onProgress({ phase, total }) {
        if (phase === 'publishing') totals.add(total);
      },
    });
    const linking = await query(
      place.archive,
      `SELECT DISTINCT page_id FROM links WHERE target_page_id IN
         (SELECT id FROM pages WHERE source_sha256 IN
           (SELECT sha256 FROM source_files WHERE import_id = 2))`,
    );
    expect(linking.length + 1).toBeLessThan(9);
    expect([...totals]).toEqual([
      expect.toSatisfy((n: number) => n >= 1 && n <= linking.length + 1),
    ]);
  });
});
