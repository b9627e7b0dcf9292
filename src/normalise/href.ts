/**
 * Understands the addresses that Confluence writes: which page, attachment, person or place of the
 * outside world a link means. The forms are those of the catalogue of real exports, section 10.
 */
import type { DiagnosticCode } from '../model/diagnostics.ts';
import {
  attachmentByFile,
  attachmentById,
  attachmentByName,
  encodeSegment,
  pageByFile,
  pageById,
  pageByTitle,
  pageHome,
  type AttachmentRef,
  type PageRef,
} from '../model/refs.ts';
import type { LinkKind } from '../model/page.ts';
import type { Destination, PageFacts } from './rule.ts';

/** Schemes that do no harm in a file and can work outside Confluence. */
const SAFE_SCHEMES = new Set(
  'http https ftp ftps sftp mailto tel sms callto irc ircs news nntp xmpp sip skype git ssh svn'.split(
    ' ',
  ),
);

const removed = (kind: LinkKind, problem: DiagnosticCode): Destination => ({
  kind,
  target: null,
  fragment: null,
  href: null,
  problem,
});

/** A profile page is never exported; the person's name says all that is left, so nothing is lost. */
const LOST_PROFILE: Destination = {
  kind: 'person',
  target: null,
  fragment: null,
  href: null,
  problem: null,
};

const outside = (kind: LinkKind, href: string): Destination => ({
  kind,
  target: null,
  fragment: null,
  href,
  problem: null,
});

function inside(
  kind: 'page' | 'attachment',
  target: PageRef | AttachmentRef,
  fragment: string | null,
): Destination {
  const href = fragment === null ? target : `${target}#${encodeSegment(fragment)}`;
  return { kind, target, fragment, href, problem: null };
}

