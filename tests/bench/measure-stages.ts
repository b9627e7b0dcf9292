/** Where the time of an import goes. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DIST, fullImport, importedFolder, type Bench } from './import-run.ts';
import { profiledTimes, type ProfiledTimes } from './profile.ts';
import type { Usage } from './process.ts';
import type { PartResult, Share } from './result.ts';

/** The largest first; `part` is what all of it is of the whole. */
function shares(times: ReadonlyMap<string, number>, part: number): readonly Share[] {
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .map(([what, time]) => ({ what, share: (part * time) / total }))
    .sort((a, b) => b.share - a.share);
}

/**
 * The main thread's part is split by a profile of a second run; what the other threads used is
 * known from the first, because a profiler has a thread of its own.
 */
function stagesOf(plain: Usage, profiled: Usage, { stages, owners, busyMs }: ProfiledTimes) {
  const { threads, cpuMs } = plain;
  const main = threads === null ? Math.min(1, busyMs / profiled.cpuMs) : threads.mainMs / cpuMs;
  const engine = threads === null ? 0 : threads.engineMs / cpuMs;
  const others: readonly Share[] =
    threads === null
      ? [{ what: 'other threads', share: 1 - main }]
      : [
          { what: 'SQLite and files, on other threads', share: 1 - main - engine },
          { what: 'V8’s own threads (memory, compiling)', share: engine },
        ];
  return { stages: [...shares(stages, main), ...others], owners: shares(owners, main) };
}

export async function measureStages(bench: Bench): Promise<PartResult> {
  const { subject, work, say } = bench;
  const folder = join(work, 'profile');
  mkdirSync(folder);
  say('one import for the stages, one more with a profile');
  const plain = await fullImport(subject.folder, importedFolder(work));
  const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`];
  const profiled = await fullImport(subject.folder, importedFolder(work), flags);
  const [file] = readdirSync(folder);
  if (file === undefined) throw new Error('Node wrote no profile');
  const times = profiledTimes(join(folder, file), DIST);
  return { ratios: [], measured: [], stages: stagesOf(plain, profiled, times) };
}
