/** The report vocabulary of an archive: shown, tried out, exchanged. */
import { openArchive } from '../archive/open.ts';
import { archiveExists } from '../archive/opening.ts';
import type { VocabularyReport } from '../model/vocabulary-changes.ts';
import { reading } from './find-page.ts';
import { changesBy, putInUse, vocabularyReport } from './use-vocabulary.ts';
import { readVocabulary, vocabularyInUse } from './vocabulary-file.ts';

export interface VocabularyOptions {
  /** Path of the SQLite file. */
  readonly archive: string;
}

export interface VocabularyFileOptions extends VocabularyOptions {
  /** Path of a YAML file, or `built-in`. */
  readonly vocabulary: string;
}

/** A vocabulary, as its file has it. */
export interface ShownVocabulary {
  readonly yaml: string;
  readonly isBuiltIn: boolean;
}

/**
 * The vocabulary by which the archive is read; the built-in one where there is no archive.
 *
 * @throws UsageError when what the archive keeps is not right for this version; ArchiveError.
 */
export async function showVocabulary({
  archive: path,
}: VocabularyOptions): Promise<ShownVocabulary> {
  const { vocabulary, isBuiltIn } = archiveExists(path)
    ? await reading(path, vocabularyInUse)
    : await readVocabulary('built-in');
  return { yaml: vocabulary.yaml, isBuiltIn };
}

/**
 * Reads a vocabulary and tells what it would change; writes nothing.
 *
 * @throws UsageError for a file that is not right, with all mistakes by line; ArchiveError.
 */
export async function checkVocabulary(options: VocabularyFileOptions): Promise<VocabularyReport> {
  const chosen = await readVocabulary(options.vocabulary);
  if (!archiveExists(options.archive)) return vocabularyReport(chosen, null);
  const { changes } = await reading(options.archive, (archive) => changesBy(archive, chosen, true));
  return vocabularyReport(chosen, changes);
}

/**
 * Reads all pages of the archive with a vocabulary, all or nothing, and keeps it for later imports.
 * The sources are not needed.
 *
 * @throws UsageError for a file that is not right; ArchiveError.
 */
export async function useVocabulary(options: VocabularyFileOptions): Promise<VocabularyReport> {
  const chosen = await readVocabulary(options.vocabulary);
  // Only an import makes an archive.
  if (!archiveExists(options.archive)) await reading(options.archive, vocabularyInUse);
  const archive = await openArchive(options.archive, { mode: 'write' });
  try {
    return vocabularyReport(chosen, await putInUse(archive, chosen, true));
  } finally {
    await archive.close();
  }
}
