import { Command, Option } from 'commander';
import { EXIT } from '../exit-codes.ts';
import type { Library } from '../library.ts';
import { createProgress, type Progress } from '../progress.ts';
import { stoppable } from '../stoppable.ts';
import type { Terminal } from '../terminal.ts';
import { bagSummary, verifySummary } from '../verify-summary.ts';

/** The options as commander hands them over. */
interface VerifyFlags {
  readonly archive: string;
  /** False for `--no-markdown`. */
  readonly markdown: string | false;
  readonly package?: string;
  readonly json?: true;
  readonly quiet?: true;
}

const EXAMPLES = `
Examples:
  confluence-archive verify
  confluence-archive verify --archive wiki.sqlite --markdown wiki
  confluence-archive verify --package wiki-package
  confluence-archive verify --json --quiet > verify.json

Exits with 1 when anything was changed or is missing.`;

interface Outcome {
  readonly report: { readonly findings: readonly unknown[] };
  readonly summary: string;
}

async function check(
  flags: VerifyFlags,
  library: Library,
  terminal: Terminal,
  running: { readonly signal: AbortSignal; readonly onProgress: Progress['update'] },
): Promise<Outcome> {
  if (flags.package !== undefined) {
    const report = await library.validatePackage({ folder: flags.package, ...running });
    return { report, summary: bagSummary(report, terminal.stdout) };
  }
  const { archive, markdown } = flags;
  const tree = markdown === false ? null : markdown;
  const report = await library.verifyArchive({ archive, markdown: tree, ...running });
  return { report, summary: verifySummary(report, terminal.stdout) };
}

/** `confluence-archive verify`: options in, the library's report out, nothing else. */
export function verifyCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  return new Command('verify')
    .summary('check that archive, originals and Markdown are what they were')
    .description(
      'Reads everything and holds it against the hashes that were noted when it was written: the ' +
        'archive by SQLite’s own checks, the stored originals, the published files; or validates a ' +
        'BagIt package. Changes nothing.',
    )
    .option('--archive <file>', 'SQLite archive of the import', 'output/archive.sqlite')
    .option('--markdown <dir>', 'Markdown folder of the import', 'output/markdown')
    .option('--no-markdown', 'check archive and originals only')
    .addOption(
      new Option('--package <folder>', 'validate this BagIt package instead').conflicts([
        'archive',
        'markdown',
      ]),
    )
    .option('--json', 'print the report as JSON, and nothing else, on standard output')
    .option('--quiet', 'no progress and no summary')
    .showHelpAfterError('(see confluence-archive verify --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: VerifyFlags) => {
      const progress = await createProgress(terminal, flags.quiet === true);
      const farewell = 'Stopped before the end. Nothing was changed.';
      finish(
        await stoppable(terminal, progress, farewell, async (signal) => {
          const onProgress = progress.update;
          const { report, summary } = await check(flags, library, terminal, { signal, onProgress });
          progress.stop();
          if (flags.json) terminal.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
          else if (!flags.quiet) terminal.stdout.write(summary);
          return report.findings.length === 0 ? EXIT.done : EXIT.incomplete;
        }),
      );
    });
}
