/**
 * Replaces symbolic addresses (`page:…`, `attachment:…`) by real ones, in Markdown links and
 * images and in the attributes of raw HTML. Code is never touched. One pass, linear time.
 */
import type { Diagnostic } from '../model/diagnostics.ts';
import { relinkHtml, rewriteTag, type OpenAnchors } from './relink-html.ts';
import { scanLinks } from './link-scanner.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { parseSymbolic, type ResolveLink, type ResolveUri } from './symbolic-link.ts';

export interface Relinked {
  readonly markdown: string;
  /** Each once, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Attachments that the text links to or shows. */
  readonly attachments: ReadonlySet<number>;
}

const mayBeSymbolic = (text: string): boolean =>
  text.includes('page:') || text.includes('attachment:');

/**
 * Makes stored Markdown ready for its place in the tree.
 * @param markdown stored Markdown, or part of it.
 * @param resolve says where each symbolic address leads; see `linkResolver`.
 * @returns the text without any symbolic address in a link. A link that leads nowhere becomes its
 *   text, an image its alternative text.
 */
export function relink(markdown: string, resolve: ResolveLink): Relinked {
  const diagnostics = new Map<string, Diagnostic>();
  const attachments = new Set<number>();
  const finish = () => ({ diagnostics: [...diagnostics.values()], attachments });
  if (!mayBeSymbolic(markdown)) return { markdown, ...finish() };

  const resolveUri: ResolveUri = (uri, isImage) => {
    const link = parseSymbolic(uri, isImage);
    if (link === null) return null;
    const resolution = resolve(link);
    const found = resolution.diagnostic;
    if (found !== null) diagnostics.set(`${found.code}\n${found.message}`, found);
    if (resolution.attachmentId !== null && resolution.href !== null)
      attachments.add(resolution.attachmentId);
    return resolution;
  };
  const anchors: OpenAnchors = [];
  let written = '';
  for (const { kind, text } of markdownBlocks(markdown)) {
    // An `<a>` that was dropped may end here.
    const isPlain = anchors.length === 0 && !mayBeSymbolic(text);
    if (kind === 'code' || isPlain) written += text;
    else if (kind === 'html') written += relinkHtml(text, resolveUri, anchors);
    else
      written += scanLinks(text, resolveUri, (tag) =>
        rewriteTag(text, tag.start, tag.tag, resolveUri, anchors),
      );
  }
  return { markdown: written, ...finish() };
}
