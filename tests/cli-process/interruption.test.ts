/** Runs that are stopped, politely or not: what is there is whole, and the next run completes it. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { query } from '../support/query.ts';
import { command, DEMO, startCommand, type Running } from './command.ts';
import { largeSpace } from './export-page.ts';
import {
  archiveIn,
  contentOf,
  copyOutput,
  expectManifestAccepted,
  expectSound,
  expectWholeTree,
  hashesBelow,
  MANIFEST,
  treeIn,
  workFolder,
  writeFiles,
} from './work-folder.ts';

const work = workFolder();

async function importQuietly(source: string, folder: string): Promise<void> {
  const outcome = await command(['import', source, '--quiet'], folder);
  expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' });
}

/** Waits until `condition` holds, or the process is gone. */
async function until({ child }: Running, condition: () => boolean): Promise<void> {
  while (child.exitCode === null && !condition()) await sleep(10);
}

const countFiles = (folder: string): number =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).length : 0;

/** Expects that each file is one of the whole files that a complete run writes at its place. */
function expectWholeFiles(
  tree: string,
  complete: readonly ReadonlyMap<string, string>[],
): readonly string[] {
  const visible = [...hashesBelow(tree)].filter(
    ([path]) => !/(?:^|\/)\.[^/]*$/.test(path) && path !== MANIFEST,
  );
  for (const [path, hash] of visible) {
    const isWhole = complete.some((files) => files.get(path) === hash);
    expect(isWhole, `${path} is half written`).toBe(true);
  }
  return visible.map(([path]) => path);
}

const demoRows = async (folder: string): Promise<unknown> =>
  (await contentOf(archiveIn(folder))).map((rows) =>
    rows.filter(({ source_path: path }) => !String(path).startsWith('Tide-')),
  );

describe('Ctrl-C', () => {
  const PAGES = 3000;
  const source = join(work, 'large');
  const undisturbed = join(work, 'undisturbed');
  const demo = join(work, 'demo');
  const stopped = join(work, 'stopped');
  beforeAll(async () => {
    writeFiles(source, largeSpace(PAGES, 'spring'));
    await importQuietly(DEMO, writeFiles(demo, {}));
    copyOutput(demo, undisturbed);
    await importQuietly(source, undisturbed);
    copyOutput(demo, stopped);
  }, 120_000);

  async function interrupt(condition: () => boolean): Promise<void> {
    const running = startCommand(['import', source], stopped);
    await until(running, condition);
    running.child.kill('SIGINT');
    const outcome = await running.outcome;
    expect(outcome).toMatchObject({ code: 130, stdout: '' });
    expect(outcome.stderr).toMatch(/^\nStopping; what is done stays whole\./);
    expect(outcome.stderr).toContain('The same command completes the import.');
    expect(outcome.stderr).not.toMatch(/error|^\s+at /m);
    await expectSound(archiveIn(stopped));
    expect(await demoRows(stopped)).toEqual(await demoRows(demo));
    expectManifestAccepted(treeIn(stopped));
    expectWholeFiles(treeIn(stopped), [
      hashesBelow(treeIn(undisturbed)),
      hashesBelow(treeIn(demo)),
    ]);
    const runs = await query(archiveIn(stopped), 'SELECT status FROM imports ORDER BY id DESC');
    expect(runs[0]).toEqual({ status: 'failed' });
  }

  const storedPages = async (): Promise<number> =>
    Number((await query(archiveIn(stopped), 'SELECT count(*) AS n FROM pages'))[0]?.n);

  it('while pages are converted keeps the batches that are done', async () => {
    const log = `${archiveIn(stopped)}-wal`;
    await interrupt(() => existsSync(log) && statSync(log).size > 1_500_000);
    expect(await storedPages()).toBeGreaterThan(11);
    expect(await storedPages()).toBeLessThan(PAGES);
    expect(hashesBelow(treeIn(stopped))).toEqual(hashesBelow(treeIn(demo)));
  }, 60_000);

  it('while files are written leaves no half file', async () => {
    await interrupt(() => countFiles(treeIn(stopped)) > 300);
    expect(await storedPages()).toBe(PAGES + 11);
    expect(countFiles(treeIn(stopped))).toBeLessThan(PAGES);
  }, 60_000);

  it('and the same command again: the bytes and rows of an undisturbed run', async () => {
    await importQuietly(source, stopped);
    expect(hashesBelow(treeIn(stopped))).toEqual(hashesBelow(treeIn(undisturbed)));
    expectWholeTree(treeIn(stopped));
    expect(await contentOf(archiveIn(stopped))).toEqual(await contentOf(archiveIn(undisturbed)));
    await expectSound(archiveIn(stopped));
  }, 60_000);
});

describe('a process that is killed while it brings every page up to date', () => {
  const MOMENTS = 5;
  const spring = join(work, 'spring');
  const autumn = join(work, 'autumn');
  const before = join(work, 'before');
  const after = join(work, 'after');
  let duration = 0;
  let killed = 0;
  beforeAll(async () => {
    writeFiles(spring, largeSpace(400, 'spring'));
    writeFiles(autumn, largeSpace(400, 'autumn'));
    await importQuietly(DEMO, writeFiles(before, {}));
    await importQuietly(spring, before);
    copyOutput(before, after);
    const started = performance.now();
    await importQuietly(autumn, after);
    duration = performance.now() - started;
  }, 120_000);

  it.each(Array.from({ length: MOMENTS }, (_, at) => at))(
    'in part %i of its time loses nothing, and the next run ends as if it were the first',
    async (part) => {
      const folder = join(work, `killed-${String(part)}`);
      copyOutput(before, folder);
      const moment = Math.round((duration * (part + Math.random())) / MOMENTS);
      const running = startCommand(['import', autumn, '--quiet'], folder);
      await Promise.race([sleep(moment), running.outcome]);
      running.child.kill('SIGKILL');
      const { code } = await running.outcome;
      if (code === null) killed += 1;
      const when = `killed after ${String(moment)} ms`;

      await expectSound(archiveIn(folder));
      expect(await demoRows(folder), when).toEqual(await demoRows(before));
      const torn = await query(
        archiveIn(folder),
        `SELECT source_path FROM pages JOIN sections ON sections.page_id = pages.id
         WHERE sections.position = 0
           AND (pages.text LIKE '%autumn%') <> (sections.text LIKE '%autumn%')`,
      );
      expect(torn, when).toEqual([]);
      const complete = [hashesBelow(treeIn(before)), hashesBelow(treeIn(after))];
      const present = expectWholeFiles(treeIn(folder), complete);
      expect(present, when).toHaveLength((complete[0]?.size ?? 0) - 1);

      await importQuietly(autumn, folder);
      expect(hashesBelow(treeIn(folder)), when).toEqual(complete[1]);
      expectWholeTree(treeIn(folder));
      expect(await contentOf(archiveIn(folder)), when).toEqual(await contentOf(archiveIn(after)));
      await expectSound(archiveIn(folder));
      const running_ = await query(
        archiveIn(folder),
        "SELECT id FROM imports WHERE status = 'running'",
      );
      expect(running_, when).toEqual([]);
    },
    60_000,
  );

  it('was killed indeed', () => {
    expect(killed).toBeGreaterThanOrEqual(3);
  });
});
