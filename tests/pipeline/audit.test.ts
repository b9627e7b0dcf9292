/** The audit as a whole: over a real import, and over one that somebody has damaged since. */
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { auditArchive, importExport, type AuditReport } from '../../src/index.ts';
import { ArchiveError, OutputError, SourceError } from '../../src/model/errors.ts';

const DEMO = join(import.meta.dirname, '..', '..', 'fixtures', 'demo-space', 'source');
const work = mkdtempSync(join(tmpdir(), 'confluence-archive-audit-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const source = join(work, 'source');
const archive = join(work, 'archive.sqlite');
const markdown = join(work, 'tree');
const page = join(markdown, 'SEALS', 'Harbour Seals Working Group', 'Haul-out Counts.md');

beforeEach(async () => {
  for (const path of [source, archive, markdown]) rmSync(path, { recursive: true, force: true });
  cpSync(DEMO, source, { recursive: true });
  await importExport({ sources: [source], archive, markdown });
});

const check = (report: AuditReport, name: string) =>
  report.checks.find((candidate) => candidate.name === name);

describe('an audit', () => {
  it('finds an import whole, and accounts for what its export lacks', async () => {
    const report = await auditArchive({ archive, markdown });
    expect(report.score).toBe(100);
    expect(report.pages).toHaveLength(11);
    expect(report.unaudited).toEqual([]);
    expect(report.sources).toEqual([source]);
    expect(check(report, 'words')?.total).toBeGreaterThan(500);
    expect(report.links.broken.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['page-never-written', 'attachment-not-in-export']),
    );
    expect(report.attachments).toMatchObject({ present: 2, missing: [{}], unreferenced: [{}] });
    expect(report.macros).toContainEqual({ name: 'toc', outcome: 'omitted', count: 1 });
  });

  it('finds what was changed and deleted since', async () => {
    writeFileSync(page, readFileSync(page, 'utf8').replace('# Haul-out Counts\n', '# Counts\n'));
    rmSync(join(markdown, 'SEALS', 'Harbour Seals Working Group', 'Who may join the counts.md'));
    const report = await auditArchive({ archive, markdown });
    expect(report.score).toBeLessThan(100);
    expect(report.files.changed).toEqual(['SEALS/Harbour Seals Working Group/Haul-out Counts.md']);
    expect(report.files.missing).toHaveLength(1);
    expect(report.unaudited).toEqual([{ path: expect.any(String), reason: 'not-published' }]);
    // Links to what was deleted are dead.
    expect(report.pages[0]?.deadLinks).toEqual([
      'Harbour%20Seals%20Working%20Group/Who%20may%20join%20the%20counts.md',
    ]);
    expect(report.pages).toContainEqual(
      expect.objectContaining({
        markdownPath: 'SEALS/Harbour Seals Working Group/Haul-out Counts.md',
        losses: [{ measure: 'words', text: 'Haul-out', reason: null }],
      }),
    );
    expect(check(report, 'links in the tree that lead somewhere')?.kept).toBeLessThan(21);
  });

  it('says of pages that it could not compare why', async () => {
    writeFileSync(join(source, 'Haul-out-Counts_41026200.html'), '<p>new</p>');
    rmSync(join(source, 'Meetings_41025610.html'));
    const { unaudited, pages } = await auditArchive({ archive, markdown });
    expect(unaudited).toEqual([
      { path: 'Haul-out-Counts_41026200.html', reason: 'source-changed' },
      { path: 'Meetings_41025610.html', reason: 'source-not-given' },
    ]);
    expect(pages).toHaveLength(9);
  });

  it('takes sources that have moved by name', async () => {
    const elsewhere = join(work, 'elsewhere');
    rmSync(elsewhere, { recursive: true, force: true });
    renameSync(source, elsewhere);
    await expect(auditArchive({ archive, markdown })).rejects.toThrow(SourceError);
    const report = await auditArchive({ archive, markdown, sources: [elsewhere] });
    expect([report.score, report.pages.length]).toEqual([100, 11]);
    rmSync(elsewhere, { recursive: true, force: true });
  });

  it('needs an archive and a tree', async () => {
    const nowhere = join(work, 'nowhere');
    await expect(auditArchive({ archive: nowhere, markdown })).rejects.toThrow(ArchiveError);
    await expect(auditArchive({ archive, markdown: nowhere })).rejects.toThrow(OutputError);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(auditArchive({ archive, markdown, signal })).rejects.toThrow(/stopped/);
  });

  it('writes a page that needs nothing else, with no markup of the source in force', async () => {
    writeFileSync(
      page,
      readFileSync(page, 'utf8').replace('# Haul-out Counts\n', '# Haul-out <b>Zebra\n'),
    );
    const html = join(work, 'reports', 'audit.html');
    const { pages } = await auditArchive({ archive, markdown, html });
    expect(pages[0]).toMatchObject({ foreignTags: ['b'], foreignWords: ['Zebra'] });
    const text = readFileSync(html, 'utf8');
    expect(text).toContain("default-src 'none'");
    expect(text.match(/<iframe sandbox="" /g)).toHaveLength(11);
    expect(text).not.toMatch(/<script|(?:src|href)="(?:https?:)?\/\//);
    expect(text).toContain('&lt;b&gt;Zebra');
    expect(text.indexOf('Haul-out Counts')).toBeLessThan(text.indexOf('Meeting Notes'));
  });
});
