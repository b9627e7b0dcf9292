import { EXIT, type ExitCode } from './exit-codes.ts';
import type { StopSignal, Terminal } from './terminal.ts';

/** npm and the terminal both deliver one Ctrl-C: signals this close together (ms) are one. */
const SAME_KEYPRESS = 500;

const exitCodeOf = (signal: StopSignal): ExitCode =>
  signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated;

/** A run that can be stopped by signals. */
export interface Interruptible {
  readonly signal: AbortSignal;
  /** The exit code of the signal that came; null when none did. */
  readonly exitCode: () => ExitCode | null;
  /** Stops listening. */
  readonly release: () => void;
}

/** Listens for Ctrl-C: the first one aborts cleanly, the second ends the process at once. */
export function interruptible(terminal: Terminal): Interruptible {
  const controller = new AbortController();
  let first: { readonly signal: StopSignal; readonly at: number } | null = null;
  const release = terminal.onSignal((signal) => {
    if (first === null) {
      first = { signal, at: terminal.now() };
      controller.abort();
      terminal.stderr.write('\nStopping; what is done stays whole. Ctrl-C again stops at once.\n');
    } else if (terminal.now() - first.at >= SAME_KEYPRESS) {
      terminal.exit(exitCodeOf(signal));
    }
  });
  return {
    signal: controller.signal,
    exitCode: () => (first === null ? null : exitCodeOf(first.signal)),
    release,
  };
}
