/** Reads pages and space indexes of Confluence's own HTML export, of every generation. */
import type { Cheerio, CheerioAPI } from 'cheerio';
import { diagnostic } from '../../model/diagnostics.ts';
import type { ExportDocument, Reader } from '../../model/document.ts';
import type { AnyNode, Element } from '../../model/dom.ts';
import { flattenDepths } from '../depth.ts';
import { parseDocument } from '../parse.ts';
import { PROFILES, type Profile } from '../profiles.ts';
import { takeAttachments, takeComments } from './blocks.ts';
import { detached } from './detached.ts';
import { readHeader, takeFooterDate } from './header.ts';
import { isConfluenceHtml } from './recognise.ts';
import { isSpaceIndex, readSpaceIndex } from './space-index.ts';

export const confluenceHtmlReader: Reader = {
  format: 'confluence-html',
  summary: 'Pages and indexes of a Confluence space’s HTML export, 2004 to today.',
  recognises: isConfluenceHtml,

  read(file) {
    const $ = parseDocument(file.text);
    const [root] = $('html').toArray();
    // Before anything else, because everything else recurses.
    const isTooDeep = root !== undefined && flattenDepths(root);
    const result = isSpaceIndex($)
      ? readSpaceIndex($, file.path, takeFooterDate($))
      : readPage($, file.path);
    if (!isTooDeep) return result;
    return { ...result, diagnostics: [...result.diagnostics, diagnostic('page-too-deep')] };
  },
};

function readPage($: CheerioAPI, sourcePath: string): ExportDocument {
  const profile = profileOf($);
  const header = readHeader($, profile);
  return {
    kind: 'page',
    format: 'confluence-html',
    sourcePath,
    profile: profile.name,
    ...header,
    // These cut their blocks out of the tree, so they come before the body is taken.
    footerDate: takeFooterDate($),
    attachments: takeAttachments($),
    comments: takeComments($),
    body: bodyOf($, profile),
    labels: [],
    diagnostics: header.heading === null ? [diagnostic('title-missing')] : [],
  };
}

function profileOf($: CheerioAPI): Profile {
  const profile = PROFILES.find(({ marker }) => $(marker).length > 0);
  if (profile === undefined) throw new Error('the profile table has no last row for any HTML');
  return profile;
}

/** A detached element with the children of all of the profile's body wrappers, and the overflow. */
function bodyOf($: CheerioAPI, profile: Profile): Element {
  if (profile.notBody !== null) $(profile.notBody).remove();
  const wrappers = $(profile.body).filter(
    (_, wrapper) => $(wrapper).parents(profile.body).length === 0,
  );
  const parts = wrappers.toArray().map((wrapper) => $(wrapper).contents().remove());
  if (profile.overflow !== null) {
    const rest = $(profile.overflow).contents();
    if (hasContent(rest)) parts.push(rest);
  }
  return detached($, parts);
}

const hasContent = (nodes: Cheerio<AnyNode>): boolean =>
  nodes.text().trim() !== '' || nodes.is('img') || nodes.find('img').length > 0;
