import { Command, type Option, type OutputConfiguration } from 'commander';
import { commandsFor, type CommandMaker } from './command-table.ts';
import { EXIT } from './exit-codes.ts';
import { reportFailure } from './failure.ts';
import type { Library } from './library.ts';
import type { Terminal } from './terminal.ts';

/** What the command line is given from outside. */
export interface Surroundings {
  readonly library: Library;
  readonly terminal: Terminal;
  readonly version: string;
}

const EXIT_CODES = `
Exit codes:
  ${String(EXIT.done)}    done
  ${String(EXIT.incomplete)}    done, but pages failed (--strict: something was lost; --fail-under: the score is lower;
       verify: something was changed or is missing)
  ${String(EXIT.usage)}    the command line is wrong
  ${String(EXIT.source)}    the source cannot be used
  ${String(EXIT.output)}    the archive or the output folder cannot be used
  ${String(EXIT.defect)}   a defect in this tool
  ${String(EXIT.interrupted)}  stopped by Ctrl-C`;

/**
 * Builds the command line of the commands that are given, in their order. `finish` is called with the exit code of the command that ran.
 * Commander throws its CommanderError instead of ending the process.
 */
export function createProgram(
  surroundings: Surroundings,
  commands: readonly CommandMaker[],
  finish: (code: number) => void,
): Command {
  const { library, terminal, version } = surroundings;
  const output: OutputConfiguration = {
    writeOut: (text) => void terminal.stdout.write(text),
    writeErr: (text) => void terminal.stderr.write(text),
  };
  const program = new Command('confluence-archive')
    .description('Turns Confluence exports into an SQLite archive and a tree of clean Markdown.')
    .version(version)
    .configureOutput(output)
    .exitOverride()
    .showHelpAfterError('(see confluence-archive --help)')
    .addHelpText('after', EXIT_CODES);
  for (const make of commands) {
    const command = make(library, terminal, finish).copyInheritedSettings(program);
    if (TAKES_TEXT.has(command.name())) {
      command.configureOutput({ ...output, outputError: withHint });
    }
    program.addCommand(command);
    command.options.forEach((option) => {
      refuseRepetition(command, option);
    });
  }
  return program;
}

/** Of two values the last would win without a word, and `--space A --space B` would answer for B. */
function refuseRepetition(command: Command, option: Option): void {
  if (!option.required) return;
  let times = 0;
  command.on(`option:${option.name()}`, () => {
    times += 1;
    const isList = typeof command.getOptionValue(option.attributeName()) === 'object';
    if (times > 1 && !isList) {
      command.error(`error: option '${option.flags}' is given twice; it takes one value`);
    }
  });
}

/** Commands whose argument is a text that may begin with a dash, or have words that do. */
const TAKES_TEXT: ReadonlySet<string> = new Set(['search', 'query']);

/** `-whales`, or a text of several words; `--lable` is an option with a slip. */
const TEXT_AS_OPTION = /unknown option '(?:-[^-]|[^']*\s)/;

const withHint: NonNullable<OutputConfiguration['outputError']> = (text, write) => {
  write(text);
  if (TEXT_AS_OPTION.test(text)) {
    write(
      'If that is a part of the query: put the query in single quotes, or write -- before it.\n',
    );
  }
};

/** Runs the command line with the arguments after the program's name; yields the exit code. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<number> {
  let code: number = EXIT.done;
  const program = createProgram(surroundings, await commandsFor(args), (result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return reportFailure(error, surroundings.terminal);
  }
}
