/** Rounds in which competitors take turns, so that what slows the machine meets them all. */
import type { Usage } from './process.ts';

export type Rounds<Name extends string> = Readonly<Record<Name, readonly Usage[]>>;

/** Runs each as often as there are rounds; none of a competitor that is null. */
export async function alternate<Name extends string>(
  count: number,
  competitors: Readonly<Record<Name, ((round: number) => Promise<Usage>) | null>>,
  say: (text: string) => void,
): Promise<Rounds<Name>> {
  const names = Object.keys(competitors) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    Usage[]
  >;
  for (let round = 1; round <= count; round += 1) {
    for (const name of names) {
      const run = competitors[name];
      if (run === null) continue;
      say(`round ${String(round)} of ${String(count)}: ${name}`);
      const { cpuMs, wallMs, peakBytes, threads } = await run(round);
      results[name].push({ cpuMs, wallMs, peakBytes, threads });
    }
  }
  return results;
}

/** The value that this share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('no values');
  return value;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error('no values');
  return (low + high) / 2;
}

/** The median of what each round's pair gives: runs of one round share the machine's moods. */
export const medianRatio = (
  above: readonly Usage[],
  below: readonly Usage[],
  value: (usage: Usage) => number,
): number => median(above.map((usage, round) => value(usage) / value(below[round] ?? usage)));
