/** Imports that follow one another over a tree that people work in. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  importExport,
  openArchive,
  type ImportOptions,
  type ImportReport,
} from '../../src/index.ts';
import { importedBytes } from '../../src/pipeline/attachment-bytes.ts';
import { resolveOptions } from '../../src/pipeline/options.ts';
import { publishArchive } from '../../src/pipeline/publication.ts';
import { treeStamp } from '../../src/publish/tree-stamp.ts';
import { exportPage } from '../cli-process/export-page.ts';
import { query } from '../support/query.ts';
import { filesBelow } from '../support/tree.ts';

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-edits-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

let run = 0;
let root: string;
beforeEach(() => {
  run += 1;
  root = join(work, String(run));
});

const tree = (): string => join(root, 'tree');
const PLAN = 'Tide Tables/Plan.md';
const NEW_PLAN = 'Tide Tables/Plan.new.md';
const PICTURE = 'Tide Tables/attachments/Plan/200002.png';

/** The page “Plan” with a picture, as an export of that day has it. */
function plan(text: string, title = 'Plan'): Record<string, string> {
  const body = `<p>${text}</p><p><img src="attachments/200001/200002.png"></p>`;
  return {
    [`${title}_200001.html`]: exportPage({ title, body }),
    'attachments/200001/200002.png': `picture of ${text}`,
  };
}

async function bring(
  files: Record<string, string>,
  more: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  const source = join(root, 'source');
  rmSync(source, { recursive: true, force: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(source, path)), { recursive: true });
    writeFileSync(join(source, path), content);
  }
  const archive = join(root, 'wiki.sqlite');
  return importExport({ sources: [source], archive, markdown: tree(), ...more });
}

const text = (path: string): string => readFileSync(join(tree(), path), 'utf8');
const has = (path: string): boolean => filesBelow(tree()).has(path);
const edit = (path: string): void => {
  writeFileSync(join(tree(), path), 'mine\n');
};
const redirects = (): string[] => text('redirects.csv').trimEnd().split('\n').slice(1);

describe('a page that somebody edited', () => {
  it('stays; a newer export puts its version beside it, once', async () => {
    await bring(plan('one'));
    edit(PLAN);
    const same = await bring(plan('one'));
    expect(same.preserved).toEqual([{ path: PLAN, newVersion: null }]);
    const newer = await bring(plan('two'));
    expect(newer.preserved).toEqual([{ path: PLAN, newVersion: NEW_PLAN }]);
    expect(newer.files).toContainEqual({ path: NEW_PLAN, outcome: 'beside' });
    expect(text(PLAN)).toBe('mine\n');
    expect(text(NEW_PLAN)).toContain('two');
    // Merged: what was delivered does not come again, something new does.
    rmSync(join(tree(), NEW_PLAN));
    const merged = await bring(plan('two'));
    expect(merged.preserved).toEqual([{ path: PLAN, newVersion: null }]);
    expect(merged.files).toEqual([]);
    await bring(plan('three'));
    expect(text(NEW_PLAN)).toContain('three');
  });

  it('is left in peace by a newer export that changed nothing but its date', async () => {
    await bring(plan('one'));
    edit(PLAN);
    const later = Object.fromEntries(
      Object.entries(plan('one')).map(([path, file]) => [
        path,
        file.replaceAll('Nov 12, 2024', 'Nov 30, 2024'),
      ]),
    );
    const same = await bring(later);
    expect(same.preserved).toEqual([{ path: PLAN, newVersion: null }]);
    expect(same.counts).toMatchObject({ unchanged: 1, updated: 0 });
  });

  it('is told of nothing with “keep”, and gets all of it afterwards', async () => {
    await bring(plan('one'));
    edit(PLAN);
    const kept = await bring(plan('two'), { onEdited: 'keep' });
    expect(kept.preserved).toEqual([{ path: PLAN, newVersion: null }]);
    const later = await bring(plan('two'));
    expect(later.preserved).toEqual([{ path: PLAN, newVersion: NEW_PLAN }]);
    const over = await bring(plan('two'), { onEdited: 'overwrite' });
    expect(over.preserved).toEqual([]);
    expect(over.files).toEqual([
      { path: PLAN, outcome: 'written' },
      { path: NEW_PLAN, outcome: 'removed' },
    ]);
    expect(text(PLAN)).toContain('two');
  });

  it('stays where it was when its page moves, though it was edited long ago', async () => {
    await bring(plan('one'));
    edit(PLAN);
    await bring(plan('one'));
    const moved = await bring(plan('one', 'Scheme'));
    expect(moved.preserved).toEqual([{ path: PLAN, newVersion: null }]);
    expect(text(PLAN)).toBe('mine\n');
    expect(text('Tide Tables/Scheme.md')).toContain('one');
    expect((await bring(plan('one', 'Scheme'))).preserved).toEqual([]);
  });

  it('has attachments that are as safe', async () => {
    await bring(plan('one'));
    edit(PICTURE);
    expect((await bring(plan('one'))).preserved).toEqual([{ path: PICTURE, newVersion: null }]);
    const NEW_PICTURE = 'Tide Tables/attachments/Plan/200002.new.png';
    const newer = await bring(plan('another'));
    expect(newer.preserved).toEqual([{ path: PICTURE, newVersion: NEW_PICTURE }]);
    expect(text(NEW_PICTURE)).toBe('picture of another');
    rmSync(join(tree(), NEW_PICTURE));
    expect((await bring(plan('another'))).preserved).toEqual([{ path: PICTURE, newVersion: null }]);
    expect(text(PICTURE)).toBe('mine\n');
  });
});

