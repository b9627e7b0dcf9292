import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { StopSignal } from '../../src/cli/terminal.ts';
import { AbortedError, SourceError } from '../../src/model/errors.ts';
import { fakeTerminal, type FakeTerminal } from './fake-terminal.ts';
import { sampleLibrary } from './sample-library.ts';
import { sampleReport } from './sample-report.ts';

/** An import that is sent signals while it runs and then ends as told. */
async function stopped(
  terminal: FakeTerminal,
  send: readonly (readonly [StopSignal, number])[],
  end: () => ReturnType<typeof sampleReport>,
): Promise<number> {
  const library = sampleLibrary({
    importExport: async ({ signal }: { readonly signal?: AbortSignal | undefined }) => {
      for (const [name, after] of send) terminal.send(name, after);
      expect(signal?.aborted).toBe(send.length > 0);
      return end();
    },
  });
  return run(['import', 'a'], { library, terminal, version: '1.2.3' });
}

const aborted = () => {
  throw new AbortedError('Stopped');
};

describe('Ctrl-C', () => {
  it('aborts cleanly and says so', async () => {
    const terminal = fakeTerminal();
    expect(await stopped(terminal, [['SIGINT', 0]], aborted)).toBe(130);
    expect(terminal.err()).toContain('Stopping; what is done stays whole.');
    expect(terminal.err()).not.toContain('error:');
    expect(terminal.out()).toBe('');
    expect(terminal.exits).toEqual([]);
    expect(terminal.listeners()).toBe(0);
  });

  it('counts as once when npm delivers it twice', async () => {
    const terminal = fakeTerminal();
    const twice = [['SIGINT', 0] as const, ['SIGINT', 20] as const];
    expect(await stopped(terminal, twice, aborted)).toBe(130);
    expect(terminal.exits).toEqual([]);
  });

  it('pressed again ends the process at once', async () => {
    const terminal = fakeTerminal();
    const again = [['SIGINT', 0] as const, ['SIGINT', 900] as const];
    await stopped(terminal, again, aborted);
    expect(terminal.exits).toEqual([130]);
  });

  it('that comes too late changes nothing', async () => {
    const terminal = fakeTerminal();
    expect(await stopped(terminal, [['SIGINT', 0]], sampleReport)).toBe(0);
    expect(terminal.out()).toContain('Imported');
  });

  it('is not the reason for another error', async () => {
    const terminal = fakeTerminal();
    const end = () => {
      throw new SourceError('No export in a');
    };
    expect(await stopped(terminal, [['SIGINT', 0]], end)).toBe(3);
    expect(terminal.err()).toContain('error: No export in a');
  });
});

it('SIGTERM has its own exit code', async () => {
  expect(await stopped(fakeTerminal(), [['SIGTERM', 0]], aborted)).toBe(143);
});

it('an abort without a signal is reported as the library says', async () => {
  expect(await stopped(fakeTerminal(), [], aborted)).toBe(130);
});
