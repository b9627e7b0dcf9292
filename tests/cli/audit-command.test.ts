/** `confluence-archive audit` over a library that answers with samples. */
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { AuditOptions } from '../../src/index.ts';
import type { AuditReport } from '../../src/model/audit.ts';
import { SourceError } from '../../src/model/errors.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { sampleAudit, samplePage } from './sample-audit.ts';
import { sampleLibrary } from './sample-library.ts';

async function audit(args: readonly string[], answer: AuditReport | Error = sampleAudit()) {
  const calls: AuditOptions[] = [];
  const terminal = fakeTerminal();
  const auditArchive = (options: AuditOptions): Promise<AuditReport> => {
    calls.push(options);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const library = sampleLibrary({ auditArchive });
  const code = await run(['audit', ...args], { library, terminal, version: '1.2.3' });
  return { code, calls, out: terminal.out(), err: terminal.err() };
}

const lossy = sampleAudit({
  score: 66.66,
  checks: [
    { name: 'words', total: 3, kept: 1, explained: 1, score: 66.66 },
    { name: 'images', total: 0, kept: 0, explained: 0, score: null },
  ],
  pages: [
    samplePage({
      losses: [
        { measure: 'words', text: 'ebb\u001b[31m', reason: null },
        { measure: 'words', text: 'flow', reason: 'macro-omitted' },
      ],
      deadLinks: ['Moon.md#phases'],
    }),
  ],
  unaudited: [{ path: 'Sun_2.html', reason: 'source-changed' }],
  links: {
    resolved: 0,
    external: 0,
    broken: [{ sourcePath: 'Tides_1.html', href: 'x', text: 'x', reason: 'page-never-written' }],
  },
  files: { listed: 2, changed: ['SEA/Tides.md'], missing: [] },
});

describe('the command', () => {
  it('has defaults, and hands everything to the library', async () => {
    const plain = await audit([]);
    expect(plain.calls).toMatchObject([
      { sources: [], archive: 'output/archive.sqlite', markdown: 'output/markdown', html: null },
    ]);
    const { calls } = await audit([
      'a',
      'b',
      '--archive',
      'c',
      '--markdown',
      'd',
      '--html',
      'e.html',
    ]);
    expect(calls).toMatchObject([
      { sources: ['a', 'b'], archive: 'c', markdown: 'd', html: 'e.html' },
    ]);
  });

  it('says what is amiss, and why the rest is missing', async () => {
    const { code, out } = await audit(['--html', 'e.html'], lossy);
    expect(code).toBe(0);
    expect(out).toContain('score 66.66');
    expect(out).toMatch(/words +3 +1 +1 +1 +66\.66%\n/);
    expect(out).toMatch(/images +0 +0 +0 +0 +–\n/);
    expect(out).toContain('1 × macro-omitted: ');
    expect(out).toContain('1 × the page was never written (a red link)');
    expect(out).toContain('changed: SEA/Tides.md');
    expect(out).toContain('1 × its source has other bytes than when it was imported');
    expect(out).toContain('words lost: ebb\\u{1b}[31m');
    expect(out).toContain('link that leads nowhere: Moon.md#phases');
    expect(out).toContain('side by side: e.html');
  });

  it('is a gate with --fail-under', async () => {
    expect((await audit(['--fail-under', '66.66'], lossy)).code).toBe(0);
    const failed = await audit(['--fail-under', '100', '--quiet'], lossy);
    expect([failed.code, failed.out]).toEqual([1, '']);
    expect(failed.err).toContain('66.66');
    for (const wrong of ['101', '-1', 'x', '1e1']) {
      expect((await audit(['--fail-under', wrong])).code).toBe(2);
    }
  });

  it('prints JSON and nothing else with --json', async () => {
    const { out } = await audit(['--json'], lossy);
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(lossy)));
  });

  it('reports an error in one line and one of advice', async () => {
    const { code, err } = await audit([], new SourceError('The sources are gone.', 'Name them.'));
    expect([code, err]).toEqual([3, 'error: The sources are gone.\nName them.\n']);
  });
});
