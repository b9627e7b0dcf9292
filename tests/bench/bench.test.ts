/** The bench runs, and says what it must; how fast anything is, no test can know. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startProgram, type Outcome } from '../cli-process/command.ts';
import type { BenchResult } from './bench.ts';
import { PARTS, parseOptions } from './options.ts';
import { TARGETS, verdictOf } from './targets.ts';

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-bench-test-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const MAIN = join(import.meta.dirname, 'main.ts');

/** The bench as a process whose temporary files are below our folder. */
const bench = (...args: readonly string[]): Promise<Outcome> =>
  startProgram(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), MAIN, ...args],
    work,
    { TMPDIR: work, TEMP: work },
    180_000,
  ).outcome;

const SMALL = ['--pages', '30', '--rounds', '1', '--sizes', '8,16'];

const positive = (values: readonly (number | null)[]): void => {
  for (const value of values) if (value !== null) expect(value).toBeGreaterThan(0);
};

describe('npm run bench', () => {
  it('measures everything, and leaves nothing but the spaces that it made up', async () => {
    const { code, stdout, stderr } = await bench(...SMALL, '--json');
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('round 1 of 1: import\n');
    const result = JSON.parse(stdout) as BenchResult;

    expect(result.space).toMatchObject({ source: null, seed: 1, pages: 31 });
    expect(result.system.node).toBe(process.versions.node);
    expect(result.system.cores).toBeGreaterThan(0);
    const ids = result.ratios.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(Object.keys(TARGETS)));
    for (const { id, cpu, wall, peak, note, verdict } of result.ratios) {
      expect([cpu, wall, peak, note], id).not.toEqual([null, null, null, null]);
      positive([cpu, wall, peak]);
      expect(verdict ?? 'not judged', id).toBe('not judged');
    }
    for (const { cpuMs, wallMs } of result.measured) {
      expect([cpuMs.length, wallMs.length]).toEqual([1, 1]);
    }
    const shares = result.stages?.stages ?? [];
    expect(shares.map(({ what }) => what)).toEqual(expect.arrayContaining(['reader', 'archive']));
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    positive((result.search ?? []).flatMap(({ p50, p95 }) => [p50, p95]));

    const left = readdirSync(work).filter((name) => name.startsWith('confluence-archive'));
    expect(left).toEqual(['confluence-archive-bench']);
    const spaces = readdirSync(join(work, 'confluence-archive-bench'));
    expect(spaces.map((name) => name.replace(/-\w+$/, '')).sort()).toEqual([
      '16-pages-seed-1',
      '30-pages-seed-1',
      '8-pages-seed-1',
    ]);
  }, 200_000);

  it('prints a table, of an export too', async () => {
    const source = join(import.meta.dirname, '..', '..', 'fixtures', 'demo-space', 'source');
    const { code, stdout, stderr } = await bench(
      '--source',
      source,
      '--only',
      'noop',
      '--rounds',
      '1',
    );
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^12 pages, [\d.]+ MB of HTML \(an export\); rounds: 1\n/);
    expect(stdout).toMatch(
      /^import of nothing new ÷ bare scan +[\d.]+ +[\d.]+ +– +≤ 2\.5 +not judged$/m,
    );
  }, 60_000);
});

describe('its options', () => {
  it('have defaults', () => {
    expect(parseOptions([])).toEqual({
      pages: 10_000,
      seed: 1,
      rounds: 3,
      source: null,
      only: PARTS,
      sizes: [1000, 10_000],
      json: false,
    });
    expect(parseOptions(['--full'])?.sizes).toEqual([1000, 5000, 10_000, 50_000]);
    expect(parseOptions(['-h'])).toBeNull();
  });

  it.each([
    [['--pages', 'many'], 'expected a whole number from 1 for --pages, found many'],
    [['--only', 'import,lunch'], 'found lunch'],
  ])('%j is refused', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});

describe('a target', () => {
  it.each([
    [0.8, 3000, 'met'],
    [1.2, 3000, 'met at worst'],
    [1.21, 3000, 'not met'],
    [0.5, 2999, 'not judged'],
    [null, 3000, 'not judged'],
  ] as const)('of at most 0.8, at worst 1.2: %j of %j pages is %s', (value, pages, verdict) => {
    expect(verdictOf('import-to-parse', value, pages)).toBe(verdict);
  });

  it('may be a least value', () => {
    expect(verdictOf('naive-to-import', 8, 3000)).toBe('met');
    expect(verdictOf('naive-to-import', 7.9, 3000)).toBe('not met');
  });
});
