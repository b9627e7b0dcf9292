/** Which vocabulary is meant: a file, the one that comes with the tool, or the one that is stored. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import type { StoredVocabulary } from '../archive/vocabulary-reading.ts';
import { UsageError } from '../model/errors.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { builtInVocabulary, parsedBuiltIn } from '../vocabulary/built-in.ts';
import { BUILT_IN, MAX_VOCABULARY_BYTES, parseVocabulary } from '../vocabulary/vocabulary.ts';

export interface ChosenVocabulary {
  readonly vocabulary: Vocabulary;
  readonly isBuiltIn: boolean;
}

const HOW =
  'Name a YAML file, or “built-in”; “confluence-archive vocabulary > mine.yaml” makes one to change.';

/**
 * The vocabulary of a file, or the built-in one for `built-in`.
 *
 * @throws UsageError when there is no such file, or what is wrong in it, by lines.
 */
export async function readVocabulary(path: string): Promise<ChosenVocabulary> {
  if (path === BUILT_IN) return { vocabulary: builtInVocabulary(), isBuiltIn: true };
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`There is no vocabulary at ${path}.`, HOW);
  if (!found.isFile()) throw new UsageError(`The vocabulary ${path} is not a file.`, HOW);
  if (found.size > MAX_VOCABULARY_BYTES) {
    throw new UsageError(
      `The vocabulary ${path} has ${String(found.size)} bytes; it may have ${String(MAX_VOCABULARY_BYTES)}.`,
      HOW,
    );
  }
  const yaml = decoded(await readBytes(path), path);
  return { vocabulary: parsed(yaml, basename(path)), isBuiltIn: false };
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UsageError(
      `The vocabulary ${path} cannot be read.`,
      'Check the permissions of the file.',
      { cause: error },
    );
  }
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UsageError(
      `The vocabulary ${path} is not UTF-8.`,
      'Save it as UTF-8 in your editor.',
      { cause: error },
    );
  }
}

const parsed = (yaml: string, name: string): Vocabulary =>
  parseVocabulary(yaml, name, parsedBuiltIn()).vocabulary;

/** The vocabulary by which the archive is read now; the tool's own where none was ever chosen. */
export async function vocabularyInUse(
  archive: Pick<Archive, 'storedVocabulary'>,
): Promise<ChosenVocabulary> {
  const stored = await archive.storedVocabulary();
  if (stored === null || stored.isBuiltIn) {
    return { vocabulary: builtInVocabulary(), isBuiltIn: true };
  }
  return {
    vocabulary: parsed(stored.yaml, 'the vocabulary that the archive keeps'),
    isBuiltIn: false,
  };
}

/** A vocabulary as another thread can be told of it. */
export interface VocabularyText {
  readonly yaml: string;
  readonly isBuiltIn: boolean;
}

export const textOfVocabulary = ({ vocabulary, isBuiltIn }: ChosenVocabulary): VocabularyText => ({
  yaml: vocabulary.yaml,
  isBuiltIn,
});

/** The vocabulary that was read from this text before. */
export const vocabularyFrom = ({ yaml, isBuiltIn }: VocabularyText): Vocabulary =>
  isBuiltIn ? builtInVocabulary() : parsed(yaml, 'the vocabulary of this run');

export const asStored = ({ vocabulary, isBuiltIn }: ChosenVocabulary): StoredVocabulary => {
  const { name, version, sha256, yaml } = vocabulary;
  return { name, version, sha256, yaml, isBuiltIn };
};
