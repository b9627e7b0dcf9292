/** A few files from bytes to records: the part of an import that any thread can do. */
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { SourceFormat } from '../model/document.ts';
import type { SpaceRef } from '../model/page.ts';
import type { SpaceTree } from '../model/stored.ts';
import type { TableStyle } from '../model/table-style.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { packPage, type PackedPage } from '../archive/page-rows.ts';
import { treeOf } from '../extract/space-index.ts';
import { convertPage } from './convert.ts';
import { decodeFile, parseText, type DecodedFile } from './read-file.ts';
import { inTime } from './time-limit.ts';

export interface UnreadFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** Files of one export, and what its index or the user says of the space. */
export interface Portion {
  readonly files: readonly UnreadFile[];
  readonly space: SpaceRef;
}

/** What is the same for all files of a run. */
export interface Ways {
  readonly format: SourceFormat | null;
  readonly tables: TableStyle;
  readonly vocabulary: Vocabulary;
  /** Longest time for one page. */
  readonly maxPageSeconds: number;
}

/** What a file turned out to be. Nothing but data, so that it can come from another thread. */
export type Outcome =
  | { readonly kind: 'page'; readonly page: PackedPage }
  | {
      readonly kind: 'index';
      readonly tree: SpaceTree;
      readonly diagnostics: readonly Diagnostic[];
    }
  /** Not written by Confluence. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'failed'; readonly diagnostic: Diagnostic };

/** What a page becomes that nothing can be made of: a defect, told with the page. */
export function failedBy(error: unknown): Outcome {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return { kind: 'failed', diagnostic: diagnostic('page-needs-memory') };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', diagnostic: diagnostic('page-failed', reason) };
}

/**
 * Converts files one after the other; one bad page spoils no other.
 *
 * @returns an outcome for each file, in their order, and whether one had to be broken off: then this
 *   thread may hold things that are half done.
 */
export async function convertFiles(
  { files, space }: Portion,
  ways: Ways,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly isBrokenOff: boolean }> {
  const decoded: (DecodedFile | { readonly error: unknown })[] = [];
  for (const { path, bytes } of files) {
    try {
      const text = decodeFile(path, bytes);
      decoded.push(text instanceof Promise ? await text : text);
    } catch (error) {
      decoded.push({ error });
    }
  }
  const outcomes: Outcome[] = [];
  let isBrokenOff = false;
  while (outcomes.length < files.length) {
    const first = outcomes.length;
    const done = inTime(ways.maxPageSeconds * 1000, () => {
      for (const [at, { sha256 }] of files.entries()) {
        const text = decoded[at];
        if (at < first || text === undefined) continue;
        outcomes.push('error' in text ? failedBy(text.error) : convertText(text, sha256));
      }
    });
    if (done) break;
    isBrokenOff = true;
    // The time was for all that were left. The page that it ran out at has it for itself next.
    if (outcomes.length === first) outcomes.push(tooSlow(ways));
  }
  return { outcomes, isBrokenOff };

  function convertText(text: DecodedFile, sha256: string): Outcome {
    try {
      const { result, diagnostics, failure } = parseText(text, ways.format);
      if (failure !== null) return { kind: 'failed', diagnostic: failure };
      if (result === null) return { kind: 'foreign' };
      if (result.kind === 'index') {
        const found = [...diagnostics, ...result.diagnostics];
        return { kind: 'index', tree: treeOf(result), diagnostics: found };
      }
      const record = convertPage(result, { sha256, space, diagnostics }, ways);
      return { kind: 'page', page: packPage(record) };
    } catch (error) {
      return failedBy(error);
    }
  }
}

const tooSlow = ({ maxPageSeconds }: Ways): Outcome => ({
  kind: 'failed',
  diagnostic: diagnostic('page-too-slow', `${String(maxPageSeconds)} s`),
});
