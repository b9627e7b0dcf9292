/** Long runs collect garbage earlier. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { createHeapWatch } from '../../src/cli/heap-growth.ts';

it('lets the heap grow slowly once a run is known to be long, and says so once', () => {
  const flags: string[] = [];
  const watch = createHeapWatch((flag) => void flags.push(flag));
  watch({ phase: 'converting', done: 0, total: 19_999 });
  expect(flags).toEqual([]);
  watch({ phase: 'converting', done: 0, total: 20_000 });
  watch({ phase: 'publishing', done: 1, total: 20_000 });
  expect(flags).toEqual(['--heap-growing-percent=50']);
});

it('names a flag that this version of Node has', () => {
  const flags: string[] = [];
  createHeapWatch((flag) => void flags.push(flag))({ phase: 'converting', done: 0, total: 20_000 });
  expect(spawnSync(process.execPath, [...flags, '-e', '0']).status).toBe(0);
  expect(spawnSync(process.execPath, ['--no-such-flag', '-e', '0']).status).not.toBe(0);
});
