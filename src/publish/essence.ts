/** What a page's file says, apart from the export that said it. */
import { createHash } from 'node:crypto';
import { sha256Of } from './disk.ts';

/** Every export has another date and, with it, other bytes, also where it changed nothing. */
const PROVENANCE = /^(?:exported_on|source_path|source_sha256): .*\n/gm;

export interface Essence {
  /** The text as UTF-8. */
  readonly bytes: Uint8Array;
  /** SHA-256 of the text. */
  readonly sha256: string;
  /** SHA-256 of the text without the lines of its front matter that say where it is from. */
  readonly essence: string;
}

/** @param text of a file as `renderDocument` makes it. */
export function essenceOf(text: string): Essence {
  const end = text.indexOf('\n---\n') + 1;
  const head = text.slice(0, end);
  const bytes = Buffer.from(text);
  const essence = createHash('sha256')
    .update(head.replace(PROVENANCE, ''))
    .update(bytes.subarray(Buffer.byteLength(head)))
    .digest('hex');
  return { bytes, sha256: sha256Of([bytes]), essence };
}
