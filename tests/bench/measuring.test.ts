/** What the bench's numbers are made of. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { filesBelow } from '../support/tree.ts';
import { measure, measureEach, type Usage } from './process.ts';
import { profiledTimes } from './profile.ts';
import { timeRatios, without } from './result.ts';
import { alternate, median, percentile } from './rounds.ts';
import { writeSpace } from './space.ts';
import { bytesOf, drawn, subjectAt } from './subject.ts';

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-measuring-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const usage = (cpuMs: number, wallMs = cpuMs): Usage => ({
  cpuMs,
  wallMs,
  peakBytes: 1,
  threads: null,
});

/** The files of a folder by path, each by its digest. */
const digests = (folder: string): readonly (readonly [string, string])[] =>
  [...filesBelow(folder)].map(([path, bytes]) => [
    path,
    createHash('sha256').update(bytes).digest('hex'),
  ]);

const script = (name: string, text: string): string => {
  const path = join(work, name);
  writeFileSync(path, text);
  return path;
};

describe('a made-up space', () => {
  const [one, same, other] = ['one', 'same', 'other'].map((name) => join(work, name));

  it('is the same for the same seed', () => {
    writeSpace(one!, { pages: 40, seed: 3 });
    writeSpace(same!, { pages: 40, seed: 3 });
    writeSpace(other!, { pages: 40, seed: 4 });
    expect(digests(same!)).toEqual(digests(one!));
    expect(digests(other!)).not.toEqual(digests(one!));
  });

  it('has its pages and the index', () => {
    const { pages, files } = subjectAt(one!, null);
    expect(pages).toHaveLength(41);
    expect(files).toBe(filesBelow(one!).size);
    expect(bytesOf(pages)).toBe(
      pages.reduce((sum, { path }) => sum + readFileSync(join(one!, path)).length, 0),
    );
  });
});

describe('a sample', () => {
  it('is as large as so many pages are on average, though few are huge', () => {
    const pages = Array.from({ length: 5000 }, (_, at) => ({
      path: String(at),
      bytes: Math.round(1e6 / (((at * 7919) % 5000) + 1)),
    }));
    const sample = drawn(pages, 50);
    expect(new Set(sample).size).toBe(50);
    const ratio = bytesOf(sample) / 50 / (bytesOf(pages) / 5000);
    expect(ratio).toBeGreaterThan(0.95);
    expect(ratio).toBeLessThan(1.05);
  });

  it('of more than there are is all', () => {
    const pages = [{ path: 'a.html', bytes: 1 }];
    expect(drawn(pages, 2)).toEqual(pages);
  });

  it('needs pages', () => {
    expect(() => subjectAt(import.meta.dirname, null)).toThrow('expected an HTML export');
  });
});

describe('a measured process', () => {
  it('tells its time, its memory and its answer', async () => {
    const busy = script(
      'busy.mjs',
      'const end = Date.now() + 200; while (Date.now() < end); const kept = Buffer.alloc(1e8, 1); console.log(kept.length);',
    );
    const { cpuMs, wallMs, peakBytes, threads, stdout } = await measure([busy]);
    expect(stdout).toBe('100000000\n');
    expect(wallMs).toBeGreaterThan(200);
    expect(cpuMs).toBeGreaterThan(10);
    expect(peakBytes).toBeGreaterThan(1e8);
    if (process.platform === 'linux') expect(threads?.mainMs).toBeLessThanOrEqual(cpuMs + 20);
  });

  it('is no number when it fails', async () => {
    const failing = script('failing.mjs', 'throw new Error("no space left")');
    await expect(measure([failing])).rejects.toThrow('no space left');
  });

  it.skipIf(process.platform === 'win32')('may be one of many', async () => {
    const spin = 'test -n "$file" && i=0 && while [ $i -lt 30000 ]; do i=$((i+1)); done';
    const { cpuMs, wallMs } = await measureEach(`sh -c 'file=$1; ${spin}' sh "$file"`, ['a', 'b']);
    expect(cpuMs).toBeGreaterThan(0);
    expect(wallMs).toBeGreaterThan(0);
    await expect(measureEach('test "$file" = a', ['a', 'b'])).rejects.toThrow('exit code 1');
  });
});

describe('rounds', () => {
  it('take turns', async () => {
    const order: string[] = [];
    const competitor = (name: string) => async (round: number) => {
      order.push(`${name}${String(round)}`);
      return usage(round);
    };
    const runs = await alternate(
      2,
      { a: competitor('a'), none: null, b: competitor('b') },
      () => undefined,
    );
    expect(order).toEqual(['a1', 'b1', 'a2', 'b2']);
    expect(runs.a.map(({ cpuMs }) => cpuMs)).toEqual([1, 2]);
    expect(runs.none).toEqual([]);
  });

  it('are compared pair by pair', () => {
    const above = [usage(2), usage(40), usage(9)];
    const below = [usage(1), usage(10), usage(3)];
    expect(timeRatios(above, below)).toEqual({ cpu: 3, wall: 3 });
    expect(timeRatios(above, below, { above: 2, below: 10 })).toEqual({ cpu: 15, wall: 15 });
    expect(without(above, below).map(({ cpuMs }) => cpuMs)).toEqual([1, 30, 6]);
  });

  it('have medians and percentiles', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(percentile([3, 1, 2, 4], 0.95)).toBe(4);
    expect(() => median([])).toThrow('no values');
  });
});

describe('a profile', () => {
  it('is split by room, and by who wrote the code', () => {
    const build = join(work, 'dist');
    const frame = (functionName: string, path = '') => ({
      functionName,
      url: path === '' ? '' : pathToFileURL(join(work, path)).href,
    });
    const nodes = [
      { id: 1, callFrame: frame('(root)'), children: [2, 5, 6, 7] },
      { id: 2, callFrame: frame('read', 'dist/reader/read.js'), children: [3] },
      { id: 3, callFrame: frame('parse', 'node_modules/@a/b/parse.js'), children: [4] },
      { id: 4, callFrame: frame('clean', 'dist/normalise/clean.js') },
      { id: 5, callFrame: frame('(garbage collector)') },
      { id: 6, callFrame: frame('(idle)') },
      { id: 7, callFrame: frame('compile') },
    ];
    const samples = [2, 3, 4, 5, 6, 7];
    const timeDeltas = [1000, 2000, 4000, 8000, 16_000, 32_000];
    const path = script('made.cpuprofile', JSON.stringify({ nodes, samples, timeDeltas }));
    const { stages, owners, busyMs } = profiledTimes(path, build);
    expect(busyMs).toBe(47);
    expect(Object.fromEntries(stages)).toEqual({
      reader: 3000,
      normalise: 4000,
      'memory (garbage collection)': 8000,
      'Node itself: start, loading of modules': 32_000,
    });
    expect(Object.fromEntries(owners)).toEqual({
      'own code': 5000,
      '@a/b': 2000,
      'memory (garbage collection)': 8000,
      'Node itself': 32_000,
    });
  });
});
