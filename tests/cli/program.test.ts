import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { sampleExport } from './sample-export.ts';
import { sampleLibrary } from './sample-library.ts';

describe('the command line', () => {
  it('refuses an option that is given twice, because only one value would count', async () => {
    const terminal = fakeTerminal();
    const surroundings = { library: sampleLibrary(), terminal, version: '1.2.3' };
    const args = ['people', '--space', 'SEALS', '--space', 'WHALES'];
    expect(await run(args, surroundings)).toBe(2);
    expect(terminal.err()).toContain("option '--space <key>' is given twice");
    expect(terminal.out()).toBe('');
  });

  it('takes a list of parameters', async () => {
    const terminal = fakeTerminal();
    const surroundings = { library: sampleLibrary(), terminal, version: '1.2.3' };
    const args = ['query', 'stale-pages', '--param', 'years=5', '--param', 'space=SEALS'];
    expect(await run(args, surroundings)).toBe(0);
  });
});

describe('the archive', () => {
  afterEach(() => {
    delete process.env.CONFLUENCE_ARCHIVE;
  });

  it.each([
    [['people'], 'from-environment.sqlite'],
    [['people', '--archive', 'named.sqlite'], 'named.sqlite'],
    [['export', 'tree'], 'output/archive.sqlite'],
  ])('of %j may come from the environment', async (args, archive) => {
    process.env.CONFLUENCE_ARCHIVE = 'from-environment.sqlite';
    const asked: string[] = [];
    const note =
      <Answer>(answer: Answer) =>
      (options: { readonly archive: string }) => {
        asked.push(options.archive);
        return Promise.resolve(answer);
      };
    const library = sampleLibrary({
      listPeople: note([]),
      exportArchive: note(sampleExport()),
    });
    await run(args, { library, terminal: fakeTerminal(), version: '1.2.3' });
    expect(asked).toEqual([archive]);
  });
});
