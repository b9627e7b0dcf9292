/** Archives for trying things out: a copy of a real one, or an empty one, that is thrown away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArchiveError } from '../model/errors.ts';
import type { Archive } from './archive.ts';
import { copyDatabase } from './copy-database.ts';
import { openArchive } from './open.ts';
import { archiveExists, checkArchive, type OpenOptions } from './opening.ts';

/**
 * Opens a copy of the archive at `original`, or an empty one where there is none. It lies in the
 * system's folder for temporary files, and goes when it is closed.
 *
 * @param original path of an archive; null for an empty one.
 * @throws ArchiveError as `openArchive`, and where there is no room for the copy.
 */
export async function openScratch(
  original: string | null,
  options: Pick<OpenOptions, 'clock'> = {},
): Promise<Archive> {
  const folder = makeFolder();
  const path = join(folder, 'archive.sqlite');
  const discard = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    if (original !== null && archiveExists(original)) await copyTo(path, original);
    const archive = await openArchive(path, { ...options, mode: 'write' });
    return {
      ...archive,
      async close() {
        try {
          await archive.close();
        } finally {
          discard();
        }
      },
    };
  } catch (error) {
    discard();
    throw error;
  }
}

function makeFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'confluence-archive-'));
  } catch (error) {
    throw new ArchiveError(
      `No temporary folder can be made in ${tmpdir()}.`,
      'Set TMPDIR to a folder that you may write.',
      { cause: error },
    );
  }
}

/** What is committed now, whoever writes meanwhile. */
async function copyTo(path: string, original: string): Promise<void> {
  // What is wrong with it is told in its own name, not in that of the copy.
  await checkArchive(original);
  await copyDatabase(original, path);
}
