/** One section of a page, everything that the archive has of it, and where its fields came from. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  importExport,
  pageProvenance,
  showPage,
  showSections,
  UsageError,
} from '../../src/index.ts';
import { change } from '../archive/samples.ts';
import { query } from '../support/query.ts';

const DEMO = join(import.meta.dirname, '..', '..', 'fixtures', 'demo-space', 'source');
const work = mkdtempSync(join(tmpdir(), 'confluence-archive-parts-'));
const archive = join(work, 'archive.sqlite');

beforeAll(async () => {
  await importExport({ sources: [DEMO], archive, markdown: join(work, 'tree') });
});
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

/** Pages with sections, the section with most links first. */
const linked = () =>
  query(
    archive,
    `SELECT pages.source_path AS path, sections.key, sections.markdown
     FROM sections JOIN pages ON pages.id = page_id
     WHERE sections.markdown LIKE '%](page:%' ORDER BY length(sections.markdown) DESC`,
  );

describe('showSections', () => {
  it('gives a section as it reads in the published file', async () => {
    const [row] = await linked();
    expect(row).toBeDefined();
    const [page, section] = [String(row?.path), String(row?.key)];
    const [shown] = await showSections({ archive, page, section });
    const whole = await showPage({ archive, page });
    const lines = (shown?.markdown ?? '').trim().split('\n');
    expect(lines[0]).toMatch(/^#{1,6} /);
    expect(shown?.markdown).not.toContain('](page:');
    for (const line of lines) expect(whole.markdown.split('\n')).toContain(line);
  });

  it('names the sections that there are', async () => {
    const [row] = await linked();
    const missing = showSections({ archive, page: String(row?.path), section: 'no-such' });
    await expect(missing).rejects.toThrow(UsageError);
    const again = showSections({ archive, page: String(row?.path), section: 'no-such' });
    await expect(again).rejects.toMatchObject({
      advice: expect.stringContaining(String(row?.key)),
    });
  });
});

describe('showPage', () => {
  it('has everything of the page, as the tables have it', async () => {
    const pages = await query(
      archive,
      "SELECT id, source_path FROM pages WHERE status = 'current'",
    );
    for (const { id, source_path: page } of pages) {
      const shown = await showPage({ archive, page: String(page) });
      const counts = Object.fromEntries(
        (
          await query(
            archive,
            `SELECT 'sections' AS name, count(*) AS n FROM sections WHERE page_id = ?1
           UNION ALL SELECT 'links', count(*) FROM links WHERE page_id = ?1
           UNION ALL SELECT 'attachments', count(*) FROM attachments WHERE page_id = ?1
           UNION ALL SELECT 'comments', count(*) FROM comments WHERE page_id = ?1
           UNION ALL SELECT 'macros', count(*) FROM macros WHERE page_id = ?1
           UNION ALL SELECT 'people', count(*) FROM contributions WHERE page_id = ?1`,
            Number(id),
          )
        ).map(({ name, n }) => [name, n]),
      );
      const { sections, links, attachments, comments, macros, people } = shown;
      const found = { sections, links, attachments, comments, macros, people };
      expect(
        Object.fromEntries(Object.entries(found).map(([name, rows]) => [name, rows.length])),
      ).toEqual(counts);
      expect(shown.sources).toHaveLength(1);
    }
  });

  it('of the past has the rows of the archive, not those of the rebuilt one', async () => {
    const [row] = await linked();
    const now = await showPage({ archive, page: String(row?.path) });
    const then = await showPage({ archive, page: String(row?.path), asOf: 'import:1' });
    expect(then.parentId).toBe(now.parentId);
    expect(then.links).toEqual(now.links);
    expect(then.sources).toEqual(now.sources);
  });
});

describe('pageProvenance', () => {
  it('names file, hash and piece of every field', async () => {
    const [row] = await linked();
    const origins = await pageProvenance({ archive, page: String(row?.path) });
    const title = origins.find(({ field }) => field === 'pages.title');
    expect(title).toMatchObject({ sourcePath: row?.path, piece: '#title-text' });
    expect(title?.sourceSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(origins.find(({ field }) => field === 'spaces.key')?.sourcePath).toMatch(/index\.html$/);
    const footer = origins.find(({ field }) => field === 'pages.exported_on');
    expect(footer?.piece).toBe('#footer p');
    for (const name of ['sections', 'links', 'macros']) {
      expect(origins.find(({ field }) => field === name)?.piece).toBe('#main-content');
    }
    for (const { how } of origins) expect(how).toMatch(/\.$/);
  });

  it('says so where an older version did not note how the file was read', async () => {
    await change(archive, 'UPDATE page_facts SET profile = NULL');
    const [row] = await linked();
    const origins = await pageProvenance({ archive, page: String(row?.path) });
    const title = origins.find(({ field }) => field === 'pages.title');
    expect(title?.piece).toBeNull();
    expect(title?.how).toContain('An older version read the file');
  });
});
