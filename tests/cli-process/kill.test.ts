/**
 * Imports that are killed at any moment. Whatever was written until then, the next run ends with the
 * bytes and the records of a run that nobody disturbed, and nobody's edits are lost on the way.
 *
 * KILLS=200 kills as many.
 */
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveRows, rowDifferences, type ArchiveRows } from '../support/archive-rows.ts';
import { query } from '../support/query.ts';
import { filesBelow } from '../support/tree.ts';
import { applied, newWiki, OPERATIONS, randomNumbers, type Wiki } from '../support/wiki.ts';
import { exportFiles, writeExport } from '../support/wiki-export.ts';
import { command, startCommand, type Running } from './command.ts';
import {
  archiveIn,
  copyOutput,
  expectManifestAccepted,
  expectSound,
  hashesBelow,
  treeIn,
  workFolder,
  writeFiles,
} from './work-folder.ts';

const PAGES = 60;
const KILLS = Number(process.env.KILLS ?? 12);

const work = workFolder();
const spring = join(work, 'spring');
const autumn = join(work, 'autumn');
/** Where the command's own temporary files would lie. */
const temporary = join(work, 'temporary');
mkdirSync(temporary);
process.env.TMPDIR = temporary;

function later(wiki: Wiki, operations: number): Wiki {
  const numbers = randomNumbers(4);
  let after = wiki;
  for (let at = 0; at < operations; at += 1) {
    const kind = OPERATIONS[numbers() % OPERATIONS.length] ?? 'rest';
    after = applied(after, { kind, page: numbers(), to: numbers(), by: numbers() });
  }
  return after;
}

async function importQuietly(source: string, folder: string): Promise<void> {
  const outcome = await command(['import', source, '--quiet'], folder);
  // A tree with edited files is a success too.
  expect(outcome.code, outcome.stderr).toBe(0);
}

/** Everything below a folder, hidden files and SQLite's companions included. */
const namesBelow = (folder: string): readonly string[] => [...filesBelow(folder).keys()];

const EDIT = '\nA line that a reader added by hand.\n';
let edited: readonly string[] = [];

/** Every twelfth page; the next import changes, moves and removes some of them. */
const pagesToEdit = (tree: string): readonly string[] =>
  namesBelow(tree)
    .filter((path) => path.endsWith('.md'))
    .filter((_, at) => at % 12 === 5);

function editPages(folder: string): void {
  edited = pagesToEdit(treeIn(folder));
  for (const path of edited) appendFileSync(join(treeIn(folder), path), EDIT);
}

interface Setting {
  readonly name: string;
  readonly source: string;
  /** What is there before the import; null for nothing. */
  readonly before: string | null;
  /** After an undisturbed import. */
  readonly after: string;
}

const FIRST: Setting = {
  name: 'the first import',
  source: spring,
  before: null,
  after: join(work, 'first'),
};
const SECOND: Setting = {
  name: 'a second import over edited pages',
  source: autumn,
  before: join(work, 'edited'),
  after: join(work, 'second'),
};
/** So many pages that a new archive is filled while nobody else may read it. */
const LONG: Setting = {
  name: 'a long first import',
  source: join(work, 'harbour'),
  before: null,
  after: join(work, 'long'),
};
const SETTINGS = [FIRST, SECOND, LONG];
const durations = new Map<string, number>();
/** Taken before the archive is read: a reader leaves SQLite's companions beside it. */
const expectedNames = new Map<string, readonly string[]>();
const expectedRows = new Map<string, ArchiveRows>();

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function countFiles(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true }).length;
  } catch {
    return 0;
  }
}

/** What can be seen of a run from outside. */
const SIGNS = {
  'the archive’s log': (folder: string) => sizeOf(`${archiveIn(folder)}-wal`),
  'the tree’s journal': (folder: string) =>
    sizeOf(join(treeIn(folder), '.confluence-archive-journal')),
  'the tree’s files': (folder: string) => countFiles(treeIn(folder)),
} as const;
type Sign = keyof typeof SIGNS;
const SIGN_NAMES = Object.keys(SIGNS) as Sign[];

/** The least and most of each sign in an undisturbed run. */
const seen = new Map<string, { readonly from: number; readonly to: number }>();

function notice(run: string, folder: string): void {
  for (const sign of SIGN_NAMES) {
    const now = SIGNS[sign](folder);
    const { from, to } = seen.get(`${run} ${sign}`) ?? { from: now, to: now };
    seen.set(`${run} ${sign}`, { from: Math.min(from, now), to: Math.max(to, now) });
  }
}

async function until({ child }: Running, condition: () => boolean): Promise<void> {
  while (child.exitCode === null && !condition()) await sleep(1);
}

async function undisturbed({ name, source, before, after }: Setting): Promise<void> {
  if (before === null) writeFiles(after, {});
  else copyOutput(before, after);
  const started = performance.now();
  const running = startCommand(['import', source, '--quiet'], after);
  await until(running, () => {
    notice(name, after);
    return false;
  });
  expect(await running.outcome).toEqual({ code: 0, stdout: '', stderr: '' });
  durations.set(name, performance.now() - started);
  expectedNames.set(name, namesBelow(after));
  expectedRows.set(name, await archiveRows(archiveIn(after)));
}

beforeAll(async () => {
  const wiki = newWiki({ pages: PAGES, pagesPerAttachment: 3, seed: 11 });
  writeExport(spring, exportFiles(wiki));
  writeExport(autumn, exportFiles(later(wiki, 60)));
  await undisturbed(FIRST);
  copyOutput(FIRST.after, join(work, 'edited'));
  editPages(join(work, 'edited'));
  await undisturbed(SECOND);
  writeExport(LONG.source, exportFiles(newWiki({ pages: 1000, pagesPerAttachment: 40, seed: 12 })));
  await undisturbed(LONG);
}, 120_000);

