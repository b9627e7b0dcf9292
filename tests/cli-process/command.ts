/** The command as its users run it: a process of its own, from the build. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ImportReport } from '../../src/index.ts';

const ROOT = join(import.meta.dirname, '..', '..');
export const MAIN = join(ROOT, 'dist', 'cli', 'main.js');
export const FIXTURES = join(ROOT, 'fixtures');
export const DEMO = join(FIXTURES, 'demo-space', 'source');

export interface Outcome {
  /** Null when a signal ended the process. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly outcome: Promise<Outcome>;
}

/** Starts any program; its outputs are pipes. It is killed after `timeout` milliseconds. */
export function startProgram(
  program: string,
  args: readonly string[],
  cwd: string,
  more: NodeJS.ProcessEnv = {},
  timeout = 60_000,
): Running {
  const env: NodeJS.ProcessEnv = { ...process.env, TZ: 'UTC', ...more };
  // What a test runner sets must not decide about colours or stack traces.
  for (const name of ['DEBUG', 'FORCE_COLOR', 'NO_COLOR', 'NODE_OPTIONS', 'VITEST']) {
    env[name] = undefined;
  }
  // A command that hangs must fail its test, not outlive it.
  const limits = { timeout, killSignal: 'SIGKILL' } as const;
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], ...limits });
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text.stdout += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (text.stderr += piece));
  const outcome = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, ...text });
    });
  });
  return { child, outcome };
}

/** Starts `confluence-archive` in the folder `cwd`. */
export function startCommand(args: readonly string[], cwd: string): Running {
  if (!existsSync(MAIN)) {
    throw new Error(
      `${MAIN} is missing: run \`npm run build\`, or \`npm test\`, which builds first`,
    );
  }
  return startProgram(process.execPath, [MAIN, ...args], cwd);
}

export const command = (args: readonly string[], cwd: string): Promise<Outcome> =>
  startCommand(args, cwd).outcome;

/** Imports with `--json`, expects this exit code, and yields the report. */
export async function importJson(
  args: readonly string[],
  cwd: string,
  code = 0,
): Promise<ImportReport> {
  const outcome = await command(['import', ...args, '--json'], cwd);
  expect(outcome, outcome.stderr).toMatchObject({ code, stderr: '' });
  return JSON.parse(outcome.stdout) as ImportReport;
}

/** Expects a failure that helps: one line of what is wrong, one of advice, no stack trace. */
export function expectFailure(outcome: Outcome, code: number, message: RegExp): void {
  expect(outcome.stderr).toMatch(message);
  expect(outcome.code, outcome.stderr).toBe(code);
  expect(outcome.stderr).toMatch(/^error: \S/);
  const [, advice = ''] = outcome.stderr.trimEnd().split('\n');
  expect(advice, 'advice').toMatch(/^\S.{10,}[.)]$/);
  expect(outcome.stderr).not.toMatch(/^\s+at |\bundefined\b|\[object|defect/m);
  expect(outcome.stdout).toBe('');
}
