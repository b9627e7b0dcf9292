import { Argument, Command } from 'commander';
import { UsageError } from '../../model/errors.ts';
import type { VocabularyReport } from '../../model/vocabulary-changes.ts';
import { EXIT } from '../exit-codes.ts';
import type { Library } from '../library.ts';
import { archiveOption, JSON_OPTION } from '../naming.ts';
import { jsonText, printableText } from '../page-lines.ts';
import type { Terminal } from '../terminal.ts';
import { vocabularyText } from '../vocabulary-summary.ts';

interface VocabularyFlags {
  readonly archive: string;
  readonly json?: true;
}

const ACTIONS = ['check', 'use'] as const;
type Action = (typeof ACTIONS)[number];

const EXAMPLES = `
Examples:
  confluence-archive vocabulary > mine.yaml
  confluence-archive vocabulary check mine.yaml
  confluence-archive vocabulary use mine.yaml
  confluence-archive vocabulary use built-in

Without check or use it prints the vocabulary that the archive is read with, which is the built-in one
where nothing else was chosen. “check” reads a file, tells its mistakes by line, and says which
sections and reports it would change; nothing is written. “use” reads all pages of the archive with
it, without their sources, and keeps it for later imports.`;

/** `confluence-archive vocabulary`: which headings are which section, and which pages are reports. */
export function vocabularyCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  return new Command('vocabulary')
    .summary('print, check or exchange the report vocabulary')
    .description(
      'Prints the report vocabulary as YAML; checks one that you wrote; or puts one in use.',
    )
    .addArgument(new Argument('[action]', 'what to do with a file').choices(ACTIONS))
    .argument('[file]', 'a vocabulary, or “built-in” for the one that comes with the tool')
    .addOption(archiveOption())
    .option(...JSON_OPTION)
    .showHelpAfterError('(see confluence-archive vocabulary --help)')
    .addHelpText('after', EXAMPLES)
    .action(
      async (action: Action | undefined, file: string | undefined, flags: VocabularyFlags) => {
        const { archive, json } = flags;
        const { stdout } = terminal;
        if (action === undefined) {
          const shown = await library.showVocabulary({ archive });
          const yaml = stdout.isTTY === true ? printableText(shown.yaml) : shown.yaml;
          stdout.write(json ? jsonText(shown) : yaml);
        } else {
          const report = await run(library, action, archive, file);
          stdout.write(json ? jsonText(report) : vocabularyText(report, action, stdout));
        }
        finish(EXIT.done);
      },
    );
}

function run(
  library: Library,
  action: Action,
  archive: string,
  vocabulary: string | undefined,
): Promise<VocabularyReport> {
  if (vocabulary === undefined) {
    throw new UsageError(
      `“vocabulary ${action}” needs a file.`,
      `Name it, such as “confluence-archive vocabulary ${action} mine.yaml”, or say “built-in”.`,
    );
  }
  const options = { archive, vocabulary };
  return action === 'check' ? library.checkVocabulary(options) : library.useVocabulary(options);
}
