import { Command } from 'commander';
import type { ExportReport } from '../../model/exports.ts';
import type { OnEdited, RedirectForm } from '../../model/imports.ts';
import { EXIT } from '../exit-codes.ts';
import { exportSummary } from '../export-summary.ts';
import type { Library } from '../library.ts';
import { createProgress } from '../progress.ts';
import { stoppable } from '../stoppable.ts';
import type { Terminal } from '../terminal.ts';
import { onEditedOption, redirectsOption } from '../tree-options.ts';

interface ExportFlags {
  readonly archive: string;
  readonly markdown: string;
  readonly asOf?: string;
  readonly onEdited?: OnEdited;
  readonly redirects?: readonly RedirectForm[];
  readonly json?: true;
  readonly quiet?: true;
}

const EXAMPLES = `
Examples:
  confluence-archive export wiki-2023 --as-of 2023-12-31
  confluence-archive export before-the-import --as-of import:3
  confluence-archive export copy --archive wiki.sqlite --markdown wiki

A date means the wiki as it was at the end of that day, as the exports tell it; an import means the
tree as it was after that run. Attachments come from the originals that imports with
--keep-originals stored, else from the Markdown folder while they are the same there.`;

function show(report: ExportReport, flags: ExportFlags, terminal: Terminal): void {
  if (flags.json) terminal.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else if (!flags.quiet) terminal.stdout.write(exportSummary(report, terminal.stdout));
}

/** `confluence-archive export <folder>`: a tree from the archive, of today or of earlier. */
export function exportCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  return new Command('export')
    .summary('write a tree from the archive, as it is or as it was')
    .description(
      'Writes a Markdown tree from the archive alone, into a folder of its own: the present, or ' +
        'the state of an earlier day or import.',
    )
    .argument('<folder>', 'where the tree goes; not the Markdown folder of the imports')
    .option('--archive <file>', 'SQLite archive', 'output/archive.sqlite')
    .option(
      '--markdown <dir>',
      'Markdown folder of the imports, for attachments',
      'output/markdown',
    )
    .option(
      '--as-of <moment>',
      'a date, or an import such as import:3, read with the vocabulary in use (default: the present)',
    )
    .addOption(onEditedOption())
    .addOption(redirectsOption())
    .option('--json', 'print the report as JSON, and nothing else, on standard output')
    .option('--quiet', 'no progress and no summary')
    .showHelpAfterError('(see confluence-archive export --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (folder: string, flags: ExportFlags) => {
      const { archive, markdown, asOf = null, onEdited, redirects } = flags;
      const progress = await createProgress(terminal, flags.quiet === true);
      const farewell = 'Stopped before the end. The same command completes the tree.';
      finish(
        await stoppable(terminal, progress, farewell, async (signal) => {
          const report = await library.exportArchive({
            ...{ archive, folder, markdown, asOf, onEdited, redirects, signal },
            onProgress: progress.update,
          });
          progress.stop();
          show(report, flags, terminal);
          return EXIT.done;
        }),
      );
    });
}
