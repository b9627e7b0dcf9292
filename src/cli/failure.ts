import { CommanderError } from 'commander';
import { ArchiveToolError } from '../model/errors.ts';
import { EXIT } from './exit-codes.ts';
import { printable, style, type Terminal } from './terminal.ts';

const DEFECT_ADVICE =
  'This is a defect in confluence-archive. Please report it, with the output of the same command under DEBUG=1.';

const write = (terminal: Terminal, message: string, advice: string | null): void => {
  const lines = [
    `${style(terminal.stderr, 'red', 'error:')} ${message.split('\n').map(printable).join('\n  ')}`,
    ...(advice === null ? [] : [printable(advice)]),
  ];
  terminal.stderr.write(`${lines.join('\n')}\n`);
};

/**
 * Tells the user why a run stopped, in one line and one of advice, and yields the exit code.
 * Only with DEBUG in the environment is there a stack trace.
 */
export function reportFailure(error: unknown, terminal: Terminal): number {
  // Commander has already written its own message, help or version.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const known = error instanceof ArchiveToolError ? error : null;
  const message = error instanceof Error ? error.message || error.name : String(error);
  write(terminal, message, known === null ? DEFECT_ADVICE : known.advice);
  if (terminal.env.DEBUG && error instanceof Error) {
    terminal.stderr.write(`${error.stack ?? message}\n`);
    if (error.cause !== undefined) terminal.stderr.write(`Caused by: ${causeText(error.cause)}\n`);
  }
  return known?.exitCode ?? EXIT.defect;
}

const causeText = (cause: unknown): string =>
  cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