interface Kill {
  readonly setting: Setting;
  readonly when: string;
  /** Resolves when it is time. */
  readonly wait: (running: Running, folder: string) => Promise<unknown>;
}

/** In a part of the run's time, at random. */
function atRandom(setting: Setting, part: number, parts: number): Kill {
  const share = (part + Math.random()) / parts;
  return {
    setting,
    when: `after ${(100 * share).toFixed(1)} % of its time`,
    wait: ({ outcome }) =>
      Promise.race([sleep(share * (durations.get(setting.name) ?? 0)), outcome]),
  };
}

/** When a sign has grown to a part of what it grows to. */
function atSign(setting: Setting, part: number, parts: number): Kill {
  const sign = SIGN_NAMES[part % SIGN_NAMES.length] ?? 'the tree’s files';
  const share = (Math.floor(part / SIGN_NAMES.length) + 0.5) / Math.ceil(parts / SIGN_NAMES.length);
  return {
    setting,
    when: `when ${sign} grew by ${(100 * share).toFixed(1)} %`,
    wait(running, folder) {
      const { from, to } = seen.get(`${setting.name} ${sign}`) ?? { from: 0, to: 0 };
      return until(running, () => SIGNS[sign](folder) >= from + share * (to - from));
    },
  };
}

const HALF = Math.max(1, Math.floor(KILLS / 4));
const kills: readonly Kill[] = [
  ...[FIRST, SECOND].flatMap((setting) => [
    ...Array.from({ length: HALF }, (_, part) => atRandom(setting, part, HALF)),
    ...Array.from({ length: HALF }, (_, part) => atSign(setting, part, HALF)),
  ]),
  ...Array.from({ length: HALF }, (_, part) => atRandom(LONG, part, HALF)),
];
let killed = 0;

function expectEditsKept(folder: string, setting: Setting): void {
  if (setting.before === null) return;
  const tree = filesBelow(treeIn(folder));
  const kept = filesBelow(treeIn(setting.before));
  for (const path of edited) expect(tree.get(path), path).toEqual(kept.get(path));
}

describe.each(SETTINGS.map((setting) => [setting.name, setting] as const))(
  '%s',
  (_name, setting) => {
    beforeAll(() => {
      edited = pagesToEdit(treeIn(FIRST.after));
    });
    const of = kills.filter((kill) => kill.setting === setting);
    it.each(of.map((kill, at) => [kill.when, at, kill] as const))(
      'killed %s (%i)',
      async (_when, at, { wait }) => {
        const { source, before, after, name } = setting;
        const folder = join(work, `killed-${String(SETTINGS.indexOf(setting))}-${String(at)}`);
        if (before === null) writeFiles(folder, {});
        else copyOutput(before, folder);
        const running = startCommand(['import', source, '--quiet'], folder);
        await wait(running, folder);
        running.child.kill('SIGKILL');
        if ((await running.outcome).code === null) killed += 1;
        if (existsSync(archiveIn(folder))) await expectSound(archiveIn(folder));
        expectEditsKept(folder, setting);

        await importQuietly(source, folder);
        expect(hashesBelow(treeIn(folder))).toEqual(hashesBelow(treeIn(after)));
        expect(namesBelow(folder)).toEqual(expectedNames.get(name));
        expect(namesBelow(temporary)).toEqual([]);
        expectEditsKept(folder, setting);
        await expectSound(archiveIn(folder));
        const rows = await archiveRows(archiveIn(folder));
        expect(rowDifferences(expectedRows.get(name) ?? {}, rows).slice(0, 20)).toEqual([]);
        const unfinished = await query(
          archiveIn(folder),
          "SELECT id FROM imports WHERE status = 'running'",
        );
        expect(unfinished).toEqual([]);
        rmSync(folder, { recursive: true });
      },
      60_000,
    );
  },
);

describe('a page that is edited between the kill and the next run', () => {
  it.each(Array.from({ length: Math.ceil(KILLS / 12) }, (_, at) => at))(
    'keeps the edit (%i)',
    async (at) => {
      const folder = join(work, `edited-after-${String(at)}`);
      copyOutput(FIRST.after, folder);
      const running = startCommand(['import', autumn, '--quiet'], folder);
      await until(running, () => existsSync(join(treeIn(folder), '.confluence-archive-journal')));
      await sleep(10 * Math.random());
      running.child.kill('SIGKILL');
      if ((await running.outcome).code === null) killed += 1;
      editPages(folder);
      const mine = filesBelow(treeIn(folder));
      await importQuietly(autumn, folder);
      const tree = filesBelow(treeIn(folder));
      for (const path of edited)
        expect(tree.get(path)?.equals(mine.get(path) ?? Buffer.of()), path).toBe(true);
      await expectSound(archiveIn(folder));
    },
    60_000,
  );
});

describe('of these kills', () => {
  it('at least half met a process that was alive', () => {
    expect(killed).toBeGreaterThanOrEqual(kills.length / 2);
  });

  it('the undisturbed tree is one that sha256sum accepts', () => {
    expectManifestAccepted(treeIn(FIRST.after));
  });
});

afterAll(() => {
  if (process.env.KILLS !== undefined) {
    process.stdout.write(`${String(killed)} of ${String(kills.length)} kills met a live process\n`);
  }
});
