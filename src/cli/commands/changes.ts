import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import type { Library } from '../library.ts';
import { archiveOption, JSON_OPTION } from '../naming.ts';
import { jsonText, printableText } from '../page-lines.ts';
import type { Terminal } from '../terminal.ts';

interface ChangesFlags {
  readonly archive: string;
  readonly since?: string;
  readonly until?: string;
  readonly space?: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  confluence-archive changes
  confluence-archive changes --since 2024-01-01 --space SEALS > changes.md
  confluence-archive changes --since 3 --until 5 --json

Both ends are included, and dates are those of the imports. All imports of the range are taken
together: a page that was created and then updated is created, and one that is again as it was
before is left out.`;

/** `confluence-archive changes`: what imports created, updated, moved and removed, as Markdown. */
export function changesCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  return new Command('changes')
    .summary('tell what the last import changed, or all since a date')
    .description('Tells what imports created, updated, moved and removed, as Markdown.')
    .addOption(archiveOption())
    .option('--since <import>', 'number or day of the first import (default: the last one)')
    .option('--until <import>', 'number or day of the last import (default: the last one)')
    .option('--space <key>', 'key or name of the space to tell of (default: all)')
    .option(...JSON_OPTION)
    .showHelpAfterError('(see confluence-archive changes --help)')
    .addHelpText('after', EXAMPLES)
    .action(async ({ json, ...options }: ChangesFlags) => {
      const report = await library.listChanges(options);
      const text = json ? jsonText(report) : printableText(await library.changesMarkdown(report));
      terminal.stdout.write(text);
      finish(EXIT.done);
    });
}
