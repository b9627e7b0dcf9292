import { AbortedError, ArchiveToolError } from '../model/errors.ts';
import { interruptible } from './interrupt.ts';
import type { Progress } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** An error that would also have come without the signal. */
const isOwnFailure = (error: unknown): boolean =>
  error instanceof ArchiveToolError && !(error instanceof AbortedError);

/**
 * Does work that Ctrl-C stops cleanly; yields the work's exit code, or the signal's.
 * @param farewell what the user is told when the work was stopped.
 */
export async function stoppable(
  terminal: Terminal,
  progress: Progress,
  farewell: string,
  work: (signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const interrupt = interruptible(terminal);
  try {
    return await work(interrupt.signal);
  } catch (error) {
    const stopped = interrupt.exitCode();
    if (stopped === null || isOwnFailure(error)) throw error;
    progress.stop();
    terminal.stderr.write(`${farewell}\n`);
    return stopped;
  } finally {
    progress.stop();
    interrupt.release();
  }
}
