/** Files that somebody has edited since they were written, and the new versions beside them. */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newName, withoutNewMark } from '../../src/publish/new-name.ts';
import { planTree, publishTree } from '../../src/publish/tree.ts';
import type { TreeFile, TreeOptions, TreeReport } from '../../src/publish/tree-file.ts';
import { filesBelow } from '../support/tree.ts';

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(join(tmpdir(), 'publish-edited-'));
});
afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

const MANIFEST = 'manifest-sha256.txt';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const HOME = 'BOAT/Home.md';
const NEW = 'BOAT/Home.new.md';

const home = (content: string, delivered: string | null = null, path = HOME): TreeFile => ({
  kind: 'text',
  path,
  text: content,
  delivered: delivered === null ? null : sha256(delivered),
});

/** Publishes, after a plan that must say the same and change nothing. */
async function publish(files: readonly TreeFile[], options: TreeOptions = {}): Promise<TreeReport> {
  const before = filesBelow(root);
  const planned = await planTree(root, [files], options);
  expect(filesBelow(root)).toEqual(before);
  const report = await publishTree(root, [files], options);
  expect(planned).toEqual(report);
  return report;
}

const write = (path: string, content: string): void => {
  fs.writeFileSync(join(root, path), content);
};
const texts = (): Record<string, string> =>
  Object.fromEntries(
    [...filesBelow(root)]
      .filter(([path]) => path !== MANIFEST)
      .map(([path, bytes]) => [path, bytes.toString()]),
  );
const listed = (): string[] =>
  String(filesBelow(root).get(MANIFEST))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.slice(66));

describe('an edited file', () => {
  it('stays, and our new version is put beside it', async () => {
    await publish([home('one')]);
    write(HOME, 'mine');
    const report = await publish([home('two', 'one')]);
    expect(report.preserved).toEqual([{ path: HOME, newVersion: NEW }]);
    expect(report.changes).toEqual([{ path: NEW, outcome: 'beside' }]);
    expect(texts()).toEqual({ [HOME]: 'mine', [NEW]: 'two' });
    expect(listed()).toEqual([NEW]);
  });

  it('has nothing beside it where nothing new has come', async () => {
    await publish([home('one')]);
    write(HOME, 'mine');
    const report = await publish([home('one', 'one')]);
    expect(report.preserved).toEqual([{ path: HOME, newVersion: null }]);
    expect(report.changes).toEqual([]);
    expect(texts()).toEqual({ [HOME]: 'mine' });
  });

  it('keeps the new version beside it until somebody takes it away, and then for good', async () => {
    await publish([home('one')]);
    write(HOME, 'mine');
    await publish([home('two', 'one')]);
    const again = await publish([home('two', 'two')]);
    expect(again.preserved).toEqual([{ path: HOME, newVersion: NEW }]);
    expect(again.changes).toEqual([]);
    expect(listed()).toEqual([NEW]);
    fs.rmSync(join(root, NEW));
    const merged = await publish([home('two', 'two')]);
    expect(merged.preserved).toEqual([{ path: HOME, newVersion: null }]);
    expect(texts()).toEqual({ [HOME]: 'mine' });
    await publish([home('three', 'two')]);
    expect(texts()).toEqual({ [HOME]: 'mine', [NEW]: 'three' });
    await publish([home('four', 'three')]);
    expect(texts()).toEqual({ [HOME]: 'mine', [NEW]: 'four' });
  });

  it.each(['taken over', 'taken away'])('loses the new version once that is %s', async (how) => {
    await publish([home('one')]);
    write(HOME, 'mine');
    await publish([home('two', 'one')]);
    if (how === 'taken over') write(HOME, 'two');
    else fs.rmSync(join(root, HOME));
    const report = await publish([home('two', 'two')], { prune: false });
    expect(report.preserved).toEqual([]);
    expect(report.changes).toContainEqual({ path: NEW, outcome: 'removed' });
    expect(texts()).toEqual({ [HOME]: 'two' });
  });

  it('leaves an edited new version alone too, and takes another name', async () => {
    await publish([home('one')]);
    write(HOME, 'mine');
    await publish([home('two', 'one')]);
    write(NEW, 'half merged');
    const report = await publish([home('three', 'two')]);
    expect(report.preserved).toEqual([
      { path: HOME, newVersion: 'BOAT/Home.new-2.md' },
      { path: NEW, newVersion: null },
    ]);
    expect(texts()).toEqual({
      [HOME]: 'mine',
      [NEW]: 'half merged',
      'BOAT/Home.new-2.md': 'three',
    });
    await publish([home('three', 'three')]);
    expect(listed()).toEqual(['BOAT/Home.new-2.md']);
  });

  it('never gets its new version at the place of another page', async () => {
    const other: TreeFile = { kind: 'text', path: 'BOAT/HOME.NEW.md', text: 'a page' };
    await publish([home('one'), other]);
    write(HOME, 'mine');
    const report = await publish([home('two', 'one'), other], {
      reserved: () => Promise.resolve([HOME, other.path]),
    });
    expect(report.preserved).toEqual([{ path: HOME, newVersion: 'BOAT/Home.new-2.md' }]);
    expect(texts()).toMatchObject({ 'BOAT/HOME.NEW.md': 'a page' });
  });

  it('gives way to a page that gets the name of its new version', async () => {
    await publish([home('one')]);
    write(HOME, 'mine');
    await publish([home('two', 'one')]);
    const page = home('a page', null, NEW);
    await publish([page, home('two', 'two')], { reserved: () => Promise.resolve([HOME, NEW]) });
    expect(texts()).toEqual({ [HOME]: 'mine', [NEW]: 'a page' });
  });

  it('stays alone with “keep”, and is replaced with “overwrite”', async () => {
    await publish([home('one')]);
    write(HOME, 'mine');
    const kept = await publish([home('two', 'one')], { onEdited: 'keep' });
    expect(kept.preserved).toEqual([{ path: HOME, newVersion: null }]);
    expect(texts()).toEqual({ [HOME]: 'mine' });
    await publish([home('two', 'one')]);
    const report = await publish([home('two', 'two')], { onEdited: 'overwrite' });
    expect(report.preserved).toEqual([]);
    expect(texts()).toEqual({ [HOME]: 'two' });
  });

  it('is removed with its page only with “overwrite”', async () => {
    await publish([home('one')]);
    write(HOME, 'mine');
    expect((await publish([])).preserved).toEqual([{ path: HOME, newVersion: null }]);
    expect(texts()).toEqual({ [HOME]: 'mine' });
    // It is not in the manifest any more, so it is the person's alone.
    await publish([], { onEdited: 'overwrite', left: [HOME] });
    expect(texts()).toEqual({ [HOME]: 'mine' });
    fs.rmSync(join(root, HOME));
    await publish([home('one')]);
    write(HOME, 'mine');
    await publish([], { onEdited: 'overwrite' });
    expect(texts()).toEqual({});
  });

  it('is reported when its page leaves it, though the manifest lists it no more', async () => {
    await publish([home('one')]);
    write(HOME, 'mine');
    await publish([home('one', 'one')]);
    const moved = await publish([home('one', null, 'BOAT/Start.md')], { left: [HOME] });
    expect(moved.preserved).toEqual([{ path: HOME, newVersion: null }]);
    expect(texts()).toEqual({ [HOME]: 'mine', 'BOAT/Start.md': 'one' });
  });
});

