/** Reads an archive as it would be with another vocabulary. */
import type { Archive } from '../archive/archive.ts';
import { openScratch } from '../archive/scratch.ts';
import { reading } from './find-page.ts';

export interface Trial {
  /** Path of the SQLite file. */
  readonly archive: string;
  /** Path of a vocabulary to try, or `built-in`; default: the one in use. */
  readonly vocabulary?: string | null;
}

/**
 * Opens an archive for reading while `work` lasts; with a vocabulary to try, a copy that is thrown away,
 * so that the archive stays as it is.
 *
 * @throws UsageError for mistakes in the vocabulary; ArchiveError.
 */
export async function readingWith<Result>(
  { archive: path, vocabulary = null }: Trial,
  work: (archive: Archive) => Promise<Result>,
): Promise<Result> {
  if (vocabulary === null) return reading(path, work);
  // Only a trial reads pages anew, and needs the parsers for that.
  const { readVocabulary, vocabularyInUse } = await import('./vocabulary-file.ts');
  const { putInUse } = await import('./use-vocabulary.ts');
  const chosen = await readVocabulary(vocabulary);
  const used = await reading(path, vocabularyInUse);
  if (used.vocabulary.sha256 === chosen.vocabulary.sha256) return reading(path, work);
  const copy = await openScratch(path);
  try {
    await putInUse(copy, chosen, false);
    return await work(copy);
  } finally {
    await copy.close();
  }
}
