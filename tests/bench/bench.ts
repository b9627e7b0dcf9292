/** Runs the parts of the bench that were asked for. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Bench } from './import-run.ts';
import { measureAgain } from './measure-again.ts';
import { measureImport } from './measure-import.ts';
import { measureSearch } from './measure-search.ts';
import { measureSizes } from './measure-sizes.ts';
import { measureStages } from './measure-stages.ts';
import type { BenchOptions } from './options.ts';
import type { Latency, MeasuredRow, PartResult, RatioRow, Stages } from './result.ts';
import { bytesOf, madeSpace, subjectAt, type Subject } from './subject.ts';

export interface BenchResult {
  readonly space: {
    readonly source: string | null;
    readonly seed: number | null;
    readonly pages: number;
    readonly files: number;
    /** Of the pages. */
    readonly bytes: number;
  };
  readonly rounds: number;
  readonly system: {
    readonly node: string;
    readonly platform: string;
    readonly arch: string;
    readonly cores: number;
    readonly processor: string;
  };
  readonly ratios: readonly RatioRow[];
  readonly measured: readonly MeasuredRow[];
  /** Null where it was not asked for. */
  readonly stages: Stages | null;
  readonly search: readonly Latency[] | null;
}

function partsOf({
  only,
  source,
}: BenchOptions): readonly ((bench: Bench) => Promise<PartResult>)[] {
  const asks = (...names: BenchOptions['only']): boolean =>
    names.some((name) => only.includes(name));
  return [
    ...(asks('import') ? [measureImport] : []),
    ...(asks('stages') ? [measureStages] : []),
    ...(asks('noop', 'change') ? [measureAgain] : []),
    ...(asks('search') ? [measureSearch] : []),
    // Sizes are those of made-up spaces.
    ...(asks('sizes') && source === null ? [measureSizes] : []),
  ];
}

/** The part `change` writes into the export: it gets a copy. */
function workingCopy(subject: Subject, work: string, only: BenchOptions['only']): Subject {
  if (!only.includes('change')) return subject;
  const folder = join(work, 'export');
  cpSync(subject.folder, folder, { recursive: true, preserveTimestamps: true });
  return { ...subject, folder };
}

const systemFacts = (): BenchResult['system'] => ({
  node: process.versions.node,
  platform: process.platform,
  arch: process.arch,
  cores: availableParallelism(),
  processor: cpus()[0]?.model.trim() ?? 'unknown',
});

/** Measures; whatever happens, nothing stays but the made-up spaces, for the next run. */
export async function runBench(
  options: BenchOptions,
  say: (text: string) => void,
): Promise<BenchResult> {
  const work = mkdtempSync(join(tmpdir(), 'confluence-archive-bench-run-'));
  const clean = (): void => {
    rmSync(work, { recursive: true, force: true });
  };
  // Also when a signal ends us.
  process.once('exit', clean);
  try {
    const { source, pages, seed, rounds, only } = options;
    const found =
      source === null ? madeSpace({ pages, seed }, say) : subjectAt(resolve(source), null);
    const bench = { options, work, say, subject: workingCopy(found, work, only) };
    const results: PartResult[] = [];
    for (const part of partsOf(options)) results.push(await part(bench));
    return {
      space: {
        source,
        seed: found.made?.seed ?? null,
        pages: found.pages.length,
        files: found.files,
        bytes: bytesOf(found.pages),
      },
      rounds,
      system: systemFacts(),
      ratios: results.flatMap(({ ratios }) => ratios),
      measured: results.flatMap(({ measured }) => measured),
      stages: results.find(({ stages }) => stages !== undefined)?.stages ?? null,
      search: results.find(({ search }) => search !== undefined)?.search ?? null,
    };
  } finally {
    clean();
    process.off('exit', clean);
  }
}
