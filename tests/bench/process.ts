/**
 * Everything that is measured is a process of its own, from its start to its end: nothing is
 * warmed up by what ran before, and what Node itself costs is in every number.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

export interface Usage {
  /** User and system time of all threads. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** Largest resident set; null where it is not known, as of pandoc. */
  readonly peakBytes: number | null;
  /** Main thread and V8's own threads; null where the system does not list threads. */
  readonly threads: { readonly mainMs: number; readonly engineMs: number } | null;
}

export interface Measured extends Usage {
  readonly stdout: string;
}

const PROGRAMS = join(import.meta.dirname, 'programs');
const REPORT = join(PROGRAMS, 'usage-report.cjs');

export const program = (name: string): string => join(PROGRAMS, `${name}.mjs`);

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

interface Ended {
  readonly wallMs: number;
  readonly stdout: string;
  /** What the process wrote to file descriptor 3. */
  readonly report: string;
}

function textOf(stream: Readable | null): () => string {
  const pieces: Buffer[] = [];
  stream?.on('data', (piece: Buffer) => pieces.push(piece));
  return () => Buffer.concat(pieces).toString('utf8');
}

function start(command: string, args: readonly string[]): Promise<Ended> {
  // Settings of the bench's own process are not those of what it measures.
  const env = { ...process.env, TZ: 'UTC', NODE_OPTIONS: '', NODE_ENV: '', VITEST: '' };
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
    running.add(child);
    const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)];
    const report = textOf(child.stdio[3] as Readable | null);
    let wallMs = 0;
    child.on('error', reject);
    child.on('exit', () => (wallMs = performance.now() - begin));
    child.on('close', (code, signal) => {
      running.delete(child);
      if (code === 0) {
        resolve({ wallMs, stdout: stdout(), report: report() });
        return;
      }
      const ending = signal === null ? `exit code ${String(code)}` : `signal ${signal}`;
      reject(new Error(`${[command, ...args].join(' ')}\nended with ${ending}\n${stderr()}`));
    });
  });
}

/** Runs a program of Node; `flags` are Node's own. @throws Error unless it ends with code 0. */
export async function measure(
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<Measured> {
  const ended = await start(process.execPath, ['--require', REPORT, ...flags, ...args]);
  const usage = JSON.parse(ended.report) as Omit<Usage, 'wallMs'>;
  return { ...usage, wallMs: ended.wallMs, stdout: ended.stdout };
}

/** Seconds of processor time of a shell's children: the second line of POSIX `times`. */
function childSeconds(times: string): number {
  const fields = /(\d+)m([\d.]+)s\s+(\d+)m([\d.]+)s\s*$/.exec(times)?.slice(1).map(Number);
  if (fields === undefined) throw new Error(`expected the answer of times, found ${times}`);
  const [userMinutes = 0, user = 0, systemMinutes = 0, system = 0] = fields;
  return (userMinutes + systemMinutes) * 60 + user + system;
}

/**
 * Runs a command once for each file, one after the other; the file's path is `$file`. The shell
 * adds up what its children used.
 */
export async function measureEach(command: string, files: readonly string[]): Promise<Usage> {
  const script = `for file do ${command} || exit; done; times`;
  const { stdout, wallMs } = await start('/bin/sh', ['-c', script, 'sh', ...files]);
  return { cpuMs: childSeconds(stdout) * 1000, wallMs, peakBytes: null, threads: null };
}
