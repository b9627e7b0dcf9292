/** The top of a page: breadcrumb, title, and the line about author and date. */
import type { ExportDocument, RawBreadcrumb, RawMetadata } from '../../model/document.ts';
import type { Element } from '../../model/dom.ts';
import { oneLine } from '../text.ts';
import { $, blocksOf, elementsIn, lineOf } from './blocks.ts';

type Header = Pick<ExportDocument, 'heading' | 'breadcrumbs' | 'isHome' | 'metadata'>;

/** Forms of the line by generation: 5.x and later, and before. */
const METADATA = /^(?:Created by|This page last changed on)\s/;

/**
 * Takes the header out of the page. Its parts stand in fixed order, each may be missing:
 *
 *     1. [Space](index.html)
 *     # ![Home Page](…/home_page_16.png) Space : Title
 *     Created by A, last modified by B on D
 */
export function takeHeader(body: Element): Header {
  const blocks = blocksOf(body).filter((block) => block.name === 'hr' || !isEmpty(block));
  const take = (matches: (block: Element) => boolean): Element | null => {
    const block = blocks[0];
    if (block === undefined || !matches(block)) return null;
    blocks.shift();
    $(block).remove();
    return block;
  };
  const trail = take(isTrail);
  const heading = take(({ name }) => name === 'h1');
  const metadata = take((block) => /^(?:p|div)$/.test(block.name) && METADATA.test(lineOf(block)));
  return {
    breadcrumbs: trail === null ? [] : breadcrumbsIn(trail),
    heading: heading === null ? null : lineOf(heading) || null,
    isHome: heading !== null && $(heading).find('img[src*="home_page"]').length > 0,
    metadata: metadata === null ? null : metadataIn(metadata),
  };
}

function isEmpty(block: Element): boolean {
  return lineOf(block) === '' && elementsIn(block, ({ name }) => name === 'img').length === 0;
}

/** A numbered list is the breadcrumb when every item is nothing but a link to a page of the export. */
function isTrail(block: Element): boolean {
  if (block.name !== 'ol') return false;
  const items = $(block).children('li').toArray();
  return items.every((item) => {
    const links = $(item).find('a[href]');
    const href = links.attr('href') ?? '';
    return links.length === 1 && isPageOfExport(href) && oneLine(links.text()) === lineOf(item);
  });
}

function isPageOfExport(href: string): boolean {
  return href.endsWith('.html') && !href.includes(':') && !href.startsWith('/');
}

function breadcrumbsIn(trail: Element): RawBreadcrumb[] {
  return $(trail)
    .children('li')
    .toArray()
    .map((item) => ({ title: lineOf(item), href: $(item).find('a').attr('href') ?? null }));
}

/** Pandoc keeps `<span class="author">`; other crawlers leave only the text. */
function metadataIn(line: Element): RawMetadata {
  const nameIn = (selector: string): string | null =>
    oneLine($(line).find(selector).text()) || null;
  return { text: lineOf(line), creator: nameIn('.author'), modifier: nameIn('.editor') };
}