describe('a page that moves', () => {
  it('takes its file and its addresses along', async () => {
    await bring(plan('one'));
    const report = await bring(plan('one', 'Scheme'));
    expect(report.files).toEqual(
      [
        { path: PICTURE, outcome: 'removed' },
        { path: PICTURE.replace('Plan', 'Scheme'), outcome: 'written' },
        { path: PLAN, outcome: 'removed' },
        { path: 'Tide Tables/Scheme.md', outcome: 'written' },
        { path: 'redirects.csv', outcome: 'written' },
        { path: 'sources.csv', outcome: 'written' },
      ].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    );
    const end = 'Tide Tables/Scheme.md,301,200001,Scheme';
    expect(redirects()).toEqual(
      expect.arrayContaining([
        `/Plan_200001.html,${end}`,
        `/Scheme_200001.html,${end}`,
        `/Tide%20Tables/Plan.md,${end}`,
        `/pages/viewpage.action?pageId=200001,${end}`,
      ]),
    );
    const back = await bring(plan('one'));
    expect(back.preserved).toEqual([]);
    expect(redirects()).toContain(`/Tide%20Tables/Scheme.md,${PLAN},301,200001,Plan`);
    expect(redirects().filter((line) => line.startsWith('/Tide%20Tables/Plan.md'))).toEqual([]);
  });

  it('leaves its old file with `prune: false`', async () => {
    await bring(plan('one'));
    const report = await bring(plan('one', 'Scheme'), { prune: false });
    expect(report.files.filter(({ outcome }) => outcome === 'removed')).toEqual([]);
    expect(has(PLAN) && has('Tide Tables/Scheme.md')).toBe(true);
    expect(text('manifest-sha256.txt')).toContain(`  ${PLAN}\n`);
    await bring(plan('one', 'Scheme'));
    expect(has(PLAN)).toBe(false);
  });
});

describe('the tree', () => {
  it('has redirects for web servers as long as they are asked for', async () => {
    await bring(plan('one'), { redirects: ['nginx', 'netlify'] });
    expect(text('redirects.nginx.conf')).toContain('"/pages/viewpage.action?200001"');
    expect(text('_redirects')).toContain('/pages/viewpage.action pageId=200001 /Tide%20Tables/');
    const without = await bring(plan('one'), { prune: false });
    expect(without.files).toEqual([
      { path: '_redirects', outcome: 'removed' },
      { path: 'redirects.nginx.conf', outcome: 'removed' },
    ]);
  });

  it('names the source of each of its files', async () => {
    await bring(plan('one'));
    const sources = text('sources.csv').trimEnd().split('\n');
    expect(sources[0]).toBe('file,source,sha256,page_id');
    expect(sources).toHaveLength(3);
    expect(sources[1]).toMatch(/^Tide Tables\/Plan\.md,Plan_200001\.html,[\da-f]{64},200001$/);
    expect(sources[2]).toMatch(/200002\.png,attachments\/200001\/200002\.png,[\da-f]{64},200001$/);
  });

  it('is planned as it would be written, into another folder too', async () => {
    await bring(plan('one'));
    const archive = await openArchive(join(root, 'wiki.sqlite'));
    const options = resolveOptions({ sources: ['-'], archive: '-', markdown: null });
    const publishInto = (folder: string, dryRun: boolean) =>
      publishArchive(
        archive,
        {
          folder,
          bytes: importedBytes(new Map(), new Map(), { folder: tree(), archive: archive.path }),
          importId: null,
          dryRun,
        },
        options,
      );
    const other = join(root, 'other');
    const planned = await publishInto(other, true);
    expect(existsSync(other)).toBe(false);
    const { stamp, ...published } = await publishInto(other, false);
    expect({ ...published, stamp: null }).toEqual(planned);
    expect(stamp).toBe(treeStamp(other));
    expect(filesBelow(other)).toEqual(filesBelow(tree()));
    await archive.close();
  });

  it('is remembered by the archive with every path that pages had', async () => {
    await bring(plan('one'));
    await bring(plan('one', 'Scheme'));
    const paths = await query(
      join(root, 'wiki.sqlite'),
      'SELECT path, import_id FROM published_paths ORDER BY path',
    );
    expect(paths).toEqual([
      { path: PLAN, import_id: 1 },
      { path: 'Tide Tables/Scheme.md', import_id: 2 },
    ]);
  });
});
