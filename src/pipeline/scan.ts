/** What the sources hold: candidates for pages in the order they are read, and everything else. */
import { posix } from 'node:path';
import { addAll } from '../model/add-all.ts';
import type { LocatedDiagnostic, SkipReason } from '../model/imports.ts';
import { hasWordExportName, holdsWordExport } from '../source/enclosed.ts';
import { isThemeAsset, kindOfFile } from '../source/file-kind.ts';
import type { Source, SourceEntry } from '../source/source.ts';

export interface Candidate {
  readonly source: Source;
  readonly entry: SourceEntry;
  /** The folder that holds it, relative to the source; one folder is one export. */
  readonly root: string;
}

export interface Scan {
  readonly sources: readonly Source[];
  /** Grouped by export; in each, indexes first and copies of one page side by side. */
  readonly exports: readonly (readonly Candidate[])[];
  /** Files that are no candidates; an attachment that no page names stays `unsupported-type`. */
  readonly others: readonly { readonly path: string; readonly reason: SkipReason }[];
  readonly filesFound: number;
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/**
 * Sorts the sources' files by what they may be. None is opened but those that may be Word exports,
 * and of these only the first bytes are read: a film called `.doc` is not read whole to know it.
 */
export async function scan(sources: readonly Source[]): Promise<Scan> {
  const exports = new Map<string, Candidate[]>();
  const others: { path: string; reason: SkipReason }[] = [];
  for (const [at, source] of sources.entries()) {
    addAll(others, source.skipped);
    for (const entry of source.entries) {
      if (!(await isCandidate(source, entry.path))) {
        others.push({ path: entry.path, reason: reasonFor(entry.path) });
        continue;
      }
      const root = posix.dirname(entry.path);
      const key = `${String(at)}\n${root}`;
      const group = exports.get(key);
      const candidate = { source, entry, root };
      if (group === undefined) exports.set(key, [candidate]);
      else group.push(candidate);
    }
  }
  const groups = [...exports.values()].map(inReadingOrder);
  return {
    sources,
    exports: groups,
    others,
    filesFound: others.length + groups.reduce((sum, group) => sum + group.length, 0),
    diagnostics: sources.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Attachments have names and types of their own: an HTML file among them is not a page. */
const isInAttachments = (path: string): boolean =>
  /(?:^|\/)(?:attachments\/|[^/]*_attachments\/)/.test(path);

async function isCandidate(source: Source, path: string): Promise<boolean> {
  if (isInAttachments(path)) return false;
  if (kindOfFile(path) === 'page-candidate') return true;
  return hasWordExportName(path) && (await holdsWordExport(source, path));
}

function reasonFor(path: string): SkipReason {
  if (isThemeAsset(path) || /(?:^|\/)attachments\/thumbnails\//.test(path)) return 'theme-asset';
  return 'unsupported-type';
}

export const isIndexName = (path: string): boolean =>
  /^index\d*\.(?:html?|md|markdown|txt)$/i.test(posix.basename(path));

/** The page id that a file name ends in; else the name itself. */
const copyKey = ({ entry }: Candidate): string => {
  const name = posix.basename(entry.path).replace(/\.[^.]+$/, '');
  return /(?:^|_)(\d{5,})$/.exec(name)?.[1] ?? `/${name}`;
};

function inReadingOrder(group: readonly Candidate[]): Candidate[] {
  const copies = new Map<string, Candidate[]>();
  for (const candidate of group) {
    const key = copyKey(candidate);
    const known = copies.get(key);
    if (known === undefined) copies.set(key, [candidate]);
    else known.push(candidate);
  }
  const ordered = [...copies.values()].flat();
  const isIndex = ({ entry }: Candidate): boolean => isIndexName(entry.path);
  return [...ordered.filter(isIndex), ...ordered.filter((candidate) => !isIndex(candidate))];
}

/** Bytes of one chunk, so that a few huge pages do not fill the memory together. */
const CHUNK_BYTES = 16 * 1024 * 1024;

/** Chunks of about `size` candidates or 16 MiB; copies of one page are never in two of them. */
export function* chunksOf(group: readonly Candidate[], size: number): Generator<Candidate[]> {
  let chunk: Candidate[] = [];
  let bytes = 0;
  for (const candidate of group) {
    const last = chunk.at(-1);
    const sameCopy = last !== undefined && copyKey(last) === copyKey(candidate);
    const isFull = chunk.length >= size || bytes + candidate.entry.bytes > CHUNK_BYTES;
    if (isFull && !sameCopy && chunk.length > 0) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(candidate);
    bytes += candidate.entry.bytes;
  }
  if (chunk.length > 0) yield chunk;
}
