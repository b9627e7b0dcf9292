/** Pages that are larger than what Node.js has for one of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../src/index.ts';
import { MAIN, startProgram } from './command.ts';
import { exportPage } from './export-page.ts';
import { expectWholeTree, treeIn, workFolder, writeFiles } from './work-folder.ts';

const work = workFolder();

/** Imports a page with this body, and a small one, by a Node.js with this option. */
async function imported(
  name: string,
  body: string,
  option: string,
): Promise<{ readonly code: number | null; readonly report: ImportReport; readonly tree: string }> {
  const folder = join(work, name);
  const source = writeFiles(join(folder, 'source'), {
    'Ledger_4100201.html': exportPage({ title: 'Ledger', body }),
    'Weir_4100202.html': exportPage({ title: 'Weir', body: '<p>The weir is open.</p>' }),
  });
  const args = [option, MAIN, 'import', source, '--json'];
  const { outcome } = startProgram(process.execPath, args, folder, {}, 100_000);
  const { code, stdout, stderr } = await outcome;
  expect(stderr).toBe('');
  const tree = treeIn(folder);
  expectWholeTree(tree);
  return { code, report: JSON.parse(stdout) as ImportReport, tree };
}

describe('a page', () => {
  it(
    'that takes more memory than there is does not end the run',
    { timeout: 120_000 },
    async () => {
      const items = Array.from(
        { length: 160_000 },
        (_, at) => `<li>Gauge ${at}<ul><li>dry</li></ul></li>`,
      );
      // The list takes more than twice as much.
      const option = '--max-old-space-size=160';
      const { code, report } = await imported('memory', `<ul>${items.join('')}</ul>`, option);
      expect(code).toBe(1);
      expect(report.counts).toMatchObject({ created: 1, failed: 1 });
      expect(report.diagnostics).toMatchObject([
        { code: 'page-needs-memory', severity: 'error', sourcePath: 'Ledger_4100201.html' },
      ]);
    },
  );

  it('may have more broken links than a call has arguments', { timeout: 120_000 }, async () => {
    // An ordinary stack, of four times as much, holds some 120,000.
    const links = Array.from({ length: 40_000 }, (_, at) => `<a href="Gone_${at}.html">${at}</a> `);
    const option = '--stack-size=246';
    const { report, tree } = await imported('links', `<p>${links.join('')}</p>`, option);
    expect(report.counts).toMatchObject({ created: 2, failed: 0 });
    expect(report.diagnostics.filter(({ code }) => code === 'link-broken')).toHaveLength(40_000);
    const page = report.files.find(({ path }) => path.endsWith('Ledger.md'));
    const markdown = readFileSync(join(tree, page?.path ?? ''), 'utf8');
    expect(markdown.trimEnd().endsWith(' 39999')).toBe(true);
  });
});
