/** Where the links of one page lead in the tree. */
import { diagnostic, type DiagnosticCode } from '../model/diagnostics.ts';
import type { PublishableLink, PublishablePage } from '../model/stored.ts';
import { externalHref, relativeHref } from './href.ts';
import type { ResolveLink, Resolution, SymbolicLink } from './symbolic-link.ts';

/** The paths of everything that is published, relative to the Markdown folder. */
export interface TreeLayout {
  readonly pages: ReadonlyMap<number, string>;
  /** Without missing attachments. */
  readonly attachments: ReadonlyMap<number, string>;
}

const linkKey = (target: string, fragment: string | null): string => `${target}#${fragment ?? ''}`;

function lastSegment(target: string): string {
  const segment = target.slice(target.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function unresolved(link: SymbolicLink, source: PublishableLink | undefined): Resolution {
  const fileName = source?.targetFileName ?? null;
  const isPage = link.target.startsWith('page:');
  const external = source === undefined ? null : externalHref(source.href);
  const label = isPage ? '' : (fileName ?? lastSegment(link.target));
  if (external !== null)
    return { href: external, label, title: null, attachmentId: null, diagnostic: null };
  const code: DiagnosticCode = isPage
    ? 'link-broken'
    : link.isImage
      ? 'image-missing'
      : 'attachment-missing';
  // An attachment that the archive knows was reported when its file was not found.
  const isKnown = fileName !== null;
  const about = source?.href ?? link.target;
  const problem = isKnown ? null : diagnostic(code, about);
  return { href: null, label, title: null, attachmentId: null, diagnostic: problem };
}

function pageLink(
  from: string,
  to: string,
  link: SymbolicLink,
  source: PublishableLink | undefined,
  anchor: string | null,
): Resolution {
  const isBroken = link.fragment !== null && link.fragment !== '' && anchor === null;
  return {
    href: relativeHref(from, to, anchor),
    label: '',
    title: source?.targetTitle ?? null,
    attachmentId: null,
    diagnostic: isBroken ? diagnostic('anchor-broken', `${to}#${link.fragment}`) : null,
  };
}

/**
 * Builds the resolver that `relink` asks.
 * @param page whose links, as the archive resolved them, decide.
 * @param layout the tree's paths; the page's own must be among them.
 * @returns for a symbolic address the relative path with GitHub's anchor; for a target that is not
 *   in the tree the absolute http(s) address that the source had, else null and a diagnostic.
 */
export function linkResolver(page: PublishablePage, layout: TreeLayout): ResolveLink {
  const from = layout.pages.get(page.summary.id) ?? '';
  const exact = new Map<string, PublishableLink>();
  const byTarget = new Map<string, PublishableLink>();
  for (const link of page.links) {
    if (link.target === null) continue;
    exact.set(linkKey(link.target, link.fragment), link);
    if (!byTarget.has(link.target)) byTarget.set(link.target, link);
  }
  return (link) => {
    const same = exact.get(linkKey(link.target, link.fragment));
    const source = same ?? byTarget.get(link.target);
    const pageId = source?.targetPageId ?? null;
    const attachmentId = source?.targetAttachmentId ?? null;
    const pagePath = pageId === null ? undefined : layout.pages.get(pageId);
    if (pagePath !== undefined)
      return pageLink(from, pagePath, link, source, same?.targetAnchor ?? null);
    const filePath = attachmentId === null ? undefined : layout.attachments.get(attachmentId);
    if (filePath === undefined) return unresolved(link, source);
    const href = relativeHref(from, filePath, null);
    return { href, label: lastSegment(filePath), title: null, attachmentId, diagnostic: null };
  };
}
