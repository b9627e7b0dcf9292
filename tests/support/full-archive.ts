/**
 * An archive in which something of everything is: all fixtures, and a second export of the demo
 * space that lacks a page which others link to, and has a link into another space.
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { importExport } from '../../src/index.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');

/** Title of the page that the second export lacks. */
export const REMOVED_TITLE = 'Counting a Haul-out';

const edit = (path: string, change: (text: string) => string): void => {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
};

function laterExport(folder: string): string {
  const later = join(folder, 'later');
  cpSync(join(FIXTURES, 'demo-space', 'source'), later, { recursive: true });
  rmSync(join(later, 'Counting-a-Haul-out_41025712.html'));
  edit(join(later, 'index.html'), (text) =>
    text
      .replace(/<li>\s*<a href="Counting-a-Haul-out_41025712.html">[^<]*<\/a>\s*<\/li>/, '')
      .replace('Nov 12, 2024 09:14', 'Dec 12, 2024 09:14'),
  );
  edit(join(later, 'Field-Handbook_41025700.html'), (text) =>
    text.replace(
      '<p>Details are in ',
      '<p>See <a href="/display/OBS/Dome+Motor">the motor</a>. In ',
    ),
  );
  return later;
}

/** A dump of a page with labels: exports as HTML hold none. */
function labelled(folder: string): string {
  const dump = join(folder, 'dump');
  mkdirSync(dump);
  const page = `Gate paint

The gates of the upper weir get two coats of green before the autumn rain, and whoever has a brush and a dry morning is welcome to help.

What to bring

  • a brush
  • old clothes

Labels:

  • gate
  • paint
`;
  writeFileSync(join(dump, '005_9d7bb0c3b1e2a455.txt'), page);
  return dump;
}

/** Has it made before the tests of a file, and removed after them; the path of the archive. */
export function fullArchive(): string {
  const folder = mkdtempSync(join(tmpdir(), 'confluence-archive-full-'));
  const [archive, markdown] = [join(folder, 'archive.sqlite'), join(folder, 'tree')];
  beforeAll(async () => {
    const fixtures = readdirSync(FIXTURES, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(FIXTURES, name, 'source'));
    await importExport({ sources: [...fixtures, labelled(folder)], archive, markdown });
    await importExport({ sources: [laterExport(folder)], archive, markdown });
  }, 60_000);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return archive;
}
