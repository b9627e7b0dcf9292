import { expect, it, describe } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { fakeTerminal } from './fake-terminal.ts';
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
