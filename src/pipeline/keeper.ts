/** What an import knows of the archive from before, and what it has gathered for it since. */
import type { Archive, FoundExport, SeenFile } from '../archive/archive.ts';
import type { PageRecord } from '../model/page.ts';
import type { KnownFile, SpaceTree, StoredIdentity, StoredIndex } from '../model/stored.ts';
import type { Source, SourceEntry } from '../source/source.ts';
import type { Owners } from './attachments.ts';
import { isServedBy } from './conversion.ts';
import { stampOf } from './stamp.ts';

type Member = FoundExport['members'][number];

/** What was made of a file: its bytes' hash, and the rules that converted it. */
export interface Made {
  readonly sha256: string;
  readonly conversion: string;
}

export interface PastCopy {
  readonly pageId: number;
  readonly source: Source;
  readonly record: PageRecord;
}

export interface Keeper {
  /** Whether no earlier import left any file: whatever there is has to be read and converted. */
  readonly isNew: boolean;
  /** The file as an earlier import left it, known by its stamp alone; null when it must be read. */
  knownByStamp(source: Source, entry: SourceEntry, conversion: string): KnownFile | null;
  /** The file as an earlier import left it; null when its bytes or our rules are new. */
  knownByHash(path: string, made: Made): KnownFile | null;
  /** What the file, an index, said when it was read; null where that is not stored. */
  indexOf(file: KnownFile): Promise<StoredIndex | null>;
  /** What is stored of each record's page, by the record's source path. */
  match(records: readonly PageRecord[]): Promise<ReadonlyMap<string, StoredIdentity>>;
  /** Notes which file a page comes from: its attachments lie beside it. */
  own(pageId: number, source: Source, path: string): void;
  readonly owners: Owners;
  /** An older copy of a page: its attachments are not those that are published. */
  past(copy: PastCopy): void;
  readonly pastCopies: readonly PastCopy[];
  remember(
    source: Source,
    entry: SourceEntry,
    made: Made,
    of: Pick<SeenFile, 'pageId' | 'skipped' | 'index'>,
  ): void;
  /** Writes what was remembered since the last time. */
  flush(): Promise<void>;
  /** Begins a folder of a source; what follows is part of that export. */
  beginExport(): void;
  /** A page of the export that was begun last. */
  member(member: Member): void;
  /** An index of that export; `isKnown` if it is as an earlier import left it. */
  tree(tree: SpaceTree, isKnown: boolean): void;
  readonly exports: readonly FoundExport[];
  readonly trees: readonly { readonly tree: SpaceTree; readonly isKnown: boolean }[];
}

interface Export extends FoundExport {
  readonly members: Member[];
  tree: SpaceTree | null;
}

/** Reads what earlier imports left, once. */
export async function createKeeper(archive: Archive, importId: number): Promise<Keeper> {
  const files = await archive.knownFiles();
  const byHash = new Map(files.map((file) => [hashKey(file.path, file.sha256), file]));
  const byStamp = new Map(
    files.flatMap((file) => (file.stamp === null ? [] : [[file.stamp, file] as const])),
  );
  const serving = (file: KnownFile | undefined, conversion: string): KnownFile | null =>
    file !== undefined && isServedBy(conversion, file.conversion) ? file : null;
  const owners = new Map<number, { readonly source: Source; readonly path: string }>();
  const pastCopies: PastCopy[] = [];
  const exports: Export[] = [];
  const trees: Keeper['trees'][number][] = [];
  let seen: SeenFile[] = [];
  return {
    isNew: files.length === 0,
    owners,
    pastCopies,
    past: (copy) => void pastCopies.push(copy),
    exports,
    trees,
    knownByStamp(source, entry, conversion) {
      const stamp = stampOf(source, entry);
      return stamp === null ? null : serving(byStamp.get(stamp), conversion);
    },
    knownByHash: (path, { sha256, conversion }) =>
      serving(byHash.get(hashKey(path, sha256)), conversion),
    indexOf: ({ path, sha256 }) => archive.storedIndex(path, sha256),
    match: (records) =>
      archive.matchPages(
        records.map(({ sourcePath, confluenceId, format, refs }) => ({
          sourcePath,
          confluenceId,
          format,
          titleRefs: refs.filter((ref) => ref.startsWith('page:title/')),
        })),
      ),
    own: (pageId, source, path) => void owners.set(pageId, { source, path }),
    remember(source, entry, made, of) {
      const { path, bytes, modifiedMs } = entry;
      const stamp = stampOf(source, entry);
      seen.push({ path, bytes, modifiedMs, stamp, ...made, ...of });
    },
    async flush() {
      if (seen.length === 0) return;
      await archive.rememberFiles(importId, seen);
      seen = [];
    },
    beginExport: () => void exports.push({ members: [], tree: null }),
    member: (member) => void exports.at(-1)?.members.push(member),
    tree(tree, isKnown) {
      trees.push({ tree, isKnown });
      const current = exports.at(-1);
      if (current !== undefined) current.tree ??= tree;
    },
  };
}

const hashKey = (path: string, sha256: string): string => `${sha256} ${path}`;