describe('an edited attachment', () => {
  const PICTURE = 'BOAT/attachments/Log/plan.v1.png';
  const picture = (content: string, given: Partial<TreeFile> = {}): TreeFile =>
    ({
      kind: 'stream',
      path: PICTURE,
      sha256: null,
      bytes: null,
      open: () =>
        Promise.resolve(
          (async function* () {
            yield await Promise.resolve(Buffer.from(content));
          })(),
        ),
      ...given,
    }) as TreeFile;

  it.each([true, false])('stays too, its new hash known: %s', async (isKnown) => {
    await publish([picture('one')]);
    write(PICTURE, 'mine');
    const known = isKnown ? { sha256: sha256('two'), bytes: 3 } : {};
    const report = await publish([picture('two', { ...known, delivered: sha256('one') })]);
    const NEW_PICTURE = 'BOAT/attachments/Log/plan.v1.new.png';
    expect(report.preserved).toEqual([{ path: PICTURE, newVersion: NEW_PICTURE }]);
    expect(texts()).toEqual({ [PICTURE]: 'mine', [NEW_PICTURE]: 'two' });
    const delivered = sha256('two');
    expect((await publish([picture('two', { ...known, delivered })])).changes).toEqual([]);
    fs.rmSync(join(root, NEW_PICTURE));
    expect((await publish([picture('two', { ...known, delivered })])).changes).toEqual([]);
  });
});

describe('a run that was killed', () => {
  it('left a new version that is ours, whether or not the archive knows', async () => {
    await publish([home('one')]);
    write(HOME, 'mine');
    // As a run leaves the folder that was killed after it wrote the new version.
    write(NEW, 'two');
    write('.confluence-archive-journal', `${sha256('two')}  ${NEW}\n`);
    const report = await publishTree(root, [[home('three', 'one')]]);
    expect(report.preserved).toEqual([{ path: HOME, newVersion: NEW }]);
    expect(texts()).toEqual({ [HOME]: 'mine', [NEW]: 'three' });
  });
});

describe('without prune', () => {
  it('the files of pages stay, whatever they are called; files of the tree itself do not', async () => {
    const page = home('a page', null, NEW);
    const rules: TreeFile = { kind: 'text', path: '_redirects', text: 'rules' };
    await publish([home('one'), page, rules]);
    const report = await publish([home('one', 'one')], {
      prune: false,
      reserved: () => Promise.resolve([HOME, NEW]),
    });
    expect(report.changes).toEqual([{ path: '_redirects', outcome: 'removed' }]);
    expect(texts()).toEqual({ [HOME]: 'one', [NEW]: 'a page' });
    expect(listed()).toEqual([HOME, NEW]);
  });
});

describe('names of new versions', () => {
  it.each([
    ['A/b.md', 'A/b.new.md', 'A/b.new-2.md'],
    ['A/attachments/P/archive.tar.gz', 'A/attachments/P/archive.tar.new.gz', null],
    ['A/attachments/P/README', 'A/attachments/P/README.new', 'A/attachments/P/README.new-2'],
    ['_redirects', '_redirects.new', '_redirects.new-2'],
  ])('%s', (path, first, second) => {
    expect(newName(path, 1)).toBe(first);
    if (second !== null) expect(newName(path, 2)).toBe(second);
    expect(withoutNewMark(newName(path, 2))).toBe(path);
    expect(withoutNewMark(path)).toBeNull();
  });
});
