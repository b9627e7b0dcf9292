/** What a page's file says, apart from the export that said it. */
import { sha256Of } from './disk.ts';

/** Every export has another date and, with it, other bytes, also where it changed nothing. */
const PROVENANCE = /^(?:exported_on|source_path|source_sha256): .*\n/gm;

export interface Essence {
  /** SHA-256 of the text. */
  readonly sha256: string;
  /** SHA-256 of the text without the lines of its front matter that say where it is from. */
  readonly essence: string;
}

/** @param text of a file as `renderDocument` makes it. */
export function essenceOf(text: string): Essence {
  const end = text.indexOf('\n---\n') + 1;
  const bare = text.slice(0, end).replace(PROVENANCE, '') + text.slice(end);
  return { sha256: sha256Of(text), essence: sha256Of(bare) };
}
