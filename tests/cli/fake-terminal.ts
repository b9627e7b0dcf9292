import { Writable } from 'node:stream';
import type { StopSignal, Terminal } from '../../src/cli/terminal.ts';

export interface FakeTerminal extends Terminal {
  readonly out: () => string;
  readonly err: () => string;
  /** Sends a signal, `after` milliseconds of the terminal's clock later. */
  readonly send: (signal: StopSignal, after?: number) => void;
  readonly listeners: () => number;
  readonly exits: readonly number[];
}

function recorder(isTTY: boolean) {
  const chunks: string[] = [];
  const stream = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk.toString());
        done();
      },
    }),
    { isTTY, columns: 80, getColorDepth: () => 8 },
  );
  return { stream, text: () => chunks.join('') };
}

/** A terminal that remembers what was written to it. */
export function fakeTerminal(
  options: {
    readonly isTTY?: boolean;
    readonly env?: Terminal['env'];
    readonly input?: string;
  } = {},
): FakeTerminal {
  const out = recorder(options.isTTY === true);
  const err = recorder(options.isTTY === true);
  const listeners = new Set<(signal: StopSignal) => void>();
  const exits: number[] = [];
  let now = 0;
  return {
    stdout: out.stream,
    stderr: err.stream,
    env: options.env ?? {},
    readInput: () => Promise.resolve(options.input ?? ''),
    out: out.text,
    err: err.text,
    now: () => now,
    exits,
    exit: (code) => void exits.push(code),
    listeners: () => listeners.size,
    onSignal: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    send: (signal, after = 0) => {
      now += after;
      for (const listener of [...listeners]) listener(signal);
    },
  };
}
