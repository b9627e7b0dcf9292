/** The vocabulary that comes with this tool. */
import { readFileSync } from 'node:fs';
import type { Vocabulary } from '../model/vocabulary.ts';
import { parseVocabulary, type ParsedVocabulary } from './vocabulary.ts';

/** Two folders up from here, whether this is `src/vocabulary` or `dist/vocabulary`. */
const FILE = new URL('../../src/vocabulary/reports.yaml', import.meta.url);

let parsed: ParsedVocabulary | null = null;

/** Read when it is first asked for. */
export function parsedBuiltIn(): ParsedVocabulary {
  parsed ??= parseVocabulary(readFileSync(FILE, 'utf8'), 'reports.yaml', null);
  return parsed;
}

export const builtInVocabulary = (): Vocabulary => parsedBuiltIn().vocabulary;
