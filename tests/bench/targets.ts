/** What the numbers should be, and whether they are. */

export interface Target {
  readonly text: string;
  /** What is compared with the bounds; processor time, because other work slows the clock more. */
  readonly judged: 'cpu' | 'peak';
  readonly most?: number;
  /** Not the aim, but still good enough. */
  readonly mostAtWorst?: number;
  readonly least?: number;
  /** In smaller spaces the start of the processes decides. */
  readonly leastPages: number;
}

export const TARGETS = {
  'import-to-parse': {
    text: '≤ 0.8, at worst 1.2',
    judged: 'cpu',
    most: 0.8,
    mostAtWorst: 1.2,
    leastPages: 3000,
  },
  'naive-to-import': { text: '≥ 8', judged: 'cpu', least: 8, leastPages: 3000 },
  'pandoc-to-import': { text: '≥ 40', judged: 'cpu', least: 40, leastPages: 3000 },
  'noop-to-walk': { text: '≤ 2.5', judged: 'cpu', most: 2.5, leastPages: 10_000 },
  'change-to-noop': { text: '< 1.3', judged: 'cpu', most: 1.3, leastPages: 10_000 },
  'memory-growth': { text: '≤ 1.25', judged: 'peak', most: 1.25, leastPages: 50_000 },
  'memory-peak': { text: '< 512 MB', judged: 'peak', most: 512, leastPages: 50_000 },
  'time-growth': { text: '≤ 1.15', judged: 'cpu', most: 1.15, leastPages: 50_000 },
} as const satisfies Readonly<Record<string, Target>>;

export type TargetName = keyof typeof TARGETS;

export type Verdict = 'met' | 'met at worst' | 'not met' | 'not judged';

/** `value` is null where it was not measured; `pages` is the size of the space. */
export function verdictOf(name: TargetName, value: number | null, pages: number): Verdict {
  const { most, mostAtWorst, least, leastPages }: Target = TARGETS[name];
  if (value === null || pages < leastPages) return 'not judged';
  if (value <= (most ?? Infinity) && value >= (least ?? 0)) return 'met';
  return mostAtWorst !== undefined && value <= mostAtWorst ? 'met at worst' : 'not met';
}
