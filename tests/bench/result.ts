/** What a run of the bench found; with `--json` this is what it prints. */
import type { Usage } from './process.ts';
import { medianRatio } from './rounds.ts';
import { TARGETS, verdictOf, type Target, type TargetName, type Verdict } from './targets.ts';

export interface RatioRow {
  readonly id: string;
  readonly what: string;
  /** Null where it was not measured. */
  readonly cpu: number | null;
  readonly wall: number | null;
  /** Of the peak resident set; of the row `memory-peak` it is the size itself, in MB. */
  readonly peak: number | null;
  readonly target: string | null;
  readonly verdict: Verdict | null;
  readonly note: string | null;
}

export interface MeasuredRow {
  readonly id: string;
  readonly what: string;
  /** By which the times below are divided to be those of one page. */
  readonly pages: number;
  readonly cpuMs: readonly number[];
  readonly wallMs: readonly number[];
  readonly peakBytes: readonly (number | null)[];
}

export interface Share {
  readonly what: string;
  /** Of the processor time of the whole process. */
  readonly share: number;
}

export interface Stages {
  readonly stages: readonly Share[];
  /** Of the same time, by who wrote the code that ran; what a stage's packages take is in both. */
  readonly owners: readonly Share[];
}

export interface Latency {
  readonly what: string;
  readonly searches: number;
  readonly p50: number;
  readonly p95: number;
}

/** What one part of the bench adds. */
export interface PartResult {
  readonly ratios: readonly RatioRow[];
  readonly measured: readonly MeasuredRow[];
  readonly stages?: Stages;
  readonly search?: readonly Latency[];
}

interface RatioFacts {
  readonly id: string;
  readonly what: string;
  readonly cpu?: number;
  readonly wall?: number;
  readonly peak?: number;
  readonly note?: string;
}

const isTargetName = (id: string): id is TargetName => id in TARGETS;

/** A row of the table of ratios, judged where there is a target of its name. */
export function ratioRow(facts: RatioFacts, pages: number): RatioRow {
  const { id, what, cpu = null, wall = null, peak = null, note = null } = facts;
  const target: Target | null = isTargetName(id) ? TARGETS[id] : null;
  const verdict = isTargetName(id)
    ? verdictOf(id, TARGETS[id].judged === 'cpu' ? cpu : peak, pages)
    : null;
  return { id, what, cpu, wall, peak, target: target?.text ?? null, verdict, note };
}

/** Processor time and wall time of one over those of another, each for one of its pages. */
export const timeRatios = (
  above: readonly Usage[],
  below: readonly Usage[],
  pages: { readonly above: number; readonly below: number } = { above: 1, below: 1 },
): { readonly cpu: number; readonly wall: number } => {
  const each = pages.below / pages.above;
  return {
    cpu: each * medianRatio(above, below, ({ cpuMs }) => cpuMs),
    wall: each * medianRatio(above, below, ({ wallMs }) => wallMs),
  };
};

export const measuredRow = (
  id: string,
  what: string,
  pages: number,
  usages: readonly Usage[],
): MeasuredRow => ({
  id,
  what,
  pages,
  cpuMs: usages.map(({ cpuMs }) => cpuMs),
  wallMs: usages.map(({ wallMs }) => wallMs),
  peakBytes: usages.map(({ peakBytes }) => peakBytes),
});

/** One without the other, round by round. */
export const without = (usages: readonly Usage[], taken: readonly Usage[]): readonly Usage[] =>
  usages.map((usage, round) => ({
    ...usage,
    cpuMs: usage.cpuMs - (taken[round]?.cpuMs ?? 0),
    wallMs: usage.wallMs - (taken[round]?.wallMs ?? 0),
  }));
