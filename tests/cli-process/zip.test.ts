/** A zip gives what the folder gives that it was made of, whatever it is called. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { zipBytes } from '../source/temporary.ts';
import { recordsOf } from '../support/records.ts';
import { filesBelow } from '../support/tree.ts';
import { FIXTURES, importJson } from './command.ts';
import {
  archiveIn,
  expectWholeTree,
  hashesBelow,
  treeIn,
  workFolder,
  writeFiles,
} from './work-folder.ts';

const work = workFolder();

describe.concurrent.each(['demo-space', 'wide-characters', 'two-exports-in-one-folder'])(
  '%s',
  (slug) => {
    it('is the same from a zip as from its folder', async () => {
      const source = join(FIXTURES, slug, 'source');
      const zip = join(work, `${slug}.download`);
      writeFileSync(zip, await zipBytes(Object.fromEntries(filesBelow(source))));
      const fromFolder = writeFiles(join(work, slug, 'folder'), {});
      const fromZip = writeFiles(join(work, slug, 'zip'), {});
      const one = await importJson([source], fromFolder);
      const other = await importJson([zip], fromZip);
      for (const key of ['filesFound', 'counts', 'skipped', 'pages', 'attachments'] as const) {
        expect(other[key], key).toEqual(one[key]);
      }
      expect(await recordsOf(archiveIn(fromZip))).toEqual(await recordsOf(archiveIn(fromFolder)));
      expect(hashesBelow(treeIn(fromZip))).toEqual(hashesBelow(treeIn(fromFolder)));
      expectWholeTree(treeIn(fromZip));
      // The archive cannot tell them apart either: the same space, packed later, is unchanged.
      const again = await importJson([zip], fromFolder);
      expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: one.counts.created });
      expect(again.filesWritten).toBe(0);
    });
  },
);
