import type { SingleBar } from 'cli-progress';
import type { ImportPhase, ProgressEvent } from '../model/imports.ts';
import type { Terminal } from './terminal.ts';

const PHASES: Readonly<Record<ImportPhase, string>> = {
  scanning: 'Finding files',
  converting: 'Converting pages',
  linking: 'Linking pages',
  attachments: 'Reading attachments',
  keeping: 'Keeping originals',
  publishing: 'Writing Markdown',
  checking: 'Checking files',
  auditing: 'Comparing pages',
  verifying: 'Checking originals',
  packing: 'Packing files',
};

const LABEL_WIDTH = Math.max(...Object.values(PHASES).map((label) => label.length));

/** Shows how far a run has come. */
export interface Progress {
  readonly update: (event: ProgressEvent) => void;
  /** Takes the bar off the screen; needed before anything else is written. */
  readonly stop: () => void;
}

const SILENT: Progress = { update: () => undefined, stop: () => undefined };

// `gracefulExit: false`: the bar must not install signal handlers of its own.
// `hideCursor`, `linewrap`: a second Ctrl-C ends the process and must leave the terminal as it was.
async function barsOn(stream: NodeJS.WritableStream): Promise<() => SingleBar> {
  const { SingleBar } = await import('cli-progress');
  return () =>
    new SingleBar({
      format: '{label} [{bar}] {percentage}% {value}/{total}',
      stream,
      clearOnComplete: true,
      hideCursor: null,
      linewrap: true,
      gracefulExit: false,
      fps: 8,
      barsize: 30,
      barCompleteChar: '=',
      barIncompleteChar: ' ',
    });
}

/** A progress bar on standard error, one line for all phases; silent where that is no terminal. */
export async function createProgress(terminal: Terminal, quiet: boolean): Promise<Progress> {
  if (quiet || terminal.stderr.isTTY !== true || terminal.env.TERM === 'dumb') return SILENT;
  const createBar = await barsOn(terminal.stderr);
  let shown: { readonly phase: ImportPhase; readonly bar: SingleBar } | null = null;
  const stop = (): void => {
    shown?.bar.stop();
    shown = null;
  };
  return {
    stop,
    update: ({ phase, done, total }) => {
      if (shown?.phase !== phase) {
        stop();
        shown = { phase, bar: createBar() };
        shown.bar.start(total, done, { label: PHASES[phase].padEnd(LABEL_WIDTH) });
      }
      shown.bar.setTotal(total);
      shown.bar.update(done);
    },
  };
}
