import type { StoredVocabulary } from './vocabulary-reading.ts';

/** How conversions name a vocabulary; the built-in one belongs to the rules of the tool. */
export const vocabularyMark = (
  vocabulary: Pick<StoredVocabulary, 'isBuiltIn' | 'sha256'> | null,
): string =>
  vocabulary === null || vocabulary.isBuiltIn ? '' : `~${vocabulary.sha256.slice(0, 12)}`;
