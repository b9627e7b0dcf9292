import { Command, InvalidArgumentError } from 'commander';
import type { AuditOptions } from '../../index.ts';
import type { AuditReport } from '../../model/audit.ts';
import { auditSummary } from '../audit-summary.ts';
import { EXIT } from '../exit-codes.ts';
import type { Library } from '../library.ts';
import { createProgress } from '../progress.ts';
import { stoppable } from '../stoppable.ts';
import type { Terminal } from '../terminal.ts';

/** The options as commander hands them over. */
interface AuditFlags {
  readonly archive: string;
  readonly markdown: string;
  readonly html?: string;
  readonly failUnder?: number;
  readonly json?: true;
  readonly quiet?: true;
}

const EXAMPLES = `
Examples:
  confluence-archive audit
  confluence-archive audit export.zip --archive wiki.sqlite --markdown wiki
  confluence-archive audit --html audit.html --fail-under 100
  confluence-archive audit --json --quiet > audit.json

The score is the lowest line of the table. A loss that the archive's records explain (a widget that
was left out, a file that the export lacks) does not lower it; it is counted and shown.`;

function parsePercent(text: string): number {
  const percent = /^\d{1,3}(?:\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(percent <= 100)) throw new InvalidArgumentError('Expected a percentage from 0 to 100.');
  return percent;
}

function show(report: AuditReport, flags: AuditFlags, terminal: Terminal): void {
  if (flags.json) terminal.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else if (!flags.quiet) terminal.stdout.write(auditSummary(report, flags.html, terminal.stdout));
  if (flags.failUnder !== undefined && report.score < flags.failUnder) {
    terminal.stderr.write(
      `error: the score is ${String(report.score)}, under ${String(flags.failUnder)}\n`,
    );
  }
}

const exitCodeOf = (report: AuditReport, { failUnder = 0 }: AuditFlags): number =>
  report.score < failUnder ? EXIT.incomplete : EXIT.done;

/** `confluence-archive audit`: options in, the library's report out, nothing else. */
export function auditCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  return new Command('audit')
    .summary('compare the Markdown with its sources, and list what is missing')
    .description(
      'Proves an import: compares what its readers found in the sources with the published Markdown, ' +
        'by code that shares nothing with the conversion, and lists every word, heading, list item, cell, code block, link and image that is missing ' +
        'or foreign; broken links, missing attachments, and files changed since they were written.',
    )
    .argument('[source...]', 'what was imported (default: where the archive says it was)')
    .option('--archive <file>', 'SQLite archive of the import', 'output/archive.sqlite')
    .option('--markdown <dir>', 'Markdown folder of the import', 'output/markdown')
    .option(
      '--html <file>',
      'also write a page with the worst pages, source and Markdown side by side',
    )
    .option('--fail-under <percent>', 'exit with 1 when the score is lower', parsePercent)
    .option('--json', 'print the report as JSON, and nothing else, on standard output')
    .option('--quiet', 'no progress and no summary')
    .showHelpAfterError('(see confluence-archive audit --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (sources: readonly string[], flags: AuditFlags) => {
      const { archive, markdown, html = null } = flags;
      const options: AuditOptions = { sources, archive, markdown, html };
      const progress = await createProgress(terminal, flags.quiet === true);
      finish(
        await stoppable(
          terminal,
          progress,
          'Stopped before the end. Nothing was written.',
          async (signal) => {
            const report = await library.auditArchive({
              ...options,
              signal,
              onProgress: progress.update,
            });
            progress.stop();
            show(report, flags, terminal);
            return exitCodeOf(report, flags);
          },
        ),
      );
    });
}
