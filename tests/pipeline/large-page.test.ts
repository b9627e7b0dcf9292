/** Pages far larger than people write: whole, and with the stack of an ordinary thread. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { importExport } from '../../src/index.ts';

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-large-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

/** More than a call may have arguments. */
const MANY = 140_000;

function exported(name: string, body: string): string {
  const folder = join(work, name);
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'Ledger_4100201.html'),
    `<!DOCTYPE html><html><head><title>Harbour : Ledger</title></head><body><div id="page"><div id="main">
     <div id="main-header"><h1 id="title-heading" class="pagetitle"><span id="title-text"> Harbour : Ledger </span></h1></div>
     <div id="content" class="view"><div id="main-content" class="wiki-content group">${body}</div></div>
     </div></div></body></html>`,
  );
  return folder;
}

describe('a page', () => {
  it('with more broken links than a call has arguments', { timeout: 120_000 }, async () => {
    const links = Array.from({ length: MANY }, (_, at) => `<a href="Gone_${at}.html">${at}</a> `);
    const tree = join(work, 'links-tree');
    const report = await importExport({
      sources: [exported('links', `<p>${links.join('')}</p>`)],
      archive: join(work, 'links.sqlite'),
      markdown: tree,
    });
    expect(report.counts.created).toBe(1);
    const broken = report.diagnostics.filter(({ code }) => code === 'link-broken');
    expect(broken).toHaveLength(MANY);
    const page = report.files.find(({ path }) => path.endsWith('Ledger.md'));
    const markdown = readFileSync(join(tree, page?.path ?? ''), 'utf8');
    expect(markdown.trimEnd().endsWith(` ${MANY - 1}`)).toBe(true);
  });
});
