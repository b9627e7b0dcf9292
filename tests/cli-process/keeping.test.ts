/** Originals and backups where things go wrong: runs that are killed, disks that are full. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { writeOlderArchive } from '../archive/older-archive.ts';
import { query } from '../support/query.ts';
import { filesBelow } from '../support/tree.ts';
import { command, DEMO, expectFailure, importJson, startCommand } from './command.ts';
import { largeSpace } from './export-page.ts';
import { canMount, IMPORT, onSmallDisk } from './small-disk.ts';
import { workFolder, writeFiles } from './work-folder.ts';

const work = workFolder();

/** Expects that each file holds the bytes that its name says; how many there are. */
function expectWholeOriginals(folder: string): number {
  const files = existsSync(folder) ? filesBelow(folder) : new Map<string, Buffer>();
  const whole = [...files].filter(([path]) => !path.endsWith('.tmp'));
  for (const [path, stored] of whole) {
    const bytes = path.endsWith('.gz') ? gunzipSync(stored) : stored;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(path).toBe(`${sha256.slice(0, 2)}/${sha256}${path.endsWith('.gz') ? '.gz' : ''}`);
  }
  return whole.length;
}

describe('an import with originals', () => {
  it('that is killed leaves whole files, and the next run completes them', async () => {
    const PAGES = 300;
    const source = writeFiles(join(work, 'large'), largeSpace(PAGES, 'spring'));
    const total = filesBelow(source).size;
    const folder = writeFiles(join(work, 'killed'), {});
    const originals = join(folder, 'output', 'archive.originals');
    const args = ['import', source, '--keep-originals', '--quiet'];
    for (const stopAt of [0, 1, 40, 150, 200]) {
      const running = startCommand(args, folder);
      const count = (): number =>
        existsSync(originals) ? readdirSync(originals, { recursive: true }).length : -1;
      while (running.child.exitCode === null && count() < stopAt) await sleep(2);
      running.child.kill('SIGKILL');
      await running.outcome;
      expectWholeOriginals(originals);
    }
    expect(await command(args, folder)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(expectWholeOriginals(originals)).toBe(total);
    expect([...filesBelow(originals).keys()].filter((path) => path.endsWith('.tmp'))).toEqual([]);
    const verified = await command(['verify', '--json'], folder);
    expect(JSON.parse(verified.stdout)).toMatchObject({
      checked: { originals: total, pages: PAGES },
      findings: [],
      strays: [],
    });
    expect(verified.code).toBe(0);
  });
});

describe.skipIf(!canMount)('a full or read-only disk (in a name space of its own)', () => {
  it('ends an import with originals cleanly, and leaves whole ones', async () => {
    const folder = join(work, 'full-originals');
    const source = writeFiles(join(folder, 'export'), largeSpace(20, 'neap'));
    writeFiles(join(folder, 'export'), { 'film.bin': randomBytes(6_000_000).toString('hex') });
    const outcome = await onSmallDisk(folder, '4m', [
      `${IMPORT} '${source}' --keep-originals --archive disk/wiki.sqlite --markdown tree`,
    ]);
    expectFailure(outcome, 4, /full/);
    expectWholeOriginals(join(folder, 'kept', 'wiki.originals'));
  });

  it.each([
    ['full', 'head -c 100000000 /dev/zero > disk/filler 2>/dev/null'],
    ['read-only', 'mount -o remount,ro disk || exit 97'],
  ])('that is %s leaves an older archive as it was', async (what, spoil) => {
    const folder = writeFiles(join(work, `older-${what}`), {});
    await writeOlderArchive(join(folder, 'old.sqlite'), 4);
    const outcome = await onSmallDisk(folder, '1m', [
      'cp old.sqlite disk/wiki.sqlite',
      spoil,
      `${IMPORT} '${DEMO}' --archive disk/wiki.sqlite --no-markdown`,
    ]);
    expectFailure(outcome, 4, /full|not writable|write-protected/);
    const kept = join(folder, 'kept', 'wiki.sqlite');
    expect(readFileSync(kept).equals(readFileSync(join(folder, 'old.sqlite')))).toBe(true);
    expect(readdirSync(join(folder, 'kept')).filter((name) => name.includes('backup'))).toEqual([]);
  });
});

describe('an import into an older archive', () => {
  it('says where the archive lies as it was', async () => {
    const folder = writeFiles(join(work, 'older'), {});
    await writeOlderArchive(join(folder, 'wiki.sqlite'), 2);
    const backup = join(folder, 'wiki.schema-2.backup.sqlite');
    const report = await importJson([DEMO, '--archive', 'wiki.sqlite', '--no-markdown'], folder);
    expect(report.backup).toBe(backup);
    expect(await query(backup, 'SELECT title FROM pages ORDER BY id')).toEqual([
      { title: 'Slipway' },
      { title: 'Ropes' },
    ]);
    const again = await importJson([DEMO, '--archive', 'wiki.sqlite', '--no-markdown'], folder);
    expect(again.backup).toBeNull();
  });
});
