/** Which page this is: its space, title, id, ancestors, and all names by which links may mean it. */
import type { ExportDocument, RawAttachment, RawBreadcrumb } from '../model/document.ts';
import type { Breadcrumb, PageType, SpaceRef } from '../model/page.ts';
import { pageByFile, pageById, pageByTitle, type PageRef } from '../model/refs.ts';
import {
  baseName,
  ownFileNames,
  titleFileNames,
  withoutExtension,
  idInAddress,
  idInFile,
  numberInFile,
  pathOfHref,
} from './file-names.ts';

export interface Identity {
  readonly space: SpaceRef;
  /** Null where the source states none. */
  readonly title: string | null;
  readonly type: PageType;
  readonly confluenceId: string | null;
  readonly breadcrumbs: readonly Breadcrumb[];
  /** The nearest ancestor that the breadcrumb names; null at the top of the space. */
  readonly parentRef: PageRef | null;
  /** All names by which a link may mean this page, best first. */
  readonly refs: readonly PageRef[];
}

type Source = Pick<
  ExportDocument,
  'profile' | 'heading' | 'breadcrumbs' | 'attachments' | 'isHome' | 'sourcePath'
>;

/**
 * Reads a page's identity from its heading, breadcrumb, attachments block and file name. `known` is
 * what the space's index or the user says of the space (nulls when nothing is known). Never throws.
 *
 * The heading is `Space : Title`. The space's name is known from the breadcrumb or the index, and
 * exactly that is cut off, so a title with ` : ` in it stays whole; only where no name is known, the
 * title is what follows the first ` : `. Confluence 2.x writes `Space - Title` instead.
 */
export function identify(document: Source, known: SpaceRef): Identity {
  const stated = statedSpace(document.breadcrumbs);
  const { name, title: shown } = splitHeading(document, [known.name, stated]);
  const title = wholeTitle(shown, document);
  const space = spaceOf(known, name ?? stated);
  const confluenceId =
    idInFile(document.sourcePath, title) ?? idOfAttachments(document.attachments);
  const refs = refsOf(space, title, confluenceId, document.sourcePath);
  const breadcrumbs = document.breadcrumbs.map((crumb, position): Breadcrumb => ({
    position,
    title: crumb.title,
    href: crumb.href,
    ref: refOfCrumb(crumb, position, space),
  }));
  const parentRef = breadcrumbs.findLast(({ ref }) => ref !== null)?.ref ?? null;
  return {
    space,
    title,
    type: document.isHome ? 'home' : 'page',
    confluenceId,
    breadcrumbs,
    parentRef: parentRef !== null && refs.includes(parentRef) ? null : parentRef,
    refs,
  };
}

/**
 * The site template of Confluence 2 lost words at the front of some titles: `<title>WebWork - Tags`
 * in `Form Tags.html`. Its files are named after the titles, so the file name has the words.
 */
function wholeTitle(title: string | null, { profile, sourcePath }: Source): string | null {
  if (title === null || profile !== 'site-template-2') return title;
  const stem = withoutExtension(baseName(sourcePath));
  return stem.toLowerCase().endsWith(` ${title.toLowerCase()}`) ? stem : title;
}

const isIndex = (href: string): boolean => /^index\.html?$/i.test(baseName(pathOfHref(href)));

/** The first item names the space when it leads to the index or, in edited exports, nowhere. */
function statedSpace(breadcrumbs: readonly RawBreadcrumb[]): string | null {
  const first = breadcrumbs[0];
  return first !== undefined && (first.href === null || isIndex(first.href)) ? first.title : null;
}

function splitHeading(
  { heading, profile }: Source,
  names: readonly (string | null)[],
): { name: string | null; title: string | null } {
  if (heading === null) return { name: null, title: null };
  // A Word export's heading never has the space before it.
  if (profile === 'word') return { name: null, title: heading };
  const separator = profile === 'site-template-2' ? ' - ' : ' : ';
  const candidates = names.filter((name) => name !== null);
  for (const name of candidates) {
    const prefix = `${name}${separator}`;
    if (startsWith(heading, prefix)) return { name, title: heading.slice(prefix.length) };
    if (startsWith(heading, prefix.trimEnd()) && heading.length < prefix.length) {
      return { name, title: null };
    }
  }
  const at = candidates.length > 0 ? -1 : heading.indexOf(separator);
  if (at <= 0) return { name: null, title: heading };
  return { name: heading.slice(0, at), title: heading.slice(at + separator.length) };
}

const startsWith = (text: string, prefix: string): boolean =>
  text.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase();

/** An index speaks only for pages of its own space; a folder may hold pages of another one too. */
function spaceOf(known: SpaceRef, stated: string | null): SpaceRef {
  const foreign =
    known.name !== null && stated !== null && known.name.toLowerCase() !== stated.toLowerCase();
  return foreign ? { key: null, name: stated } : { key: known.key, name: known.name ?? stated };
}

/** The id in `attachments/123/456.png`, where all listed attachments lie in one such folder. */
function idOfAttachments(attachments: readonly RawAttachment[]): string | null {
  const ids = new Set(
    attachments.map(({ href }) => /(?:^|\/)attachments\/(\d+)\//.exec(href)?.[1] ?? null),
  );
  const [only] = ids;
  return ids.size === 1 ? (only ?? null) : null;
}

function refOfCrumb(crumb: RawBreadcrumb, position: number, space: SpaceRef): PageRef | null {
  const { title, href } = crumb;
  const isSpace = position === 0 && (href === null || isIndex(href));
  if (isSpace || title === '') return null;
  return refOfLink(href ?? '', title, space);
}

/** The best single name of the page that a link of the export's own furniture leads to. */
function refOfLink(href: string, title: string, space: SpaceRef): PageRef {
  const id = idInAddress(href) ?? idInFile(pathOfHref(href), title);
  return id === null ? pageByTitle(space.key ?? space.name, title) : pageById(id);
}

/**
 * All names of a page, best first: by id, by title, by file; titles and files for the space's key
 * and for its name, because a link knows one or the other, or `_` when the page's space has neither.
 */
export function refsOf(
  space: SpaceRef,
  title: string | null,
  confluenceId: string | null,
  path: string,
): PageRef[] {
  const named = [space.key, space.name].filter((name) => name !== null);
  const spaces = named.length === 0 ? [null] : named;
  // A link cannot know that `Build_20210.html` is a title: it takes the number for an id.
  const number = numberInFile(path);
  const [own, ofTitle] = [ownFileNames(path), titleFileNames(title)];
  const refs = [
    ...(confluenceId === null ? [] : [pageById(confluenceId)]),
    // Three pages may state one title, but only one has the file.
    ...spaces.flatMap((name) => own.map((file) => pageByFile(name, file))),
    ...spaces.flatMap((name) => (title === null ? [] : [pageByTitle(name, title)])),
    ...spaces.flatMap((name) => ofTitle.map((file) => pageByFile(name, file))),
    ...(number === null ? [] : [pageById(number)]),
  ];
  return [...new Set(refs)];
}
