import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { ImportOptions } from '../../src/index.ts';
import {
  ArchiveError,
  OutputError,
  SourceError,
  UsageError,
  type ArchiveToolError,
} from '../../src/model/errors.ts';
import type { ImportReport } from '../../src/model/imports.ts';
import { sampleLibrary } from './sample-library.ts';
import { fakeTerminal, type FakeTerminal } from './fake-terminal.ts';
import { located, sampleReport } from './sample-report.ts';

interface Outcome {
  readonly code: number;
  readonly calls: readonly ImportOptions[];
  readonly terminal: FakeTerminal;
}

/** Runs the command line over a library that answers with this report, or throws this error. */
async function cli(
  args: readonly string[],
  answer: ImportReport | Error = sampleReport(),
  terminal = fakeTerminal(),
): Promise<Outcome> {
  const calls: ImportOptions[] = [];
  const importExport = async (options: ImportOptions): Promise<ImportReport> => {
    calls.push(options);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const code = await run(args, {
    library: sampleLibrary({ importExport }),
    terminal,
    version: '1.2.3',
  });
  return { code, calls, terminal };
}

describe('options of import', () => {
  it('has defaults, and leaves to the library what was not given', async () => {
    const { calls, code } = await cli(['import', 'a', 'b.zip']);
    expect(code).toBe(0);
    expect(calls).toHaveLength(1);
    const { signal, onProgress, ...options } = calls[0]!;
    expect(signal?.aborted).toBe(false);
    expect(onProgress).toBeTypeOf('function');
    expect(options).toEqual({
      sources: ['a', 'b.zip'],
      archive: 'output/archive.sqlite',
      markdown: 'output/markdown',
      keepOriginals: false,
      partial: false,
      checksum: false,
      dryRun: false,
      limits: {},
    });
  });

  it('hands over every option', async () => {
    const { calls } = await cli([
      ...['import', 'a', '--archive', 'x.sqlite', '--markdown=tree', '--format', 'plain-text'],
      ...[
        '--space',
        'SEALS',
        '--jobs',
        '3',
        '--dry-run',
        '--keep-originals',
        '--partial',
        '--checksum',
        '--limit-page-size',
        '4GB',
      ],
      ...['--tables', 'html', '--workers', '0', '--limit-page-time', '90'],
      ...['--limit-attachment-size', '1.5MiB', '--limit-entries', '10', '--limit-ratio', '50'],
      ...['--limit-total-size', '2K'],
      ...['--on-edited', 'keep', '--no-prune', '--redirects', 'nginx', '--redirects', 'netlify'],
    ]);
    expect(calls[0]).toMatchObject({
      archive: 'x.sqlite',
      markdown: 'tree',
      format: 'plain-text',
      space: 'SEALS',
      jobs: 3,
      workers: 0,
      tables: 'html',
      onEdited: 'keep',
      prune: false,
      redirects: ['nginx', 'netlify'],
      keepOriginals: true,
      partial: true,
      checksum: true,
      dryRun: true,
      limits: {
        maxPageBytes: 4e9,
        maxPageSeconds: 90,
        maxAttachmentBytes: 1.5 * 1024 ** 2,
        maxEntries: 10,
        maxTotalBytes: 2048,
        maxCompressionRatio: 50,
      },
    });
  });

  it('takes --no-markdown as no tree', async () => {
    const { calls } = await cli(['import', 'a', '--no-markdown']);
    expect(calls[0]?.markdown).toBeNull();
  });

  it.each([
    [['import'], "missing required argument 'source'"],
    [['imprt', 'a'], 'Did you mean import?'],
    [['import', 'a', '--achive', 'x'], 'Did you mean --archive?'],
    [['import', 'a', '--format', 'word'], 'Allowed choices are confluence-html'],
    [['import', 'a', '--tables', 'grid'], 'Allowed choices are repeat, html'],
    [['import', 'a', '--jobs', '0'], 'Expected a whole number from 1.'],
    [['import', 'a', '--workers', '-1'], 'Expected a whole number from 0.'],
    [['import', 'a', '--limit-page-size', 'much'], 'Expected a size such as 4GB'],
    [['import', 'a', '--archive'], 'argument missing'],
    [['--nonsense'], "unknown option '--nonsense'"],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { code, calls, terminal } = await cli(args);
    expect(code).toBe(2);
    expect(calls).toEqual([]);
    expect(terminal.err()).toContain(message);
    expect(terminal.err()).toContain('--help');
    expect(terminal.out()).toBe('');
  });
});

describe('help and version', () => {
  it.each([['-V'], ['--version']])('%s prints the version', async (flag) => {
    const { code, terminal } = await cli([flag]);
    expect([code, terminal.out(), terminal.err()]).toEqual([0, '1.2.3\n', '']);
  });

  it.each([[['-h']], [['--help']], [['help']]])('%j names the commands', async (args) => {
    const { code, terminal } = await cli(args);
    expect(code).toBe(0);
    expect(terminal.out()).toContain('import [options] <source...>');
    expect(terminal.out()).toContain('Exit codes:');
  });

  it.each([[['import', '-h']], [['help', 'import']]])('%j shows examples', async (args) => {
    const { code, terminal } = await cli(args);
    expect(code).toBe(0);
    expect(terminal.out()).toContain('confluence-archive import export.zip');
    expect(terminal.out()).toContain('largest attachment that is copied (default:');
  });

  it('without arguments is wrong use, and shows the help', async () => {
    const { code, terminal } = await cli([]);
    expect(code).toBe(2);
    expect(terminal.err()).toContain('Usage: confluence-archive');
  });
});

describe('exit codes and output', () => {
  it.each<readonly [ArchiveToolError, number]>([
    [new UsageError('--space does not go with this'), 2],
    [new SourceError('No export in a'), 3],
    [new ArchiveError('x.sqlite is no archive'), 4],
    [new OutputError('tree cannot be written'), 4],
  ])('%s', async (error, expected) => {
    const { code, terminal } = await cli(['import', 'a'], error);
    expect(code).toBe(expected);
    expect(terminal.err()).toBe(`error: ${error.message}\n`);
    expect(terminal.out()).toBe('');
  });

  it('adds the advice, and the stack only for DEBUG', async () => {
    const error = new SourceError('No export in a', 'Unpack it first.', {
      cause: new Error('ENOENT'),
    });
    const { terminal } = await cli(['import', 'a'], error);
    expect(terminal.err()).toBe('error: No export in a\nUnpack it first.\n');
    const debugging = fakeTerminal({ env: { DEBUG: '1' } });
    await cli(['import', 'a'], error, debugging);
    expect(debugging.err()).toContain('import-command.test.ts');
    expect(debugging.err()).toContain('Caused by: Error: ENOENT');
  });

  it('calls anything else a defect', async () => {
    const { code, terminal } = await cli(['import', 'a'], new TypeError('x is not a function'));
    expect(code).toBe(70);
    expect(terminal.err()).toMatch(/^error: x is not a function\nThis is a defect/);
  });

  it('cannot be made to write escape sequences', async () => {
    const { terminal } = await cli(['import', 'a'], new SourceError('bad \u001B[2J name'));
    expect(terminal.err()).toBe('error: bad \\u{1b}[2J name\n');
  });

  it('is 1 when pages failed', async () => {
    const report = sampleReport({ counts: { failed: 1 } });
    expect((await cli(['import', 'a'], report)).code).toBe(1);
  });

  it('is 1 with --strict when something was lost, but not for mere notes', async () => {
    const lossy = sampleReport({ diagnostics: [located('attachment-missing', 'plan.pdf')] });
    const noted = sampleReport({ diagnostics: [located('charset-guessed', 'x')] });
    expect((await cli(['import', 'a'], lossy)).code).toBe(0);
    expect((await cli(['import', 'a', '--strict'], lossy)).code).toBe(1);
    expect((await cli(['import', 'a', '--strict'], noted)).code).toBe(0);
  });

  it('prints the summary on standard output and nothing else in a pipe', async () => {
    const { terminal } = await cli(['import', 'a']);
    expect(terminal.out()).toMatch(/^Imported seals-export/);
    expect(terminal.err()).toBe('');
  });

  it('prints exactly the report with --json', async () => {
    const report = sampleReport({ counts: { failed: 1 } });
    const { code, terminal } = await cli(['import', 'a', '--json'], report);
    expect(JSON.parse(terminal.out())).toEqual(report);
    expect([code, terminal.err()]).toEqual([1, '']);
  });

  it('is silent with --quiet, but for pages that failed', async () => {
    const good = await cli(['import', 'a', '--quiet']);
    expect([good.terminal.out(), good.terminal.err()]).toEqual(['', '']);
    const report = sampleReport({
      counts: { failed: 1 },
      pages: [
        { path: 'Good_1.html', title: 'Good', outcome: 'created' },
        { path: 'Bad_2.html', title: null, outcome: 'failed' },
      ],
    });
    const { terminal } = await cli(['import', 'a', '--quiet'], report);
    expect(terminal.out()).toBe('');
    expect(terminal.err()).toBe('error: 1 page failed\n  Bad_2.html\n');
  });
});
