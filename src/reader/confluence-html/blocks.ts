/** The attachments and comments blocks that Confluence appends to a page's body. */
import type { Cheerio, CheerioAPI } from 'cheerio';
import type { RawAttachment, RawComment } from '../../model/document.ts';
import type { AnyNode, Element } from '../../model/dom.ts';
import { BLOCKS } from '../profiles.ts';
import { oneLine } from '../text.ts';

/**
 * Cuts the attachments block out of the tree and reads its lines:
 * `<img bullet/> <a href="attachments/1/2.png">plan.png</a> (image/png) <br/>`.
 * Reads the parentheses after the link as the media type; null when there are none.
 */
export function takeAttachments($: CheerioAPI): RawAttachment[] {
  return takeBlocks($, BLOCKS.attachments).flatMap((block) =>
    block
      .find(BLOCKS.attachmentLinks)
      .toArray()
      .map((link) => ({
        fileName: oneLine($(link).text()),
        href: $(link).attr('href') ?? '',
        mediaType: mediaTypeAfter(link),
      })),
  );
}

function mediaTypeAfter(link: Element): string | null {
  const after = link.next;
  const text = after?.type === 'text' ? oneLine(after.data) : '';
  return /^\(([^()]+)\)/.exec(text)?.[1] ?? null;
}

/**
 * Cuts the comments block out of the tree. Each comment is a cell
 * `<a name="comment-1"></a><font class="smallfont">…</font><div class="smallfont">Posted by U at D</div>`;
 * threads are flattened by Confluence, so there is no parent to know.
 */
export function takeComments($: CheerioAPI): RawComment[] {
  return takeBlocks($, BLOCKS.comments).flatMap((block) =>
    block
      .find('a[name^="comment-"]')
      .toArray()
      .map((anchor) => readComment($, anchor)),
  );
}

function readComment($: CheerioAPI, anchor: Element): RawComment {
  const cell = $(anchor).parent();
  const signature = cell.children('div.smallfont').last();
  const signed = /^Posted by (.*) at (.*)$/.exec(oneLine(signature.text()));
  signature.remove();
  const name = $(anchor).attr('name') ?? '';
  $(anchor).remove();
  const body = $('<div></div>').append(cell.contents());
  const element = body[0];
  if (element?.type !== 'tag') throw new Error('cheerio made no element');
  return {
    confluenceId: /^comment-(\d+)$/.exec(name)?.[1] ?? null,
    author: signed?.[1] ?? null,
    date: signed?.[2] ?? null,
    body: element,
  };
}

/**
 * The block around each heading, cut out of the tree: `div.pageSection` since 4.x. Older exports
 * have no block, only the title's `div` and the box or table after it.
 */
function takeBlocks($: CheerioAPI, heading: string): Cheerio<AnyNode>[] {
  return $<Element, string>(heading)
    .toArray()
    .filter((element) => isConfluenceBlock($, element))
    .map((element) => {
      const section = $(element).closest('.pageSection');
      if (section.length > 0) return section.remove();
      const title = $(element).closest('.tabletitle');
      return title.add(title.nextAll('.greybox, table').first()).remove();
    });
}

/** A heading that an author wrote may have the same id; Confluence's own carries one of its classes. */
function isConfluenceBlock($: CheerioAPI, element: Element): boolean {
  return $(element).is('.pageSectionTitle') || $(element).parent().is('.tabletitle');
}
