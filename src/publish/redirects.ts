/** From every address under which a page was known to its file in the tree. */
import type { Addresses, PageAddress, SourceRow } from '../model/addresses.ts';
import type { StoredAttachment } from '../model/stored.ts';
import {
  addressesById,
  addressesByTitle,
  addressesOfSpace,
  addressOf,
  addressOfAttachment,
} from './addresses.ts';
import { csv } from '../model/csv.ts';
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

interface Claim extends Redirect {
  readonly rank: number;
}

function compareClaims(a: Claim, b: Claim): number {
  return (
    a.rank - b.rank ||
    compareIds(a.page.confluenceId, b.page.confluenceId) ||
    compareText(a.page.sourcePath, b.page.sourcePath) ||
    compareText(a.page.title ?? '', b.page.title ?? '') ||
    a.page.id - b.page.id
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

function* claims({ addresses, pages, attachments, stored }: Published): Generator<Claim> {
  const byId = new Map(addresses.pages.map((page) => [page.id, page]));
  const claimOf = (page: PageAddress, from: string, rank: number): Claim => {
    const to = pages.get(page.publishedAs) ?? null;
    const isIndirect = page.publishedAs !== page.id;
    return {
      from,
      to,
      page,
      rank: rank + (to === null ? REMOVED : 0) + (isIndirect ? INDIRECT : 0),
    };
  };
  for (const page of addresses.pages)
    for (const from of currentNames(page)) yield claimOf(page, from, 0);
  for (const { pageId, kind, name } of addresses.former) {
    const page = byId.get(pageId);
    if (page === undefined) continue;
    const old =
      kind === 'title'
        ? titled(page, name)
        : kind === 'source'
          ? inExport(name)
          : [addressOf(name)];
    for (const from of old) yield claimOf(page, from, FORMER);
  }
  for (const [id, to] of attachments) {
    const attachment = stored.get(id);
    const page = byId.get(attachment?.pageId ?? 0);
    if (attachment === undefined || page?.confluenceId == null) continue;
    const from = addressOfAttachment(page.confluenceId, attachment.fileName);
    yield { from, to, page, rank: 0 };
  }
}

/** @returns one redirect per address, those with the better claim first. */
export function redirectsOf(published: Published): readonly Redirect[] {
  const taken = new Set(
    [...published.pages.values(), ...published.attachments.values()].map(addressOf),
  );
  const result: Redirect[] = [];
  for (const { from, to, page } of [...claims(published)].sort(compareClaims)) {
    // Where a file of the tree stands today, nothing is redirected.
    if (taken.has(from)) continue;
    taken.add(from);
    result.push({ from, to, page });
  }
  return result;
}

/** `redirects.csv`: sorted by address. */
export const redirectsCsv = (redirects: readonly Redirect[]): string =>
  csv(
    ['from', 'to', 'status', 'page_id', 'title'],
    redirects
      .toSorted((a, b) => compareText(a.from, b.from))
      .map(({ from, to, page }) => [
        from,
        to,
        to === null ? '410' : '301',
        page.confluenceId,
        page.title,
      ]),
  );

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

/** `sources.csv`: the source file of each file of the tree, with the hash of the source's bytes. */
export const sourcesCsv = (rows: Iterable<SourceRow>): string =>
  csv(
    ['file', 'source', 'sha256', 'page_id'],
    [...rows]
      .sort((a, b) => compareText(a.path, b.path))
      .map(({ path, source, sha256, confluenceId }) => [path, source, sha256, confluenceId]),
  );
