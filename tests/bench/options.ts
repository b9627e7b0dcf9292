/** The bench's command line. */
import { parseArgs } from 'node:util';

/** What can be measured, in the order in which it is. */
export const PARTS = ['import', 'stages', 'noop', 'change', 'search', 'sizes'] as const;
export type Part = (typeof PARTS)[number];

export interface BenchOptions {
  readonly pages: number;
  readonly seed: number;
  readonly rounds: number;
  /** An export folder to measure instead of a made-up space; it is only read. */
  readonly source: string | null;
  readonly only: readonly Part[];
  /** Pages of the spaces that are imported for memory and scale. */
  readonly sizes: readonly number[];
  readonly json: boolean;
}

export const HELP = `Usage: npm run bench -- [options]

Measures the import and what comes after it, and prints one table of ratios.

Options:
  --pages <n>       pages of the made-up space (default: 10000)
  --seed <n>        which space is made up (default: 1)
  --source <dir>    measure this export instead; it is only read
  --rounds <n>      rounds in which the competitors take turns (default: 3)
  --only <parts>    of ${PARTS.join(', ')}; separated by commas
  --sizes <list>    pages of the spaces for memory and scale (default: 1000,10000)
  --full            the same with 1000,5000,10000,50000
  --json            everything that was measured, as JSON
  -h, --help        this text
`;

const MORE_SIZES = [1000, 5000, 10_000, 50_000];

function count(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`expected a whole number from 1 for --${name}, found ${text}`);
}

function isPart(name: string): name is Part {
  return (PARTS as readonly string[]).includes(name);
}

function parts(text: string): readonly Part[] {
  const names = text.split(',');
  const unknown = names.filter((name) => !isPart(name));
  if (unknown.length === 0) return names.filter(isPart);
  throw new Error(`expected --only of ${PARTS.join(', ')}; found ${unknown.join(', ')}`);
}

/** Null when help was asked for. @throws Error that says what was expected. */
export function parseOptions(args: readonly string[]): BenchOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      pages: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      source: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      only: { type: 'string', default: PARTS.join(',') },
      sizes: { type: 'string', default: '1000,10000' },
      full: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return null;
  return {
    pages: count('pages', values.pages),
    seed: count('seed', values.seed),
    rounds: count('rounds', values.rounds),
    source: values.source ?? null,
    only: parts(values.only),
    sizes: values.full ? MORE_SIZES : values.sizes.split(',').map((text) => count('sizes', text)),
    json: values.json,
  };
}
