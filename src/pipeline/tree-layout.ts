/** Where everything lies in the tree, or is to lie. */
import type { Archive } from '../archive/archive.ts';
import type { Delivered } from '../model/addresses.ts';
import type { PublishedRemark } from '../model/checkpoint.ts';
import type { StoredAttachment } from '../model/stored.ts';
import { layoutAttachments } from '../publish/attachment-paths.ts';
import { layoutPaths } from '../publish/paths.ts';
import { withMissingAncestors } from './ancestors.ts';

/** What publishing asks of an archive. */
export type Publishable = Pick<
  Archive,
  | 'pageSummaries'
  | 'unplacedBreadcrumbs'
  | 'attachments'
  | 'publishablePages'
  | 'addresses'
  | 'delivered'
  | 'publishedSources'
  | 'setAttachments'
  | 'setPublished'
>;

/** A tree that is as the last run left it, and the pages that are not. */
export interface TreeChanges {
  /** As `Archive.touched` gives them. */
  readonly pageIds: readonly number[];
  /** Of the files of the tree, from `treeStamp`. */
  readonly stamps: ReadonlyMap<string, string>;
  /** What was said when the tree was published. */
  readonly remarks: readonly PublishedRemark[];
}

/** Where everything goes, and where it was. Attachments that could not be copied leave `copies`. */
export interface Layout {
  /** The pages in the order in which they are delivered. */
  readonly ids: readonly number[];
  readonly paths: ReadonlyMap<number, string>;
  readonly copies: Map<number, string>;
  /** With what this run learns of their bytes. */
  readonly attachments: Map<number, StoredAttachment>;
  readonly delivered: {
    readonly pages: ReadonlyMap<number, Delivered>;
    readonly attachments: ReadonlyMap<number, Delivered>;
  };
}

/** Where everything lies, as long as nothing but the words of pages changed. */
async function asDelivered(archive: Publishable, { pageIds }: TreeChanges): Promise<Layout> {
  const delivered = await archive.delivered();
  const pathsOf = (files: ReadonlyMap<number, Delivered>): Map<number, string> =>
    new Map([...files].map(([id, { path }]) => [id, path]));
  return {
    ids: pageIds,
    paths: pathsOf(delivered.pages),
    copies: pathsOf(delivered.attachments),
    attachments: new Map(),
    delivered,
  };
}

/**
 * @param importId null where the folder is not the one that the archive remembers: what lies there
 *   is not known then.
 */
export async function layOut(
  archive: Publishable,
  {
    changes,
    importId,
  }: { readonly changes?: TreeChanges | null; readonly importId: number | null },
): Promise<Layout> {
  if (changes != null) return asDelivered(archive, changes);
  const isSame = importId !== null;
  const pages = await archive.pageSummaries();
  const paths = layoutPaths(withMissingAncestors(pages, await archive.unplacedBreadcrumbs()));
  for (const id of paths.keys()) if (id < 0) paths.delete(id);
  const attachments = new Map((await archive.attachments()).map((item) => [item.id, item]));
  return {
    ids: pages.map(({ id }) => id),
    paths,
    copies: layoutAttachments(pages, paths, attachments.values()),
    attachments,
    delivered: isSame ? await archive.delivered() : { pages: new Map(), attachments: new Map() },
  };
}

function* lastPaths({ delivered }: Layout): Generator<string> {
  for (const { path } of delivered.pages.values()) yield path;
  for (const { path } of delivered.attachments.values()) yield path;
}

/** Paths of the last run that are not used any more. */
export function leftPaths(layout: Layout): readonly string[] {
  const today = new Set([...layout.paths.values(), ...layout.copies.values()]);
  return [...lastPaths(layout)].filter((path) => !today.has(path));
}

/** The paths of today and of all earlier runs, once they are asked for. */
export function everUsed(archive: Publishable, layout: Layout): () => Promise<readonly string[]> {
  // Later those that could not be copied are missing.
  const copies = [...layout.copies.values()];
  return async () => {
    const { former } = await archive.addresses();
    const ever = former.flatMap(({ kind, name }) => (kind === 'markdown' ? [name] : []));
    return [...layout.paths.values(), ...copies, ...lastPaths(layout), ...ever];
  };
}
