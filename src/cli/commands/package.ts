import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import type { Library } from '../library.ts';
import { packageSummary } from '../package-summary.ts';
import { createProgress } from '../progress.ts';
import { stoppable } from '../stoppable.ts';
import type { Terminal } from '../terminal.ts';

/** The options as commander hands them over. */
interface PackageFlags {
  readonly archive: string;
  /** False for `--no-markdown`. */
  readonly markdown: string | false;
  /** False for `--no-originals`. */
  readonly originals: boolean;
  readonly json?: true;
  readonly quiet?: true;
}

const EXAMPLES = `
Examples:
  confluence-archive package wiki-package
  confluence-archive package wiki-package --archive wiki.sqlite --markdown wiki
  confluence-archive verify --package wiki-package

Everything is checked first: a damaged archive is not packed.`;

/** `confluence-archive package`: options in, the library's report out, nothing else. */
export function packageCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  return new Command('package')
    .summary('pack archive, originals and Markdown as a BagIt package')
    .description(
      'Writes a BagIt package (RFC 8493): a copy of the archive, the originals that were kept, and ' +
        'the Markdown, with a checksum of each file. Whole, or not at all.',
    )
    .argument('<folder>', 'where the package will be; a folder that is not there yet')
    .option('--archive <file>', 'SQLite archive of the import', 'output/archive.sqlite')
    .option('--markdown <dir>', 'Markdown folder of the import', 'output/markdown')
    .option('--no-markdown', 'leave the Markdown out')
    .option('--no-originals', 'leave the originals out')
    .option('--json', 'print the report as JSON, and nothing else, on standard output')
    .option('--quiet', 'no progress and no summary')
    .showHelpAfterError('(see confluence-archive package --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (folder: string, flags: PackageFlags) => {
      const { archive, originals } = flags;
      const markdown = flags.markdown === false ? null : flags.markdown;
      const progress = await createProgress(terminal, flags.quiet === true);
      const farewell = 'Stopped before the end. No part of a package was left.';
      finish(
        await stoppable(terminal, progress, farewell, async (signal) => {
          const report = await library.packageArchive({
            ...{ folder, archive, markdown, originals, signal },
            onProgress: progress.update,
          });
          progress.stop();
          if (flags.json) terminal.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
          else if (!flags.quiet) terminal.stdout.write(packageSummary(report, terminal.stdout));
          return EXIT.done;
        }),
      );
    });
}
