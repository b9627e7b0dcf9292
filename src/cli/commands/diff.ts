import { Command } from 'commander';
import { diffText } from '../diff-text.ts';
import { EXIT } from '../exit-codes.ts';
import type { Library } from '../library.ts';
import { archiveOption, JSON_OPTION, PAGE_ARGUMENT, PAGE_HELP } from '../naming.ts';
import { jsonText } from '../page-lines.ts';
import type { Terminal } from '../terminal.ts';

interface DiffFlags {
  readonly archive: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  confluence-archive diff "Field Handbook"
  confluence-archive diff "Field Handbook" 1 3
  confluence-archive diff SEALS/Meetings 2023-12-31 2024-06-30
  confluence-archive diff 41025712 import:1
${PAGE_HELP}

A state is the number of a version, a date (the last state up to its end), or import:3 (the newest
state that this import and those before it had brought). Without them, the last two that differ.
Links show the titles of the pages that they lead to.`;

/** `confluence-archive diff <page> [from] [to]`: what changed between two states of a page. */
export function diffCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  return new Command('diff')
    .summary('show what changed on a page, word by word')
    .description('Shows what changed on a page between two of its states, word by word.')
    .argument('<page>', PAGE_ARGUMENT)
    .argument('[from]', 'version, date or import:N (default: the last state that differs)')
    .argument('[to]', 'version, date or import:N (default: the newest state)')
    .addOption(archiveOption())
    .option(...JSON_OPTION)
    .showHelpAfterError('(see confluence-archive diff --help)')
    .addHelpText('after', EXAMPLES)
    .action(
      async (
        page: string,
        from: string | undefined,
        to: string | undefined,
        { archive, json }: DiffFlags,
      ) => {
        const diff = await library.diffPage({ archive, page, from, to });
        terminal.stdout.write(json ? jsonText(diff) : diffText(diff, terminal.stdout));
        finish(EXIT.done);
      },
    );
}
