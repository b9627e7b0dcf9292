import { text } from 'node:stream/consumers';
import { styleText } from 'node:util';

/** A stream the command line writes to: `process.stdout`, `process.stderr`, or a test's own. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Everything the command line touches outside the library; passed in, so that tests need no process. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of the standard input as UTF-8. */
  readonly readInput: () => Promise<string>;
  /** Calls back on SIGINT and SIGTERM until the returned function is called. */
  readonly onSignal: (listener: (signal: StopSignal) => void) => () => void;
  /** Ends the process at once. */
  readonly exit: (code: number) => void;
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number;
}

export type StopSignal = 'SIGINT' | 'SIGTERM';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan' | 'strikethrough';

/** Colours `text` where `stream` shows colours (a terminal, and neither NO_COLOR nor TERM=dumb). */
export function style(stream: Output, name: Style, text: string): string {
  return stream.isTTY === true ? styleText(name, text, { stream }) : text;
}

/** Whether `style` makes a difference on `stream`. */
export const hasColours = (stream: Output): boolean => style(stream, 'red', 'x') !== 'x';

/**
 * Makes text of a source safe to show: titles and paths may hold escape sequences or characters
 * that reverse the line's direction. Each such character becomes `\u{…}`.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

const onProcessSignal: Terminal['onSignal'] = (listener) => {
  const onInterrupt = (): void => {
    listener('SIGINT');
  };
  const onTerminate = (): void => {
    listener('SIGTERM');
  };
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate);
  return () => {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
  };
};

/** The process's own terminal. A reader that goes away (`| head`) does not stop the work. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') process.exitCode = 4;
    });
  }
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    readInput: () => text(process.stdin),
    onSignal: onProcessSignal,
    exit: (code) => {
      process.exit(code);
    },
    now: () => performance.now(),
  };
}
