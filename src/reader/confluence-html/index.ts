/** Reads pages and space indexes of Confluence's own HTML export, of every generation. */
import { isTag, isText } from 'domhandler';
import { addAll } from '../../model/add-all.ts';
import { diagnostic } from '../../model/diagnostics.ts';
import type { ExportDocument, Reader } from '../../model/document.ts';
import type { ChildNode, Element } from '../../model/dom.ts';
import { flattenDepths } from '../depth.ts';
import { parseDocument } from '../parse.ts';
import { PROFILES, type Profile } from '../profiles.ts';
import { takeAttachments, takeComments } from './blocks.ts';
import { detached, takeChildren } from './detached.ts';
import { readHeader, takeFooterDate } from './header.ts';
import { cut, find, holds, outermost, pageOf, type Page } from './landmarks.ts';
import { isConfluenceHtml } from './recognise.ts';
import { isSpaceIndex, readSpaceIndex } from './space-index.ts';

export const confluenceHtmlReader: Reader = {
  format: 'confluence-html',
  summary: 'Pages and indexes of a Confluence space’s HTML export, 2004 to today.',
  recognises: isConfluenceHtml,

  read(file) {
    const document = parseDocument(file.text);
    const root = document.children.find(isTag);
    // Before anything else, because everything else recurses.
    const isTooDeep = root !== undefined && flattenDepths(root);
    const page = pageOf(document);
    const result = isSpaceIndex(page)
      ? readSpaceIndex(page, file.path, takeFooterDate(page))
      : readPage(page, file.path);
    if (!isTooDeep) return result;
    return { ...result, diagnostics: [...result.diagnostics, diagnostic('page-too-deep')] };
  },
};

function readPage(page: Page, sourcePath: string): ExportDocument {
  const profile = profileOf(page);
  const header = readHeader(page, profile);
  return {
    kind: 'page',
    format: 'confluence-html',
    sourcePath,
    profile: profile.name,
    ...header,
    // These cut their blocks out of the tree, so they come before the body is taken.
    footerDate: takeFooterDate(page),
    attachments: takeAttachments(page),
    comments: takeComments(page),
    body: bodyOf(page, profile),
    labels: [],
    diagnostics: header.heading === null ? [diagnostic('title-missing')] : [],
  };
}

function profileOf(page: Page): Profile {
  const profile = PROFILES.find(({ marker }) => holds(page, marker));
  if (profile === undefined) throw new Error('the profile table has no last row for any HTML');
  return profile;
}

/** A detached element with the children of all of the profile's body wrappers, and the overflow. */
function bodyOf(page: Page, profile: Profile): Element {
  if (profile.notBody !== null) cut(page, profile.notBody);
  const nodes = takeChildren(outermost(find(page, profile.body)));
  if (profile.overflow !== null) {
    const around = find(page, profile.overflow);
    if (around.some(({ children }) => children.some(hasContent)))
      addAll(nodes, takeChildren(around));
  }
  return detached(nodes);
}

/** Text that shows, or an image. */
function hasContent(node: ChildNode): boolean {
  if (isText(node)) return node.data.trim() !== '';
  if (!isTag(node) || node.name === 'script' || node.name === 'style') return false;
  return node.name === 'img' || node.children.some(hasContent);
}
