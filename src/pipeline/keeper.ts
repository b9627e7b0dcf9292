/**
 * What an import needs of the archive. A dry run asks the same questions and writes nothing, so
 * that the plan it prints is the plan that a run would carry out.
 */
import type { Archive } from '../archive/archive.ts';
import type { PageRecord } from '../model/page.ts';
import type { SkipReason } from '../model/imports.ts';
import type { KnownFile, PlannedPage, SpaceTree, StoredIdentity } from '../model/stored.ts';
import type { Source, SourceEntry } from '../source/source.ts';
import type { Owners } from './attachments.ts';
import { isServedBy } from './conversion.ts';

/** A page to store, and the source that brought it. */
export interface FoundPage {
  readonly planned: PlannedPage;
  readonly source: Source;
}

export interface Keeper {
  /** The file as an earlier import left it; null when its bytes or our rules are new. */
  knownFile(path: string, sha256: string, conversion: string): Promise<KnownFile | null>;
  /** What is stored of each record's page, by the record's source path. */
  match(records: readonly PageRecord[]): Promise<ReadonlyMap<string, StoredIdentity>>;
  /** Writes one batch in one transaction; the rows' ids in the order given, below 0 in a dry run. */
  save(pages: readonly FoundPage[], conversion: string): Promise<readonly number[]>;
  confirm(pageIds: readonly number[]): Promise<void>;
  tree(tree: SpaceTree): Promise<void>;
  /** Notes which file a page comes from: its attachments lie beside it. */
  own(pageId: number, source: Source, path: string): void;
  remember(
    entry: SourceEntry,
    made: { readonly sha256: string; readonly conversion: string },
    pageId: number | null,
    skipped: SkipReason | null,
  ): void;
  /** Writes what was remembered since the last time. */
  flush(): Promise<void>;
}

export interface WritingKeeper extends Keeper {
  readonly owners: Owners;
  /** Stores the trees of all indexes, now that their pages are there. */
  plantTrees(): Promise<void>;
}

/** Keeps what an import brings in the archive, under one import row. */
export async function archiveKeeper(archive: Archive, importId: number): Promise<WritingKeeper> {
  const known = await knownFiles(archive);
  const owners = new Map<number, { readonly source: Source; readonly path: string }>();
  const trees: SpaceTree[] = [];
  let files: Parameters<Archive['rememberFiles']>[1][number][] = [];
  return {
    owners,
    ...questions(archive, known),
    save: (pages, conversion) =>
      archive.savePages(
        importId,
        pages.map(({ planned }) => planned),
        conversion,
      ),
    confirm: (pageIds) => archive.touchPages(importId, pageIds),
    tree: (tree) => {
      trees.push(tree);
      return Promise.resolve();
    },
    async plantTrees() {
      for (const tree of trees) await archive.saveTree(importId, tree);
    },
    own: (pageId, source, path) => void owners.set(pageId, { source, path }),
    remember({ path, bytes, modifiedMs }, { sha256, conversion }, pageId, skipped) {
      files.push({ path, bytes, modifiedMs, sha256, conversion, pageId, skipped, title: null });
    },
    async flush() {
      await archive.rememberFiles(importId, files);
      files = [];
    },
  };
}

export interface NamedAttachment {
  readonly source: Source;
  /** Relative to the source; null where the page gives no place in it. */
  readonly path: string | null;
  readonly fileName: string;
  /** The page that names it. */
  readonly page: string;
}

export interface DryKeeper extends Keeper {
  /** The attachments that the pages of this run name, each with the source it would come from. */
  attachments(): Promise<readonly NamedAttachment[]>;
}

/** Asks an archive, if there is one, and keeps nothing. */
export async function dryKeeper(archive: Archive | null): Promise<DryKeeper> {
  const known = archive === null ? new Map<string, KnownFile>() : await knownFiles(archive);
  const nothing = (): Promise<void> => Promise.resolve();
  const named: NamedAttachment[] = [];
  const owners = new Map<number, { readonly source: Source; readonly path: string }>();
  // Pages that the run would have stored by now, so that a second copy is known as one.
  const imagined = new Map<string, StoredIdentity>();
  let lastId = 0;
  const { knownFile, match } = questions(archive, known);
  return {
    knownFile,
    async match(records) {
      const matches = new Map(await match(records));
      for (const record of records) {
        const copy = imagined.get(identityOf(record));
        if (copy !== undefined && !matches.has(record.sourcePath)) {
          matches.set(record.sourcePath, copy);
        }
      }
      return matches;
    },
    save(pages, conversion) {
      const ids = pages.map(() => --lastId);
      for (const { planned, source } of pages) {
        const { attachments, sourcePath: page } = planned.record;
        named.push(
          ...attachments.map(({ sourcePath: path, fileName }) => ({
            source,
            path,
            fileName,
            page,
          })),
        );
      }
      for (const [at, { planned }] of pages.entries()) {
        const { record } = planned;
        const pageId = ids[at];
        if (record.confluenceId === null || pageId === undefined) continue;
        imagined.set(identityOf(record), { ...record, pageId, conversion });
      }
      return Promise.resolve(ids);
    },
    async attachments() {
      const stored = (await archive?.attachments()) ?? [];
      const kept = stored.flatMap(({ pageId, sourcePath: path, fileName }) => {
        const owner = owners.get(pageId);
        return owner === undefined
          ? []
          : [{ source: owner.source, path, fileName, page: owner.path }];
      });
      return [...named, ...kept];
    },
    confirm: nothing,
    tree: nothing,
    own: (pageId, source, path) => void owners.set(pageId, { source, path }),
    remember: () => undefined,
    flush: nothing,
  };
}

/** Only the id makes two files of one run the same page. */
const identityOf = ({ format, confluenceId }: PageRecord): string =>
  `${format} ${confluenceId ?? ''}`;

function questions(
  archive: Archive | null,
  known: ReadonlyMap<string, KnownFile>,
): Pick<Keeper, 'knownFile' | 'match'> {
  return {
    knownFile(path, sha256, conversion) {
      const file = known.get(fileKey(path, sha256));
      const serves = file !== undefined && isServedBy(conversion, file.conversion);
      return Promise.resolve(serves ? file : null);
    },
    match: (records) =>
      archive === null || records.length === 0
        ? Promise.resolve(new Map())
        : archive.matchPages(
            records.map(({ sourcePath, confluenceId, format, refs }) => ({
              sourcePath,
              confluenceId,
              format,
              titleRefs: refs.filter((ref) => ref.startsWith('page:title/')),
            })),
          ),
  };
}

const fileKey = (path: string, sha256: string): string => `${sha256} ${path}`;

async function knownFiles(archive: Archive): Promise<Map<string, KnownFile>> {
  const files = await archive.knownFiles();
  return new Map(files.map((file) => [fileKey(file.path, file.sha256), file]));
}
