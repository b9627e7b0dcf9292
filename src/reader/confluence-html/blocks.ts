/** The attachments and comments blocks that Confluence appends to a page's body. */
import type { Cheerio, CheerioAPI } from 'cheerio';
import { isText } from 'domhandler';
import type { RawAttachment, RawComment } from '../../model/document.ts';
import type { AnyNode, Element } from '../../model/dom.ts';
import { BLOCKS } from '../profiles.ts';
import { oneLine } from '../text.ts';
import { detached } from './detached.ts';

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
      }))
      // A link that the body leaves open begins anew inside the block, around a bullet.
      .filter(({ fileName }) => fileName !== ''),
  );
}

function mediaTypeAfter(link: Element): string | null {
  const after = link.next;
  const text = after !== null && isText(after) ? oneLine(after.data) : '';
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
      .find(BLOCKS.comment)
      .toArray()
      .map((anchor) => readComment($, anchor)),
  );
}

function readComment($: CheerioAPI, anchor: Element): RawComment {
  const cell = $(anchor).parent();
  // An element that the comment leaves open swallows the line.
  const line = cell.find('div.smallfont').last();
  const signature = readSignature(oneLine(line.text()));
  // A line of another form stays, as text of the comment.
  if (signature !== null) line.remove();
  $(anchor).remove();
  return {
    confluenceId: /^comment-(\d+)$/.exec($(anchor).attr('name') ?? '')?.[1] ?? null,
    author: signature?.author ?? null,
    date: signature?.date ?? null,
    body: detached($, [cell.contents()]),
  };
}

/** `Posted by U at D`, and `Posted by at D` for an anonymous comment; null for any other line. */
function readSignature(line: string): { author: string | null; date: string } | null {
  const start = 'Posted by';
  const at = line.lastIndexOf(' at ');
  if (!line.startsWith(start) || at < start.length) return null;
  const author = line.slice(start.length, at).trim();
  return { author: author === '' ? null : author, date: line.slice(at + 4) };
}

/** The blocks with such a title, cut out of the tree. An author's heading may have the same id. */
function takeBlocks($: CheerioAPI, title: string): Cheerio<AnyNode>[] {
  return $<Element, string>(title)
    .toArray()
    .map((element) => blockOf($, element).remove())
    .filter((block) => block.length > 0);
}

/**
 * `div.pageSection` around `h2.pageSectionTitle` since 4.x. Older exports have no block, only the
 * title's `div` and the box or table after it. Nothing for a heading that is not Confluence's own.
 */
function blockOf($: CheerioAPI, title: Element): Cheerio<AnyNode> {
  if ($(title).is('.pageSectionTitle')) return $(title).closest('.pageSection');
  const line = $(title).closest('.tabletitle');
  return line.add(line.nextUntil('.tabletitle', '.greybox, table').first());
}
