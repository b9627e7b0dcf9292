import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import type { Library } from '../library.ts';
import { ARCHIVE_OPTION, JSON_OPTION, PAGE_ARGUMENT, PAGE_HELP } from '../naming.ts';
import { jsonText, printableText } from '../page-lines.ts';
import type { Terminal } from '../terminal.ts';

interface ShowFlags {
  readonly archive: string;
  readonly asOf?: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  confluence-archive show "Field Handbook"
  confluence-archive show 41025712 --json
${PAGE_HELP}`;

/** `confluence-archive show <page>`: a page's Markdown on standard output. */
export function showCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  return new Command('show')
    .summary('print a page as Markdown')
    .description('Prints a page as its published file has it.')
    .argument('<page>', PAGE_ARGUMENT)
    .option(...ARCHIVE_OPTION)
    .option('--as-of <date>', 'the page as it was then: a date, or import:3')
    .option(...JSON_OPTION)
    .showHelpAfterError('(see confluence-archive show --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (page: string, { archive, asOf, json }: ShowFlags) => {
      const shown = await library.showPage({ archive, page, asOf: asOf ?? null });
      const { stdout } = terminal;
      // Into a file go the very bytes of the published one.
      const text = stdout.isTTY === true ? printableText(shown.markdown) : shown.markdown;
      stdout.write(json ? jsonText(shown) : text);
      finish(EXIT.done);
    });
}
