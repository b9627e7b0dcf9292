/** From every address under which a page was known to its file in the tree. */
import type { Addresses, FormerName, PageAddress, SourceRow } from '../model/addresses.ts';
import type { StoredAttachment } from '../model/stored.ts';
import {
  addressesById,
  addressesByTitle,
  addressesOfSpace,
  addressOf,
  addressOfAttachment,
} from './addresses.ts';
import { csvLine } from '../model/csv.ts';
import { compareIds, compareText } from './page-order.ts';

/** What the tree holds now. */
export interface Published {
  readonly addresses: Addresses;
  /** Paths of pages and of attachments, by row id. */
  readonly pages: ReadonlyMap<number, string>;
  readonly attachments: ReadonlyMap<number, string>;
  readonly stored: ReadonlyMap<number, StoredAttachment>;
}

export interface Redirect {
  /** As an address: encoded, without host and context path. */
  readonly from: string;
  /** Path of a file of the tree; null for a page that was removed. */
  readonly to: string | null;
  readonly page: PageAddress;
}

/** The lower the sum, the better the claim to an address that two pages have had. */
const REMOVED = 4;
const FORMER = 2;
const INDIRECT = 1;
const WORST = REMOVED + FORMER + INDIRECT;

function comparePages(a: PageAddress, b: PageAddress): number {
  return (
    compareIds(a.confluenceId, b.confluenceId) ||
    compareText(a.sourcePath, b.sourcePath) ||
    compareText(a.title ?? '', b.title ?? '') ||
    a.id - b.id
  );
}

/** A dump with the page's id in its name was made of the HTML file of that name. */
const DUMP = /((?:^|_)\d{5,})\.(?:md|markdown|txt)$/i;

/** Exports have no folders of their own, so a page lay in the root of its export. */
function inExport(path: string): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return [...new Set([name, name.replace(DUMP, '$1.html')])].map(addressOf);
}

const titled = (page: PageAddress, title: string | null): string[] => {
  const postedOn = page.type === 'blogpost' ? page.createdOn : null;
  return title === null ? [] : addressesByTitle(title, { ...page, postedOn });
};

function currentNames(page: PageAddress): string[] {
  const { confluenceId, spaceKey, isHome, title, sourcePath } = page;
  return [
    ...(confluenceId === null ? [] : addressesById(confluenceId, spaceKey)),
    ...(isHome && spaceKey !== null ? addressesOfSpace(spaceKey) : []),
    ...titled(page, title),
    ...inExport(sourcePath),
  ];
}

function formerNames(page: PageAddress, { kind, name }: FormerName): string[] {
  if (kind === 'title') return titled(page, name);
  return kind === 'source' ? inExport(name) : [addressOf(name)];
}

/**
 * Every address with its page and file, those with the better claim first, and the pages of one claim
 * in their order: so nothing need be held to be sorted.
 */
function* claims({ addresses, pages, attachments, stored }: Published): Generator<Redirect> {
  const former = groupBy(addresses.former, ({ pageId }) => pageId);
  const files = groupBy(attachments, ([id]) => stored.get(id)?.pageId ?? null);
  const ordered = addresses.pages.toSorted(comparePages);
  for (let rank = 0; rank <= WORST; rank++)
    for (const page of ordered) {
      const to = pages.get(page.publishedAs) ?? null;
      const isIndirect = page.publishedAs !== page.id;
      const own = (to === null ? REMOVED : 0) + (isIndirect ? INDIRECT : 0);
      if (own === rank) for (const from of currentNames(page)) yield { from, to, page };
      if (own + FORMER === rank)
        for (const name of former.get(page.id) ?? [])
          for (const from of formerNames(page, name)) yield { from, to, page };
      if (rank !== 0 || page.confluenceId === null) continue;
      for (const [id, file] of files.get(page.id) ?? []) {
        const name = stored.get(id)?.fileName ?? '';
        yield { from: addressOfAttachment(page.confluenceId, name), to: file, page };
      }
    }
}

function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** @returns one redirect per address, those with the better claim first. */
export function redirectsOf(published: Published): readonly Redirect[] {
  const taken = new Set<string>();
  for (const path of published.pages.values()) taken.add(addressOf(path));
  for (const path of published.attachments.values()) taken.add(addressOf(path));
  const result: Redirect[] = [];
  for (const redirect of claims(published)) {
    // Where a file of the tree stands today, nothing is redirected.
    if (taken.has(redirect.from)) continue;
    taken.add(redirect.from);
    result.push(redirect);
  }
  return result;
}

/** The lines of `redirects.csv`: sorted by address. */
export function* redirectLines(redirects: readonly Redirect[]): Generator<string> {
  yield csvLine(['from', 'to', 'status', 'page_id', 'title']);
  for (const { from, to, page } of redirects.toSorted((a, b) => compareText(a.from, b.from)))
    yield csvLine([from, to, to === null ? '410' : '301', page.confluenceId, page.title]);
}

/** What the tree's files were made of. */
export function* sourceRows(published: Published): Generator<SourceRow> {
  const { addresses, pages, attachments, stored } = published;
  const byId = new Map(addresses.pages.map((page) => [page.id, page]));
  for (const [id, path] of pages) {
    const page = byId.get(id);
    if (page === undefined) continue;
    const { sourcePath: source, sourceSha256: sha256, confluenceId } = page;
    yield { path, source, sha256, confluenceId };
  }
  for (const [id, path] of attachments) {
    const { sourcePath: source = null, sha256 = null, pageId } = stored.get(id) ?? {};
    yield { path, source, sha256, confluenceId: byId.get(pageId ?? 0)?.confluenceId ?? null };
  }
}

/**
 * The lines of `sources.csv`: the source file of each file of the tree, with the hash of the source's
 * bytes.
 */
export function* sourceLines(rows: Iterable<SourceRow>): Generator<string> {
  yield csvLine(['file', 'source', 'sha256', 'page_id']);
  for (const row of [...rows].sort((a, b) => compareText(a.path, b.path)))
    yield csvLine([row.path, row.source, row.sha256, row.confluenceId]);
}
