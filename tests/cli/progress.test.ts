import { expect, it } from 'vitest';
import { createProgress } from '../../src/cli/progress.ts';
import { fakeTerminal, type FakeTerminal } from './fake-terminal.ts';

async function show(terminal: FakeTerminal, quiet = false): Promise<string> {
  const progress = await createProgress(terminal, quiet);
  progress.update({ phase: 'scanning', done: 0, total: 1 });
  progress.update({ phase: 'converting', done: 0, total: 40 });
  progress.update({ phase: 'converting', done: 40, total: 40 });
  progress.stop();
  progress.stop();
  return terminal.err();
}

it('is a bar on a terminal', async () => {
  const terminal = fakeTerminal({ isTTY: true });
  const text = await show(terminal);
  expect(text).toContain('Finding files');
  expect(text).toContain('Converting pages');
  expect(text).toContain('0/40');
  expect(terminal.out()).toBe('');
});

it('hides neither the cursor nor leaves signal handlers', async () => {
  const before = process.listenerCount('SIGINT');
  const progress = await createProgress(fakeTerminal({ isTTY: true }), false);
  progress.update({ phase: 'publishing', done: 1, total: 2 });
  expect(process.listenerCount('SIGINT')).toBe(before);
  progress.stop();
  expect(await show(fakeTerminal({ isTTY: true }))).not.toContain('\u001B[?25l');
});

it('is silent in a pipe, on a dumb terminal, and when told', async () => {
  expect(await show(fakeTerminal())).toBe('');
  expect(await show(fakeTerminal({ isTTY: true, env: { TERM: 'dumb' } }))).toBe('');
  expect(await show(fakeTerminal({ isTTY: true }), true)).toBe('');
});
