/** The demo space, imported with its originals: a fresh copy of all of it for every test. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { importExport } from '../../src/index.ts';

export const DEMO = join(import.meta.dirname, '..', '..', 'fixtures', 'demo-space', 'source');

export interface KeptImport {
  /** Where the tests may do as they like; emptied before each. */
  readonly here: string;
  readonly archive: string;
  readonly markdown: string;
  readonly originals: string;
  /** A folder that lasts for all tests of the file. */
  readonly work: string;
}

/** Registers what has to be done before and after the tests of a file. */
export function keptImport(name: string): KeptImport {
  const work = mkdtempSync(join(tmpdir(), `confluence-archive-${name}-`));
  const whole = join(work, 'whole');
  const here = join(work, 'here');
  beforeAll(async () => {
    await importExport({
      sources: [DEMO],
      archive: join(whole, 'wiki.sqlite'),
      markdown: join(whole, 'tree'),
      keepOriginals: true,
    });
  });
  beforeEach(() => {
    rmSync(here, { recursive: true, force: true });
    cpSync(whole, here, { recursive: true });
  });
  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
  });
  return {
    work,
    here,
    archive: join(here, 'wiki.sqlite'),
    markdown: join(here, 'tree'),
    originals: join(here, 'wiki.originals'),
  };
}