/** `decodeURIComponent` that leaves alone what is not encoded properly. */
export function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where `raw` leads, for a page with these facts. Never throws. */
export function destinationOf(raw: string, page: PageFacts): Destination {
  const href = page.profile === 'confluence-1' ? withoutSpaceKey(raw.trim()) : raw.trim();
  if (href.includes('$item') || /^\$[!{a-z]/i.test(href))
    return removed('external', 'export-leftover');
  if (href === '' || href === '#') return { ...removed('anchor', 'link-removed'), problem: null };
  if (href.startsWith('#')) return anchorOn(decode(href.slice(1)));
  // `\\server\share`: a place in some office's network.
  if (href.startsWith('\\\\')) return removed('external', 'link-removed');
  if (href.startsWith('//')) return absolute(`https:${href}`, page);
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(href)?.[1]?.toLowerCase();
  if (scheme === 'http' || scheme === 'https') return absolute(href, page);
  if (scheme === 'mailto') return outside('mail', href);
  if (scheme !== undefined && SAFE_SCHEMES.has(scheme)) return outside('external', href);
  if (scheme !== undefined && scheme.length > 1) return removed('external', 'link-removed');
  return relative(href, page);
}

/** Confluence 1 linked to `Page.html#KEY-Page-Heading` where the anchor is `Page-Heading`. */
const withoutSpaceKey = (href: string): string => href.replace(/#[A-Z][A-Z\d]*-(?=[^-]*-)/, '#');

const anchorOn = (fragment: string): Destination => ({
  kind: 'anchor',
  target: null,
  fragment,
  href: `#${encodeSegment(fragment)}`,
  problem: null,
});

/** A full address: of the outside world, unless it has the form of one of the wiki's own. */
function absolute(href: string, page: PageFacts): Destination {
  const url = WIKI.test(href) && URL.canParse(href) ? new URL(href) : null;
  if (url === null) {
    const isWhole = !href.includes(' ') || URL.canParse(href);
    return outside('external', isWhole ? href : href.replaceAll(' ', '%20'));
  }
  const foreign = page.ownHosts.size > 0 && !page.ownHosts.has(url.host);
  const wiki = foreign ? null : wikiAddress(url, page);
  if (wiki?.href == null) {
    // The wiki's own address of something that no export holds; it may still work one day.
    return outside(wiki?.kind === 'person' ? 'person' : 'external', href);
  }
  // It becomes a link to a page only if the archive has that page; until then it is what it says.
  return wiki.kind === 'page' ? { ...wiki, kind: 'external' } : wiki;
}

/**
 * What an address has in it that may be one of the wiki's own, or be spelled so that only a parser
 * can tell. All others need not be taken apart, which is costly.
 */
const WIKI =
  /display|spaces|people|viewuserprofile|createpage|viewpage|download\/|(?:^|\/)x\/|[\\\t\n\r]/i;

/** An address on the wiki's own host, by its path and query; null if it has no known form. */
function wikiAddress(url: URL, page: PageFacts): Destination | null {
  const { pathname: path, searchParams: query } = url;
  const fragment = url.hash === '' ? null : decode(url.hash.slice(1));
  const byId = /\/spaces\/[^/]+\/(?:pages|blog\/\d+\/\d+\/\d+)\/(\d+)/.exec(path)?.[1];
  if (byId !== undefined) return inside('page', pageById(byId), fragment);
  // A red link says which page it would be; that may have been written later, or under this name.
  if (path.endsWith('/createpage.action') || path.includes('/pages/createpage')) {
    return viewPage(query, null) ?? removed('page', 'link-broken');
  }
  if (path.endsWith('/viewpage.action')) return viewPage(query, fragment);
  if (/\/display\/~|\/people\/|\/users\/viewuserprofile/.test(path)) {
    return LOST_PROFILE;
  }
  const file = /\/download\/(?:attachments|thumbnails)\/(\d+)\/([^/]+)$/.exec(path);
  if (file !== null) return namedAttachment(page, file[1] ?? '', decodePlus(file[2] ?? ''));
  const home = /^(?:\/[\w-]+)?\/(?:display|spaces)\/([a-z\d]+)(?:\/overview)?\/?$/i.exec(path)?.[1];
  if (home !== undefined) return inside('page', pageHome(home), fragment);
  const title = /\/display\/([^/]+)\/+([^/]+)$/.exec(path);
  if (title !== null) {
    return inside(
      'page',
      pageByTitle(decode(title[1] ?? ''), decodePlus(title[2] ?? '')),
      fragment,
    );
  }
  // The wiki's own context (`/wiki/x/…`) stands before it, nothing else.
  const tiny = /^(?:\/[\w-]+)?\/x\/([\w-]{3,11})$/.exec(path)?.[1];
  const tinyId = tiny === undefined ? null : decodeTiny(tiny);
  return tinyId === null ? null : inside('page', pageById(tinyId), fragment);
}

const decodePlus = (segment: string): string => decode(segment.replaceAll('+', ' '));

function viewPage(query: URLSearchParams, fragment: string | null): Destination | null {
  const id = query.get('pageId');
  if (id !== null && /^\d+$/.test(id)) return inside('page', pageById(id), fragment);
  const space = query.get('spaceKey');
  const title = query.get('title');
  if (space === null || title === null) return null;
  return inside('page', pageByTitle(space, title), fragment);
}

/**
 * Tiny links hold the page id's bytes, lowest first, in base64 with `-` for `/`, `_` for `+` and
 * the trailing `A`s left out (Atlassian's knowledge base: how to programmatically generate them).
 */
export function decodeTiny(code: string): string | null {
  const base64 = code.replaceAll('-', '/').replaceAll('_', '+').padEnd(11, 'A');
  const bytes = Buffer.from(base64.slice(0, 11), 'base64');
  if (bytes.length < 8) return null;
  const id = bytes.readBigUInt64LE(0);
  return id === 0n ? null : id.toString();
}

/** An address without a host: a file of the export, or a path on the lost wiki. */
function relative(href: string, page: PageFacts): Destination {
  const person = /^(?:null)?\/(?:\w+\/)?(?:display\/~|people\/)/.test(href);
  if (person || /^(?:null\/)?aa-avatar\//.test(href)) return LOST_PROFILE;
  if (href.startsWith('null/') || href === 'null') return removed('external', 'link-removed');
  const hashAt = href.indexOf('#');
  const fragment = hashAt === -1 ? null : decode(href.slice(hashAt + 1)) || null;
  const withoutHash = hashAt === -1 ? href : href.slice(0, hashAt);
  const isWiki = WIKI.test(href) && URL.canParse(withoutHash, 'wiki://wiki/');
  const wiki = isWiki ? wikiAddress(new URL(href, 'wiki://wiki/'), page) : null;
  if (wiki !== null) return wiki;
  if (href.startsWith('/')) return removed('external', 'link-removed');
  const path = (withoutHash.split('?')[0] ?? '').replace(/^\.\//, '');
  return exportFile(path, fragment, page);
}

/** Folders of pictures and styles that every export has; authors' files lie beside them. */
const FURNITURE = /^(?:images\/(?:icons|border)|icons|styles|border)\//;

/** A file of the export itself: `Title_123.html`, `123.html`, `attachments/1/2.png`. */
function exportFile(path: string, fragment: string | null, page: PageFacts): Destination {
  const stored = /(?:^|\/)attachments\/(?:thumbnails\/)?\d+\/(\d+)(?:\.[^/]*)?$/.exec(path)?.[1];
  if (stored !== undefined) return inside('attachment', attachmentById(stored), null);
  const named = /(?:^|\/)download\/(?:attachments|thumbnails)\/(\d+)\/([^/]+)$/.exec(path);
  if (named !== null) return namedAttachment(page, named[1] ?? '', decode(named[2] ?? ''));
  const file = decode(path);
  const space = page.space.key ?? page.space.name;
  if (!/\.html?$/i.test(file)) {
    if (file === '' || FURNITURE.test(file)) return removed('external', 'link-removed');
    return inside('attachment', attachmentByFile(space, file), null);
  }
  const id = /(?:^|[_/])(\d{5,})\.html?$/i.exec(file)?.[1];
  return inside('page', id === undefined ? pageByFile(space, file) : pageById(id), fragment);
}

/** By page and file name; the page's own list of attachments knows the better name. */
function namedAttachment(page: PageFacts, pageId: string, fileName: string): Destination {
  const own = pageId === page.confluenceId ? page.attachments.get(fileName) : undefined;
  const byNumber = /^\d+$/.test(fileName) ? attachmentById(fileName) : undefined;
  return inside('attachment', own ?? byNumber ?? attachmentByName(pageId, fileName), null);
}
